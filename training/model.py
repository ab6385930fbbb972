"""The network is decided here: MiniLM below, a linear head a tagging task and two biaffine scorers on top."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

EACH = 32  # width of one head of attention


@dataclass(frozen=True)
class Size:
    """Widths of the parts above the encoder, and dropout."""

    shapes: int
    upos: int
    xpos: int
    feats: int
    lemmas: int
    deprels: int
    names: int
    shape_width: int = 64
    arc: int = 256
    label: int = 96
    layers: int = 6
    heads: int = 12  # of attention, each 32 wide
    inner: int = 1536  # width inside a layer
    rectified: bool = False  # max(x, 0) inside a layer in place of MiniLM's GELU: quicker, and int8 keeps more of it
    marks: bool = False  # lay each word's shape over its first piece, so that its neighbours see it too
    dropout: float = 0.3


class Attention(nn.Module):
    """Self-attention of one layer, written out so that it exports to plain ONNX operators."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads, self.each = heads, EACH
        self.query, self.key, self.value = (nn.Linear(width, heads * EACH) for _ in range(3))
        self.out = nn.Linear(heads * EACH, width)
        self.even: nn.Module = nn.Identity()  # here `smoothing.py` evens the channels before int8

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        return self.out(self.mixed(x, bias))

    def mixed(self, x: Tensor, bias: Tensor) -> Tensor:
        """What each head reads off the other pieces, side by side."""
        x = self.even(x)
        many, long, _ = x.shape
        split = (many, long, self.heads, self.each)
        query = self.query(x).view(split).transpose(1, 2)
        key = self.key(x).view(split).transpose(1, 2)
        value = self.value(x).view(split).transpose(1, 2)
        weights = (query @ key.transpose(2, 3)) / math.sqrt(self.each) + bias
        mixed = functional.softmax(weights, dim=-1) @ value
        return mixed.transpose(1, 2).reshape(many, long, self.heads * self.each)


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, width: int, heads: int, inner: int, *, rectified: bool) -> None:
        super().__init__()
        self.attention = Attention(width, heads)
        self.after_attention = nn.LayerNorm(width, eps=1e-12)
        self.wide, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.after = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.even: nn.Module = nn.Identity()
        self.active = functional.relu if rectified else functional.gelu

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        x = self.after_attention(x + self.dropout(self.attention(x, bias)))
        return self.after(x + self.dropout(self.narrow(self.active(self.wide(self.even(x))))))


class MiniLM(nn.Module):
    """The pretrained encoder: 6 layers of width 384 over lower-case word pieces."""

    def __init__(self, size: Size, pieces: int = 30522, width: int = 384, places: int = 512) -> None:
        super().__init__()
        self.pieces, self.places = nn.Embedding(pieces, width, sparse=True), nn.Embedding(places, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(width, size.heads, size.inner, rectified=size.rectified) for _ in range(size.layers)
        )
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, marks: Tensor | None) -> Tensor:
        return self.states(ids, marks)[-1]

    def states(self, ids: Tensor, marks: Tensor | None) -> list[Tensor]:
        """The vectors of all pieces before the first layer and behind each."""
        bias = padding(ids)
        places = self.places.weight[: ids.shape[1]]
        x = self.norm(self.pieces(ids) + places + self.kind)
        x = self.dropout(x if marks is None else x + marks)
        found = [x]
        for layer in self.layers:
            found.append(layer(found[-1], bias))
        return found


def padding(ids: Tensor) -> Tensor:
    """What attention adds to its scores so that nothing looks at padding."""
    return ((ids == 0).to(torch.float32) * -1e4)[:, None, None, :]


class Biaffine(nn.Module):
    """Two projections and the form between them."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.dependent, self.head = nn.Linear(width, inner), nn.Linear(width, inner)
        self.dropout = nn.Dropout(dropout)

    def project(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The vectors of each word as a dependent and as a head."""
        dependent = self.dropout(functional.leaky_relu(self.dependent(x), 0.1))
        return dependent, self.dropout(functional.leaky_relu(self.head(x), 0.1))


class Labeller(nn.Module):
    """Label scores of a dependent and its chosen head; a second small graph, run once the tree is decided."""

    def __init__(self, inner: int, labels: int) -> None:
        super().__init__()
        self.labels, self.inner = labels, inner
        self.form = nn.Linear(inner + 1, labels * (inner + 1), bias=False)

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        ones = torch.ones_like(dependent[..., :1])
        mixed = self.form(torch.cat([dependent, ones], -1))
        mixed = mixed.view(*dependent.shape[:-1], self.labels, self.inner + 1)
        return (mixed @ torch.cat([head, ones], -1).unsqueeze(-1)).squeeze(-1)


class Reader(nn.Module):
    """The whole model; `forward` gives raw scores for training and for export alike."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.encoder = MiniLM(size)
        self.case = nn.Embedding(size.shapes, 384, padding_idx=0) if size.marks else None
        if self.case is not None:
            nn.init.zeros_(self.case.weight)
        width = 2 * 384 + size.shape_width
        self.shape = nn.Embedding(size.shapes, size.shape_width, padding_idx=0)
        self.dropout = nn.Dropout(size.dropout)
        self.tag_sizes = [size.upos, size.xpos, size.feats, size.lemmas]
        self.tags = nn.Linear(width, sum(self.tag_sizes))
        self.names = nn.Sequential(
            nn.Linear(width, 192), nn.GELU(), nn.Dropout(size.dropout), nn.Linear(192, size.names)
        )
        self.arcs = Biaffine(width, size.arc, size.dropout)
        self.arc_form = nn.Parameter(torch.zeros(size.arc + 1, size.arc))
        self.label_sides = Biaffine(width, size.label, size.dropout)
        self.labeller = Labeller(size.label, size.deprels)

    def forward(self, ids: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """Scores: upos, xpos, feats, lemmas, names, arcs (word by head), and both label vectors of every word."""
        return self.scores(self.states(ids, first, shapes)[-1], first, last, shapes)

    def states(self, ids: Tensor, first: Tensor, shapes: Tensor) -> list[Tensor]:
        """The encoder's vectors of all pieces, layer by layer."""
        return self.encoder.states(ids, self._marks(ids, first, shapes))

    def scores(self, context: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """The scores of `forward`, from the last of the encoder's vectors."""
        x = self.words(context, first, last, shapes)
        tags = torch.split(self.tags(x), self.tag_sizes, dim=-1)
        dependent, head = self.arcs.project(x)
        dependent = torch.cat([dependent, torch.ones_like(dependent[..., :1])], -1)
        arcs = (dependent @ self.arc_form) @ head.transpose(1, 2)
        arcs = arcs + ((shapes == 0).to(arcs.dtype) * -1e4)[:, None, :]
        label_dependent, label_head = self.label_sides.project(x)
        return (*tags, self.names(x), arcs, label_dependent, label_head)

    def words(self, context: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> Tensor:
        """One vector a word: its first and last piece in context, and its shape."""
        both = [_picked(context, first), _picked(context, last), self.shape(shapes)]
        return self.dropout(torch.cat(both, dim=-1))

    def _marks(self, ids: Tensor, first: Tensor, shapes: Tensor) -> Tensor | None:
        if self.case is None:
            return None
        places = first.unsqueeze(-1).expand(-1, -1, self.case.embedding_dim)
        return torch.zeros(*ids.shape, self.case.embedding_dim).scatter_add(1, places, self.case(shapes))


def _picked(context: Tensor, at: Tensor) -> Tensor:
    return torch.gather(context, 1, at.unsqueeze(-1).expand(-1, -1, context.shape[-1]))


def load_encoder(model: Reader, weights: Path) -> None:
    """Fill the encoder with the pretrained weights, whose names follow BERT's."""
    from safetensors.torch import load_file

    stored = load_file(str(weights))
    own = {
        "pieces.weight": stored["embeddings.word_embeddings.weight"],
        "places.weight": stored["embeddings.position_embeddings.weight"],
        "kind": stored["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": stored["embeddings.LayerNorm.weight"],
        "norm.bias": stored["embeddings.LayerNorm.bias"],
    }
    parts = {
        "attention.query": "attention.self.query", "attention.key": "attention.self.key",
        "attention.value": "attention.self.value", "attention.out": "attention.output.dense",
        "after_attention": "attention.output.LayerNorm", "wide": "intermediate.dense",
        "narrow": "output.dense", "after": "output.LayerNorm",
    }  # fmt: skip
    for at in range(len(model.encoder.layers)):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                own[f"layers.{at}.{ours}.{kind}"] = stored[f"encoder.layer.{at}.{theirs}.{kind}"]
    model.encoder.load_state_dict(own)
