"""How spans found are compared with spans wanted: exact, by shared words, and one to one by overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.text import Span

_WORD = re.compile(r"\w+")


@dataclass
class Tally:
    """Counts that add up over articles: right, found, wanted."""

    right: float = 0.0
    found: float = 0.0
    wanted: float = 0.0

    def add(self, right: float, found: float, wanted: float) -> None:
        """Count one article's or one pair's share."""
        self.right += right
        self.found += found
        self.wanted += wanted

    @property
    def precision(self) -> float:
        """Share of what was found that is right, 0..100."""
        return 100.0 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that is right, 0..100."""
        return 100.0 * self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two, 0..100."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def words_in(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Offsets of the words that begin inside the spans."""
    return {m.start() for start, end in spans for m in _WORD.finditer(text, start, end)}


def matched(found: Sequence[Span | None], wanted: Sequence[Span | None]) -> list[tuple[int, int]]:
    """Index pairs (found, wanted) whose spans overlap, one to one, largest overlap first."""
    pairs = []
    for i, one in enumerate(found):
        for j, other in enumerate(wanted):
            if one is not None and other is not None and one.overlaps(other):
                pairs.append((min(one.end, other.end) - max(one.start, other.start), i, j))
    taken: set[tuple[str, int]] = set()
    kept = []
    for _size, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if ("f", i) not in taken and ("w", j) not in taken:
            taken |= {("f", i), ("w", j)}
            kept.append((i, j))
    return kept
