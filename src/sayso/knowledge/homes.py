"""Which country a place, region or regional people named with a role lies in is decided here ("the mayor of Aleppo")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from sayso import paths
from sayso.errors import KnowledgeError
from sayso.knowledge.loading import Entry, read_mapping
from sayso.knowledge.places import Candidate, Gazetteer, load_gazetteer
from sayso.knowledge.states import States, shipped_states
from sayso.text import folded

_FAR_LARGER = 5  # times as many inhabitants as every namesake abroad: the one that news means
_BY_ANOTHER_NAME = 4  # a place that is called so beside its own name counts for so much less
_UNCOUNTED = {"region": 1_000_000, "province": 300_000}  # places without a count of inhabitants

Code = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class HomeWords(Entry):
    """The words of knowledge/lang/en/titles/homes.yml."""

    divisions: frozenset[str]
    parts: frozenset[str]
    abroad: frozenset[str]
    descent: frozenset[str]
    adjectives: dict[Code, tuple[str, ...]]
    settled: frozenset[str]
    combining: dict[str, Code]


@dataclass(frozen=True)
class Homes:
    """Look-up of a country (PLOVER code) by the name of a place in it or of the people there."""

    words: HomeWords
    gazetteer: Gazetteer
    states: States
    peoples: Mapping[str, str]

    def country(self, name: str, near: frozenset[str] = frozenset(), *, least: int = 0) -> str | None:
        """The country in which the place lies; of several, one far larger, else the only one in `near`.

        Places with fewer inhabitants than `least` tell none.
        """
        found = self.peoples.get(name)
        if found is not None:
            return self._code(found)
        return next((c for form in self.forms(name) if (c := self._of_place(form, near, least))), None)

    def is_people(self, word: str) -> bool:
        """True for a regional adjective or people ("Bavarian")."""
        return word in self.peoples

    def combined(self, half: str) -> str | None:
        """The country for which a first half of a dual adjective stands ("Franco")."""
        return self.words.combining.get(folded(half))

    def forms(self, name: str) -> Iterator[str]:
        """The name, without a part of the country before it, without the kind of division behind it."""
        yield name
        words = name.split()
        while len(words) > 1 and words[0].lower() in self.words.parts:
            words = words[1:]
        while len(words) > 1 and words[-1].lower() in self.words.divisions:
            words = words[:-1]
        if len(words) < len(name.split()):
            yield " ".join(words)

    def _of_place(self, name: str, near: frozenset[str], least: int) -> str | None:
        weights: dict[str, int] = {}
        for place in self.gazetteer.candidates(name):
            if place.resolution == "country":
                return None
            if place.country and place.rank < 2:
                weights[place.country] = max(weights.get(place.country, 0), _weight(place))
        ranked = sorted(weights, key=lambda c: -weights[c])
        if not ranked or weights[ranked[0]] < least:
            return None
        if self._is_description(name):  # "Eastern Province": many countries have one, not all in the gazetteer
            return next((c for c in map(self._code, ranked) if c in near), None) if len(near) == 1 else None
        if len(ranked) == 1 or weights[ranked[0]] >= _FAR_LARGER * weights[ranked[1]]:
            return self._code(ranked[0])
        told = [c for c in map(self._code, ranked) if c in near]
        return told[0] if len(told) == 1 else None

    def _is_description(self, name: str) -> bool:
        return all(word.lower() in self.words.parts | self.words.divisions for word in name.split())

    def _code(self, iso3: str) -> str:
        state = self.states.of_code(iso3)
        return state.country if state else iso3


def _weight(place: Candidate) -> int:
    weight = place.population or _UNCOUNTED.get(place.resolution, 0)
    return weight // _BY_ANOTHER_NAME if place.rank else weight


@lru_cache(maxsize=1)
def shipped_homes() -> Homes:
    """The shipped words and gazetteer, read once a process.

    Raises KnowledgeError where a word is filed under two countries.
    """
    path = paths.knowledge() / "lang" / "en" / "titles" / "homes.yml"
    words = HomeWords.model_validate(read_mapping(path))
    gazetteer = load_gazetteer()
    listed = {w: e.country for e in gazetteer.listed if e.country for w in e.adjectives}
    own: dict[str, str] = {}
    for code, adjectives in words.adjectives.items():
        for word in adjectives:
            if own.setdefault(word, code) != code:
                raise KnowledgeError(f"{path}:1: {word!r} is filed under {own[word]} and {code}")
    return Homes(words, gazetteer, shipped_states(), {**listed, **own})
