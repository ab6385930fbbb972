"""How int8 is made to keep more of the network is decided here: channels are brought to like sizes before they are rounded.

One scale serves all inputs of a product, so one channel that runs far out leaves few steps to the others. What a channel is
divided by, the weights behind it are multiplied with: in float32 nothing changes. After Xiao et al., SmoothQuant (2023), with
alpha = 1/2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import torch
from torch import Tensor, nn

from training.model import Layer, Reader

Batch = dict[str, Tensor]
Ranges = dict[nn.Module, Tensor]  # of each linear layer: the largest absolute value of each input channel
LEAST = 1e-3  # of the largest scale: a channel that hardly moves is left near where it is


class Evened(nn.Module):
    """Divides inputs channel by channel."""

    def __init__(self, scales: Tensor) -> None:
        super().__init__()
        self.shares = nn.Parameter(1.0 / scales)

    def forward(self, x: Tensor) -> Tensor:
        return x * self.shares


@torch.no_grad()
def smooth(model: Reader, sample: Iterable[Batch]) -> None:
    """Divide channels and multiply weights in place; ``sample`` shows how far each channel runs."""
    far = _ranges(model, sample)
    for layer in model.encoder.layers:
        assert isinstance(layer, Layer)
        _smooth_layer(layer, far)
    _smooth_words(model, far)


def _ranges(model: Reader, sample: Iterable[Batch]) -> Ranges:
    far: Ranges = {}

    def see(module: nn.Module, given: tuple[Tensor, ...]) -> None:
        most = given[0].abs().flatten(0, -2).amax(0)
        far[module] = torch.maximum(far[module], most) if module in far else most

    hooks = [m.register_forward_pre_hook(see) for m in model.modules() if isinstance(m, nn.Linear)]
    for batch in sample:
        model(batch["ids"], batch["first"], batch["last"], batch["shapes"])
    for hook in hooks:
        hook.remove()
    return far


def _smooth_layer(layer: Layer, far: Ranges) -> None:
    attention = layer.attention
    _pass_on(attention.value, attention.out, far)
    if layer.active is nn.functional.relu:  # max(x / s, 0) is max(x, 0) / s
        _pass_on(layer.wide, layer.narrow, far)
    attention.even = _evened(far, attention.query, attention.key, attention.value)
    layer.even = _evened(far, layer.wide)


def _pass_on(before: nn.Linear, behind: nn.Linear, far: Ranges) -> None:
    """Divide where a layer gives, multiply where the next one takes."""
    scales = _scales(far[behind], behind)
    before.weight.div_(scales[:, None])
    before.bias.div_(scales)
    behind.weight.mul_(scales)


def _evened(far: Ranges, *readers: nn.Linear) -> Evened:
    """The norm before these layers also feeds the sum behind them, so it stays, and a product by channel comes between."""
    scales = _scales(far[readers[0]], *readers)
    for reader in readers:
        reader.weight.mul_(scales)
    return Evened(scales)


def _smooth_words(model: Reader, far: Ranges) -> None:
    """What all heads read: the last norm, met as first and as last piece, and the table of shapes."""
    readers = list(_readers(model))
    both = _scales(far[model.tags], *readers)
    width = model.encoder.norm.normalized_shape[0]
    encoded = torch.maximum(both[:width], both[width : 2 * width])
    scales = torch.cat([encoded, encoded, both[2 * width :]])
    last = model.encoder.layers[-1]
    assert isinstance(last, Layer)
    last.after.weight.div_(encoded)
    last.after.bias.div_(encoded)
    model.shape.weight.div_(scales[2 * width :])
    for reader in readers:
        reader.weight.mul_(scales)


def _readers(model: Reader) -> Iterator[nn.Linear]:
    first = model.names[0]
    assert isinstance(first, nn.Linear)
    yield from (model.tags, first, model.arcs.dependent, model.arcs.head)
    yield from (model.label_sides.dependent, model.label_sides.head)


def _scales(far: Tensor, *readers: nn.Linear) -> Tensor:
    """The square root of how far a channel runs against how large the weights behind it are."""
    weights = torch.stack([reader.weight.abs().amax(0) for reader in readers]).amax(0)
    scales = (far.clamp(min=1e-6) / weights.clamp(min=1e-6)).sqrt()
    return scales.clamp(min=float(scales.max()) * LEAST)
