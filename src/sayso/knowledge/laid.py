"""To whom an act that is only named may be laid: the shape of auxiliary/laid.yml, by the word above the act."""

from __future__ import annotations

import functools

from sayso import paths
from sayso.knowledge.loading import Entry, read_entries


class Laid(Entry):
    """A word above an act, with the slots in which the act and its doer stand; `marker` is a word before the act instead."""

    id: str
    lemmas: tuple[str, ...]
    act: tuple[str, ...]
    doer: tuple[str, ...]
    words: tuple[str, ...] = ()
    marker: str = ""


@functools.cache
def laid_by_lemma() -> dict[str, tuple[Laid, ...]]:
    """The entries by the lemma of the word above."""
    found: dict[str, tuple[Laid, ...]] = {}
    for entry in _entries():
        for lemma in entry.lemmas:
            found[lemma] = (*found.get(lemma, ()), entry)
    return found


@functools.cache
def laid_by_marker() -> dict[str, Laid]:
    """The entries by the word that marks the act itself: "was behind the attack"."""
    return {entry.marker: entry for entry in _entries() if entry.marker}


def _entries() -> tuple[Laid, ...]:
    return read_entries(paths.knowledge() / "lang" / "en" / "auxiliary" / "laid.yml", Laid)
