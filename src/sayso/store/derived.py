"""The rows for finding that are made from a record: as people judged it, while the machine's record stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, bindparam, delete, insert, select

from sayso.model import Record
from sayso.review.applying import Judged, judged
from sayso.review.deciding import Decision, decided
from sayso.review.judgement import Judgement
from sayso.store.review_tables import reviews, rounds
from sayso.store.rows import Row, dyad_rows, event_rows, party_rows, saying_rows, storable
from sayso.store.tables import dyads, events, parties, sayings


def write(connection: Connection, key: str, record: Record) -> None:
    """Write the rows of one article whose old rows are gone."""
    for table, rows in rows_of(connection, key, record):
        if rows:
            connection.execute(insert(table), rows)


def rows_of(connection: Connection, key: str, record: Record) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of each table that a record gives as people judged it."""
    shown = judged(record, decisions(connection, key))
    acting = list(party_rows(shown.record, key))
    for table, rows in (
        (events, _events(record, shown, key)),
        (parties, acting),
        (dyads, dyad_rows(acting)),
        (sayings, saying_rows(shown.record, key)),
    ):
        yield table, [{name: storable(value) for name, value in row.items()} for row in rows]


def clear(connection: Connection, key: str) -> None:
    """Take the rows of one article away."""
    kept = select(events.c.key).where(events.c.article == key)
    _unpair(connection, kept)
    connection.execute(delete(parties).where(parties.c.event.in_(kept)))
    for table in (events, sayings):
        connection.execute(delete(table).where(table.c.article == key))


def _unpair(connection: Connection, kept: Select[Any]) -> None:
    """Dyads are found by what they say: a search by the event would read all dyads of the archive."""
    found = connection.execute(select(parties).where(parties.c.event.in_(kept))).mappings().all()
    rows = list(dyad_rows(map(dict, found)))
    if rows:
        one = and_(*(dyads.c[name] == bindparam(f"own_{name}") for name in ("actor", "recipient", "event")))
        connection.execute(delete(dyads).where(one), [{f"own_{n}": v for n, v in row.items()} for row in rows])


def _events(record: Record, shown: Judged, key: str) -> Iterator[Row]:
    """A rejected event keeps its row, marked, and has no parties: nothing is counted of it."""
    yield from event_rows(shown.record, key)
    gone = {t.id for t in shown.rejected}
    yield from ({**row, "review": "rejected"} for row in event_rows(record, key) if row["event_id"] in gone)


def judgements(connection: Connection, key: str) -> list[Judgement]:
    """Everything that was said of one article and not taken back, in order."""
    statement = select(reviews.c.id, reviews.c.body).where(reviews.c.article == key, reviews.c.undone.is_(None))
    found = connection.execute(statement.order_by(reviews.c.id))
    return [Judgement.model_validate_json(row.body).model_copy(update={"id": row.id}) for row in found]


def decisions(connection: Connection, key: str) -> list[Decision]:
    """What holds for one article; words of blind rounds that are still open do not count yet."""
    found = judgements(connection, key)
    return decided(found, open_rounds(connection, key)) if found else []


def open_rounds(connection: Connection, key: str) -> set[int]:
    """The blind rounds on an article that are not over."""
    statement = select(rounds.c.id).where(rounds.c.article == key, rounds.c.closed.is_(None))
    return set(connection.scalars(statement))
