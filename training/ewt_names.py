"""The names that we marked in EWT's train part are read here.

Each line of `gold/ewt_names.tsv` is a sentence read by us: its id, then `first-last KIND` for each name, words counted
from 1. A sentence that is not listed was not read; `_` says that it was read and holds no name. The documents of
`gold/ewt_names_held_out.tsv` (one in fifteen, by the checksum of their ids) are never learnt from; they tell how well
the kinds are told apart (`sayso evaluate names`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from training.sample import NAME_TYPES, NOTHING, tags_for

GOLD = Path(__file__).parent / "gold" / "ewt_names.tsv"
Marked = tuple[tuple[int, int, str], ...]  # first word, word after the last, kind; words counted from 0


@cache
def marked_names(path: Path = GOLD) -> dict[str, Marked]:
    """Sentence id -> its names; raises ValueError with the line where the file is wrong."""
    found: dict[str, Marked] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        sentence, _, written = line.partition("\t")
        try:
            found[sentence] = () if written == "_" else tuple(_name(part) for part in written.split(", "))
        except ValueError as fault:
            raise ValueError(f"{path}, line {number}: {fault}") from fault
    return found


def tags(names: Marked, words: int) -> list[frozenset[str]]:
    """One sure tag a word: all names of the sentence were marked."""
    found = [NOTHING] * words
    for first, last, kind in names:
        for at in range(first, last):
            found[at] = tags_for((kind,), inside=at > first)
    return found


def _name(written: str) -> tuple[int, int, str]:
    span, _, kind = written.partition(" ")
    first, _, last = span.partition("-")
    if kind not in NAME_TYPES:
        raise ValueError(f"no such kind of name: {kind!r}")
    return int(first) - 1, int(last), kind
