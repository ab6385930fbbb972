"""Which words name a state, its people, its government's seat or one of its own bodies is decided by these entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from sayso import paths
from sayso.knowledge.loading import Entry, check_unique, read_folder
from sayso.knowledge.names import name_key

Use = Literal["name", "adjective", "people", "capital", "seat", "weak"]
Bodies = dict[str, tuple[tuple[str, ...], ...]]  # PLOVER sector -> bodies, each the tuple of its names


class StateEntry(Entry):
    """One state or part of a state. `sectors` is set where the entry is no state of its own (PRE, regional GOV)."""

    id: Annotated[str, Field(pattern=r"^states/[a-z-]+$")]
    name: str
    iso3: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    code: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None  # PLOVER's, where it is not the ISO code
    sectors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    former_adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] | None = None  # None: made from the adjectives
    capitals: tuple[str, ...] = ()
    seats: Bodies = {}
    bodies: Bodies = {}

    @property
    def country(self) -> str:
        """The PLOVER country code."""
        return self.code or self.iso3


@dataclass(frozen=True, slots=True)
class StateWord:
    """One reading of a word: the state, how the word names it, and the sectors of a seat of power."""

    state: StateEntry
    use: Use
    sectors: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        """The PLOVER country code."""
        return self.state.country


class States:
    """Look-up of states by any word that names them."""

    def __init__(self, entries: Sequence[StateEntry]) -> None:
        self.entries = tuple(entries)
        self._by_id = {e.id: e for e in entries}
        self._words: dict[str, tuple[StateWord, ...]] = {}
        for entry in entries:
            for word, sense in _senses(entry):
                self._words[name_key(word)] = (*self._words.get(name_key(word), ()), sense)

    def entry(self, id_: str) -> StateEntry | None:
        """The state with this id, or None."""
        return self._by_id.get(id_)

    def of_code(self, country: str | None) -> StateEntry | None:
        """The state that a PLOVER or ISO country code stands for, or None."""
        return next((e for e in self.entries if country in (e.country, e.iso3) and not e.sectors), None)

    def senses(self, word: str) -> tuple[StateWord, ...]:
        """Every reading of a word or phrase; lower-case words name no state."""
        if not any(c.isupper() for c in word):
            return ()
        return self._words.get(name_key(word), ())

    def sense(self, word: str, *uses: Use) -> StateWord | None:
        """The first reading with one of the uses (any use where none is given)."""
        return next((s for s in self.senses(word) if not uses or s.use in uses), None)


def bodies_of(state: StateEntry) -> Iterator[tuple[str, str, tuple[str, ...], bool]]:
    """Every body of a state: its id, its sector, its names, and whether it is a seat that stands for the government."""
    short = state.id.removeprefix("states/")
    for table, seat in ((state.bodies, False), (state.seats, True)):
        for sector, bodies in table.items():
            for names in bodies:
                yield f"{short}/{_slug(names[0])}", sector, names, seat


@lru_cache(maxsize=1)
def shipped_states() -> States:
    """All states of the shipped knowledge, read once a process."""
    pairs = list(read_folder(paths.knowledge() / "actors" / "states", StateEntry))
    check_unique(((path, entry.id) for path, entry in pairs), "state")
    return States([entry for _, entry in pairs])


def _senses(entry: StateEntry) -> Iterator[tuple[str, StateWord]]:
    for word in (entry.name, *entry.names, *entry.former):
        yield word, StateWord(entry, "name", entry.sectors)
    for word in (*entry.adjectives, *entry.former_adjectives):
        yield word, StateWord(entry, "adjective", entry.sectors)
    for word in _people(entry):
        yield word, StateWord(entry, "people", ("CVL",))
    for word in entry.capitals:
        yield word, StateWord(entry, "capital", ("GOV",))
    for sector, seats in entry.seats.items():
        for word in (w for names in seats for w in names):
            yield word, StateWord(entry, "seat", (sector,))
    for word in entry.weak:
        yield word, StateWord(entry, "weak", entry.sectors)


def _people(entry: StateEntry) -> Iterator[str]:
    if entry.people is not None:
        yield from entry.people
        return
    for word in entry.adjectives:
        if word.endswith(("an", "i", "k", "t", "b", "n", "bek", "yz", "ajik", "e")) and not word.endswith("ese"):
            yield word
            yield word + "s"
        elif word.endswith("ese"):
            yield word


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name_key(name)).strip("-")
