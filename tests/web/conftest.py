"""What the tests of the page share: an archive with one article, and argon2 at its cheapest so that log-ins are quick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from sayso.model import Record
from sayso.store import Archive
from sayso.web import accounts
from tests.store.sample import record
from tests.web.desk import archive_at

__all__ = ["record"]


@pytest.fixture
def desk_archive(tmp_path: Path, record: Record) -> Iterator[Archive]:
    """An archive with the one article of the exports' tests."""
    made = archive_at(tmp_path, record)
    yield made
    made.close()


@pytest.fixture(autouse=True, scope="session")
def _cheap_argon2() -> Iterator[None]:
    """The real parameters take a twentieth of a second and 64 MiB each time; one test uses them."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "_hasher", lambda: cheap)
        accounts._nobody.cache_clear()
        yield
    accounts._nobody.cache_clear()
