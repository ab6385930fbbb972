"""Migrations: one chain, the same tables as the code knows, an old archive comes along with all it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from sayso import store
from sayso.errors import SaysoError
from sayso.model import Record
from sayso.store import Archive, Filter, review_tables
from sayso.store.archive import NEWEST
from sayso.store.rows import article_key
from sayso.store.search import counts, find_events
from sayso.store.tables import metadata
from tests.store.older import first_version
from tests.store.test_archive import article, record

__all__ = ["record", "review_tables"]


def test_the_migrations_are_one_chain_that_ends_at_the_newest() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(store.__file__).parent / "migrations"))
    steps = list(ScriptDirectory.from_config(config).walk_revisions())
    assert [s.revision for s in steps] == sorted((s.revision for s in steps), reverse=True)
    assert [s.down_revision for s in steps] == [*(s.revision for s in steps[1:]), None]
    assert steps[0].revision == NEWEST


def test_the_tables_are_those_that_the_code_knows(where: str) -> None:
    archive = Archive(where)
    with archive.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _ours})
        assert compare_metadata(context, metadata) == []
    archive.close()


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """Full text and the server's own index are made by hand, and alembic has a table of its own."""
    if kind == "index":
        return name != "ix_events_newest"
    return not (kind == "table" and name is not None and name.startswith(("texts", "alembic")))


def test_an_old_archive_is_not_changed_by_reading_and_comes_along_by_writing(where: str, record: Record) -> None:
    first_version(where, article(), record)
    if "://" not in where:
        with pytest.raises(SaysoError, match=r"older archive \(0001"):
            Archive(where, readonly=True)
    archive = Archive(where)
    (kept,) = archive.records()
    assert kept == record
    assert find_events(archive, Filter(words="market")).total == 3
    assert counts(archive, Filter(), "dyad") == [("SYR → traders", 1)]
    assert archive.original_of(article(id="9", text=f"{article().text} One word.")) == article_key(article())
    assert archive.problems() == []
    archive.put(article(), "again.txt", record)
    assert archive.problems() == []
    archive.close()


def test_a_migration_that_is_cut_off_has_not_happened(
    where: str, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_version(where, article(), record)
    with monkeypatch.context() as patched:
        patched.setattr("alembic.op.create_index", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            Archive(where)
    archive = Archive(where)
    assert list(archive.records()) == [record]
    archive.close()


def test_an_archive_of_a_newer_sayso_is_refused_by_name(where: str) -> None:
    archive = Archive(where)
    with archive.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    archive.close()
    name = "news.db" if "://" not in where else "archive"
    for readonly in (False, True):
        with pytest.raises(SaysoError, match=f"{name}.*newer sayso.*9999"):
            Archive(where, readonly=readonly)
