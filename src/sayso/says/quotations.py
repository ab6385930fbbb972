"""Which stretches of the text stand in quotation marks: every kind of mark, nested, unbalanced and over paragraphs.

A mark is read by what stands around it, block by block, because real pages mix curly and straight marks and lose some.
An opening mark that is not closed runs on when the next paragraph opens with a mark again, otherwise to the end of its
sentence; a closing mark without an opening is left alone.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.text import CLOSING_QUOTES, OPENING_QUOTES, STRAIGHT_QUOTES, Span

_SINGLE_OPEN = "‘‛‚"
_SINGLE = "'’‘"
_BEFORE_OPEN = " \t\n\r\u00a0([{—–-/:…"
_STOPS = ".!?…"
_DOUBLED = ("''", "``", "’’", "‘‘")
_DOUBLE = re.compile("|".join(_DOUBLED) + f"|[{OPENING_QUOTES}{CLOSING_QUOTES}{STRAIGHT_QUOTES}]")
_ANY_SINGLE = re.compile(f"[{_SINGLE}{_SINGLE_OPEN}]")
_CLOSE_SINGLE = re.compile("['’]")
_STOP = re.compile(f"[{_STOPS}]")
_FAR = 400  # characters that words in single marks may take


@dataclass(frozen=True)
class Quotation:
    """One stretch in marks, marks included. `chain` numbers the quotation that runs over several paragraphs."""

    start: int
    end: int
    closed: bool = True
    depth: int = 0  # 0 = not inside other marks
    chain: int = -1

    @property
    def span(self) -> Span:
        """The two offsets, marks included."""
        return Span(self.start, self.end)

    def inside(self, text: str) -> Span:
        """The words between the marks."""
        left, right = self.start + _width(text, self.start), self.end
        return Span(left, right - _width_back(text, right) if self.closed else right)


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    role: str  # open, close


def quotations(text: str, blocks: Sequence[tuple[int, int]]) -> tuple[Quotation, ...]:
    """All quotations of the blocks, in order of position, nested ones included."""
    found: list[Quotation] = []
    pending: Quotation | None = None
    chains = 0
    for number, (start, end) in enumerate(blocks):
        here = _in_block(text, start, end, _opens(text, blocks, number + 1))
        if pending is not None and here and here[0].start == _first(text, start, end):
            chain = pending.chain if pending.chain >= 0 else (chains := chains + 1)
            found[found.index(pending)] = replace(pending, chain=chain)
            here[0] = replace(here[0], chain=chain)
        found.extend(here)
        pending = next((q for q in reversed(here) if not q.closed and q.end == end and q.depth == 0), None)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _first(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _opens(text: str, blocks: Sequence[tuple[int, int]], number: int) -> bool:
    """True where the block begins with a double quotation mark."""
    if number >= len(blocks):
        return False
    first = _first(text, *blocks[number])
    return first < blocks[number][1] and (
        text[first] in OPENING_QUOTES + STRAIGHT_QUOTES or text[first : first + 2] in _DOUBLED
    )


def _in_block(text: str, start: int, end: int, next_opens: bool) -> list[Quotation]:
    doubles = _pair(text, _marks(text, start, end), end, next_opens)
    singles: list[Quotation] = []
    for left, right in _gaps(doubles, text, start, end):
        singles.extend(_singles(text, left, right))
    return _with_depth([*doubles, *singles])


def _gaps(doubles: Sequence[Quotation], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches within which single marks may pair: between the doubles, and inside each of them."""
    edges, at = [], start
    for quotation in doubles:
        if quotation.start >= at:
            edges.append((at, quotation.start))
            edges.append(quotation.inside(text))
            at = quotation.end
    return [*edges, (at, end)]


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    spans = [m.span() for m in _DOUBLE.finditer(text, start, end)]
    return [_Mark(a, b, _role(text, a, b, start, end)) for a, b in spans]


def _width(text: str, at: int) -> int:
    return 2 if text[at : at + 2] in _DOUBLED else 1


def _width_back(text: str, end: int) -> int:
    return 2 if text[end - 2 : end] in _DOUBLED else 1


def _role(text: str, start: int, end: int, low: int, high: int) -> str:
    if text[start] in OPENING_QUOTES or text[start:end] in ("``", "‘‘"):
        return "open"
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    if text[start] in CLOSING_QUOTES:
        return "open" if before in _BEFORE_OPEN and after.isalnum() else "close"
    if before in _BEFORE_OPEN or before in _SINGLE + STRAIGHT_QUOTES + OPENING_QUOTES:
        return "open" if not after.isspace() else "close"
    return "close"


def _pair(text: str, marks: Sequence[_Mark], end: int, next_opens: bool) -> list[Quotation]:
    found: list[Quotation] = []
    open_: _Mark | None = None
    if _nests(text, marks):
        return _nested(marks)
    for mark in marks:
        if mark.role == "open":
            if open_ is not None:
                found.append(Quotation(open_.start, _sentence_end(text, open_.end, mark.start), closed=False))
            open_ = mark
        elif open_ is not None:
            found.append(Quotation(open_.start, mark.end))
            open_ = None
    if open_ is not None:
        goes_on = next_opens or (found and end - open_.end <= _FAR)  # "“…,” she said. “…" to the paragraph's end
        last = end if goes_on else _sentence_end(text, open_.end, end)
        found.append(Quotation(open_.start, last, closed=False))
    return found


def _nests(text: str, marks: Sequence[_Mark]) -> bool:
    """True where curly marks open inside one another and every one is closed."""
    depth, deepest = 0, 0
    for mark in marks:
        if text[mark.start] not in OPENING_QUOTES + CLOSING_QUOTES:
            return False
        depth += 1 if mark.role == "open" else -1
        deepest = max(deepest, depth)
        if depth < 0:
            return False
    return depth == 0 and deepest > 1


def _nested(marks: Sequence[_Mark]) -> list[Quotation]:
    found, open_ = [], []
    for mark in marks:
        if mark.role == "open":
            open_.append(mark.start)
        else:
            found.append(Quotation(open_.pop(), mark.end))
    return sorted(found, key=lambda q: q.start)


def _sentence_end(text: str, start: int, end: int) -> int:
    """The first full stop after `start` that ends a sentence, or `end`."""
    for stop in _STOP.finditer(text, start, end):
        at = stop.start()
        if (at + 1 >= end or text[at + 1].isspace()) and not _abbreviated(text, at):
            return at + 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _abbreviated(text: str, at: int) -> bool:
    """ "Mr." and "U.S." do not end a sentence."""
    word = text[max(0, at - 4) : at].split()[-1:] or [""]
    return text[at] == "." and (len(word[0]) <= 2 and word[0][:1].isupper())


def _singles(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    at = start
    for mark in _ANY_SINGLE.finditer(text, start, end):
        if mark.start() < at or not _opens_single(text, mark.start(), start, end):
            continue
        closing = _closing_single(text, mark.start(), end)
        if closing is not None:
            found.append(Quotation(mark.start(), closing + 1))
            at = closing + 1
    return found


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    if at + 1 >= end or not (text[at + 1].isalpha() or text[at + 1] in '“"['):
        return False
    before = text[at - 1] if at > start else " "
    return before in _BEFORE_OPEN or before in OPENING_QUOTES + STRAIGHT_QUOTES


def _closing_single(text: str, at: int, end: int) -> int | None:
    """The mark that closes the single mark at `at`; a plural's apostrophe closes only where nothing better follows."""
    weak: int | None = None
    for mark in _CLOSE_SINGLE.finditer(text, at + 2, min(end, at + _FAR)):
        close = mark.start()
        if (close + 1 < end and text[close + 1].isalnum()) or text[close - 1].isspace():
            continue
        possessive = (
            text[close - 1] in "sS" and text[close + 1 : close + 2] == " " and text[close + 2 : close + 3].islower()
        )
        if not possessive:
            return close
        weak = weak or close
    return weak


def _with_depth(found: Sequence[Quotation]) -> list[Quotation]:
    deep: list[Quotation] = []
    around: list[int] = []  # ends of the quotations that are open at this place
    for quotation in sorted(found, key=lambda q: (q.start, -q.end)):
        while around and around[-1] < quotation.end:
            around.pop()
        deep.append(replace(quotation, depth=len(around)) if around else quotation)
        around.append(quotation.end)
    return deep


class QuotationIndex:
    """The quotations of one article, to be asked what stands in marks."""

    def __init__(self, text: str, blocks: Sequence[tuple[int, int]]) -> None:
        self.all = quotations(text, blocks)
        self.outer = tuple(q for q in self.all if q.depth == 0)
        self._starts = [q.start for q in self.outer]

    def around(self, offset: int) -> Quotation | None:
        """The outermost quotation in which the offset stands, or None."""
        at = bisect.bisect_right(self._starts, offset) - 1
        return self.outer[at] if at >= 0 and offset < self.outer[at].end else None

    def within(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The outermost quotations that share a character with the stretch."""
        at = max(0, bisect.bisect_right(self._starts, start) - 1)
        near = self.outer[at : bisect.bisect_left(self._starts, end)]
        return tuple(q for q in near if q.start < end and start < q.end)

    def quoted(self, start: int, end: int) -> bool:
        """True where the stretch stands wholly inside some quotation marks."""
        outer = self.around(start)
        return outer is not None and end <= outer.end
