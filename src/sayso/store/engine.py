"""How a database is opened: SQLite file or PostgreSQL address, its transactions, and what its errors mean."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from sayso.errors import SaysoError

PATIENCE = 30.0  # seconds that a writer waits for another
_LOG_PAGES = 8000  # SQLite's log grows to 32 MB before its pages are written back: what many articles touch, once
_WRITERS = 0x5A750  # the number under which PostgreSQL keeps writers apart
_SERVER_LIMITS = {"connect_timeout": 10}  # seconds
_DRIVERS = ("postgresql", "postgres", "postgresql+psycopg")


def engine_of(where: str, *, readonly: bool, patience: float = PATIENCE) -> Engine:
    """The engine behind a file name or a postgresql:// address.

    Raises SaysoError "archive" for an address of another kind, a driver that is not installed, or a file that is not
    there although it is only to be read.
    """
    if "://" in where:
        return _server(where)
    path = Path(where)
    if readonly and not path.is_file():
        raise SaysoError(f"there is no archive {where}", code="archive")
    return _file(path, readonly=readonly, patience=patience)


def named(where: str) -> str:
    """The archive as messages call it: an address without its password."""
    if "://" not in where:
        return where
    try:
        return make_url(where).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return where.split("://")[0] + "://…"


@contextmanager
def writing(engine: Engine, where: str) -> Iterator[Connection]:
    """One transaction, kept whole or not at all; a second writer waits until the first is done.

    Raises SaysoError "archive", with the archive's name, where the database refuses.
    """
    try:
        with engine.execution_options(writing=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS})"))
            yield connection
    except SQLAlchemyError as error:
        raise refused(where, error) from error


@contextmanager
def reading(engine: Engine, where: str) -> Iterator[Connection]:
    """A connection that only reads. Raises SaysoError "archive" where the database refuses."""
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise refused(where, error) from error


def refused(where: str, error: SQLAlchemyError) -> SaysoError:
    """The database's complaint as one line that names the archive and says what may help."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    reason = lines[0] if lines else type(error).__name__
    hint = next((f" ({hint})" for words, hint in _HINTS if words in reason), "")
    return SaysoError(f"the archive {named(where)} cannot be used: {reason}{hint}", code="archive")


_HINTS = (
    ("is locked", "another program is writing to it and did not finish in time; run again later"),
    ("disk is full", "what was kept before is safe; make room and run again"),
    ("disk I/O error", "what was kept before is safe; is the disk full?"),
    ("readonly", "no permission to write this file or its folder"),
    ("read-only transaction", "this server or user may only read"),
    ("unable to open", "is its folder there, and may you write in it?"),
    ("malformed", "the file is damaged; `sayso check` says more"),
    ("not a database", "the file is something else"),
)


def _server(where: str) -> Engine:
    try:
        url = make_url(where)
        if url.drivername not in _DRIVERS:
            raise SaysoError(f"{named(where)}: an archive is a file or a postgresql:// address", code="archive")
        return create_engine(
            url.set(drivername="postgresql+psycopg"), connect_args=dict(_SERVER_LIMITS), pool_pre_ping=True
        )
    except (ArgumentError, ValueError) as error:
        raise SaysoError(f"{named(where)}: this is no address of a database", code="archive") from error
    except ModuleNotFoundError as error:
        message = f"{named(where)}: PostgreSQL needs the extra: pip install 'sayso[postgres]'"
        raise SaysoError(message, code="archive") from error


def _file(path: Path, *, readonly: bool, patience: float) -> Engine:
    if not readonly:
        _make_folder(path.parent)
    url = _read_only(path) if readonly else URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": patience})
    event.listen(engine, "connect", _only_reads if readonly else _reads_and_writes)
    event.listen(engine, "begin", _begun)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaysoError(f"the archive's folder {folder} cannot be made: {error.strerror}", code="archive") from error


def _read_only(path: Path) -> URL:
    """A file in a folder where nothing may be written has no journal beside it and is read as it stands."""
    journal = path.with_name(path.name + "-wal")
    still = not os.access(path.parent, os.W_OK, effective_ids=_EFFECTIVE) and not journal.exists()
    query = {"mode": "ro", "uri": "true", **({"immutable": "1"} if still else {})}
    return URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=query)


_EFFECTIVE = os.access in os.supports_effective_ids


def _reads_and_writes(connection: object, _record: object) -> None:
    """A write-ahead log lets readers read while one writer writes; its commits survive the end of the process."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        cursor.execute("PRAGMA journal_mode=WAL")
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "temp_store=MEMORY", f"wal_autocheckpoint={_LOG_PAGES}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _only_reads(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("query_only=ON", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begun(connection: Connection) -> None:
    """A writer takes its turn at once: a transaction that begins by reading could not become a writer later."""
    if connection.get_execution_options().get("writing"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
