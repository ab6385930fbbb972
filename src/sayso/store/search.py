"""Finding in the archive: one set of filters for events, sayings and articles, sorted and paged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, desc, func, or_, select, text
from sqlalchemy.exc import SQLAlchemyError

from sayso.errors import SaysoError
from sayso.store.archive import Archive
from sayso.store.tables import articles, events, parties, sayings
from sayso.text import folded


@dataclass(frozen=True)
class Filter:
    """What to look for; every condition that is given must hold. Dates are ISO days, months or years."""

    actor: str | None = None
    recipient: str | None = None
    names: tuple[str, ...] = ()  # other names and knowledge entries of the actor, filled by the caller
    exact: bool = False  # True asks for actors by whole names and entries only, never by parts of names or codes
    type: str | None = None
    mode: str | None = None
    quad: int | None = None
    since: str | None = None
    until: str | None = None
    country: str | None = None
    place: str | None = None
    outlet: str | None = None
    speaker: str | None = None
    stance: str | None = None
    standing: str | None = None
    auxiliary: bool = True  # False leaves out negated, future, hypothetical and historical events
    words: str | None = None
    article: str | None = None
    review: str | None = (
        None  # accepted, corrected, added, differs, rejected; rejected ones are found only when asked for
    )


@dataclass(frozen=True)
class Page:
    """Some rows of a result, and how many there are in all."""

    rows: tuple[Mapping[str, Any], ...]
    total: int
    columns: tuple[str, ...] = field(default=())


_EVENT_COLUMNS = (
    *(
        events.c[n]
        for n in ("key", "start_date", "type", "modes", "place", "country", "standing", "auxiliary", "say_so")
    ),
    *(events.c[n] for n in ("confidence", "trigger", "sentence", "quad", "end_date", "granularity", "assumed")),
    events.c.resolution,
    events.c.review,
    articles.c.outlet,
    articles.c.published,
    articles.c.title,
)
_SAYING_COLUMNS = (
    *(sayings.c[n] for n in ("key", "speakers", "cue", "stance", "negated", "form", "venue", "content")),
    articles.c.outlet,
    articles.c.published,
)
_ARTICLE_COLUMNS = tuple(
    articles.c[n]
    for n in ("key", "article_id", "outlet", "published", "title", "words", "copy_of", "error_code", "url")
)


def find_events(archive: Archive, wanted: Filter, *, limit: int = 50, offset: int = 0, sort: str = "date") -> Page:
    """Events that meet the filter, newest first, or by `sort` = confidence, type or place."""
    joined = (
        select(*_EVENT_COLUMNS)
        .join(articles, events.c.article == articles.c.key)
        .where(*_event_conditions(archive, wanted))
    )
    order = {"confidence": desc(events.c.confidence), "type": events.c.type, "place": events.c.place}.get(
        sort, desc(func.coalesce(events.c.start_date, ""))
    )
    return _with_parties(archive, _paged(archive, joined, order, events.c.key, limit, offset))


def find_sayings(archive: Archive, wanted: Filter, *, limit: int = 50, offset: int = 0) -> Page:
    """Sayings that meet the filter, newest article first."""
    joined = select(*_SAYING_COLUMNS).join(articles, sayings.c.article == articles.c.key)
    joined = joined.where(*_saying_conditions(archive, wanted))
    return _paged(archive, joined, desc(func.coalesce(articles.c.published, "")), sayings.c.key, limit, offset)


def find_articles(archive: Archive, wanted: Filter, *, limit: int = 50, offset: int = 0) -> Page:
    """Articles that meet the filter, newest first."""
    joined = select(*_ARTICLE_COLUMNS).where(*_article_conditions(archive, wanted))
    return _paged(archive, joined, desc(func.coalesce(articles.c.published, "")), articles.c.key, limit, offset)


def find_actors(archive: Archive, name: str | None = None, *, limit: int = 50) -> Page:
    """Actors with how often they act and are acted on; one line for each entry, or name where there is no entry."""
    identity = func.coalesce(parties.c.entry, parties.c.folded)
    acts, suffers = (func.count().filter(parties.c.side == side) for side in ("actor", "recipient"))
    shown = [func.min(parties.c.name).label("name"), func.min(parties.c.country).label("country")]
    shown += [func.min(parties.c.sector).label("sector"), acts.label("acts"), suffers.label("suffers")]
    statement = select(*shown, func.min(parties.c.entry).label("entry")).group_by(identity)
    if name:
        statement = statement.where(_called(name, ()))
    return _paged(archive, statement, desc(acts + suffers), identity, limit, 0)


def counts(archive: Archive, wanted: Filter, by: str) -> list[tuple[str, int]]:
    """Number of events by "month", "type", "country", "outlet" or "dyad" (countries of actor and recipient)."""
    statement = _counted(by).where(*_event_conditions(archive, wanted)).group_by("value")
    with archive.engine.connect() as connection:
        rows = [(str(r.value or "unknown"), int(r.number)) for r in connection.execute(statement)]
    return sorted(rows) if by == "month" else sorted(rows, key=lambda r: (-r[1], r[0]))


def _counted(by: str) -> Select[Any]:
    number = func.count(events.c.key.distinct()).label("number")
    joined = events.join(articles, events.c.article == articles.c.key)
    if by == "dyad":
        one, other = parties.alias("one"), parties.alias("other")
        value = func.coalesce(one.c.country, one.c.name) + " → " + func.coalesce(other.c.country, other.c.name)
        joined = joined.join(one, and_(one.c.event == events.c.key, one.c.side == "actor"))
        joined = joined.join(other, and_(other.c.event == events.c.key, other.c.side == "recipient"))
        return select(value.label("value"), number).select_from(joined)
    columns: dict[str, Any] = {
        "month": func.substr(events.c.start_date, 1, 7),
        "type": events.c.type,
        "country": events.c.country,
        "outlet": articles.c.outlet,
        "standing": events.c.standing,
    }
    return select(columns[by].label("value"), number).select_from(joined)


def _event_conditions(archive: Archive, wanted: Filter) -> list[ColumnElement[bool]]:
    found = _equal(events, wanted, ("type", "quad", "country", "standing", "stance"))
    found += _dates(events.c.start_date, wanted) + _article_conditions(archive, wanted, dates=False)
    found.append(events.c.review == wanted.review if wanted.review else events.c.review != "rejected")
    if wanted.mode:
        found.append((" " + events.c.modes + " ").contains(f" {wanted.mode} "))
    if wanted.place:
        found.append(func.lower(events.c.place) == wanted.place.lower())
    if wanted.speaker:
        found.append(func.lower(events.c.say_so).contains(wanted.speaker.lower()))
    if not wanted.auxiliary:
        found.append(events.c.auxiliary == "")
    for side, name in (("actor", wanted.actor), ("recipient", wanted.recipient)):
        if name:
            called = _named(name, wanted.names) if wanted.exact else _called(name, wanted.names)
            of_side = select(parties.c.event).where(parties.c.side == side, called)
            found.append(events.c.key.in_(of_side))
    return found


def _saying_conditions(archive: Archive, wanted: Filter) -> list[ColumnElement[bool]]:
    found = _equal(sayings, wanted, ("stance",)) + _article_conditions(archive, wanted)
    if wanted.speaker:
        found.append(sayings.c.folded.contains(folded(wanted.speaker)))
    return found


def _article_conditions(archive: Archive, wanted: Filter, *, dates: bool = True) -> list[ColumnElement[bool]]:
    found = _dates(articles.c.published, wanted) if dates else []
    if wanted.outlet:
        found.append(func.lower(articles.c.outlet) == wanted.outlet.lower())
    if wanted.article:
        found.append(or_(articles.c.key == wanted.article, articles.c.article_id == wanted.article))
    if wanted.words:
        found.append(_with_words(archive, wanted.words))
    return found


def _equal(table: Table, wanted: Filter, names: tuple[str, ...]) -> list[ColumnElement[bool]]:
    given = ((n, getattr(wanted, n)) for n in names)
    return [table.c[n] == (v.upper() if n in ("type", "country") else v) for n, v in given if v is not None]


def _dates(column: ColumnElement[Any], wanted: Filter) -> list[ColumnElement[bool]]:
    found = [column >= wanted.since] if wanted.since else []
    return [*found, column <= wanted.until + "~"] if wanted.until else found  # "2024-05~" is after every day of May


def _named(name: str, names: tuple[str, ...]) -> ColumnElement[bool]:
    """By whole names and entries."""
    return or_(parties.c.folded.in_([folded(n) for n in (name, *names)]), parties.c.entry.in_([name, *names]))


def _called(name: str, names: tuple[str, ...]) -> ColumnElement[bool]:
    """By any name or entry given, by a country or sector code, or by a part of the name."""
    code, part = name.upper(), f" {folded(name)} "
    inside = (" " + parties.c.folded + " ").contains(part)
    return or_(_named(name, names), parties.c.country == code, parties.c.sector == code, inside)


def _with_words(archive: Archive, words: str) -> ColumnElement[bool]:
    """Full text: FTS5 in SQLite, tsvector in PostgreSQL; quoted phrases are kept together in both."""
    if archive.engine.dialect.name == "sqlite":
        query = text("SELECT key FROM texts WHERE texts MATCH :words").bindparams(words=_fts(words))
    else:
        vector = "to_tsvector('english', coalesce(title, '') || ' ' || body)"
        query = text(f"SELECT key FROM texts WHERE {vector} @@ websearch_to_tsquery('english', :words)")
        query = query.bindparams(words=words)
    return articles.c.key.in_(query.columns(articles.c.key))


def _fts(words: str) -> str:
    """Every word or quoted phrase as a string of FTS5, so that no sign in it is read as an operator."""
    parts = words.split('"')
    phrases = [p.strip() for n, p in enumerate(parts) if n % 2 == 1 and p.strip()]
    single = [w for n, p in enumerate(parts) if n % 2 == 0 for w in p.split()]
    return " ".join(f'"{p}"' for p in (*phrases, *single)) or '""'


def _paged(
    archive: Archive,
    statement: Select[Any],
    order: ColumnElement[Any],
    tie: ColumnElement[Any],
    limit: int,
    offset: int,
) -> Page:
    try:
        with archive.engine.connect() as connection:
            total = connection.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
            rows = connection.execute(statement.order_by(order, tie).limit(limit).offset(offset)).mappings().all()
    except SQLAlchemyError as error:
        raise SaysoError(f"the archive cannot answer: {str(error).splitlines()[0]}", code="archive") from error
    return Page(tuple(dict(r) for r in rows), int(total), tuple(c.name for c in statement.selected_columns))


def _with_parties(archive: Archive, page: Page) -> Page:
    """The names of actors and recipients beside each event of the page."""
    keys = [r["key"] for r in page.rows]
    statement = select(parties).where(parties.c.event.in_(keys)).order_by(parties.c.event, parties.c.place)
    found: dict[tuple[str, str], list[str]] = {}
    with archive.engine.connect() as connection:
        for row in connection.execute(statement):
            found.setdefault((row.event, row.side), []).append(row.name)
    rows = tuple(
        {
            **r,
            "actors": "; ".join(found.get((r["key"], "actor"), [])),
            "recipients": "; ".join(found.get((r["key"], "recipient"), [])),
        }
        for r in page.rows
    )
    return Page(rows, page.total, (*page.columns, "actors", "recipients"))
