"""The archive's events as columns in memory: each value once, each event a number, so that any view is counted in milliseconds.

A database walks through rows; the page counts the same rows by eight facets, who to whom and places at once. A hundred
thousand events take about a second to load and some 40 MB, and are loaded again only when the archive has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select
from sqlalchemy import text as sql

from sayso.store.archive import Archive
from sayso.store.tables import articles, events, parties

V = TypeVar("V", bound=Hashable)
Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Column(Generic[V]):
    """The distinct values, and for every row the number of its value; -1 where it has none."""

    values: Sequence[V]
    numbers: Numbers

    @classmethod
    def of(cls, rows: Iterable[V | None]) -> Column[V]:
        """The column of these rows; None and the empty string are no value."""
        seen: dict[V, int] = {}
        numbers = [-1 if v is None or v == "" else seen.setdefault(v, len(seen)) for v in rows]
        return cls(tuple(seen), np.array(numbers, dtype=np.int64))

    def rows(self, fits: Callable[[V], bool]) -> Mask:
        """Which rows have a value that fits; the question is asked once a value, not once a row."""
        answers = [*(fits(v) for v in self.values), False]  # the last one is for rows without a value
        return np.array(answers, dtype=np.bool_)[self.numbers]

    def counted(self, rows: Mask) -> list[tuple[V, int]]:
        """Each value that occurs among the rows with its number, in no order that matters."""
        numbers = self.numbers[rows]
        counts = np.bincount(numbers[numbers >= 0], minlength=len(self.values))
        return [(self.values[i], int(counts[i])) for i in np.flatnonzero(counts).tolist()]


class Party(NamedTuple):
    """Somebody who acts or is acted on, as the archive names him."""

    name: str
    folded: str
    country: str | None
    sector: str | None
    entry: str | None

    @property
    def identity(self) -> str:
        """What makes two lines the same actor: the entry, or the name where there is none."""
        return self.entry or self.folded

    @property
    def label(self) -> str:
        """How the matrix names him: by country, or by name where none is known."""
        return self.country or self.name


class Site(NamedTuple):
    """Where an event happened; no coordinates where only the country is known."""

    name: str
    country: str | None
    resolution: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True)
class Parties:
    """Who stands on one side of which event; several lines for an event with several."""

    event: Numbers
    who: Column[Party]

    def events(self, size: int, fits: Callable[[Party], bool]) -> Mask:
        """The events on whose side somebody fits."""
        found = np.zeros(size, dtype=np.bool_)
        found[self.event[self.who.rows(fits)]] = True
        return found

    @cached_property
    def same(self) -> Column[str]:
        """Who it is, line by line, under whatever name."""
        one_a_name = Column.of(p.identity for p in self.who.values)
        return Column(one_a_name.values, one_a_name.numbers[self.who.numbers])

    @cached_property
    def first(self) -> dict[str, Party]:
        """How each of them was named first."""
        found: dict[str, Party] = {}
        for party in self.who.values:
            found.setdefault(party.identity, party)
        return found


@dataclass(frozen=True)
class Columns:
    """All events, newest first (then by key), with what pages filter and count them by."""

    keys: Sequence[str]
    text: dict[str, Column[str]]
    site: Column[Site]
    confidence: NDArray[np.float64]
    actors: Parties
    recipients: Parties
    documents: Mapping[int, str]  # article of each row of SQLite's full-text index; empty in other databases

    @property
    def size(self) -> int:
        """Number of events."""
        return len(self.keys)

    @cached_property
    def pairs(self) -> tuple[Numbers, Numbers, Numbers, tuple[str, ...]]:
        """Event, actor's label, recipient's label of every dyad, once an event; and the labels that the numbers mean."""
        labels = Column.of(p.label for side in (self.actors, self.recipients) for p in side.who.values)
        cut = len(self.actors.who.values)
        first = labels.numbers[:cut][self.actors.who.numbers]
        second = labels.numbers[cut:][self.recipients.who.numbers]
        left, right = _joined(self.actors.event, self.recipients.event)
        rows = np.unique(np.stack([self.actors.event[left], first[left], second[right]]), axis=1)
        return rows[0], rows[1], rows[2], tuple(labels.values)


def _joined(left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """Positions of every pair of lines with the same event; both sides are in the order of their events."""
    start, end = np.searchsorted(right, left, "left"), np.searchsorted(right, left, "right")
    width = end - start
    first = np.repeat(np.arange(len(left)), width)
    within = np.arange(len(first)) - np.repeat(np.cumsum(width) - width, width)
    return first, np.repeat(start, width) + within


_TEXT = (
    *("type", "modes", "standing", "stance", "country", "place", "speaker", "say_so", "auxiliary", "trigger"),
    *("start_date", "article", "review"),
)


def load(archive: Archive) -> Columns:
    """Read all events of the archive."""
    wanted = [events.c.key, *(events.c[n] for n in _TEXT), articles.c.outlet, articles.c.article_id]
    wanted += [events.c.quad, events.c.resolution, events.c.lat, events.c.lon, events.c.confidence]
    order = (func.coalesce(events.c.start_date, "").desc(), events.c.key)
    statement = select(*wanted).join(articles, events.c.article == articles.c.key).order_by(*order)
    with archive.engine.connect() as connection:
        rows = connection.execute(statement).all()
        columns = list(zip(*rows)) or [()] * len(wanted)
        names = dict(zip((c.name for c in wanted), columns))
        sides = connection.execute(_PARTIES).all()
        documents = _documents(connection)
    keys = names["key"]
    place = {key: n for n, key in enumerate(keys)}
    text: dict[str, Column[str]] = {n: Column.of(names[n]) for n in (*_TEXT, "outlet", "article_id")}
    text["quad"] = Column.of(str(q) for q in names["quad"])
    text["month"] = Column.of(d and d[:7] for d in names["start_date"])
    actors, recipients = (_side(sides, side, place) for side in ("actor", "recipient"))
    confidence = np.array(names["confidence"], dtype=np.float64)
    return Columns(keys, text, _sites(names), confidence, actors, recipients, documents)


def _documents(connection: Connection) -> dict[int, str]:
    """The index finds row numbers at once; fetching the key beside each would read every text."""
    if connection.dialect.name != "sqlite":
        return {}
    rows = connection.execute(sql("SELECT id, c0 FROM texts_content")).all()
    return {int(number): str(key) for number, key in rows}


_PARTIES = select(
    parties.c.event, parties.c.side, *(parties.c[n] for n in Party._fields), parties.c.place.label("nth")
).order_by(parties.c.event, parties.c.place)


def _side(rows: Sequence[Any], side: str, place: dict[str, int]) -> Parties:
    mine = sorted(((place[r[0]], r[2:7]) for r in rows if r[1] == side and r[0] in place), key=lambda r: r[0])
    who = Column.of(tuple(p) for _, p in mine)
    named = Column(tuple(Party(*p) for p in who.values), who.numbers)
    return Parties(np.array([n for n, _ in mine], dtype=np.int64), named)


def _sites(names: Mapping[str, Sequence[Any]]) -> Column[Site]:
    parts = zip(*(names[n] for n in ("place", "country", "resolution", "lat", "lon")))
    found = Column.of(p if p[2] else None for p in parts)
    return Column(tuple(Site(p[0] or "", *p[1:]) for p in found.values), found.numbers)
