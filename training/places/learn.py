"""Learns the weights of the place ranker on LGL and TR-News: a conditional logit over candidates, by document folds.

    .venv/bin/python training/places/learn.py ../shared/data

Writes knowledge/places/weights.yml (all documents) and evaluation/when_where/place-folds.yml (each fold's weights learned
without that fold's documents, with which evaluate/place.py measures it). The texts stay outside; only weights are kept.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.evaluate.parsed import parsed
from sayso.evaluate.place import FOLDS, SETS, WEIGHTS, GoldText, gold_texts
from sayso.knowledge.places import Gazetteer, load_gazetteer
from sayso.where.linking import groups_of, outlet_country, setting_of
from sayso.where.ranking import features, probabilities
from sayso.where.toponyms import Toponym, find_toponyms

ROOT = Path(__file__).parents[2]
PENALTY = 0.5  # strength of the pull towards small weights
ROUNDS = 3  # the votes depend on the weights, so features and weights are made in turn
HEADER = "# Weights of the place ranker by fact (src/sayso/where/ranking.py); written by training/places/learn.py.\n"


@dataclass(frozen=True)
class Choice:
    """One name of an article: facts of its candidates, the index of the right one, its mentions and fold."""

    rows: list[dict[str, float]]
    right: int
    weight: float
    fold: int


def main() -> None:
    """Learn, report by fold, write."""
    data = Path(sys.argv[1])
    gazetteer = load_gazetteer()
    texts = [t for file in SETS.values() for t in gold_texts(data / "place" / file)]
    weights = dict(gazetteer.weights)
    for _ in range(ROUNDS):
        choices = [c for t in texts for c in choices_of(t, gazetteer, weights)]
        weights = learned(choices)
    folds = {f: learned([c for c in choices if c.fold != f]) for f in range(FOLDS)}
    for fold, found in folds.items():
        print(fold, f"{accuracy([c for c in choices if c.fold == fold], found):.2f}")
    print("all", f"{accuracy(choices, weights):.2f}", len(choices))
    (ROOT / "knowledge" / "places" / "weights.yml").write_text(HEADER + _lines(weights), encoding="utf8")
    written = "".join(f'"{fold}":\n' + _lines(found, "  ") for fold, found in folds.items())
    WEIGHTS.write_text(HEADER.replace("by fact", "by fold and fact") + written, encoding="utf8")


def choices_of(text: GoldText, gazetteer: Gazetteer, weights: dict[str, float]) -> Iterator[Choice]:
    """The names that sayso finds in an article as choices, those whose right answer is among their candidates."""
    toponyms = find_toponyms(text.article, parsed(text.article.text), gazetteer)
    groups = groups_of(text.article.text, toponyms, gazetteer)
    alone = [probabilities(g.candidates, g.alone, weights) for g in groups]
    for number, group in enumerate(groups):
        right = _answer(text, [toponyms[m] for m in group.members])
        ids = [c.id for c in group.candidates]
        if right in ids and len(ids) > 1:
            outlet = outlet_country(text.article, gazetteer)
            setting = setting_of(number, groups, alone, text.article, toponyms, outlet)
            rows = [features(c, setting) for c in group.candidates]
            yield Choice(rows, ids.index(right), len(group.members) ** 0.5, text.fold)


def _answer(text: GoldText, members: list[Toponym]) -> int | None:
    """The id that most of the mentions have in the gold."""
    ids = [p.id for m in members for p in text.places if p.id and p.start < m.end and m.start < p.end]
    return Counter(ids).most_common(1)[0][0] if ids else None


def learned(choices: list[Choice]) -> dict[str, float]:
    """Weights that make the right candidates likely: full-batch gradient ascent with Adam on the penalised likelihood."""
    names = sorted({n for c in choices for row in c.rows for n in row})
    index = {n: i for i, n in enumerate(names)}
    matrix, starts = _matrix(choices, index)
    rights = matrix[starts + np.array([c.right for c in choices])]
    sizes = np.array([len(c.rows) for c in choices])
    shares_of = np.array([c.weight for c in choices])
    shares_of /= shares_of.sum()
    weights, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    pull = PENALTY / sum(c.weight for c in choices)
    for step in range(1, 301):
        shares = _shares(matrix @ weights, starts, sizes) * np.repeat(shares_of, sizes)
        slope = shares_of @ rights - shares @ matrix - pull * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights = weights + 0.2 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {n: round(float(w), 3) for n, w in zip(names, weights)}


def _matrix(choices: list[Choice], index: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """All candidates of all choices one below the other, and the row at which each choice begins."""
    rows = [row for c in choices for row in c.rows]
    matrix = np.zeros((len(rows), len(index)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            matrix[number, index[name]] = value
    return matrix, np.cumsum([0, *(len(c.rows) for c in choices[:-1])])


def _shares(scores: np.ndarray, starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    return powers / np.repeat(np.add.reduceat(powers, starts), sizes)


def accuracy(choices: list[Choice], weights: dict[str, float]) -> float:
    """Percent of choices whose best candidate is the right one."""
    right = 0
    for choice in choices:
        scores = [sum(weights.get(n, 0.0) * v for n, v in row.items()) for row in choice.rows]
        right += max(range(len(scores)), key=scores.__getitem__) == choice.right
    return 100 * right / max(len(choices), 1)


def _lines(weights: dict[str, float], indent: str = "") -> str:
    return "".join(f"{indent}{name}: {value}\n" for name, value in sorted(weights.items()))


if __name__ == "__main__":
    main()
