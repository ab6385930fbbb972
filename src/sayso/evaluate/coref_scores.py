"""How well predicted chains of mentions match gold ones: MUC, B-cubed, entity CEAF and their mean, as CoNLL does."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

Chain = frozenset[Hashable]
Counts = tuple[float, float, float, float]  # matched key, all key, matched response, all response


@dataclass
class CorefScore:
    """Counts summed over documents, by metric."""

    counts: dict[str, list[float]] = field(default_factory=lambda: {name: [0.0] * 4 for name in _METRICS})

    def add(self, key: Sequence[Chain], response: Sequence[Chain]) -> None:
        """One document's chains of two or more mentions."""
        for name, metric in _METRICS.items():
            for i, value in enumerate(metric(key, response)):
                self.counts[name][i] += value

    def f1(self, name: str) -> float:
        """F1 of one metric, 0 to 100."""
        found, key, right, response = self.counts[name]
        recall, precision = found / key if key else 0.0, right / response if response else 0.0
        return 200 * recall * precision / (recall + precision) if recall + precision else 0.0

    def mean(self) -> float:
        """The CoNLL average of the three."""
        return sum(self.f1(name) for name in _METRICS) / len(_METRICS)


def muc(key: Sequence[Chain], response: Sequence[Chain]) -> Counts:
    """Links kept."""
    return (*_links(key, response), *_links(response, key))


def _links(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[float, float]:
    of = {m: i for i, chain in enumerate(others) for m in chain}
    kept = total = 0
    for chain in chains:
        parts = {of[m] for m in chain if m in of}
        missing = sum(m not in of for m in chain)
        kept += len(chain) - len(parts) - missing
        total += len(chain) - 1
    return kept, total


def b_cubed(key: Sequence[Chain], response: Sequence[Chain]) -> Counts:
    """Share of each mention's chain that is right."""
    return (*_overlap(key, response), *_overlap(response, key))


def _overlap(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[float, float]:
    of = {m: chain for chain in others for m in chain}
    matched = sum(len(chain & of[m]) / len(chain) for chain in chains for m in chain if m in of)
    return matched, sum(len(chain) for chain in chains)


def ceaf_e(key: Sequence[Chain], response: Sequence[Chain]) -> Counts:
    """The best one-to-one alignment of chains."""
    similar = [[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]
    total = best_alignment(similar) if key and response else 0.0
    return total, len(key), total, len(response)


def best_alignment(gain: Sequence[Sequence[float]]) -> float:
    """The largest sum of gains with each row and each column used at most once (Hungarian method)."""
    if len(gain) > len(gain[0]):
        gain = [list(column) for column in zip(*gain)]
    rows, columns = len(gain), len(gain[0])
    u, v, match = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        _augment(gain, row, u, v, match)
    return sum(gain[match[j] - 1][j - 1] for j in range(1, columns + 1) if match[j])


def _augment(gain: Sequence[Sequence[float]], row: int, u: list[float], v: list[float], match: list[int]) -> None:
    columns = len(v) - 1
    least, way, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
    match[0], at = row, 0
    while True:
        used[at] = True
        delta, following = float("inf"), 0
        for j in range(1, columns + 1):
            if used[j]:
                continue
            cost = -gain[match[at] - 1][j - 1] - u[match[at]] - v[j]
            if cost < least[j]:
                least[j], way[j] = cost, at
            if least[j] < delta:
                delta, following = least[j], j
        for j in range(columns + 1):
            if used[j]:
                u[match[j]] += delta
                v[j] -= delta
            else:
                least[j] -= delta
        at = following
        if not match[at]:
            break
    while at:
        match[at], at = match[way[at]], way[at]


_METRICS: dict[str, Callable[[Sequence[Chain], Sequence[Chain]], Counts]] = {"muc": muc, "b3": b_cubed, "ceafe": ceaf_e}
