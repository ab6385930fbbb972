"""How a model in training is doing is decided here, on gold words with greedy trees: quick figures only."""

from __future__ import annotations

import torch
from torch import Tensor

from sayso.parse.pieces import Encoder
from training.batches import plain_batches
from training.losses import TAGS
from training.model import Reader
from training.sample import NAME_TAGS, Sample
from training.vocabulary import UNKNOWN, Vocabulary

COARSE = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
Spans = set[tuple[int, int, str]]


def measure(model: Reader, sets: dict[str, list[Sample]], encoder: Encoder, vocabulary: Vocabulary) -> dict[str, float]:
    """Accuracy of tags and trees a treebank, and F1 of person, organisation and place names."""
    model.eval()
    scores: dict[str, float] = {}
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for name, samples in sets.items():
            for key, value in _measure_one(model, samples, encoder, vocabulary).items():
                scores[f"{name}.{key}"] = round(value, 2)
    return scores


def _measure_one(model: Reader, samples: list[Sample], encoder: Encoder, vocabulary: Vocabulary) -> dict[str, float]:
    hits: dict[str, list[int]] = {}
    named = [0, 0, 0]
    for gold in plain_batches(samples, encoder, vocabulary):
        *tags, names, arcs, dependent, head = model(gold["ids"], gold["first"], gold["last"], gold["shapes"])
        if samples[0].tree is None:
            named = [one + other for one, other in zip(named, _name_counts(names, gold["allowed"]), strict=True)]
            continue
        for task, scores in zip(TAGS, tags, strict=True):
            _count(hits, task, scores.argmax(-1) == gold[task], gold[task] != UNKNOWN)
        _count_tree(hits, model, arcs, dependent, head, gold)
    if named[0]:
        return {"names": 200.0 * named[2] / (named[0] + named[1])}
    return {task: 100.0 * right / of for task, (right, of) in hits.items()}


def _count(hits: dict[str, list[int]], task: str, right: Tensor, known: Tensor) -> None:
    counts = hits.setdefault(task, [0, 0])
    counts[0] += int((right & known).sum())
    counts[1] += int(known.sum())


def _count_tree(
    hits: dict[str, list[int]], model: Reader, arcs: Tensor, dependent: Tensor, head: Tensor, gold: dict[str, Tensor]
) -> None:
    known = gold["heads"] != UNKNOWN
    heads = arcs.argmax(-1)
    chosen = torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
    labels = model.labeller(dependent, chosen).argmax(-1)
    _count(hits, "uas", heads == gold["heads"], known)
    _count(hits, "las", (heads == gold["heads"]) & (labels == gold["deprels"]), known)


def _name_counts(scores: Tensor, allowed: Tensor) -> tuple[int, int, int]:
    gold, found, both = 0, 0, 0
    for row, permitted in zip(scores.argmax(-1).tolist(), allowed.tolist(), strict=True):
        tags = [{NAME_TAGS[at] for at, yes in enumerate(word) if yes} for word in permitted]
        wanted = _spans([_sure(word) for word in tags])
        seen = _spans([NAME_TAGS[tag] if word else "O" for tag, word in zip(row, tags, strict=True)])
        gold, found, both = gold + len(wanted), found + len(seen), both + len(wanted & seen)
    return gold, found, both


def _sure(tags: set[str]) -> str:
    """The one coarse tag of a word, or O where the source leaves it open."""
    coarse = {tag[:2] + COARSE.get(tag[2:], "") for tag in tags}
    return coarse.pop() if len(coarse) == 1 else "O"


def _spans(tags: list[str]) -> Spans:
    spans: Spans = set()
    first, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        name = COARSE.get(tag[2:], "")
        if kind and not (tag.startswith("I-") and name == kind):
            spans.add((first, at, kind))
            kind = ""
        if name and not kind:
            first, kind = at, name
    return spans
