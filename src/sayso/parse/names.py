"""Which words make a name is decided here: first where names begin and end, all kinds together, then of which kind.

Sources disagree on kinds (one's place is another's facility) far more than on where a name ends. So the chances of all
kinds are added up before the ends are chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
FORBIDDEN = np.float32(-1e6)
# None goes from outside to inside.
STEPS = np.array([[0.0, 0.0, FORBIDDEN], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]], np.float32)
LEAST = np.float32(1e-9)
LEFT_OUT = "MISC"  # works, treaties and other names that the article's reader has no use for


class Span(NamedTuple):
    """Words first..last (exclusive) of one sentence, the name's label and its chance: of its ends and of its label."""

    first: int
    last: int
    label: str
    probability: float


class NameReader:
    """Reads tags in the order they were trained in: `O`, then `B-` and `I-` of each kind."""

    def __init__(self, tags: Sequence[str]) -> None:
        self._kinds = [tag[2:] for tag in tags if tag.startswith("B-")]
        self._begin = [tags.index(f"B-{kind}") for kind in self._kinds]
        self._inside = [tags.index(f"I-{kind}") for kind in self._kinds]
        self._outside = tags.index("O")

    def read(self, logs: Floats) -> list[Span]:
        """The names of one sentence from the log chances of its words' tags."""
        chances = np.exp(logs)
        places = np.stack(
            [chances[:, self._outside], chances[:, self._begin].sum(axis=1), chances[:, self._inside].sum(axis=1)],
            axis=1,
        )
        path = _best_path(np.log(places + LEAST))
        spans = [self._span(first, last, chances, places) for first, last in _stretches(path)]
        return [span for span in spans if span.label != LEFT_OUT]

    def _span(self, first: int, last: int, chances: Floats, places: Floats) -> Span:
        kinds = np.concatenate([chances[first : first + 1, self._begin], chances[first + 1 : last, self._inside]])
        votes = np.log(kinds + LEAST).sum(axis=0)
        at = int(votes.argmax())
        ends = np.log(places[first, BEGIN]) + np.log(places[first + 1 : last, INSIDE] + LEAST).sum()
        share = np.exp(votes[at] - np.log(np.exp(votes - votes[at]).sum()) - votes[at])
        chance = float(np.exp(ends / (last - first)) * share)
        return Span(first, last, self._kinds[at], round(min(1.0, max(chance, 1e-4)), 4))


def _best_path(logs: Floats) -> list[int]:
    best: list[int] = logs.argmax(axis=1).tolist()
    if best[0] != INSIDE and (OUTSIDE, INSIDE) not in set(pairwise(best)):
        return best
    score = logs[0] + STEPS[OUTSIDE]
    back = []
    for row in logs[1:]:
        options = score[:, None] + STEPS
        back.append(options.argmax(axis=0))
        score = options.max(axis=0) + row
    path = [int(score.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def _stretches(path: list[int]) -> Iterator[tuple[int, int]]:
    first = -1
    for at, place in enumerate([*path, OUTSIDE]):
        if first >= 0 and place != INSIDE:
            yield first, at
            first = -1
        if place == BEGIN:
            first = at
