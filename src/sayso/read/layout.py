"""Which lines of a text make one paragraph: blank lines part, wrapped lines join, every other line stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import BlockKind
from sayso.text import squeezed

INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
WIDEST_WRAP = 140  # characters: longer lines are whole paragraphs
NARROWEST_WRAP = 40
LEAST_WRAPS = 4  # fewer full lines than this prove nothing
FULL_SHARE = 0.4  # of the lines that have a line right under them

_LINE = re.compile(r"[^\n\r\v\f\u2028\u2029]*(?:\r\n|[\n\r\v\f\u2028\u2029])|[^\n\r\v\f\u2028\u2029]+\Z")
_INDENTED = re.compile(r"[ \t]{2,}|\t|[•*–▪●◦‣-] ")


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, headline, label or other piece of the page, without white space at its ends."""

    start: int
    end: int
    text: str
    markup: BlockKind | None = None  # what the page's own markup says it is

    @property
    def words(self) -> int:
        """The number of words between blanks."""
        return len(self.text.split())


def units(text: str) -> tuple[Unit, ...]:
    """The pieces of a plain text, in order; none is empty."""
    lines = tuple(_lines(text))
    width = _wrap_width(lines)
    return tuple(_joined(text, lines, width))


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, byte order marks and other invisible characters at its ends."""
    while start < end and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
        end -= 1
    return start, end


def unit(text: str, start: int, end: int, markup: BlockKind | None = None) -> Unit | None:
    """The piece between two offsets, or None where nothing visible stands there."""
    start, end = bare(text, start, end)
    return Unit(start, end, squeezed(text[start:end]), markup) if start < end else None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for match in _LINE.finditer(text):
        yield match.start(), match[0]


def _wrap_width(lines: Sequence[tuple[int, str]]) -> int:
    """The width at which the text was wrapped by hand or by a wire, or 0 where its lines are paragraphs."""
    pairs = [(a.rstrip(), b) for (_, a), (_, b) in pairwise(lines) if a.strip() and b.strip()]
    width = max((len(a) for a, _ in pairs), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return 0
    full = sum(_full(a, b, width) for a, b in pairs)
    return width if full >= LEAST_WRAPS and full >= FULL_SHARE * len(pairs) else 0


def _full(line: str, following: str, width: int) -> bool:
    """True where the next line's first word would not have fitted on the line."""
    if _INDENTED.match(following):
        return False
    first = following.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(first) > width


def _joined(text: str, lines: Sequence[tuple[int, str]], width: int) -> Iterator[Unit]:
    start: int | None = None
    for number, (at, line) in enumerate(lines):
        start = at if start is None else start
        if width and _goes_on(line, lines, number, width):
            continue
        found = unit(text, start, at + len(line))
        start = None
        if found:
            yield found


def _goes_on(line: str, lines: Sequence[tuple[int, str]], number: int, width: int) -> bool:
    if number + 1 == len(lines) or not line.strip():
        return False
    following = lines[number + 1][1]
    return bool(following.strip()) and _full(line, following, width)
