"""Which words take a side, whose side that is, and what a neutral writer would say: the shape of a loaded entry.

The list favours nobody: each conflict's file names its sides, and a test shows how many entries speak for and against
each of them.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from sayso import paths
from sayso.knowledge.loading import Entry, check_unique, read_folder

AboutSlot = Literal["self", "head", "subject", "object", "possessor", "none"]


class LoadedEntry(Entry):
    """One loaded word or phrase. `terms` are lemmas in lower case, joined by blanks, or exact words where they differ.

    `about` names where the actor stands whom the word is about: the word's own phrase ("self"), the noun that it
    describes ("head"), or a slot of the verb. `lean` is towards that actor. `user` is the side whose language it is.
    """

    id: Annotated[str, Field(pattern=r"^[a-z-]+/[a-z0-9-]+$")]
    terms: tuple[str, ...]
    kind: Literal["noun", "verb", "adjective", "name", "phrase"]
    lean: Literal["for", "against"]
    about: AboutSlot
    plain: str
    user: str = "any"  # id of the side whose usage it is, or "any"
    conflict: str = "general"
    subject: tuple[str, ...] = ()  # loaded only with one of these as subject's head ("murder" said of an army)
    followed_by: tuple[str, ...] = ()  # loaded only before one of these lemmas
    unless_next: tuple[str, ...] = ()  # not loaded before one of these lemmas
    note: str | None = None


class LoadedLexicon:
    """All loaded words by the first lemma that one must meet in the text to think of them."""

    def __init__(self, entries: Iterable[LoadedEntry]) -> None:
        self.entries = tuple(entries)
        found: dict[str, list[tuple[tuple[str, ...], LoadedEntry]]] = defaultdict(list)
        for entry in self.entries:
            for term in entry.terms:
                for words in _spellings(term):
                    found[words[0]].append((words, entry))
        self._by_first = {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in found.items()}

    def starting(self, word: str) -> tuple[tuple[tuple[str, ...], LoadedEntry], ...]:
        """Pairs of (all words of the term, entry) for terms that begin with the word, longest first."""
        return self._by_first.get(word, ())

    def balance(self) -> dict[str, Counter[str]]:
        """For each conflict the number of terms by the side whose language they are."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for entry in self.entries:
            found[entry.conflict][entry.user] += len(entry.terms)
        return dict(found)

    @classmethod
    @functools.cache
    def shipped(cls) -> LoadedLexicon:
        """The lexicon that ships with sayso."""
        return cls.read(paths.knowledge() / "lang" / "en" / "loaded")

    @classmethod
    def read(cls, folder: Path) -> LoadedLexicon:
        """The entries of a folder. Raises KnowledgeError with `file:line:` where one is wrong."""
        pairs = list(read_folder(folder, LoadedEntry))
        check_unique([(path, entry.id) for path, entry in pairs], "loaded entry")
        check_unique(
            [(path, f"{term} ({e.kind}, {e.conflict})") for path, e in pairs for term in e.terms], "loaded term"
        )
        return cls(entry for _path, entry in pairs)


def _spellings(term: str) -> tuple[tuple[str, ...], ...]:
    """A term as tokens: with its hyphens inside words, and with them as words of their own."""
    whole = tuple(term.split())
    split = tuple(term.replace("-", " - ").split())
    return (whole,) if whole == split else (whole, split)
