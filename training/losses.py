"""What counts as an error is decided here: cross entropy, and for names the chance of all tags the source allows."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from training.model import Reader
from training.vocabulary import UNKNOWN

TAGS = ("upos", "xpos", "feats", "lemmas")
WEIGHTS = dict.fromkeys(TAGS, 0.5) | {"names": 1.0, "arcs": 1.0, "labels": 1.0, "taught": 0.5, "states": 2.0}


def losses(model: Reader, gold: dict[str, Tensor], teacher: Reader | None = None) -> dict[str, Tensor]:
    """The loss of each task for which the batch holds any gold; with a teacher also how far its answers and states are."""
    states, *tags, names, arcs, dependent, head = _read(model, gold)
    found = {task: _entropy(scores, gold[task]) for task, scores in zip(TAGS, tags, strict=True)}
    found["names"] = _marginal(names, gold["allowed"])
    found["arcs"] = _entropy(arcs, gold["heads"])
    labels = _labels(model, dependent, head, gold)
    found["labels"] = _entropy(labels, gold["deprels"][gold["deprels"] != UNKNOWN])
    if teacher is not None:
        with torch.no_grad():
            taught_states, *taught = _read(teacher, gold)
        found["taught"] = _distance(teacher, taught, [*tags, names, arcs], labels, gold)
        found["states"] = _apart(states, taught_states, gold["ids"] != 0)
    return {task: loss for task, loss in found.items() if loss.requires_grad}


def _read(model: Reader, gold: dict[str, Tensor]) -> list[Any]:
    """The encoder's vectors layer by layer, then all scores."""
    ids, first, last, shapes = inputs(gold)
    states = model.states(ids, first, shapes)
    return [states, *model.scores(states[-1], first, last, shapes)]


def inputs(gold: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """What the network is shown of a batch."""
    return gold["ids"], gold["first"], gold["last"], gold["shapes"]


def total(parts: dict[str, Tensor], names: float = 1.0) -> Tensor:
    """The weighted sum; `names` weighs the names anew."""
    weights = WEIGHTS | {"names": names}
    return torch.stack([weights[task] * loss for task, loss in parts.items()]).sum()


def _entropy(scores: Tensor, gold: Tensor) -> Tensor:
    known = gold != UNKNOWN
    if not known.any():
        return torch.zeros(())
    return functional.cross_entropy(scores[known].float(), gold[known])


def _labels(model: Reader, dependent: Tensor, head: Tensor, gold: dict[str, Tensor]) -> Tensor:
    """Scores of labels under the gold heads, a row a word whose label is known."""
    known = gold["deprels"] != UNKNOWN
    chosen = torch.gather(head, 1, gold["heads"].clamp(min=0).unsqueeze(-1).expand(-1, -1, head.shape[-1]))
    scores: Tensor = model.labeller(dependent[known], chosen[known])
    return scores


def _distance(
    teacher: Reader, answers: list[Tensor], scores: list[Tensor], labels: Tensor, gold: dict[str, Tensor]
) -> Tensor:
    """The divergence from the teacher's answers, summed over tasks: also where the gold says nothing."""
    *taught, dependent, head = answers
    with torch.no_grad():
        taught_labels = _labels(teacher, dependent, head, gold)
    words = gold["shapes"] != 0
    words[:, 0] = False  # the root
    pairs = [(own[words], other[words]) for own, other in zip(scores, taught, strict=True)]
    if len(labels):
        pairs.append((labels, taught_labels))
    return torch.stack([_divergence(own, other) for own, other in pairs]).sum()


def _apart(own: list[Tensor], taught: list[Tensor], there: Tensor) -> Tensor:
    """Mean square distance of the vectors behind each layer from the teacher's, where both have as many layers."""
    if len(own) != len(taught):
        return torch.zeros(())
    pairs = zip(own[1:], taught[1:], strict=True)
    return torch.stack([functional.mse_loss(a[there].float(), b[there].float()) for a, b in pairs]).mean()


def _divergence(own: Tensor, taught: Tensor) -> Tensor:
    logs, aim = (functional.log_softmax(scores.float(), dim=-1) for scores in (own, taught))
    return functional.kl_div(logs, aim, log_target=True, reduction="batchmean")


def _marginal(scores: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log of the summed chance of the allowed tags; words that allow all or none teach nothing."""
    many = allowed.sum(-1)
    known = (many > 0) & (many < allowed.shape[-1])
    if not known.any():
        return torch.zeros(())
    logs = functional.log_softmax(scores[known].float(), dim=-1)
    return -torch.logsumexp(logs.masked_fill(~allowed[known], -1e4), dim=-1).mean()
