"""Which classes a word belongs to (person, armed, building, sport …), so that patterns can ask for a kind of filler."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sayso.errors import KnowledgeError
from sayso.knowledge.loading import Entry, check_unique, read_entries


class WordClass(Entry):
    """One class: its words, the WordNet supersenses it takes in, and the classes it is part of.

    One `strong` word is enough to name the class's topic in a sentence, of the others it takes two.
    """

    id: str
    also: tuple[str, ...] = ()
    supersenses: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    fallback: bool = False  # its supersenses count only for words that no class lists
    beside: bool = False  # its words do not count as listed: what their supersense says of them holds too


@dataclass(frozen=True)
class WordClasses:
    """All classes and the supersense of common nouns; a word may have a modifier ("petrol bomb")."""

    classes: tuple[WordClass, ...] = ()
    supersenses: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, folder: Path) -> WordClasses:
        """The classes in folder/classes/*.yml and folder/supersenses.tsv.

        Raises KnowledgeError for an unknown class in `also`, a class that stands twice, or a broken line.
        """
        files = [
            (path, c) for path in sorted((folder / "classes").glob("*.yml")) for c in read_entries(path, WordClass)
        ]
        check_unique(((path, c.id) for path, c in files), "class")
        known = {c.id for _, c in files}
        for path, entry in files:
            if set(entry.also) - known:
                raise KnowledgeError(f"{path}:1: class {entry.id!r} names an unknown class in `also`")
        return cls(tuple(c for _, c in files), _supersenses(folder / "supersenses.tsv"))

    @cached_property
    def _of(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        by_sense: dict[str, set[str]] = defaultdict(set)
        listed: set[str] = set()
        for entry in self.classes:
            names = self._with_parents(entry.id)
            for word in (*entry.words, *entry.strong):
                found[word].update(names)
                if not entry.beside:
                    listed.add(word)
            for sense in entry.supersenses:
                by_sense[sense].update(names)
        fallback = {c.id for c in self.classes if c.fallback}
        for word, sense in self.supersenses:
            found[word].update(by_sense[sense] - fallback if word in listed else by_sense[sense])
        return {word: frozenset(names) for word, names in found.items()}

    @cached_property
    def _parents(self) -> dict[str, tuple[str, ...]]:
        return {c.id: c.also for c in self.classes}

    @cached_property
    def _strong(self) -> dict[str, frozenset[str]]:
        return {c.id: frozenset(c.strong) for c in self.classes}

    def _with_parents(self, id_: str) -> set[str]:
        return {id_}.union(*(self._with_parents(p) for p in self._parents.get(id_, ())))

    @cached_property
    def listed(self) -> frozenset[str]:
        """Every word of one part that a class lists."""
        words = (w for c in self.classes for w in (*c.words, *c.strong))
        return frozenset(word for word in words if " " not in word)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that has a class, listed or by its supersense."""
        return frozenset(self._of)

    def of(self, word: str) -> frozenset[str]:
        """The classes of a lemma (lower case), with the classes they are part of."""
        return self._of.get(word, frozenset())

    def of_compound(self, word: str) -> frozenset[str]:
        """The classes of the listed person or armed man that a longer word ends in ("homeguard", "tribeswoman"), else none."""
        if word in self._of:
            return frozenset()
        endings = (word[i:] for i in range(2, len(word) - 3))
        return next((self._of[e] for e in endings if e in self.listed and "actor" in self._of[e]), frozenset())

    def listed_in(self, id_: str) -> frozenset[str]:
        """Every word that the class itself lists."""
        return frozenset(w for c in self.classes if c.id == id_ for w in (*c.words, *c.strong))

    def strong(self, id_: str) -> frozenset[str]:
        """The words that name the class's topic alone."""
        return self._strong.get(id_, frozenset())

    def implied(self, id_: str) -> frozenset[str]:
        """The class itself and those it is part of."""
        return frozenset(self._with_parents(id_))


def _supersenses(path: Path) -> tuple[tuple[str, str], ...]:
    lines = path.read_text(encoding="utf8").splitlines()[1:] if path.is_file() else []
    pairs = [tuple(line.split("\t")) for line in lines]
    for number, pair in enumerate(pairs, 2):
        if len(pair) != 2:
            raise KnowledgeError(f"{path}:{number}: expected a lemma and a supersense")
    return tuple((p[0], p[1]) for p in pairs)
