"""Keeping an article asks nothing of the archive that grows with it: every statement finds its rows through an index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from sayso.model import Article, Record
from sayso.store import Archive
from sayso.store.rows import article_key
from tests.store.test_archive import article, record

__all__ = ["record"]
Work = Callable[[Archive, Article, Record], Any]


def _statements(archive: Archive, work: Callable[[], Any]) -> list[tuple[str, Any]]:
    """What the work asked of the database."""
    heard: list[tuple[str, Any]] = []

    def hear(_c: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        heard.append((statement, values[0] if many else values))

    event.listen(archive.engine, "before_cursor_execute", hear)
    work()
    event.remove(archive.engine, "before_cursor_execute", hear)
    return [(s, v) for s, v in heard if s.split()[0] in ("SELECT", "DELETE", "UPDATE", "INSERT")]


def _walks(archive: Archive, statement: str, values: Any) -> list[str]:
    """The tables that SQLite would read whole; full text says so too where it finds a row by its number ("0:=")."""
    with archive.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    return [row[3] for row in plan if row[3].startswith("SCAN") and "INDEX 0:=" not in row[3]]


@pytest.mark.parametrize(
    "work",
    [
        lambda archive, one, record: archive.add(one, "a.txt", record),
        lambda archive, one, record: archive.put(one, "a.txt", record),
        lambda archive, one, record: archive.replace(article_key(one), record.coder, one, record),
        lambda archive, one, _: archive.original_of(one),
        lambda archive, one, _: archive.known([article_key(one)]),
    ],
    ids=["add", "put", "replace", "original_of", "known"],
)
@pytest.mark.parametrize("known", [False, True])
def test_no_statement_of_keeping_reads_a_table_whole(tmp_path: Path, record: Record, work: Work, known: bool) -> None:
    archive, one = Archive(tmp_path / "news.db"), article()
    if known:
        archive.put(one, "a.txt", record)
    asked = _statements(archive, lambda: work(archive, one, record))
    assert asked
    assert {s: found for s, v in asked if (found := _walks(archive, s, v))} == {}
    archive.close()
