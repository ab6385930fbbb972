"""How a word looks is decided here: its case and make-up as a short pattern, as the encoder reads lower case only."""

from __future__ import annotations

from itertools import groupby

LONGEST = 6


def word_shape(word: str) -> str:
    """A pattern such as ``Xx``, ``X``, ``d``, ``X-d``: runs of like characters are drawn together."""
    runs = [kind for kind, _ in groupby(word[:48], key=_kind)]
    pattern = "".join(runs[:LONGEST])
    if pattern == "X" and len(word) == 1:
        return "X1"
    if pattern == "Xx" and word[:2].isupper():
        return "XXx"
    return pattern


def coarse_shape(word: str) -> str:
    """The fallback for a pattern never seen in training."""
    if word.isalpha():
        return "~alpha" if word.islower() else "~Alpha"
    if any(character.isdigit() for character in word):
        return "~digit"
    return "~other"


def _kind(character: str) -> str:
    if character.isupper():
        return "X"
    if character.isalpha():
        return "x"
    if character.isdigit():
        return "d"
    return character if character.isascii() else "*"
