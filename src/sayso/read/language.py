"""Whether a text is English; only a clear case of another language is refused."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from sayso.read.words import PageWords
from sayso.text import folded

ENOUGH_LETTERS = 120  # shorter texts are not judged
ENOUGH_CHARS = 6000  # no more than this is looked at
ENGLISH_SHARE = 0.20  # share of common English function words that settles the question
DOUBTFUL_SHARE = 0.12  # with so many of them another verdict needs to be nearly certain
SURE, NEARLY_CERTAIN = 0.90, 0.995


def foreign_language(text: str, words: PageWords) -> str | None:
    """The ISO 639-1 code of the language where it is clearly not English, else None."""
    sample = text[:ENOUGH_CHARS]
    if sum(c.isalpha() for c in sample) < ENOUGH_LETTERS:
        return None
    share = english_share(sample, words)
    if share >= ENGLISH_SHARE:
        return None
    code, probability = _identified(sample)
    if code in ("en", "zxx", "und"):
        return None
    return code if probability >= (NEARLY_CERTAIN if share >= DOUBTFUL_SHARE else SURE) else None


def english_share(text: str, words: PageWords) -> float:
    """The share of common English function words among the words of the text."""
    found = re.findall(r"[^\W\d_]+", folded(text))
    return sum(w in words.common for w in found) / len(found) if found else 0.0


def _identified(text: str) -> tuple[str, float]:
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Loaded only for texts in doubt: reading the library's model takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
