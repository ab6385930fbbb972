"""Which day a line of the page states in full: "Published: 12 March 2024, 19:42". A date without a year is no date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from sayso.read.words import PageWords
from sayso.text import folded

DateUse = Literal["published", "updated", "plain"]
FIRST_YEAR, LAST_YEAR = 1800, 2199

_CLOCK = re.compile(r"\b\d{1,2}\s?[:.h]\s?\d{2}(?:\s?[:.]\s?\d{2})?(?:[.,]\d+)?(?:\s?(?:[ap]\.?m\.?|z))?\b", re.I)
_OFFSET = re.compile(r"(?:utc|gmt)?\s?[+−-]\s?\d{1,2}(?::?\d{2})?\b", re.I)
_ISO = re.compile(r"\b(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?=\D|$)(?:T(?=\d))?")
_NUMERIC = re.compile(r"\b(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})\b")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A full date with its place in the line."""

    iso: str
    start: int
    end: int


def stated_date(line: str, words: PageWords) -> StatedDate | None:
    """The only full date in the line, or None where there is none or more than one day."""
    found = list(_all_dates(line, words))
    return found[0] if found and len({f.iso for f in found}) == 1 else None


def date_line(line: str, words: PageWords) -> tuple[str, DateUse] | None:
    """The date of a line that states nothing else than a date, and whether it is that of an update; else None."""
    found = stated_date(line, words)
    if found is None:
        return None
    rest = folded(_OFFSET.sub(" ", _CLOCK.sub(" ", f"{line[: found.start]} {line[found.end :]}")))
    use = _use(rest, words)
    rest = re.sub(rf"\b(?:{words.pattern('dates', 'published', 'updated', 'filler', 'month')})\b", " ", rest)
    return None if re.search(r"[^\W\d]", rest) or len(rest.split()) > 2 else (found.iso, use)


def is_clock(text: str) -> bool:
    """True for a time of day alone: "08:40", "6.15 p.m."."""
    return bool(_CLOCK.search(text)) and not re.search(r"[^\W\d_]{3,}", folded(_CLOCK.sub(" ", text)))


def iso_date(text: str) -> str | None:
    """The day of an ISO date or date and time, or None where it is none."""
    match = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)", text)
    return _iso(*map(int, match.groups())) if match else None


def month_day(month: str) -> re.Pattern[str]:
    """A month with a day and perhaps a year, in either order; `month` is a pattern for month names in folded text."""
    return re.compile(
        rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?(?P<m1>{month})\b|(?P<m2>{month})\b\.?\s*"
        rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))(?:[\s.,/-]*(?P<y>\d{{4}}|\d\d(?!\d))\b)?",
        re.I,
    )


def day_in(match: re.Match[str], words: PageWords) -> str | None:
    """The ISO date of a month-and-day match that carries its year, or None."""
    name = (match["m1"] or match["m2"]).casefold()
    if match["y"] is None or len(match["y"]) < 4:  # a century would be a guess
        return None
    return _iso(int(match["y"]), month_number(name, words), int(match["d1"] or match["d2"]))


def month_number(name: str, words: PageWords) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return words.words("dates", "month").index(name) % 12 + 1


@lru_cache(maxsize=4)
def named_days(words: PageWords) -> re.Pattern[str]:
    """The pattern for days with the month in words."""
    return month_day(words.pattern("dates", "month"))


def _use(rest: str, words: PageWords) -> DateUse:
    if re.search(rf"\b(?:{words.pattern('dates', 'updated')})\b", rest):
        return "updated"
    return "published" if re.search(rf"\b(?:{words.pattern('dates', 'published')})\b", rest) else "plain"


def _all_dates(line: str, words: PageWords) -> Iterator[StatedDate]:
    for match in _ISO.finditer(line):
        yield from _stated(match, _iso(int(match["y"]), int(match["m"]), int(match["d"])))
    for match in named_days(words).finditer(line):
        yield from _stated(match, day_in(match, words))
    for match in _NUMERIC.finditer(line):
        yield from _stated(match, _numeric(match))


def _stated(match: re.Match[str], iso: str | None) -> Iterator[StatedDate]:
    if iso:
        yield StatedDate(iso, match.start(), match.end())


def _numeric(match: re.Match[str]) -> str | None:
    """Day and month in figures: dots mean day first; with other marks only an unambiguous date counts."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["s"] == "." or first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None
