"""Where there is: candidates for a toponym from the gazetteer, the countries, the hand lists and a user's own CSV."""

from __future__ import annotations

import csv
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from sayso import paths
from sayso.errors import KnowledgeError
from sayso.knowledge.loading import Entry, check_unique, read_entries, read_mapping
from sayso.model import Resolution
from sayso.text import folded

_KINDS: tuple[Resolution, ...] = ("city", "province", "district")
_POINT = 1e4  # the database keeps degrees as whole ten-thousandths (11 m)
_ARTICLES = ("al ", "el ", "ad ", "an ", "ar ", "as ", "ash ", "at ", "az ", "the ")


class CountryEntry(Entry):
    """A country or territory with an ISO code, what it and its people are called, and its seat of government."""

    iso3: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    iso2: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    id: int
    name: str
    capital: str | None = None
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


class PlaceEntry(Entry):
    """A place of the hand lists or of a user: what GeoNames' cities and provinces lack. No point for what is no point."""

    name: str
    kind: Resolution
    type: str | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    also: tuple[str, ...] = ()  # names as usual as its own ("Gaza" for the strip)
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    admin1: str | None = None
    id: int | None = None  # GeoNames id where known
    inhabitants: Annotated[int, Field(ge=0)] | None = None  # roughly, for a town that GeoNames gives none
    note: str | None = None


class ProvinceEntry(Entry):
    """Other names and written abbreviations of a first-level division, by its GeoNames code ("US.TX")."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{2}\.\w+$")]
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    id: int


class GovernmentEntry(Entry):
    """A building or city whose name stands for a government."""

    name: str
    country: str
    kind: Literal["seat", "building"] = "building"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a toponym can mean; `rank` 0 its own name, 1 another name, 2 a shortened one. Degrees, inhabitants."""

    id: int
    name: str
    resolution: Resolution
    country: str | None
    admin1: int | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    rank: int = 0
    type: str = ""
    capital: bool = False
    listed: bool = False  # from a hand list or a user's file

    @property
    def geonameid(self) -> int | None:
        """The GeoNames id, or None for a place that has none here."""
        return self.id if self.id > 0 else None


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """All place knowledge behind one look-up by name. The database is opened on first use and never loaded whole."""

    database: Path
    countries: tuple[CountryEntry, ...]
    listed: tuple[PlaceEntry, ...] = ()
    provinces: tuple[ProvinceEntry, ...] = ()
    governments: tuple[GovernmentEntry, ...] = ()
    types: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def size(self) -> int:
        """The number of places: those in the database, the countries and the hand lists."""
        stored = self._connection.execute("SELECT count(*) FROM place").fetchone()[0]
        return int(stored) + len(self.countries) + len(self.listed)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Every place of this name (accents, case, hyphens and apostrophes aside); countries and hand lists first."""
        return self._look_up(folded(name))

    def spelled(self, name: str) -> tuple[str, ...]:
        """The name as written and as its words are spelled otherwise ("St. Louis", "Saint Louis")."""
        hit = self._respelled_words.search(name)
        words = self.spellings[hit[1].lower()] if hit else ()
        return (name, *(f"{name[: hit.start()]}{word} {name[hit.end() :]}" for word in words if hit))

    @cached_property
    def _respelled_words(self) -> re.Pattern[str]:
        """Finds a word with another spelling at the head of a name's part ("St." in "East St. Louis")."""
        return re.compile(rf"\b({'|'.join(map(re.escape, self.spellings))})\.?\s", re.I)

    @cached_property
    def _cache(self) -> dict[str, tuple[Candidate, ...]]:
        return {}

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = _best(self._all(key))
        return found

    def _all(self, key: str) -> Iterator[Candidate]:
        yield from self._known.get(key, ())
        yield from self._stored(key, 0)
        for article in _ARTICLES:
            if key.startswith(article) and article != "the ":
                yield from self._stored(key.removeprefix(article), 2)

    def _stored(self, key: str, lowest: int) -> Iterator[Candidate]:
        query = (
            "SELECT p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population, n.rank "
            "FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?"
        )
        for row in self._connection.execute(query, (key,)):
            yield self._candidate(row, lowest)

    def _candidate(
        self, row: tuple[int, str, int, str, int | None, int | None, int | None, int, int], lowest: int
    ) -> Candidate:
        number, name, kind, iso2, admin1, lat, lon, population, rank = row
        country = self.by_iso2.get(iso2)
        capital = (
            country is not None
            and kind == 0
            and country.capital is not None
            and folded(country.capital) == folded(name)
        )
        return Candidate(
            number,
            name,
            _KINDS[kind],
            country.iso3 if country else None,
            admin1,
            lat / _POINT if lat is not None else None,
            lon / _POINT if lon is not None else None,
            population,
            max(rank, lowest),
            capital=capital and population >= _CAPITAL_SIZE,
        )

    @property
    def _connection(self) -> sqlite3.Connection:
        return _opened(self.database, os.getpid())

    @cached_property
    def by_iso2(self) -> dict[str, CountryEntry]:
        """Countries by two-letter code."""
        return {c.iso2: c for c in self.countries}

    @cached_property
    def by_iso3(self) -> dict[str, CountryEntry]:
        """Countries by three-letter code."""
        return {c.iso3: c for c in self.countries}

    @cached_property
    def _known(self) -> dict[str, tuple[Candidate, ...]]:
        """Countries, hand lists and abbreviated provinces by key."""
        found: dict[str, list[Candidate]] = {}
        for key, candidate in (*self._of_countries(), *self._of_lists(), *self._of_provinces()):
            found.setdefault(key, []).append(candidate)
        return {key: tuple(c) for key, c in found.items()}

    def _of_countries(self) -> Iterator[tuple[str, Candidate]]:
        for country in self.countries:
            for rank, name in enumerate((country.name, *country.aliases)):
                here = Candidate(country.id, country.name, "country", country.iso3, rank=min(rank, 1))
                yield folded(name), here

    def _of_lists(self) -> Iterator[tuple[str, Candidate]]:
        for number, entry in enumerate(self.listed, 1):
            for name in (entry.name, *entry.also):
                yield folded(name), self._listed(entry, -number, 0)
            for name in entry.aliases:
                yield folded(name), self._listed(entry, -number, 1)

    def _listed(self, entry: PlaceEntry, number: int, rank: int) -> Candidate:
        """A listed place; where GeoNames has it under the entry's id, its inhabitants and division are taken over."""
        stored = self.place(entry.id) if entry.id is not None else None
        own = _listed(entry, number, rank)
        if stored is None:
            return own
        people = entry.inhabitants or stored.population
        return replace(own, admin1=stored.admin1, population=people, capital=stored.capital)

    def _of_provinces(self) -> Iterator[tuple[str, Candidate]]:
        for entry in self.provinces:
            for row in self._connection.execute("SELECT *, 1 FROM place WHERE id = ?", (entry.id,)):
                for name in entry.names:
                    yield folded(name), self._candidate(row, 1)

    @cached_property
    def demonyms(self) -> dict[str, tuple[Candidate, ...]]:
        """Countries and regions by the words for their people, as written ("Iraqi", "Iraqis")."""
        found: dict[str, list[Candidate]] = {}
        for country in self.countries:
            for word in country.demonyms:
                found.setdefault(word, []).append(Candidate(country.id, country.name, "country", country.iso3))
        for number, entry in enumerate(self.listed, 1):
            for word in entry.adjectives:
                found.setdefault(word, []).append(self._listed(entry, -number, 0))
        return {word: tuple(c) for word, c in found.items()}

    @cached_property
    def abbreviations(self) -> dict[str, int]:
        """GeoNames ids of provinces by written abbreviation ("Calif.", "TX"), which count only after a comma."""
        return {a: entry.id for entry in self.provinces for a in entry.abbreviations}

    @cached_property
    def seats(self) -> dict[str, str]:
        """Countries (ISO alpha-3) by the key of a city or building that stands for their government."""
        capitals = {folded(c.capital): c.iso3 for c in self.countries if c.capital}
        return capitals | {folded(g.name): g.country for g in self.governments}

    @cached_property
    def buildings(self) -> frozenset[str]:
        """Keys of the names that stand for a government wherever they act or speak ("the Kremlin")."""
        return frozenset(folded(g.name) for g in self.governments if g.kind == "building")

    @cached_property
    def familiar(self) -> frozenset[str]:
        """Keys found in the text even where the tagger finds no name: countries, regions, sites of several words."""
        names = [n for c in self.countries for n in (c.name, *c.aliases)]
        for entry in self.listed:
            wide = entry.kind in ("country", "region", "province")
            names += [n for n in (entry.name, *entry.also, *entry.aliases) if wide or " " in n]
        return frozenset(map(folded, names))

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """Every beginning of a familiar key or demonym, so that a look-up can stop as soon as no name goes on so."""
        keys = (*self.familiar, *map(folded, self.demonyms))
        return frozenset(key[:length] for key in keys for length in range(1, len(key) + 1))

    @cached_property
    def type_words(self) -> dict[str, Resolution]:
        """What a type word beside a toponym says about it; the first class that lists the word counts."""
        found: dict[str, Resolution] = {}
        kinds: tuple[Resolution, ...] = ("province", "district", "city", "region", "place")
        for kind in kinds:
            for word in self.types.get(kind, ()):
                found.setdefault(word, kind)
        return found

    @cached_property
    def before_names(self) -> re.Pattern[str]:
        """Words before a name that do not belong to it ("northern", "occupied"), one or more."""
        words = sorted(map(re.escape, self.words["modifiers"]), key=len, reverse=True)
        return re.compile(rf"^(?:(?:{'|'.join(words)})[ -])+", re.I)

    @cached_property
    def several(self) -> dict[str, Resolution]:
        """Type words for more than one place ("counties")."""
        return {plural(word): kind for word, kind in self.type_words.items() if kind in ("province", "district")}

    @lru_cache(maxsize=4096)  # noqa: B019 - one gazetteer lives as long as the process
    def place(self, number: int) -> Candidate | None:
        """The stored place with this GeoNames id, or None."""
        row = self._connection.execute("SELECT *, 0 FROM place WHERE id = ?", (number,)).fetchone()
        return self._candidate(row, 0) if row else None

    def admin1_name(self, number: int | None) -> str | None:
        """The name of the first-level division with this id, or None."""
        found = self.place(number) if number else None
        return found.name if found else None

    def with_user(self, files: Iterable[Path]) -> Gazetteer:
        """The gazetteer with a user's own places, from CSV files with a header line (see docs/where.md).

        Raises KnowledgeError with `file:line:` for a row that is no place.
        """
        extra = [entry for path in files for entry in _read_csv(path)]
        return replace(self, listed=(*self.listed, *extra))


_CAPITAL_SIZE = 10_000  # inhabitants below which a namesake of a capital is not taken for it


def plural(noun: str) -> str:
    """The regular plural of a type word."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def _listed(entry: PlaceEntry, number: int, rank: int) -> Candidate:
    identity = entry.id if entry.id is not None else number
    return Candidate(
        identity,
        entry.name,
        entry.kind,
        entry.country,
        lat=entry.lat,
        lon=entry.lon,
        population=entry.inhabitants or 0,
        rank=rank,
        type=entry.type or "",
        listed=True,
    )


def _best(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """One candidate a place, under its best rank."""
    found: dict[int, Candidate] = {}
    for candidate in candidates:
        known = found.get(candidate.id)
        if known is None or candidate.rank < known.rank:
            found[candidate.id] = candidate if known is None else replace(known, rank=candidate.rank)
    return tuple(found.values())


@lru_cache(maxsize=8)
def _opened(path: Path, _process: int) -> sqlite3.Connection:
    """A read-only connection; one a process, since a fork must not share it."""
    if not path.is_file():
        raise KnowledgeError(f"{path}:1: the gazetteer is missing; training/places/build.py writes it")
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _read_csv(path: Path) -> Iterator[PlaceEntry]:
    with path.open(encoding="utf8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            yield _user_entry(path, number, row)


def _user_entry(path: Path, number: int, row: Mapping[str | None, str | list[str] | None]) -> PlaceEntry:
    values: dict[str, object] = {str(k): v for k, v in row.items() if v not in (None, "")}
    for name in ("also", "aliases", "adjectives"):
        if name in values:
            values[name] = tuple(part.strip() for part in str(values[name]).split("|"))
    try:
        return PlaceEntry.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise KnowledgeError(f"{path}:{number}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


@lru_cache(maxsize=2)
def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer that ships with sayso, read once.

    Raises KnowledgeError for unknown keys and double codes.
    """
    folder = folder or paths.knowledge() / "places"
    countries = read_entries(folder / "countries.yml", CountryEntry)
    check_unique(((folder / "countries.yml", c.iso3) for c in countries), "country")
    listed = [e for path in sorted((folder / "listed").glob("*.yml")) for e in read_entries(path, PlaceEntry)]
    return Gazetteer(
        database=folder / "gazetteer.sqlite",
        countries=countries,
        listed=tuple(listed),
        provinces=read_entries(folder / "provinces.yml", ProvinceEntry),
        governments=read_entries(folder / "governments.yml", GovernmentEntry),
        types={k: tuple(v) for k, v in read_mapping(folder / "types.yml").items()},
        words={k: frozenset(v) for k, v in read_mapping(folder / "words.yml").items()},
        weights={k: float(v) for k, v in read_mapping(folder / "weights.yml").items()},
        spellings={k: tuple(v) for k, v in read_mapping(folder / "spellings.yml").items()},
    )
