"""Which words make a name is decided here: the likeliest well-formed sequence of begin, inside and outside tags."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
FORBIDDEN = np.float32(-1e6)
LEFT_OUT = "MISC"  # works, treaties and other names that the article's reader has no use for


class Span(NamedTuple):
    """Words first..last (exclusive) of one sentence, the name's label and the mean chance of its tags."""

    first: int
    last: int
    label: str
    probability: float


class NameReader:
    """Holds which tag may follow which."""

    def __init__(self, tags: Sequence[str]) -> None:
        self._tags = list(tags)
        self._steps = np.array([[_step(before, tag) for tag in tags] for before in tags], np.float32)
        self._starts = np.array([FORBIDDEN if tag.startswith("I-") else 0.0 for tag in tags], np.float32)
        self._outside = self._tags.index("O")

    def read(self, logs: Floats) -> list[Span]:
        """The names of one sentence from the log chances of its words' tags."""
        best = logs.argmax(axis=1)
        if (best == self._outside).all():
            return []
        path = best.tolist() if self._allowed(best.tolist()) else self._viterbi(logs)
        return self._spans(path, logs)

    def _allowed(self, path: list[int]) -> bool:
        if self._starts[path[0]] < 0:
            return False
        return all(self._steps[before, tag] == 0 for before, tag in pairwise(path))

    def _viterbi(self, logs: Floats) -> list[int]:
        score = logs[0] + self._starts
        back = []
        for row in logs[1:]:
            options = score[:, None] + self._steps
            back.append(options.argmax(axis=0))
            score = options.max(axis=0) + row
        path = [int(score.argmax())]
        for pointers in reversed(back):
            path.append(int(pointers[path[-1]]))
        return path[::-1]

    def _spans(self, path: list[int], logs: Floats) -> list[Span]:
        spans: list[Span] = []
        first = -1
        for at, tag in enumerate([*path, self._outside]):
            name = self._tags[tag]
            if first >= 0 and not name.startswith("I-"):
                spans.append(self._span(first, at, path, logs))
                first = -1
            if name.startswith("B-"):
                first = at
        return [span for span in spans if span.label != LEFT_OUT]

    def _span(self, first: int, last: int, path: list[int], logs: Floats) -> Span:
        chance = float(np.exp(np.mean([logs[at, path[at]] for at in range(first, last)])))
        return Span(first, last, self._tags[path[first]][2:], round(chance, 4))


def _step(before: str, tag: str) -> float:
    if not tag.startswith("I-"):
        return 0.0
    return 0.0 if before != "O" and before[2:] == tag[2:] else float(FORBIDDEN)
