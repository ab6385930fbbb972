"""Finding in the archive: one set of filters for events, sayings and articles, sorted and paged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, Table, and_, func, or_, select, text, union_all
from sqlalchemy.exc import SQLAlchemyError

from sayso.errors import SaysoError
from sayso.store.archive import Archive
from sayso.store.tables import articles, dyads, events, parties, sayings
from sayso.text import folded


@dataclass(frozen=True)
class Filter:
    """What to look for; every condition that is given must hold. Dates are ISO days, months or years."""

    actor: str | None = None
    recipient: str | None = None
    names: tuple[str, ...] = ()  # other names and knowledge entries of the actor (without one: of the recipient)
    recipient_names: tuple[str, ...] = ()  # the same of the recipient, where both are asked for
    speaker_names: tuple[str, ...] = ()  # the same of the speaker
    exact: bool = False  # True asks for actors (and who says a saying) by whole names only, never by parts or codes
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


SORTS = {
    "events": ("date", "confidence", "type", "place", "outlet"),
    "sayings": ("date", "speaker", "stance", "outlet"),
    "articles": ("date", "outlet", "title", "words"),
    "actors": ("events", "acts", "suffers", "name", "country"),
}
_DOWN = frozenset({"date", "confidence", "words", "events", "acts", "suffers"})  # sorted from the top unless reversed


def find_events(
    archive: Archive, wanted: Filter, *, limit: int = 50, offset: int = 0, sort: str = "date", reverse: bool = False
) -> Page:
    """Events that meet the filter, newest first, or by another of SORTS; what has no value comes last."""
    joined = select(*_EVENT_COLUMNS).join(articles, events.c.article == articles.c.key)
    order = {"date": events.c.start_date, "outlet": articles.c.outlet}.get(sort)
    order = events.c[sort] if order is None else order
    own, around = _own_conditions(wanted), _article_conditions(archive, wanted, dates=False)
    counted = select(func.count()).select_from(events if not around else _BOTH).where(*own, *around)
    ordered = _ordered(order, sort, reverse, events)
    rows = joined.where(*own, *around)
    if offset:  # rows that are passed over are not read whole
        chosen = select(events.c.key).select_from(_BOTH if around or sort == "outlet" else events).where(*own, *around)
        rows, offset = joined.where(events.c.key.in_(chosen.order_by(*ordered).limit(limit).offset(offset))), 0
    found = _paged(archive, rows, counted, ordered, limit, offset)
    return _with_parties(archive, found)


def find_sayings(
    archive: Archive, wanted: Filter, *, limit: int = 50, offset: int = 0, sort: str = "date", reverse: bool = False
) -> Page:
    """Sayings that meet the filter, newest article first; conditions on events hold of an event that is told in them."""
    joined = select(*_SAYING_COLUMNS).join(articles, sayings.c.article == articles.c.key)
    joined = joined.where(*_saying_conditions(archive, wanted))
    columns = {"date": articles.c.published, "speaker": sayings.c.folded, "outlet": articles.c.outlet}
    order = _ordered(columns.get(sort, sayings.c.stance), sort, reverse, sayings)
    return _paged(archive, joined, _number_of(joined), order, limit, offset)


def find_articles(
    archive: Archive, wanted: Filter, *, limit: int = 50, offset: int = 0, sort: str = "date", reverse: bool = False
) -> Page:
    """Articles that meet the filter, newest first; conditions on events and sayings hold of one in the article."""
    found = _article_conditions(archive, wanted)
    if _asks_for_events(wanted):
        found.append(articles.c.key.in_(select(events.c.article).where(*_own_conditions(wanted, dates=False))))
    elif wanted.stance or wanted.speaker:
        found.append(articles.c.key.in_(select(sayings.c.article).where(*_said(wanted))))
    joined = select(*_ARTICLE_COLUMNS).where(*found)
    order = _ordered(articles.c["published" if sort == "date" else sort], sort, reverse, articles)
    return _paged(archive, joined, _number_of(joined), order, limit, offset)


def find_actors(
    archive: Archive,
    name: str | None = None,
    *,
    wanted: Filter | None = None,
    limit: int = 50,
    offset: int = 0,
    sort: str = "events",
    reverse: bool = False,
) -> Page:
    """Actors with how often they act and are acted on; one line for each entry, or name where there is no entry.

    `name`, or else the actor of `wanted`, says who, on either side, by name, country or sector; the rest of `wanted`
    says in which events.
    """
    wanted = wanted or Filter()
    who, names, wanted = name or wanted.actor, wanted.names, replace(wanted, actor=None, names=())
    conditions = [or_(*_ways(who, names))] if who else []
    around = _article_conditions(archive, wanted, dates=False)
    if around or _asks_for_events(wanted) or wanted.since or wanted.until:
        inside = select(events.c.key).select_from(_BOTH if around else events)
        conditions.append(parties.c.event.in_(inside.where(*_own_conditions(wanted), *around)))
    found = _identities(conditions).subquery()
    shown = select(*(found.c[n] for n in ("name", "country", "sector", "acts", "suffers", "entry")))
    column = found.c.acts + found.c.suffers if sort == "events" else found.c["folded" if sort == "name" else sort]
    order = [*_ordered(column, sort, reverse, None), found.c.identity]
    return _paged(archive, shown, select(func.count()).select_from(found), order, limit, offset)


def _identities(conditions: Sequence[ColumnElement[bool]]) -> CompoundSelect[Any]:
    """One row an actor: those with an entry by it, the others by name; each half is read in the order of one index."""
    acts, suffers = (func.count().filter(parties.c.side == side) for side in ("actor", "recipient"))
    shown = [func.min(parties.c[n]).label(n) for n in ("name", "folded", "country", "sector")]
    shown += [acts.label("acts"), suffers.label("suffers"), func.min(parties.c.entry).label("entry")]
    halves = ((parties.c.entry, parties.c.entry.is_not(None)), (parties.c.folded, parties.c.entry.is_(None)))
    return union_all(
        *(select(*shown, by.label("identity")).where(half, *conditions).group_by(by) for by, half in halves)
    )


def counts(archive: Archive, wanted: Filter, by: str) -> list[tuple[str, int]]:
    """Number of events by one of COUNTED; a dyad is the countries (or names) of actor and recipient."""
    around = _article_conditions(archive, wanted, dates=False)
    if by == "dyad" and wanted == Filter():
        statement = _ALL_DYADS.group_by(dyads.c.actor, dyads.c.recipient)  # in the order of their tree
    else:
        counted = _counted(by, joined=by == "outlet" or bool(around))
        statement = counted.where(*_own_conditions(wanted), *around).group_by("value")
    with archive.engine.connect() as connection:
        rows = [(str(r.value or "unknown"), int(r.number)) for r in connection.execute(statement)]
    return sorted(rows) if by in _IN_TIME else sorted(rows, key=lambda r: (-r[1], r[0]))


COUNTED = ("year", "month", "type", "quad", "country", "dyad", "outlet", "standing", "stance")
_IN_TIME = frozenset({"year", "month"})
_BOTH = events.join(articles, events.c.article == articles.c.key)
_ACTING, _MET = parties.alias("one"), parties.alias("other")
_DYAD = func.coalesce(_ACTING.c.country, _ACTING.c.name) + " → " + func.coalesce(_MET.c.country, _MET.c.name)
_ALL_DYADS = select((dyads.c.actor + " → " + dyads.c.recipient).label("value"), func.count().label("number"))


def _counted(by: str, *, joined: bool) -> Select[Any]:
    start: Any = _BOTH if joined else events
    if by == "dyad":
        start = start.join(_ACTING, and_(_ACTING.c.event == events.c.key, _ACTING.c.side == "actor"))
        start = start.join(_MET, and_(_MET.c.event == events.c.key, _MET.c.side == "recipient"))
        return select(_DYAD.label("value"), func.count(events.c.key.distinct()).label("number")).select_from(start)
    columns: dict[str, Any] = {
        "year": func.substr(events.c.start_date, 1, 4),
        "month": func.substr(events.c.start_date, 1, 7),
        "outlet": articles.c.outlet,
    }
    value = columns[by] if by in columns else events.c[by]
    return select(value.label("value"), func.count().label("number")).select_from(start)


def _own_conditions(wanted: Filter, *, dates: bool = True) -> list[ColumnElement[bool]]:
    """Conditions on the event itself."""
    found = _equal(events, wanted, ("type", "quad", "country", "standing", "stance"))
    found += _dates(events.c.start_date, wanted) if dates else []
    found.append(events.c.review == wanted.review if wanted.review else events.c.review != "rejected")
    if wanted.mode:
        found.append((" " + events.c.modes + " ").contains(f" {wanted.mode} "))
    if wanted.place:
        found.append(func.lower(events.c.place) == wanted.place.lower())
    if wanted.speaker:
        path = func.lower(events.c.say_so)
        others = ((" " + path + " ").contains(f" {n.lower()} ") for n in wanted.speaker_names if "/" not in n)
        found.append(or_(path.contains(wanted.speaker.lower()), *others))
    if not wanted.auxiliary:
        found.append(events.c.auxiliary == "")
    for side, name, names in _sides(wanted):
        if name:
            ways = _ways(name, names)[: 2 if wanted.exact else None]
            of_side = (select(parties.c.event).where(parties.c.side == side, way) for way in ways)
            found.append(events.c.key.in_(union_all(*of_side)))
    return found


def _sides(wanted: Filter) -> tuple[tuple[str, str | None, tuple[str, ...]], ...]:
    """Side, name and other names of those asked for; names that were given without an actor are the recipient's."""
    others = wanted.recipient_names or (() if wanted.actor else wanted.names)
    return ("actor", wanted.actor, wanted.names), ("recipient", wanted.recipient, others)


def _asks_for_events(wanted: Filter) -> bool:
    """True where a condition can only hold of an event."""
    asked = ("actor", "recipient", "type", "mode", "quad", "country", "place", "standing", "review")
    return not wanted.auxiliary or any(getattr(wanted, name) is not None for name in asked)


def _saying_conditions(archive: Archive, wanted: Filter) -> list[ColumnElement[bool]]:
    found = _said(wanted) + _article_conditions(archive, wanted)
    if _asks_for_events(wanted):
        apart = replace(wanted, speaker=None, stance=None)
        told = select(events.c.article + "/" + events.c.said_in).where(*_own_conditions(apart, dates=False))
        found.append(sayings.c.key.in_(told))
    return found


def _among_speakers(name: str, names: tuple[str, ...]) -> ColumnElement[bool]:
    """One of the speakers has the whole name: "Norland officials" are not Norland."""
    listed = ", " + func.lower(sayings.c.speakers) + ", "
    return or_(*(listed.contains(f", {n.lower()}, ") for n in (name, *names)))


def _said(wanted: Filter) -> list[ColumnElement[bool]]:
    """Conditions on the saying itself."""
    found = _equal(sayings, wanted, ("stance",))
    if wanted.speaker and wanted.exact:
        found.append(_among_speakers(wanted.speaker, wanted.speaker_names))
    if wanted.speaker:
        others = (f" {folded(n)} " for n in wanted.speaker_names if "/" not in n)
        called = [(" " + sayings.c.folded + " ").contains(name) for name in others]
        called.append(sayings.c.folded.contains(folded(wanted.speaker)))
        names = select(sayings.c.folded).where(or_(*called)).distinct()  # each name is looked at once, in the index
        found.append(sayings.c.folded.in_(names) if len(wanted.speaker) > 3 else or_(*called))  # "a" is in all of them
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
    return [*found, column <= _last_day(wanted.until)] if wanted.until else found


def _last_day(until: str) -> str:
    """A day after every day of a month or year, digit by digit: a server's collation may not order other signs."""
    return until + "-99-99"[len(until) - 4 :]


def _ways(name: str, names: tuple[str, ...]) -> list[ColumnElement[bool]]:
    """How somebody can be called: a whole name, an entry, a country code, a sector, a part of a name.

    Apart from each other, since a database reads one index for each, but every row for all of them at once.
    """
    folded_names = list(dict.fromkeys(folded(n) for n in (name, *names)))
    code, part = name.upper(), f" {folded(name)} "
    return [
        parties.c.folded.in_(folded_names),
        parties.c.entry.in_([name, *names]),
        parties.c.country == code,
        parties.c.sector == code,
        (" " + parties.c.folded + " ").contains(part),
    ]


def _with_words(archive: Archive, words: str) -> ColumnElement[bool]:
    """Full text: FTS5 in SQLite, tsvector in PostgreSQL; quoted phrases are kept together in both."""
    if archive.engine.dialect.name == "sqlite":
        # By row numbers, and the key from the index's own table: through the index each text would be read whole.
        rows = "SELECT rowid FROM texts WHERE texts MATCH :words"
        query = text(f"SELECT c0 AS key FROM texts_content WHERE id IN ({rows})").bindparams(words=_fts(words))
    else:
        query = text("SELECT key FROM texts WHERE words @@ websearch_to_tsquery('english', :words)")
        query = query.bindparams(words=words)
    return articles.c.key.in_(query.columns(articles.c.key))


def _fts(words: str) -> str:
    """Every word or quoted phrase as a string of FTS5, so that no sign in it is read as an operator."""
    parts = words.split('"')
    phrases = [p.strip() for n, p in enumerate(parts) if n % 2 == 1 and p.strip()]
    single = [w for n, p in enumerate(parts) if n % 2 == 0 for w in p.split()]
    return " ".join(f'"{p}"' for p in (*phrases, *single)) or '""'


def _ordered(column: ColumnElement[Any], sort: str, reverse: bool, table: Table | None) -> list[ColumnElement[Any]]:
    """The order, with the key to break ties, so that pages neither repeat nor lose a row."""
    down = (sort in _DOWN) != reverse
    ordered = column.desc() if down else column.asc()
    if getattr(column, "nullable", True):  # elsewhere PostgreSQL would read no index backwards for it
        ordered = ordered.nulls_last()
    return [ordered] if table is None else [ordered, table.c.key]


def _number_of(statement: Select[Any]) -> Select[Any]:
    return select(func.count()).select_from(statement.order_by(None).subquery())


def _paged(
    archive: Archive,
    statement: Select[Any],
    counted: Select[Any],
    order: Sequence[ColumnElement[Any]],
    limit: int,
    offset: int,
) -> Page:
    try:
        with archive.engine.connect() as connection:
            total = connection.scalar(counted) or 0
            rows = connection.execute(statement.order_by(*order).limit(limit).offset(offset)).mappings().all()
    except SQLAlchemyError as error:
        raise SaysoError(f"the archive cannot answer: {str(error).splitlines()[0]}", code="archive") from error
    return Page(tuple(dict(r) for r in rows), int(total), tuple(c.name for c in statement.selected_columns))


def keys_like(archive: Archive, begin: str, *, limit: int = 5) -> list[str]:
    """Keys of articles that begin so; the key of the article with this id, where the archive knows one."""
    whole = select(articles.c.key).where(or_(articles.c.key == begin, articles.c.article_id == begin))
    part = select(articles.c.key).where(articles.c.key >= begin, articles.c.key < begin + "g")
    with archive.engine.connect() as connection:
        found = list(connection.scalars(whole.limit(limit)))
        return found or list(connection.scalars(part.order_by(articles.c.key).limit(limit)))


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
