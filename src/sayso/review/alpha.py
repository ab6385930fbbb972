"""How far several coders agree beyond chance: Krippendorff's alpha, with missing values, for any distance.

Krippendorff, Content Analysis (2004), chapter 11; Computing Krippendorff's Alpha-Reliability (2011). Sets are compared
by MASI (Passonneau 2006). Our own code, see docs/decisions/0091: sixty lines need no dependency.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import Any

Distance = Callable[[Any, Any], float]


def nominal(one: Hashable, other: Hashable) -> float:
    """0 where the two are the same, else 1."""
    return float(one != other)


def interval(one: float, other: float) -> float:
    """The squared difference."""
    return (one - other) ** 2


def ratio(one: float, other: float) -> float:
    """The squared difference in proportion to the sum; 0 for two zeros."""
    return ((one - other) / (one + other)) ** 2 if one + other else 0.0


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """1 - Jaccard x monotonicity: 0 for equal sets, 1 for sets with nothing in common, between where one has more."""
    if one == other:
        return 0.0
    common = one & other
    if not common:
        return 1.0
    weight = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1.0 - weight * len(common) / len(one | other)


def alpha(units: Iterable[Sequence[Hashable]], distance: Distance = nominal) -> float | None:
    """1 - observed / expected disagreement over the units; each unit holds the values that were given to it.

    A unit with fewer than two values says nothing of agreement. None where nothing can be compared, or where all
    values are the same: there alpha is not defined, since no disagreement was to be expected.
    """
    paired = [Counter(unit) for unit in units if len(unit) > 1]
    total = sum(sum(unit.values()) for unit in paired)
    overall: Counter[Hashable] = sum(paired, Counter())
    expected = _disagreement(overall, distance) / (total - 1) if total > 1 else 0.0
    if not expected:
        return None
    observed = sum(_disagreement(unit, distance) / (sum(unit.values()) - 1) for unit in paired)
    return 1.0 - observed / expected


def _disagreement(values: Counter[Hashable], distance: Distance) -> float:
    """The distances of all ordered pairs of different values, as often as they come."""
    return sum(2.0 * values[a] * values[b] * distance(a, b) for a, b in combinations(values, 2))
