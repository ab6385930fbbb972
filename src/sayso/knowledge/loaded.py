"""Which words take a side, whose side that is, and what a neutral writer would say: the shape of a loaded entry.

The list favours nobody: each conflict's file names its sides, and a test shows how many entries speak for and against
each of them.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, model_validator

from sayso import paths
from sayso.knowledge.loading import Entry, check_unique, read_folder

AboutSlot = Literal["self", "head", "subject", "object", "possessor", "none"]
_TOKEN = re.compile(r"'s\b|'|,|[^\s',]+")


class LoadedEntry(Entry):
    """Loaded words or phrases of one side, each with what a neutral writer would say.

    `terms` are lemmas in lower case, joined by blanks, or exact words where they differ; a plain list of terms shares
    the entry's `plain`. `about` names where the actor stands whom the word is about: the word's own phrase ("self"),
    the noun that it describes ("head"), or a slot of the verb. `lean` is towards that actor. `user` is the side whose
    language it is. The lists from `among` on narrow the entry, so that plain news does not set it off.
    """

    id: Annotated[str, Field(pattern=r"^[a-z-]+/[a-z0-9-]+$")]
    terms: dict[str, str]  # the term: its plain equivalent
    kind: Literal["noun", "verb", "adjective", "name", "phrase"]
    lean: Literal["for", "against"]
    about: AboutSlot
    user: str = "any"  # id of the side whose usage it is, or "any"
    conflict: str = "general"
    source: str = ""  # the kind of texts that the usage is known from
    among: tuple[str, ...] = ()  # loaded only in an article that holds one of these words
    subject: tuple[str, ...] = ()  # loaded only with one of these as subject's head ("murder" said of an army)
    object: tuple[str, ...] = ()  # loaded only with one of these as object's head; PLACE is any name of a place
    describes: tuple[str, ...] = ()  # an adjective loaded only of one of these nouns ("failed" of a government)
    followed_by: tuple[str, ...] = ()  # loaded only before one of these lemmas
    unless_beside: tuple[str, ...] = ()  # not loaded before, behind or "of" one of these lemmas ("regime of duties")
    unless: tuple[str, ...] = ()  # not loaded in a sentence with one of these lemmas ("hero", of a novel)
    note: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _share_plain(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("terms"), list):
            return data
        rest = {k: v for k, v in data.items() if k != "plain"}
        return rest | {"terms": dict.fromkeys(data["terms"], data.get("plain", ""))}


class Term(NamedTuple):
    """One term as the words that one must meet in the text."""

    words: tuple[str, ...]
    plain: str
    entry: LoadedEntry


class LoadedLexicon:
    """All loaded words by the first lemma that one must meet in the text to think of them."""

    def __init__(self, entries: Iterable[LoadedEntry]) -> None:
        self.entries = tuple(entries)
        found: dict[str, list[Term]] = defaultdict(list)
        for entry in self.entries:
            for term, plain in entry.terms.items():
                for words in _spellings(term):
                    found[words[0]].append(Term(words, plain, entry))
        self._by_first = {k: tuple(sorted(v, key=lambda t: -len(t.words))) for k, v in found.items()}

    def starting(self, word: str) -> tuple[Term, ...]:
        """The terms that begin with the word, longest first."""
        return self._by_first.get(word, ())

    def balance(self) -> dict[str, Counter[tuple[str, str]]]:
        """For each conflict the number of terms by the side whose language they are and their lean."""
        found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for entry in self.entries:
            found[entry.conflict][entry.user, entry.lean] += len(entry.terms)
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
    whole = tuple(_TOKEN.findall(term))
    split = tuple(_TOKEN.findall(term.replace("-", " - ")))
    return (whole,) if whole == split else (whole, split)
