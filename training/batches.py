"""How samples become batches of gold arrays is decided here: sorted by length, with some noise in case and stops."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from sayso.parse.lemma import lemma_rule
from sayso.parse.pieces import Encoder, Pieces, batch
from training.sample import Sample, Tree
from training.vocabulary import UNKNOWN, Vocabulary

PIECES_A_BATCH = 1400
LONGEST = 200  # words; the few longer sentences are left out of training
NOISE: tuple[tuple[float, Callable[[str], str]], ...] = ((0.03, str.title), (0.02, str.upper), (0.03, str.lower))


def epoch_batches(
    samples: Sequence[Sample], encoder: Encoder, vocabulary: Vocabulary, chance: random.Random
) -> list[dict[str, Tensor]]:
    """One pass over all samples in a new order; the same seed gives the same batches."""
    made = [(noisy, encoder.encode(noisy.words)) for noisy in (_noisy(sample, chance) for sample in samples)]
    made.sort(key=lambda pair: len(pair[1].ids) + chance.random() * 3)
    batches = [_arrays(group, vocabulary) for group in _groups(made)]
    chance.shuffle(batches)
    return batches


def plain_batches(samples: Sequence[Sample], encoder: Encoder, vocabulary: Vocabulary) -> Iterator[dict[str, Tensor]]:
    """The samples as they are, for measuring."""
    made = [(sample, encoder.encode(sample.words)) for sample in samples]
    for group in _groups(sorted(made, key=lambda pair: len(pair[1].ids))):
        yield _arrays(group, vocabulary)


def _groups(made: list[tuple[Sample, Pieces]]) -> Iterator[list[tuple[Sample, Pieces]]]:
    group: list[tuple[Sample, Pieces]] = []
    for pair in made:
        if len(pair[0].words) > LONGEST:
            continue
        if group and (len(group) + 1) * len(pair[1].ids) > PIECES_A_BATCH:
            yield group
            group = []
        group.append(pair)
    if group:
        yield group


def _noisy(sample: Sample, chance: random.Random) -> Sample:
    draw = chance.random()
    if chance.random() < 0.04 and sample.words[-1] == "." and len(sample.words) > 4:
        sample = _without_stop(sample)
    for share, change in NOISE:
        if draw < share and all(len(change(word)) == len(word) for word in sample.words):
            return _recased(sample, change)
        draw -= share
    return sample


def _recased(sample: Sample, change: Callable[[str], str]) -> Sample:
    """Case says nothing now: lemmas are not learnt from it, nor names where all is lower."""
    tree = replace(sample.tree, lemmas=[""] * len(sample.words)) if sample.tree else None
    names = [] if change is str.lower else sample.names
    return replace(sample, words=[change(word) for word in sample.words], tree=tree, names=names)


def _without_stop(sample: Sample) -> Sample:
    tree = sample.tree
    if tree is not None and len(tree.heads) in tree.heads:
        return sample
    shorter = Tree(*(getattr(tree, name)[:-1] for name in Tree.__dataclass_fields__)) if tree else None
    return replace(sample, words=sample.words[:-1], tree=shorter, names=sample.names[:-1])


def _arrays(group: list[tuple[Sample, Pieces]], vocabulary: Vocabulary) -> dict[str, Tensor]:
    arrays = {name: torch.from_numpy(values) for name, values in batch([pieces for _, pieces in group]).items()}
    shape = arrays["shapes"].shape
    gold = {task: np.full(shape, UNKNOWN, np.int64) for task in ("upos", "xpos", "feats", "lemmas", "heads", "deprels")}
    allowed = np.zeros((*shape, len(vocabulary.names)), bool)
    for row, (sample, _) in enumerate(group):
        _fill_tree(gold, row, sample, vocabulary)
        for at, tags in enumerate(sample.names, start=1):
            allowed[row, at, [vocabulary.numbers["names"][tag] for tag in tags]] = True
    return {
        **arrays,
        **{task: torch.from_numpy(values) for task, values in gold.items()},
        "allowed": torch.from_numpy(allowed),
    }


def _fill_tree(gold: dict[str, np.ndarray], row: int, sample: Sample, vocabulary: Vocabulary) -> None:  # type: ignore[type-arg]
    tree = sample.tree
    if tree is None:
        return
    rules = [lemma_rule(word, lemma) if lemma else "" for word, lemma in zip(sample.words, tree.lemmas, strict=True)]
    columns = {"upos": tree.upos, "xpos": tree.xpos, "feats": tree.feats, "lemmas": rules, "deprels": tree.deprels}
    for task, labels in columns.items():
        gold[task][row, 1 : len(labels) + 1] = [vocabulary.number(task, label) for label in labels]
    gold["heads"][row, 1 : len(tree.heads) + 1] = tree.heads
