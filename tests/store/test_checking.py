"""Checking finds every kind of damage: rows changed, lost or loose, records that misquote, words that are not found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from sayso.model import Record
from sayso.record import failure
from sayso.store import Archive
from tests.store.test_archive import article, record

__all__ = ["record"]

DAMAGE = {
    "events: 2 rows for 3": "DELETE FROM events WHERE event_id = 'e2'",
    "events: a row says something else": "UPDATE events SET type = 'AGREE' WHERE event_id = 'e1'",
    "parties: a row says something else": "UPDATE parties SET name = 'Nobody' WHERE side = 'recipient'",
    "dyads: 0 rows for 1": "DELETE FROM dyads",
    "dyads: 2 rows for 1 pairs": "INSERT INTO dyads SELECT 'AAA', 'BBB', key FROM events WHERE event_id = 'e2'",
    "dyads: 1 rows of events that are not there": "INSERT INTO dyads VALUES ('AAA', 'BBB', 'gone/e1')",
    "sayings: 0 rows for 1": "DELETE FROM sayings",
    "misquotes": 'UPDATE articles SET record = replace(record, \'"text":"shelled"\', \'"text":"shellxx"\')',
    "breaks the schema": "UPDATE articles SET record = replace(record, 'sayso/1', 'sayso/7')",
    "its row says nobody": "UPDATE articles SET coder = 'nobody'",
    "neither record nor error": "UPDATE articles SET record = NULL WHERE article_id = '7'",
    "is missing in full text": "DELETE FROM texts",
    "other words": "UPDATE texts SET body = 'something else'",
    "its words are not those": "UPDATE articles SET text_key = 'x'",
    "what was read is damaged": "UPDATE inputs SET body = substr(body, 1, 20)",
    "which is not there": "UPDATE articles SET copy_of = 'gone', record = NULL",
}


@pytest.fixture
def archive(where: str, record: Record) -> Iterator[Archive]:
    made = Archive(where)
    made.put(article(), "a.txt", record)
    made.put(article(id="8", text="Something else."), "b.txt", failure("8", "language", "no"))
    yield made
    made.close()


def test_a_sound_archive_has_no_problems(archive: Archive) -> None:
    seen: list[int] = []
    assert archive.problems(seen.append) == []
    assert seen == [2]


@pytest.mark.parametrize(("says", "damage"), DAMAGE.items())
def test_damage_is_found(archive: Archive, says: str, damage: str) -> None:
    with archive.engine.begin() as connection:
        connection.execute(text(damage))
    found = archive.problems()
    assert any(says in line for line in found), found


def test_loose_rows_are_found(archive: Archive) -> None:
    with archive.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        connection.execute(text("DELETE FROM articles WHERE article_id = '7'"))
        connection.commit()
    found = "\n".join(archive.problems())
    for name in ("events: 3 rows", "sayings: 1 rows", "inputs: 1 rows", "full text: 1 rows"):
        assert name in found
