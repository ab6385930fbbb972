"""Which words belong to a page and not to its article: shapes and loading of knowledge/lang/en/page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from sayso import paths
from sayso.knowledge.loading import Entry, check_unique, read_entries
from sayso.text import folded

LabelKind = Literal["section", "menu", "share"]
Opens = Literal["teasers", "foot"]


class ChromeRule(Entry):
    """Forms of lines that are page chrome, and what such a line says about the lines after it."""

    id: str
    forms: tuple[str, ...]
    most: int = 12
    tail: bool = False
    opens: Opens | None = None


class LabelList(Entry):
    """Labels of menus, section lines and share bars."""

    id: str
    kind: LabelKind
    labels: tuple[str, ...]


class Agency(Entry):
    """A news agency: its name, other written-out forms, and acronyms that count only as written."""

    id: str
    name: str
    forms: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


class WordList(Entry):
    """Words with one use, named by `use`."""

    id: str
    use: str = ""
    words: tuple[str, ...]


class LanguageNames(Entry):
    """English names of languages by ISO 639-1 code."""

    id: str
    names: dict[str, str]


@dataclass(frozen=True)
class PageWords:
    """The words by which sayso tells an article from its page; every list is read on first use."""

    folder: Path

    @classmethod
    def shipped(cls) -> PageWords:
        """The lists in the package."""
        return _shipped()

    @cached_property
    def chrome(self) -> tuple[ChromeRule, ...]:
        """The rules for chrome lines, in the order of the file."""
        rules = read_entries(self.folder / "chrome.yml", ChromeRule)
        check_unique(((self.folder / "chrome.yml", r.id) for r in rules), "rule")
        return rules

    @cached_property
    def labels(self) -> Mapping[str, LabelKind]:
        """Folded labels with what kind of label they are."""
        lists = read_entries(self.folder / "sections.yml", LabelList)
        return {folded(label): entry.kind for entry in reversed(lists) for label in entry.labels}

    @cached_property
    def _agencies(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Names by acronym as written, and by folded name or other form."""
        entries = read_entries(self.folder / "agencies.yml", Agency)
        short = {form: e.name for e in reversed(entries) for form in e.short}
        return short, {folded(form): e.name for e in reversed(entries) for form in (e.name, *e.forms)}

    def agency(self, text: str) -> str | None:
        """The full name of the agency that the words name, or None. Acronyms count only as written."""
        short, names = self._agencies
        return short.get(text) or names.get(folded(text))

    @cached_property
    def outlet_words(self) -> frozenset[str]:
        """Words that make a capitalised line a newspaper's or station's name."""
        return frozenset(w for e in read_entries(self.folder / "outlets.yml", WordList) for w in e.words)

    def words(self, file: str, use: str) -> tuple[str, ...]:
        """The words of one use in one of the files bylines, dates, captions, datelines."""
        return _word_lists(f"{self.folder}/{file}.yml").get(use, ())

    def pattern(self, file: str, *uses: str) -> str:
        """A regular expression for any of the words of some uses, in folded text, longest first."""
        return _alternatives(f"{self.folder}/{file}.yml", uses)

    @cached_property
    def common(self) -> frozenset[str]:
        """The commonest function words of the language."""
        return frozenset(w for e in read_entries(self.folder / "english.yml", WordList) for w in e.words)

    def language_name(self, code: str) -> str:
        """The English name of a language, or its code where the name is not known."""
        for entry in read_entries(self.folder / "languages.yml", LanguageNames):
            return entry.names.get(code, code)
        return code


@lru_cache(maxsize=16)
def _word_lists(path: str) -> Mapping[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for entry in read_entries(Path(path), WordList):
        lists[entry.use] = lists.get(entry.use, ()) + entry.words
    return lists


@lru_cache(maxsize=32)
def _alternatives(path: str, uses: tuple[str, ...]) -> str:
    words = {folded(w) for use in uses for w in _word_lists(path).get(use, ())}
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def _shipped() -> PageWords:
    return PageWords(paths.knowledge() / "lang" / "en" / "page")
