"""When two spellings are one name is decided here: keys under which names are filed, strict and loose.

The strict key ignores case, accents, dots, hyphens and the article before a name. The loose key also folds what
transliteration leaves open (al-, el-, ul-; q and k; doubled letters; ou, oo and u; y and i), and is asked second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sayso import paths
from sayso.knowledge.loading import read_mapping
from sayso.text import APOSTROPHES, folded

_PLAIN = {n: None if chr(n) in APOSTROPHES else " " for n in range(128) if not chr(n).isalnum() and chr(n) != "_"}
_LETTERS = re.compile(r"\b(\w) (?=\w\b)")
_ARTICLES = re.compile(r"\b(?:al|el|ul|ad|ar|as|ash|at|an|bin|ibn|ben)(?: |$)(?=.)")
_LOOSE = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"q|ck|c(?=[aou])", "k"),
        (r"kh|gh", lambda m: m.group()[0].replace("k", "h")),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"ou|oo|uw", "u"),
        (r"ee|ii|iy|yi|ey|ie|y|j(?=[aeiou])", "i"),
        (r"w", "v"),
        (r"zh", "z"),
        (r"([a-z])\1+", r"\1"),
    )
)


@lru_cache(maxsize=20000)
def name_key(name: str) -> str:
    """The strict key: "the U.S." and "US" are one, "al-Kaabi" is "al kaabi"."""
    key = " ".join(name.translate(_PLAIN).split()).casefold() if name.isascii() else folded(name)
    return _LETTERS.sub(r"\1", key.removeprefix("the ") or key)


@lru_cache(maxsize=20000)
def loose_key(name: str) -> str:
    """The loose key of a name: what is left when the liberties of transliteration are taken away."""
    key = _ARTICLES.sub("", name_key(name))
    return " ".join(_loose_word(word) for word in key.split())


@lru_cache(maxsize=20000)
def _loose_word(word: str) -> str:
    word = _variants().get(word, word)
    for pattern, by in _LOOSE:
        word = pattern.sub(by, word)
    return word


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    """Spellings of given names that rules do not bring together ("Mohamed", "Muhammad"), each to one of them."""
    table = read_mapping(paths.knowledge() / "lang" / "en" / "titles" / "spellings.yml")
    return {folded(spelling): folded(name) for name, spellings in table.items() for spelling in spellings}


def initials(name: str) -> Iterable[str]:
    """The acronyms a name may have: all capital letters of its words, with and without small words."""
    words = [w for w in re.split(r"[\s-]+", name) if w]
    capitals = "".join(w[0] for w in words if w[:1].isupper())
    return {capitals.upper(), "".join(w[0] for w in words).upper(), "".join(w[0] for w in words[1:]).upper()} - {""}
