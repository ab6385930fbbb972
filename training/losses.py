"""What counts as an error is decided here: cross entropy, and for names the chance of all tags the source allows."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.model import Reader
from training.vocabulary import UNKNOWN

WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemmas": 0.5, "names": 1.0, "arcs": 1.0, "labels": 1.0}
TAGS = ("upos", "xpos", "feats", "lemmas")


def losses(model: Reader, gold: dict[str, Tensor]) -> dict[str, Tensor]:
    """The loss of each task for which the batch holds any gold."""
    *tags, names, arcs, dependent, head = model(gold["ids"], gold["first"], gold["last"], gold["shapes"])
    found = {task: _entropy(scores, gold[task]) for task, scores in zip(TAGS, tags, strict=True)}
    found["names"] = _marginal(names, gold["allowed"])
    found["arcs"] = _entropy(arcs, gold["heads"])
    found["labels"] = _label_loss(model, dependent, head, gold)
    return {task: loss for task, loss in found.items() if loss.requires_grad}


def total(parts: dict[str, Tensor], names: float = 1.0) -> Tensor:
    """The weighted sum; `names` weighs the names anew."""
    weights = WEIGHTS | {"names": names}
    return torch.stack([weights[task] * loss for task, loss in parts.items()]).sum()


def _entropy(scores: Tensor, gold: Tensor) -> Tensor:
    known = gold != UNKNOWN
    if not known.any():
        return torch.zeros(())
    return functional.cross_entropy(scores[known].float(), gold[known])


def _label_loss(model: Reader, dependent: Tensor, head: Tensor, gold: dict[str, Tensor]) -> Tensor:
    known = gold["deprels"] != UNKNOWN
    if not known.any():
        return torch.zeros(())
    chosen = torch.gather(head, 1, gold["heads"].clamp(min=0).unsqueeze(-1).expand(-1, -1, head.shape[-1]))
    return functional.cross_entropy(model.labeller(dependent[known], chosen[known]).float(), gold["deprels"][known])


def _marginal(scores: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log of the summed chance of the allowed tags; words that allow all or none teach nothing."""
    many = allowed.sum(-1)
    known = (many > 0) & (many < allowed.shape[-1])
    if not known.any():
        return torch.zeros(())
    logs = functional.log_softmax(scores[known].float(), dim=-1)
    return -torch.logsumexp(logs.masked_fill(~allowed[known], -1e4), dim=-1).mean()
