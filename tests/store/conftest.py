"""Archives for the tests: each test that asks for `where` runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.server import ABSENT, Server, binaries


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = binaries()
    if programs is None:
        pytest.skip(ABSENT)
    pytest.importorskip("psycopg", reason="no psycopg here: pip install 'sayso[postgres]'")
    made = Server(programs)
    yield made
    made.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """File or address of an archive that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "news.db")
    found: Server = request.getfixturevalue("server")
    return found.new_database()
