"""Is an event that is given 0.8 right in about 80 of a hundred cases? Weights are fitted on PLV tune, read on its held part.

Run `python -m sayso.evaluate.confidence` for the table of docs/what.md, with `fit` behind it for new weights.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml

from sayso import paths
from sayso.evaluate.casting import article_of, cast_of, lexicon
from sayso.evaluate.parsed import parsed
from sayso.evaluate.plv import Found, Pair, fit, outcomes, pairs, root_type
from sayso.what.confidence import features
from sayso.what.events import acts_in
from sayso.what.scene import Scene

BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
_PENALTY = 2.0  # of the squared weights; chosen on tune by hand
_RATE, _STEPS = 0.5, 4000


@dataclass(frozen=True)
class Judgement:
    """One event of a gold sentence: the features of its act, the confidence it was given, and whether it is right."""

    features: tuple[str, ...]
    given: float
    right: bool


@lru_cache(maxsize=2)
def judgements(data: Path, part: str) -> tuple[Judgement, ...]:
    """Every event that touches a span of the gold pair; right: of the gold type, with an actor where the gold has it."""
    found = {o.pair.id: o for o in outcomes(data, part)}
    return tuple(j for pair in pairs(data, part) for j in _of_pair(pair, found[pair.id].judged))


def _of_pair(pair: Pair, events: Sequence[Found]) -> Iterator[Judgement]:
    doc, article = parsed(pair.text), article_of(pair.text, pair.id)
    scene = Scene(article, doc, cast_of(article, doc), lexicon())
    acts = {doc.tokens[a.index].start: a for a in acts_in(scene)}
    for found in events:
        act = acts.get(found.event.trigger.start)
        roles, touched = fit(found, pair)
        if act is not None and touched:
            yield Judgement(features(scene, act), found.event.confidence, roles > 0 and root_type(found) == pair.type)


def reliability(found: Sequence[Judgement]) -> list[tuple[float, float, int, float, float]]:
    """For every bin: its bounds, how many events, the mean confidence given, the share that is right."""
    rows = []
    for low, high in pairwise(BINS):
        own = [j for j in found if low <= j.given < high]
        if own:
            rows.append((low, high, len(own), _mean([j.given for j in own]), _mean([float(j.right) for j in own])))
    return rows


def score(data: Path, part: str = "held") -> dict[str, float]:
    """Expected calibration error in points: the mean distance of said and right over the bins, weighted by events."""
    found = judgements(data, part)
    error = sum(count * abs(said - right) for _, _, count, said, right in reliability(found)) / len(found)
    return {f"plv-{part}/calibration-kept": 100.0 - 100.0 * error}


def weights(found: Sequence[Judgement]) -> dict[str, float]:
    """Logistic regression with a penalty on the squared weights, by plain gradient descent."""
    names = sorted({f for j in found for f in j.features})
    table = np.array([[1.0, *(float(n in j.features) for n in names)] for j in found])
    right = np.array([float(j.right) for j in found])
    theta = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        guess = 1.0 / (1.0 + np.exp(-table @ theta))
        slope = table.T @ (guess - right) / len(right) + _PENALTY * np.r_[0.0, theta[1:]] / len(right)
        theta -= _RATE * slope
    return {name: round(float(w), 2) for name, w in zip(("bias", *names), theta, strict=True) if abs(w) >= 0.01}


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _write(found: dict[str, float]) -> None:
    """New weights under the comment of the old file."""
    path = paths.knowledge() / "lang" / "en" / "auxiliary" / "confidence.yml"
    comment = [line for line in path.read_text(encoding="utf8").splitlines() if line.startswith("#")]
    rows = [yaml.safe_dump([{"feature": k, "weight": v}], default_flow_style=True, width=200) for k, v in found.items()]
    lines = [f"- {row.strip()[1:-1]}" for row in rows]
    path.write_text("\n".join((*comment, *lines)) + "\n", encoding="utf8")


def main(arguments: Sequence[str], data: Path) -> int:
    """Print the table of the held part; with "fit", fit the weights on the tune part first."""
    if "fit" in arguments:
        _write(weights(judgements(data, "tune")))
        return 0
    for part in ("tune", "held"):
        for low, high, count, said, right in reliability(judgements(data, part)):
            sys.stdout.write(f"{part} {low:.1f}-{min(high, 1.0):.1f} {count:4} said {said:.2f} right {right:.2f}\n")
        sys.stdout.write(f"{score(data, part)}\n")
    return 0


if __name__ == "__main__":
    from sayso.evaluate.registry import DATA

    sys.exit(main(sys.argv[1:], DATA))
