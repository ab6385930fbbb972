"""Who a line says wrote the article: "By Jane Roe and John Doe", "(Reporting by ...)", "Jane Roe | 12 March 2024"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.read.dates import DateUse, date_line, is_clock, stated_date
from sayso.read.outlets import masthead
from sayso.read.shapes import is_capitalised, is_sentence, parts
from sayso.read.words import PageWords
from sayso.text import folded

MOST_BYLINE_WORDS, MOST_BYLINE_CHARS = 25, 300
MOST_NAME_WORDS = 8

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_WRAPPING = re.compile(r"^[\s(\[—–-]+|[\s)\]]+$")
_END_OF_NAMES = re.compile(r"\s*(?:[;|•·]|,(?!\s+(?:Jr|Sr)\b)|\s(?:in|for|at|from|on)\s|\s[–—-]\s)\s*")


@dataclass(frozen=True, slots=True)
class Credit:
    """What a line about the making of the article says: its authors, an agency's name as written, a date."""

    authors: str | None = None
    agency: str | None = None
    published: str | None = None
    use: DateUse = "plain"


def credit_in(line: str, words: PageWords) -> Credit | None:
    """The authors, agency or date that make up the whole line, or None where the line says anything else."""
    if len(line) > MOST_BYLINE_CHARS or len(line.split()) > MOST_BYLINE_WORDS:
        return None
    day = date_line(line, words)
    if day:
        return Credit(published=day[0], use=day[1])
    return (
        _agency_line(line, words)
        or _byline(line, words)
        or _credits(line, words)
        or _meta_line(line, words)
        or _dated_names(line, words)
    )


def _agency_line(line: str, words: PageWords) -> Credit | None:
    core = _WRAPPING.sub("", line).rstrip(".")
    label, _, rest = core.partition(":")
    named = rest.strip() if rest and folded(label) in words.words("bylines", "credit") else core
    return Credit(agency=named) if words.agency(named) else None


def _byline(line: str, words: PageWords) -> Credit | None:
    """An opening word and names in capitals; a date may follow the names."""
    core = _WRAPPING.sub("", line)
    match = re.match(rf"(?:{words.pattern('bylines', 'opener')})\b[:\s]+(?=\S)", core, re.I)
    if not match:
        return None
    day = stated_date(core, words)
    said = core[match.end() : day.start if day else None]
    authors = _END_OF_NAMES.split(said, maxsplit=1)[0].strip(" ,.|")
    if not is_capitalised(authors) or len(authors.split()) > MOST_NAME_WORDS or is_sentence(line):
        return None
    return Credit(authors=authors, published=day.iso if day else None)


def _credits(line: str, words: PageWords) -> Credit | None:
    """Lines at the foot: "(Reporting by A in B; Editing by C)", "D of the Agency contributed to this report."."""
    core = _WRAPPING.sub("", line)
    credit = words.pattern("bylines", "credit")
    key = folded(core)
    if not re.match(rf"(?:{credit})\b", key) and not re.search(rf"\b(?:{credit})$", key):
        return None
    if not re.search(r"[:;]", core) and not is_capitalised(_without(credit, key, core)):
        return None
    written = re.match(r"(?:reporting|writing)\s+by\s+([^;]+)", core, re.I)
    authors = _END_OF_NAMES.split(written[1], maxsplit=1)[0].strip(" ,.") if written else None
    return Credit(authors=authors or None)


def _without(credit: str, key: str, core: str) -> str:
    """The line's words as written, without the credit's own words."""
    own = {w for m in re.finditer(rf"\b(?:{credit})\b", key) for w in m[0].split()}
    return " ".join(w for w in core.split() if folded(w) not in own)


def _meta_line(line: str, words: PageWords) -> Credit | None:
    """Authors, date and time in one line with bars between; at least one part must be a date or name a role."""
    pieces = parts(line)
    if len(pieces) < 2 or is_sentence(line):
        return None
    read = [_part(p, words) for p in pieces]
    if any(r is None for r in read):
        return None
    found = [r for r in read if r is not None]
    dated = next((r for r in found if r.published), Credit())
    authors = next((r.authors for r in found if r.authors), None)
    return Credit(authors=authors, published=dated.published, use=dated.use) if dated.published else None


def _dated_names(line: str, words: PageWords) -> Credit | None:
    """ "Hill News Agency (HNA), Sool, 5 March 2025": names beside a date, one of them an outlet's, or the date first."""
    day = stated_date(line, words)
    if day is None or (line[: day.start].strip(" ,") and line[day.end :].strip(" ,.")):
        return None
    names = [_BRACKETS.sub("", n).strip() for n in f"{line[: day.start]},{line[day.end :]}".split(",") if n.strip(" .")]
    if not names or not all(is_capitalised(n) and not re.search(r"\d", n) for n in names) or is_sentence(line):
        return None
    outlets = any(masthead(n, words) or words.agency(n) for n in names)
    return Credit(published=day.iso) if outlets or not line[: day.start].strip() else None


def _part(piece: str, words: PageWords) -> Credit | None:
    day = date_line(piece, words)
    if day:
        return Credit(published=day[0], use=day[1])
    if is_clock(piece) or re.search(r"\d", piece):
        return Credit()
    found = _byline(piece, words)
    if found:
        return found
    if len(piece.split()) > MOST_NAME_WORDS:
        return None
    return Credit(authors=piece) if is_capitalised(piece) or _names_role(piece, words) else None


def _names_role(piece: str, words: PageWords) -> bool:
    """True for "Village Voice reporters": capitalised at the start, a role at the end."""
    names = folded(piece).split()
    return bool(names) and piece[0].isupper() and names[-1] in words.words("bylines", "role")
