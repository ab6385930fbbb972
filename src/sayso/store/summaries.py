"""Counts over the events that meet a filter: facets, who to whom, places on a map; each in one pass of the database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import and_, func, select

from sayso.store.archive import Archive
from sayso.store.search import Filter, _event_conditions
from sayso.store.tables import articles, events, parties

FACETS = ("type", "standing", "country", "month", "outlet")


@dataclass(frozen=True)
class Spot:
    """A place where events happened, with how exactly it is known (resolution) and how many there are."""

    name: str
    country: str | None
    resolution: str
    lat: float
    lon: float
    number: int


def facets(archive: Archive, wanted: Filter) -> dict[str, list[tuple[str, int]]]:
    """Number of events by each facet, most first (months in order); values that are not known are left out."""
    columns = (
        events.c.type,
        events.c.standing,
        events.c.country,
        func.substr(events.c.start_date, 1, 7).label("month"),
        articles.c.outlet,
    )
    statement = (
        select(*columns, func.count().label("number"))
        .select_from(events.join(articles, events.c.article == articles.c.key))
        .where(*_event_conditions(archive, wanted))
        .group_by(*columns)
    )
    found: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    with archive.engine.connect() as connection:
        for row in connection.execute(statement):
            for name in FACETS:
                found[name][getattr(row, name) or ""] += row.number
    return {name: _ordered(name, counter) for name, counter in found.items()}


def _ordered(name: str, counter: Counter[str]) -> list[tuple[str, int]]:
    known = [(value, number) for value, number in counter.items() if value]
    return sorted(known) if name == "month" else sorted(known, key=lambda pair: (-pair[1], pair[0]))


def actors_of(archive: Archive, wanted: Filter, *, limit: int = 12) -> list[tuple[str, int]]:
    """Who acts most often in the events that meet the filter."""
    kept = select(events.c.key).join(articles, events.c.article == articles.c.key)
    kept = kept.where(*_event_conditions(archive, wanted))
    number = func.count().label("number")
    statement = select(func.min(parties.c.name).label("name"), number).where(parties.c.side == "actor")
    if wanted != Filter():
        statement = statement.where(parties.c.event.in_(kept))
    statement = statement.group_by(func.coalesce(parties.c.entry, parties.c.folded)).order_by(number.desc(), "name")
    with archive.engine.connect() as connection:
        return [(row.name, row.number) for row in connection.execute(statement.limit(limit))]


def dyads(archive: Archive, wanted: Filter) -> list[tuple[str, str, int]]:
    """Who to whom: country (or name, where there is none) of actor and of recipient, and the number of events."""
    one, other = parties.alias("one"), parties.alias("other")
    joined: Any = events.join(articles, events.c.article == articles.c.key)
    joined = joined.join(one, and_(one.c.event == events.c.key, one.c.side == "actor"))
    joined = joined.join(other, and_(other.c.event == events.c.key, other.c.side == "recipient"))
    first = func.coalesce(one.c.country, one.c.name).label("first")
    second = func.coalesce(other.c.country, other.c.name).label("second")
    number = func.count(events.c.key.distinct()).label("number")
    statement = select(first, second, number).select_from(joined).where(*_event_conditions(archive, wanted))
    statement = statement.group_by(first, second).order_by(number.desc(), first, second)
    with archive.engine.connect() as connection:
        return [(row.first, row.second, row.number) for row in connection.execute(statement)]


def spots(archive: Archive, wanted: Filter, *, limit: int = 1000) -> list[Spot]:
    """Places with coordinates, most events first; countries and regions have none and are never among them."""
    columns = tuple(events.c[n] for n in ("place", "country", "resolution", "lat", "lon"))
    number = func.count().label("number")
    statement = (
        select(*columns, number)
        .select_from(events.join(articles, events.c.article == articles.c.key))
        .where(*_event_conditions(archive, wanted), events.c.lat.is_not(None), events.c.lon.is_not(None))
        .where(events.c.resolution.not_in(("country", "region")))
        .group_by(*columns)
        .order_by(number.desc(), events.c.place)
        .limit(limit)
    )
    with archive.engine.connect() as connection:
        rows = connection.execute(statement).all()
    return [Spot(r.place or "", r.country, r.resolution, r.lat, r.lon, r.number) for r in rows]


def stamp(archive: Archive) -> tuple[float, ...]:
    """A mark that changes when the archive's file does; empty for a database server, whose state is not known."""
    path = Path(archive.where)
    files = (path, path.with_name(path.name + "-wal"))
    return tuple(f.stat().st_mtime for f in files if f.is_file())
