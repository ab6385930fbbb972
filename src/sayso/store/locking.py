"""Who may add to an archive: one process at a time, told at once and by name when another one does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from sayso.errors import SaysoError
from sayso.store.engine import named, reading

_NUMBER = 0x5A751  # the number under which PostgreSQL keeps adding processes apart


@contextmanager
def only_writer(engine: Engine, where: str) -> Iterator[None]:
    """Holds while this process adds to the archive; the system lets go of it when the process ends, however it ends.

    Reading and reviewing go on meanwhile. Raises SaysoError "archive" where another process adds already.
    """
    held = _on_server(engine, where) if engine.dialect.name == "postgresql" else _beside(where)
    with held:
        yield


@contextmanager
def _on_server(engine: Engine, where: str) -> Iterator[None]:
    with reading(engine, where) as connection:
        if not connection.scalar(text(f"SELECT pg_try_advisory_lock({_NUMBER})")):
            raise _taken(where, "")
        connection.rollback()  # the lock is the connection's; no transaction stays open
        try:
            yield
        finally:
            connection.execute(text(f"SELECT pg_advisory_unlock({_NUMBER})"))


@contextmanager
def _beside(where: str) -> Iterator[None]:
    """A lock on a file beside the archive, which holds the process's number for the message."""
    try:
        import fcntl
    except ImportError:  # Windows: the database itself still lets one transaction write at a time
        yield
        return
    path = Path(f"{where}-adding")
    try:
        file = path.open("a+", encoding="utf8")
    except OSError as error:
        raise SaysoError(f"the archive {where} cannot be written: {error.strerror}", code="archive") from error
    with file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            raise _taken(where, file.read().strip()) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _taken(where: str, process: str) -> SaysoError:
    who = f"another sayso (process {process})" if process else "another sayso"
    return SaysoError(f"{who} is adding to {named(where)}: wait until it is done and run again", code="archive")
