"""Which labels and word shapes the model knows is decided here, from the training part alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.parse.lemma import lemma_rule
from sayso.parse.shape import word_shape
from training.sample import NAME_TAGS, Sample

COARSE = ("~pad", "~root", "~alpha", "~Alpha", "~digit", "~other")
UNKNOWN = -100


@dataclass
class Vocabulary:
    """Each task's labels in a fixed order; a label's place in its list is its number."""

    shapes: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    deprels: list[str]
    names: list[str]

    def __post_init__(self) -> None:
        self.numbers = {task: {label: at for at, label in enumerate(getattr(self, task))} for task in self.tasks()}

    @staticmethod
    def tasks() -> tuple[str, ...]:
        """Names of all lists."""
        return ("shapes", "upos", "xpos", "feats", "lemmas", "deprels", "names")

    def number(self, task: str, label: str) -> int:
        """The label's number, or UNKNOWN where it was too rare to learn."""
        return self.numbers[task].get(label, UNKNOWN)

    def as_json(self) -> dict[str, list[str]]:
        """What ships beside the model."""
        return {task: getattr(self, task) for task in self.tasks()}


def build_vocabulary(samples: Iterable[Sample]) -> Vocabulary:
    """Labels seen in the trees (rare features and lemma rules left out) and shapes seen twenty times."""
    shapes, upos, xpos, feats, lemmas, deprels = (Counter[str]() for _ in range(6))
    for sample in samples:
        shapes.update(word_shape(word) for word in sample.words)
        if sample.tree is None:
            continue
        upos.update(sample.tree.upos)
        xpos.update(sample.tree.xpos)
        feats.update(sample.tree.feats)
        deprels.update(sample.tree.deprels)
        lemmas.update(lemma_rule(word, lemma) for word, lemma in zip(sample.words, sample.tree.lemmas, strict=True))
    return Vocabulary(
        [*COARSE, *_frequent(shapes, 20)], _frequent(upos, 1), _frequent(xpos, 2), _frequent(feats, 3),
        _frequent(lemmas, 3), _frequent(deprels, 2), list(NAME_TAGS),
    )  # fmt: skip


def _frequent(counts: Counter[str], least: int) -> list[str]:
    return sorted(label for label, count in counts.items() if count >= least)
