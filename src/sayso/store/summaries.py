"""What a page counts over the events that meet a filter: facets, who to whom, places, actors; and the events themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sqlalchemy import func, select

from sayso.store.archive import Archive
from sayso.store.columns import Column, Columns, Mask, Numbers, Parties, Party, Site
from sayso.store.reading import article_keys, events_by_key
from sayso.store.search import Filter, Page
from sayso.store.search import _sides as _sides_of
from sayso.store.tables import articles
from sayso.text import folded

FACETS = ("type", "mode", "standing", "country", "actor", "outlet", "speaker", "month")
MOST_OF_A_FACET = 400


@dataclass(frozen=True)
class Spot:
    """A place where events happened, with how exactly it is known (resolution) and how many there are."""

    name: str
    country: str | None
    resolution: str
    lat: float
    lon: float
    number: int


@dataclass(frozen=True)
class Known:
    """One actor of the archive with how often it acts and is acted on."""

    name: str
    country: str | None
    sector: str | None
    entry: str | None
    acts: int
    suffers: int


@dataclass(frozen=True)
class Selection:
    """The events that meet a filter, of one state of the archive; what is asked of it is counted when it is asked."""

    columns: Columns
    mask: Mask

    @property
    def total(self) -> int:
        """How many events there are."""
        return int(np.count_nonzero(self.mask))

    def rows(self, sort: str = "date", *, limit: int | None = None, offset: int = 0) -> Numbers:
        """The events in order: newest first, surest first, by type or by place."""
        found = np.flatnonzero(self.mask)
        if sort == "confidence":
            found = found[np.argsort(-self.columns.confidence[found], kind="stable")]
        elif sort in ("type", "place"):
            found = found[np.argsort(_ranks(self.columns.text[sort])[found], kind="stable")]
        return found[offset : None if limit is None else offset + limit]

    def also(self, mask: Mask) -> Selection:
        """Those of the events for which something more is true."""
        return replace(self, mask=self.mask & mask)

    def facet(self, name: str) -> list[tuple[str, int]]:
        """Number of events by one facet, most first (months in order); what is not known is left out."""
        if name == "actor":
            side = self.columns.actors
            found = most(side.same.counted(self.mask[side.event]))[:MOST_OF_A_FACET]
            return [(side.first[who].name, number) for who, number in found]
        if name == "mode":
            return _parts(self.columns.text["modes"].counted(self.mask))
        found = self.columns.text[name].counted(self.mask)
        return sorted(found) if name == "month" else most(found)[:MOST_OF_A_FACET]

    def dyads(self, most: int | None = None) -> list[tuple[str, str, int]]:
        """Who to whom: country (or name, where there is none) of actor and recipient, and the number of events.

        `most` keeps only the busiest so many actors and recipients. Most events first.
        """
        event, first, second, labels = self.columns.pairs
        here = self.mask[event]
        one, other = first[here], second[here]
        if most is not None:
            kept = _busiest(one, labels, most)[one] & _busiest(other, labels, most)[other]
            one, other = one[kept], other[kept]
        pairs, number = np.unique(one * len(labels) + other, return_counts=True)
        found = zip(pairs.tolist(), number.tolist())
        named = [(labels[p // len(labels)], labels[p % len(labels)], n) for p, n in found]
        return sorted(named, key=lambda d: (-d[2], d[0], d[1]))

    def spots(self, limit: int = 1000) -> list[Spot]:
        """Places with coordinates, most events first; countries and regions have none and are never among them."""
        found = self.columns.site.counted(self.mask)
        return list(_spots(found))[:limit]


def _busiest(numbers: Numbers, labels: Sequence[str], most: int) -> Mask:
    """Which of the labels are among the most frequent; of equals the first in the alphabet."""
    counts = np.bincount(numbers, minlength=len(labels))
    least = np.partition(counts, -most)[-most] if len(counts) > most else 0
    order = sorted(np.flatnonzero((counts >= least) & (counts > 0)).tolist(), key=lambda n: (-counts[n], labels[n]))
    found = np.zeros(len(labels), dtype=np.bool_)
    found[order[:most]] = True
    return found


def most(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Most first, then by the alphabet."""
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _spots(found: list[tuple[Site, int]]) -> Iterator[Spot]:
    for site, number in sorted(found, key=lambda pair: (-pair[1], pair[0].name)):
        if site.lat is not None and site.lon is not None and site.resolution not in ("country", "region"):
            yield Spot(site.name, site.country, site.resolution, site.lat, site.lon, number)


def selection(archive: Archive, columns: Columns, wanted: Filter) -> Selection:
    """The events that meet the filter: the same ones that `find_events` finds in the database."""
    mask = np.ones(columns.size, dtype=np.bool_)
    for condition in (*_plain(columns, wanted), *_sides(columns, wanted), *_of_articles(archive, columns, wanted)):
        mask &= condition
    return Selection(columns, mask)


def _plain(columns: Columns, wanted: Filter) -> Iterator[Mask]:
    text = columns.text
    for name in ("type", "country", "standing", "stance"):
        value = getattr(wanted, name)
        if value is not None:
            yield text[name].rows(_is(value.upper() if name in ("type", "country") else value))
    if wanted.quad is not None:
        yield text["quad"].rows(_is(str(wanted.quad)))
    for name in ("place", "outlet"):
        value = getattr(wanted, name)
        if value:
            yield text[name].rows(_folds_to(value))
    yield from _worded(columns, wanted)


def _worded(columns: Columns, wanted: Filter) -> Iterator[Mask]:
    text = columns.text
    yield text["review"].rows(_is(wanted.review)) if wanted.review else ~text["review"].rows(_is("rejected"))
    if wanted.mode:
        yield text["modes"].rows(lambda v: wanted.mode in v.split())
    if wanted.speaker:
        yield text["say_so"].rows(_on_the_path(wanted.speaker, wanted.speaker_names))
    if not wanted.auxiliary:
        yield text["auxiliary"].numbers < 0
    if wanted.since:
        since = wanted.since
        yield text["start_date"].rows(lambda v: v >= since)
    if wanted.until:
        until = wanted.until + "~"
        yield text["start_date"].rows(lambda v: v <= until)


def _on_the_path(name: str, names: tuple[str, ...]) -> Callable[[str], bool]:
    """By a part of the name given, or by another name that is whole."""
    part, others = name.lower(), tuple(f" {n.lower()} " for n in names if "/" not in n)

    def fits(path: str) -> bool:
        lowered = path.lower()
        return part in lowered or any(n in f" {lowered} " for n in others)

    return fits


def _is(value: str) -> Callable[[str], bool]:
    return lambda v: v == value


def _folds_to(value: str) -> Callable[[str], bool]:
    return lambda v: v.lower() == value.lower()


def _sides(columns: Columns, wanted: Filter) -> Iterator[Mask]:
    of_side = {"actor": columns.actors, "recipient": columns.recipients}
    for side, name, names in _sides_of(wanted):
        if name:
            yield of_side[side].events(columns.size, _called(name, names, exact=wanted.exact))


def _called(name: str, names: tuple[str, ...], *, exact: bool) -> Callable[[Party], bool]:
    """By any name or entry given; unless exact, also by a country or sector code, or by a part of the name."""
    keys, entries = {folded(n) for n in (name, *names)}, {name, *names}
    code, part = name.upper(), f" {folded(name)} "

    def fits(party: Party) -> bool:
        if party.folded in keys or party.entry in entries:
            return True
        return not exact and (code in (party.country, party.sector) or part in f" {party.folded} ")

    return fits


def _of_articles(archive: Archive, columns: Columns, wanted: Filter) -> Iterator[Mask]:
    if wanted.article:
        yield columns.text["article"].rows(_is(wanted.article)) | columns.text["article_id"].rows(_is(wanted.article))
    if wanted.words:
        found = article_keys(archive, wanted.words, columns.documents)
        yield columns.text["article"].rows(found.__contains__)


def events_of(archive: Archive, chosen: Selection, *, limit: int = 50, offset: int = 0, sort: str = "date") -> Page:
    """One page of the chosen events, in full."""
    keys = [chosen.columns.keys[n] for n in chosen.rows(sort, limit=limit, offset=offset)]
    return replace(events_by_key(archive, keys), total=chosen.total)


def actors_known(columns: Columns, name: str | None = None) -> list[Known]:
    """Everybody who acts or is acted on, busiest first; one line for each entry, or name where there is no entry."""
    acts, suffers = (Counter(dict(s.same.counted(_all(s)))) for s in (columns.actors, columns.recipients))
    first = {**columns.recipients.first, **columns.actors.first}
    fits = _called(name, (), exact=False) if name else None
    found = [
        Known(p.name, p.country, p.sector, p.entry, acts[who], suffers[who])
        for who, p in first.items()
        if fits is None or fits(p)
    ]
    return sorted(found, key=lambda k: (-k.acts - k.suffers, k.name))


def _all(side: Parties) -> Mask:
    return np.ones(len(side.event), dtype=np.bool_)


def _parts(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    counted: Counter[str] = Counter()
    for values, number in found:
        for value in values.split():
            counted[value] += number
    return most(list(counted.items()))


def _ranks(column: Column[str]) -> Numbers:
    """The place of each row's value in the alphabet; rows without one come last, as in the database."""
    order = sorted(range(len(column.values)), key=lambda n: column.values[n])
    ranks = np.full(len(order) + 1, len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    return ranks[column.numbers]


def stamp(archive: Archive) -> tuple[object, ...]:
    """A mark that changes when the archive does: the times of its file, or the articles of a database server."""
    if archive.engine.dialect.name != "sqlite":
        with archive.engine.connect() as connection:
            return tuple(connection.execute(select(func.count(), func.max(articles.c.added))).one())
    path = Path(archive.where)
    files = (path, path.with_name(path.name + "-wal"))
    return tuple(f.stat().st_mtime_ns for f in files if f.is_file())
