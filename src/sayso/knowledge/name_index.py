"""Under which keys an actor's names are filed is decided here: tables from key to entry ids, so that no look-up scans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.knowledge.names import loose_key, name_key

_SMALL = frozenset({"the", "of", "and", "for", "in", "on", "to", "de", "la", "al"})


@dataclass(frozen=True, slots=True)
class Filed:
    """What the index needs to know of one entry."""

    id: str
    kind: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameIndex:
    """Six tables from a key to numbers of `ids`: strong, weak and loose names, acronyms, surnames, words of bodies."""

    ids: Sequence[str]
    tables: Mapping[str, Mapping[str, Sequence[int]]]

    @classmethod
    def of(cls, filed: Iterable[Filed]) -> NameIndex:
        """The tables of these entries."""
        ids: list[str] = []
        tables: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in _TABLES}
        for number, entry in enumerate(filed):
            ids.append(entry.id)
            for table, keys in _keys(entry):
                for key in dict.fromkeys(keys):
                    tables[table][key].append(number)
        return cls(ids, {name: dict(table) for name, table in tables.items()})

    def look(self, table: str, key: str) -> tuple[str, ...]:
        """The ids filed under a key of a table, in order of the entries."""
        return tuple(self.ids[n] for n in self.tables[table].get(key, ()))

    def items(self, table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every key of a table with its ids."""
        return ((key, tuple(self.ids[n] for n in numbers)) for key, numbers in self.tables[table].items())


_TABLES = ("strong", "weak", "acronyms", "loose", "surnames", "words")


def _keys(entry: Filed) -> Iterator[tuple[str, Iterable[str]]]:
    loose = [loose_key(name) for name in entry.names]
    yield "acronyms", (letters.replace(".", "") for letters in entry.acronyms)
    yield "strong", (name_key(name) for name in entry.names)
    yield "weak", (name_key(name) for name in entry.weak)
    yield "loose", (key for key in loose if entry.kind != "person" or " " in key)
    if entry.kind == "person":
        yield "surnames", (key.rpartition(" ")[2] for key in loose)
    elif entry.kind != "state":
        yield "words", (word for key in loose for word in content_words(key))


def content_words(key: str) -> list[str]:
    """The words of a key that tell one body from another."""
    return [w for w in key.split() if w not in _SMALL]
