"""Accounts and the audit log in the archive: roles, log-ins that end, and a log that only grows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from sayso.errors import SaysoError
from sayso.store import Archive, audit, users
from sayso.store.review_tables import sessions


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path / "news.db")
    users.add_user(made, "eva", "hash-of-eva", "admin")
    users.add_user(made, "ana", "hash-of-ana", "reviewer")
    yield made
    made.close()


def test_roles_include_those_below(archive: Archive) -> None:
    eva, ana = users.user_named(archive, "eva"), users.user_named(archive, "ana")
    assert eva is not None
    assert ana is not None
    assert [eva.may("admin"), eva.may("reader"), ana.may("reviewer"), ana.may("admin")] == [True, True, True, False]


@pytest.mark.parametrize("name", ["", "Ana", "a b", "../x", "x" * 40, "1a", "a\n"])
def test_names_are_plain(archive: Archive, name: str) -> None:
    with pytest.raises(SaysoError, match="a name has"):
        users.add_user(archive, name, "x", "reader")


def test_a_name_is_taken_once(archive: Archive) -> None:
    with pytest.raises(SaysoError, match="already"):
        users.add_user(archive, "ana", "x", "reader")


def test_the_last_admin_stays(archive: Archive) -> None:
    with pytest.raises(SaysoError, match="only admin"):
        users.remove_user(archive, "eva")
    with pytest.raises(SaysoError, match="only admin"):
        users.change_user(archive, "eva", role="reader")
    users.change_user(archive, "ana", role="admin")
    users.remove_user(archive, "eva")
    assert [u.name for u in users.listed(archive)] == ["ana"]


def test_nobody_is_removed_twice(archive: Archive) -> None:
    users.remove_user(archive, "ana")
    with pytest.raises(SaysoError, match="no user"):
        users.remove_user(archive, "ana")
    with pytest.raises(SaysoError, match="no user"):
        users.change_user(archive, "ana", role="reader")


def test_a_session_ends_with_log_out_password_and_time(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for token in ("one", "two"):
        users.begin_session(archive, "ana", token)
    found = users.session_user(archive, "one")
    assert found is not None
    assert (found.name, found.password) == ("ana", "")
    users.end_session(archive, "one")
    assert users.session_user(archive, "one") is None
    users.change_user(archive, "ana", password="other")
    assert users.session_user(archive, "two") is None
    monkeypatch.setattr(users, "LASTS", timedelta(hours=-1))
    users.begin_session(archive, "ana", "late")
    assert users.session_user(archive, "late") is None


def test_the_table_alone_lets_nobody_in(archive: Archive) -> None:
    users.begin_session(archive, "ana", "secret-token")
    with archive.engine.connect() as connection:
        (kept,) = connection.scalars(select(sessions.c.token))
    assert "secret" not in kept
    assert users.session_user(archive, kept) is None


def test_the_log_keeps_its_lines_short_and_clean(archive: Archive) -> None:
    audit.note(archive, "ana", "log-in", "x\x1b[31m\n" + "y" * 1000, address="127.0.0.1")
    audit.note(archive, "eva", "user-add", "ben")
    page = audit.log(archive)
    assert [r["who"] for r in page.rows] == ["eva", "ana"]
    assert page.rows[1]["target"].startswith("x[31m")
    assert len(page.rows[1]["target"]) == audit.LONGEST
    assert audit.log(archive, who="ana").total == 1
