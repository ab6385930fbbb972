"""The columns follow the archive: at once where loading is quick, soon where it is slow."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.page_archive import fill
from sayso.store import Archive
from sayso.web import fresh
from sayso.web.fresh import Fresh


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path / "news.db")
    fill(made, 5)
    return made


def test_the_same_state_is_loaded_once(archive: Archive) -> None:
    kept = Fresh(archive)
    assert kept.columns() is kept.columns()
    assert kept.columns().size == 5


def change(archive: Archive) -> None:
    with archive.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM events WHERE event_id = 'e1'")


def test_what_is_written_is_seen_at_once(archive: Archive) -> None:
    kept = Fresh(archive)
    kept.columns()
    change(archive)
    assert kept.columns().size == 4


def test_a_slow_archive_is_loaded_behind_the_readers_back(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "PATIENCE", -1)
    kept = Fresh(archive)
    kept.columns()
    change(archive)
    assert kept.columns().size == 5  # as it was a moment ago
    deadline = time.monotonic() + 60
    while kept.columns().size == 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert kept.columns().size == 4


def test_warming_loads_before_anybody_asks(archive: Archive) -> None:
    kept = Fresh(archive)
    kept.warm()
    assert kept.columns().size == 5
