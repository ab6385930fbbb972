"""Whether an archive is whole: every row is what its record says, every quotation stands in its text, nothing is loose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, Select, Table, and_, func, select, text, tuple_
from sqlalchemy.exc import SQLAlchemyError

from sayso.errors import SaysoError
from sayso.model import Article, Record
from sayso.record import check_spans
from sayso.store import derived
from sayso.store.rows import article_key, text_key
from sayso.store.tables import articles, bands, dyads, events, inputs, parties, sayings, signatures
from sayso.store.writing import indexed, text_number, unpacked

_PART = 200  # articles held at once
_OF_ARTICLES = (events, sayings, bands, signatures, inputs)


def problems(connection: Connection, progress: Callable[[int], None] | None = None) -> Iterator[str]:
    """Every fault as one line; none where the archive is sound."""
    _one_state(connection)
    yield from _of_database(connection)
    yield from _loose(connection)
    seen, last = 0, ""
    while rows := _part(connection, last):
        for row in rows:
            yield from (f"article {row.key}: {what}" for what in _of_article(connection, row))
        seen, last = seen + len(rows), rows[-1].key
        if progress:
            progress(seen)


def _one_state(connection: Connection) -> None:
    """All questions are asked of one state, also while another process adds."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")
    else:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


def _part(connection: Connection, last: str) -> list[Row[Any]]:
    wanted = select(articles, inputs.c.body).outerjoin(inputs, inputs.c.article == articles.c.key)
    return list(connection.execute(wanted.where(articles.c.key > last).order_by(articles.c.key).limit(_PART)))


def _of_database(connection: Connection) -> Iterator[str]:
    """What SQLite says of its own pages; PostgreSQL has checksums of its own and no such question."""
    if connection.dialect.name != "sqlite":
        return
    yield from (f"sqlite: {line}" for line in connection.scalars(text("PRAGMA integrity_check")) if line != "ok")
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"sqlite: a row of {row[0]} has nothing to belong to in {row[2]}"


def of_full_text(connection: Connection) -> Iterator[str]:
    """Whether the index of full text fits its rows: SQLite asks this by a statement that a reader may not make."""
    try:
        connection.execute(text("INSERT INTO texts (texts) VALUES ('integrity-check')"))
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error))
        if "readonly" not in reason and "locked" not in reason:
            yield f"full text: {reason}"


def _loose(connection: Connection) -> Iterator[str]:
    """Rows that belong to no article, and parties that belong to no event."""
    for table in _OF_ARTICLES:
        number = _without(connection, table, "article", articles, "key")
        if number:
            yield f"{table.name}: {number} rows of articles that are not there"
    for table in (parties, dyads):
        number = _without(connection, table, "event", events, "key")
        if number:
            yield f"{table.name}: {number} rows of events that are not there"
    yield from _surplus(connection)
    loose = connection.scalar(text("SELECT count(*) FROM texts WHERE key NOT IN (SELECT key FROM articles)"))
    if loose:
        yield f"full text: {loose} rows of articles that are not there"


def _surplus(connection: Connection) -> Iterator[str]:
    """Dyads beyond those of the parties; that none is missing is asked article by article."""
    one, other = parties.alias(), parties.alias()
    label = [func.coalesce(side.c.country, side.c.name) for side in (one, other)]
    met = one.join(other, and_(other.c.event == one.c.event, other.c.side == "recipient"))
    pairs = select(one.c.event, *label).select_from(met).where(one.c.side == "actor").distinct()
    number, right = (connection.scalar(select(func.count()).select_from(q)) or 0 for q in (dyads, pairs.subquery()))
    if number > right:
        yield f"dyads: {number} rows for {right} pairs of parties"


def _without(connection: Connection, table: Table, column: str, owners: Table, owner: str) -> int:
    known = select(owners.c[owner])
    return connection.scalar(select(func.count()).select_from(table).where(table.c[column].not_in(known))) or 0


def _of_article(connection: Connection, row: Row[Any]) -> Iterator[str]:
    yield from _of_input(connection, row)
    if row.record is not None:
        yield from _of_record(connection, row)
    elif row.copy_of is not None:
        yield from _of_copy(connection, row.copy_of)
    elif row.error_code is None:
        yield "has neither record nor error, and is no copy"


def _of_copy(connection: Connection, original: str) -> Iterator[str]:
    found = connection.execute(select(articles.c.record).where(articles.c.key == original)).first()
    if found is None:
        yield f"is a copy of {original}, which is not there"
    elif found.record is None:
        yield f"is a copy of {original}, which has no record"


def _of_input(connection: Connection, row: Row[Any]) -> Iterator[str]:
    """Archives of version 1 and 2 did not keep what was read."""
    if row.body is None:
        return
    try:
        article = unpacked(row.body)
    except Exception as error:  # damage can show as any error of decompression or validation
        yield f"what was read is damaged: {type(error).__name__}"
        return
    if article_key(article) != row.key:
        yield "its key is not that of what was read"
    if text_key(article.text) != row.text_key:
        yield "its words are not those of what was read"
    yield from _of_words(connection, row.key, article)


def _of_words(connection: Connection, key: str, article: Article) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        found = text("SELECT title, body FROM texts WHERE rowid = :number").bindparams(number=text_number(key))
    else:
        found = text("SELECT title, body FROM texts WHERE key = :key").bindparams(key=key)
    held = connection.execute(found).mappings().first()
    if held is None:
        yield "is missing in full text"
    elif dict(held) != indexed(article, connection.dialect.name):
        yield "full text holds other words"


def _of_record(connection: Connection, row: Row[Any]) -> Iterator[str]:
    try:
        record = Record.model_validate_json(row.record)
        check_spans(record)
    except ValidationError as error:
        yield f"its record breaks the schema in {error.error_count()} places"
        return
    except SaysoError as error:
        yield f"its record misquotes: {error}"
        return
    if record.coder != row.coder:
        yield f"its record was coded by {record.coder}, its row says {row.coder}"
    if text_key(record.article.text) != row.text_key:
        yield "its record has another text"
    yield from _of_rows(connection, row.key, record)


def _of_rows(connection: Connection, key: str, record: Record) -> Iterator[str]:
    """The rows for finding against those that the record, as people judged it, gives now."""
    for table, rows in derived.rows_of(connection, key, record):
        expected = sorted(map(_comparable, rows))
        found = sorted(_comparable(dict(r)) for r in connection.execute(_kept(table, key, rows)).mappings())
        if len(expected) != len(found):
            yield f"{table.name}: {len(found)} rows for {len(expected)} in the record"
        elif expected != found:
            yield f"{table.name}: a row says something else than the record"


def _kept(table: Table, key: str, rows: Sequence[Mapping[str, Any]]) -> Select[Any]:
    """What the archive holds of an article in a table; of dyads, which know no article, those that it should hold."""
    if table is dyads:
        asked = [tuple(row[c.name] for c in dyads.c) for row in rows]
        return select(dyads).where(tuple_(*dyads.c).in_(asked))
    if table is parties:
        return select(parties).where(parties.c.event.in_(select(events.c.key).where(events.c.article == key)))
    return select(table).where(table.c.article == key)


def _comparable(row: Mapping[str, Any]) -> str:
    return repr(sorted((name, value) for name, value in row.items() if value is not None))
