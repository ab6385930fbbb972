"""Which heads and inner units of a wide network a narrow one keeps is decided here, and how it makes up for the rest.

Layer by layer the heads and units that move the sum most are kept; then the projection behind them is fitted anew by least squares,
so that on a sample of sentences each layer's vectors stay as near to the wide network's as they can before any training.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from training.model import EACH, Attention, Layer, Reader, padding

RIDGE = 1e-3  # of the mean square of an input: keeps the least squares well set
Batch = dict[str, Tensor]


@torch.no_grad()
def narrow(wide: Reader, thin: Reader, sample: Iterable[Batch]) -> None:
    """Fill ``thin``, which differs from ``wide`` only in heads, inner width and activation, from ``wide``."""
    thin.load_state_dict(_alike(wide, thin), strict=False)
    wide.eval(), thin.eval()
    seen = [(batch["ids"] != 0, padding(batch["ids"]), *_begun(wide, batch)) for batch in sample]
    for old, new in zip(wide.encoder.layers, thin.encoder.layers, strict=True):
        assert isinstance(old, Layer)
        assert isinstance(new, Layer)
        _narrow_layer(old, new, seen)
        seen = [(there, bias, old(a, bias), new(b, bias)) for there, bias, a, b in seen]


def _begun(model: Reader, batch: Batch) -> tuple[Tensor, Tensor]:
    first = model.states(batch["ids"], batch["first"], batch["shapes"])[0]
    return first, first


def _alike(wide: Reader, thin: Reader) -> dict[str, Tensor]:
    shapes = {name: value.shape for name, value in thin.state_dict().items()}
    return {name: value for name, value in wide.state_dict().items() if value.shape == shapes.get(name)}


def _narrow_layer(old: Layer, new: Layer, seen: list[tuple[Tensor, Tensor, Tensor, Tensor]]) -> None:
    mixed = torch.cat([old.attention.mixed(a, bias)[there] for there, bias, a, _ in seen])
    _take_heads(old.attention, new.attention, _strongest_heads(mixed, old.attention, new.attention.heads))
    inputs = torch.cat([new.attention.mixed(b, bias)[there] for there, bias, _, b in seen])
    aims = torch.cat([(a + old.attention(a, bias) - b)[there] for there, bias, a, b in seen])
    _fit(new.attention.out, inputs, aims)
    middles = [
        (old.after_attention(a + old.attention(a, bias))[there], new.after_attention(b + new.attention(b, bias))[there])
        for there, bias, a, b in seen
    ]
    theirs, ours = (torch.cat(side) for side in zip(*middles, strict=True))
    _take_units(old, new, new.active(old.wide(theirs)))
    _fit(new.narrow, new.active(new.wide(ours)), theirs + old.narrow(old.active(old.wide(theirs))) - ours)


def _strongest_heads(mixed: Tensor, attention: Attention, many: int) -> list[int]:
    moves = []
    for head in range(attention.heads):
        own = slice(head * EACH, (head + 1) * EACH)
        moves.append(float((mixed[:, own] @ attention.out.weight[:, own].T).std(0).norm()))
    return sorted(sorted(range(len(moves)), key=lambda head: -moves[head])[:many])


def _take_heads(old: Attention, new: Attention, heads: list[int]) -> None:
    rows = torch.cat([torch.arange(head * EACH, (head + 1) * EACH) for head in heads])
    for ours, theirs in ((new.query, old.query), (new.key, old.key), (new.value, old.value)):
        ours.weight.copy_(theirs.weight[rows])
        ours.bias.copy_(theirs.bias[rows])


def _take_units(old: Layer, new: Layer, active: Tensor) -> None:
    moves = active.std(0) * old.narrow.weight.norm(dim=0)
    units = moves.argsort(descending=True)[: new.wide.out_features].sort().values
    new.wide.weight.copy_(old.wide.weight[units])
    new.wide.bias.copy_(old.wide.bias[units])


def _fit(linear: nn.Linear, inputs: Tensor, aims: Tensor) -> None:
    """Weights and bias that bring the inputs nearest to the aims, by least squares."""
    mean, aim = inputs.mean(0), aims.mean(0)
    x, y = (inputs - mean).double(), (aims - aim).double()
    square = x.T @ x
    square += RIDGE * square.diagonal().mean() * torch.eye(len(square), dtype=square.dtype)
    weight = torch.linalg.solve(square, x.T @ y).T.float()
    linear.weight.copy_(weight)
    linear.bias.copy_(aim - weight @ mean)
