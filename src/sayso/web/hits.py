"""Which words of a sentence a full-text search has hit, for marking them."""

from __future__ import annotations

import re

from sayso.text import folded

_WORD = re.compile(r"\w+")
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y")


def marked(sentence: str, words: str | None) -> list[tuple[str, bool]]:
    """The sentence in pieces, each with whether it is a hit; the pieces joined are the sentence again."""
    stems = {_stem(w) for w in folded(words or "").split()}
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in _WORD.finditer(sentence) if stems else ():
        if _stem(folded(match.group())) in stems:
            pieces += [(sentence[at : match.start()], False), (match.group(), True)]
            at = match.end()
    pieces.append((sentence[at:], False))
    return [piece for piece in pieces if piece[0]]


def _stem(word: str) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
    return word[: len(word) - len(ending)]
