"""How words become the encoder's input is decided here: word pieces, their first and last places, and word shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from sayso.parse.shape import coarse_shape, word_shape

CLS, SEP, PAD, UNKNOWN = 101, 102, 0, 100
ROOT_SHAPE = "~root"
REMEMBERED = 50_000  # words
MOST_PIECES = 12  # of one word; a longer word is known by its beginning and its end

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence as the encoder sees it; place 0 of `first`, `last` and `shapes` stands for the root."""

    ids: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]


class Encoder:
    """Turns words into numbers with the vocabulary the model was trained with."""

    def __init__(self, tokenizer: Tokenizer, shapes: Mapping[str, int]) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer: Any = tokenizer
        self._shapes = shapes
        self._known: dict[str, tuple[list[int], int]] = {}

    def encode(self, words: Sequence[str]) -> Pieces:
        """The pieces of one sentence, with [CLS] before and [SEP] behind."""
        ids, first, last, shapes = [CLS], [0], [0], [self._shapes[ROOT_SHAPE]]
        known = self._known
        for word in words:
            pieces, shape = known.get(word) or self._learnt(word)
            first.append(len(ids))
            ids.extend(pieces)
            last.append(len(ids) - 1)
            shapes.append(shape)
        ids.append(SEP)
        return Pieces(ids, first, last, shapes)

    def _learnt(self, word: str) -> tuple[list[int], int]:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        found = self._known[word] = (self._pieces(word), self._shape(word))
        return found

    def _pieces(self, word: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(word[:200], add_special_tokens=False).ids
        if len(ids) > MOST_PIECES:
            ids = [*ids[: MOST_PIECES - 4], *ids[-4:]]
        return ids or [UNKNOWN]

    def _shape(self, word: str) -> int:
        shape = self._shapes.get(word_shape(word))
        return self._shapes[coarse_shape(word)] if shape is None else shape


def batch(sentences: Sequence[Pieces]) -> dict[str, Ints]:
    """Padded arrays of several sentences, named as the model's inputs are."""
    long = max(len(sentence.ids) for sentence in sentences)
    many = max(len(sentence.first) for sentence in sentences)
    arrays = {
        "ids": np.zeros((len(sentences), long), np.int64),
        "first": np.zeros((len(sentences), many), np.int64),
        "last": np.zeros((len(sentences), many), np.int64),
        "shapes": np.zeros((len(sentences), many), np.int64),
    }
    for row, sentence in enumerate(sentences):
        arrays["ids"][row, : len(sentence.ids)] = sentence.ids
        for name in ("first", "last", "shapes"):
            arrays[name][row, : len(sentence.first)] = getattr(sentence, name)
    return arrays
