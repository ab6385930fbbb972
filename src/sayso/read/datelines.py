"""Where and by which agency a first paragraph says it was filed: "TELSK, March 10 (Lakes Press) —"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sayso.model import Quote, quote
from sayso.read.dates import day_in, named_days
from sayso.read.shapes import is_capitalised, is_upper
from sayso.read.words import PageWords
from sayso.text import folded

LONGEST_DATELINE = 110  # characters up to and with the dash
MOST_PLACE_WORDS = 5
MOST_PART_WORDS = 3  # between commas, where neither agency nor date makes sure
MOST_AGENCY_WORDS = 7

_DASH = re.compile(r"\s*(?:—|–|―|\x96|\x97|--+)\s*|\s+-\s+|(?<=[)\w])-\s+|\s*(?<=[)\s])_\s+|:\s+")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*")
_GOES_ON = re.compile(r"[\"“„«‘'(\[]*[A-Z0-9À-Þ]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline found: it reaches up to `end`; the date is full or None, `day` is as written."""

    start: int
    end: int
    place: Quote | None = None
    agency: Quote | None = None
    published: str | None = None
    day: str | None = None
    colon: bool = False  # a colon, not a dash, ends it


def dateline_in(text: str, start: int, end: int, words: PageWords) -> Dateline | None:
    """The dateline with which the paragraph at start..end begins, or None."""
    if not (text[start].isalpha() or text[start] in "(["):
        return None
    for dash in _DASH.finditer(text, start, min(end, start + LONGEST_DATELINE)):
        if not _GOES_ON.match(text, dash.end(), end):
            continue
        found = _read(text, start, dash.start(), words, colon=":" in dash[0])
        if found:
            return replace(found, end=dash.end(), colon=":" in dash[0])
    return None


def dateline_of_item(text: str, start: int, end: int, words: PageWords) -> Dateline | None:
    """The dateline of a later item on the page: a known agency or a place in capitals, then a dash."""
    found = dateline_in(text, start, end, words)
    if found is None or found.colon:
        return None
    known = found.agency is not None and words.agency(found.agency.text)
    return found if known or (found.place and is_upper(found.place.text.split(",")[0])) else None


def dateline_alone(text: str, start: int, end: int, words: PageWords) -> Dateline | None:
    """The dateline that fills a whole line, without a dash: "TELSK, March 10, 2024"."""
    if end - start > LONGEST_DATELINE:
        return None
    found = _read(text, start, end, words, colon=False)
    return found if found and found.place and (found.agency or found.day) else None


def _read(text: str, start: int, end: int, words: PageWords, *, colon: bool) -> Dateline | None:
    """The parts between start and end: a place, a date, an agency in brackets; anything else makes it no dateline."""
    agency = _agency(text, start, end, words)
    day = named_days(words).search(text, start, end)
    cut = min([end, *([agency[1]] if agency else []), *([day.start()] if day else [])])
    if not _nothing_left(text, cut, end, agency, day):
        return None
    place = _place(text, start, cut, words, sure=bool(agency or day), colon=colon)
    if place is None and (agency is None or text[start:cut].strip(" ,")):
        return None
    named = agency[0] if agency else None
    return Dateline(start, end, place, named, day_in(day, words) if day else None, day[0] if day else None)


def _agency(text: str, start: int, end: int, words: PageWords) -> tuple[Quote, int, int] | None:
    """The words in brackets, with the span of the brackets; without a place before them they must be a known agency."""
    found = _BRACKETS.search(text, start, end)
    if not found or len(found[1].split()) > MOST_AGENCY_WORDS:
        return None
    if any(c.isdigit() for c in found[1]):
        return None
    if not words.agency(found[1]) and not (is_capitalised(found[1]) and text[start : found.start()].strip()):
        return None
    return quote(text, found.start(1), found.end(1)), found.start(), found.end()


def _nothing_left(
    text: str, cut: int, end: int, agency: tuple[Quote, int, int] | None, day: re.Match[str] | None
) -> bool:
    """True where date and agency are all that stands after the place."""
    taken = [(agency[1], agency[2])] if agency else []
    taken += [day.span()] if day else []
    rest = "".join(text[i] for i in range(cut, end) if not any(a <= i < b for a, b in taken))
    return not rest.strip(" ,.;/-()")


def _place(text: str, start: int, end: int, words: PageWords, *, sure: bool, colon: bool) -> Quote | None:
    """The place name with what contains it ("KYIV, Ukraine"); None where it does not look like one.

    A name in capitals is enough. A name in ordinary letters needs an agency, a date or a containing region beside it.
    """
    end = start + len(text[start:end].rstrip(" ,;(\t\n"))
    named = text[start:end]
    first = named.split(",")[0]
    if not _is_name(first, words) or not is_capitalised(named) or len(named.split(",")) > 3:
        return None
    shouted = is_upper(first) and len(first) > 2
    short = all(0 < len(p.split()) <= MOST_PART_WORDS for p in named.split(","))
    if not sure and not (short and (shouted or "," in named)):
        return None
    if colon and not shouted:
        return None
    return quote(text, start, end)


def _is_name(first: str, words: PageWords) -> bool:
    """True where the words may name a place: few, no figures, no weekday, no label such as "BREAKING"."""
    key = folded(first)
    few = 0 < len(key.split()) <= MOST_PLACE_WORDS and not any(c.isdigit() for c in first)
    return few and key not in words.words("datelines", "not_place") and key not in words.words("dates", "filler")
