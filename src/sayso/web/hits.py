"""Which words a full-text search has hit: marked in a sentence, or in a passage of the article around the first one."""

from __future__ import annotations

import re

from sayso.text import folded, squeezed

Pieces = list[tuple[str, bool]]
AROUND = 90  # characters of a passage before and after the hit

_WORD = re.compile(r"\w+")
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y")


def marked(sentence: str, words: str | None) -> Pieces:
    """The sentence in pieces, each with whether it is a hit; the pieces joined are the sentence again."""
    stems = _stems(words)
    pieces: Pieces = []
    at = 0
    for match in _WORD.finditer(sentence) if stems else ():
        if _stem(folded(match.group())) in stems:
            pieces += [(sentence[at : match.start()], False), (match.group(), True)]
            at = match.end()
    pieces.append((sentence[at:], False))
    return [piece for piece in pieces if piece[0]]


def passage(text: str, words: str | None) -> str:
    """A piece of the text around the first hit, for showing; empty where nothing is hit."""
    stems = _stems(words)
    first = next((m for m in _WORD.finditer(text) if _stem(folded(m.group())) in stems), None) if stems else None
    if first is None:
        return ""
    start, end = _between_words(text, max(first.start() - AROUND, 0), first.span(), first.end() + AROUND)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return before + squeezed(text[start:end]) + after


def _between_words(text: str, start: int, hit: tuple[int, int], end: int) -> tuple[int, int]:
    """The offsets moved inwards to where words begin and end; left where they are where there is no blank."""
    first = text.find(" ", start, hit[0]) + 1 if start else 0
    last = text.rfind(" ", hit[1], end) if end < len(text) else len(text)
    return first or start, end if last < 0 else last


def is_hit(sentence: str, words: str | None) -> bool:
    """True where one of the words stands in the sentence."""
    return any(hit for _, hit in marked(sentence, words))


def _stems(words: str | None) -> set[str]:
    return {_stem(w) for w in folded(words or "").split()}


def _stem(word: str) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
    return word[: len(word) - len(ending)]
