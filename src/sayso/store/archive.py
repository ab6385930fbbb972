"""One archive: opened or made, brought up to date, written article by article, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from sayso.errors import SaysoError
from sayso.model import Article, Failure, Record
from sayso.store import copies
from sayso.store.engine import PATIENCE, engine_of, named, reading, refused, writing
from sayso.store.locking import only_writer
from sayso.store.rows import article_key, article_row, text_key
from sayso.store.tables import articles, bands, events, inputs, sayings, signatures
from sayso.store.writing import unpacked, write

NEWEST = "0007"


@dataclass(frozen=True)
class Kept:
    """What became of one article: coded, failed, or kept as a copy of another; `fresh` where it was not known before."""

    key: str
    copy_of: str | None = None
    error: str | None = None
    fresh: bool = True


class Archive:
    """A SQLite file (the default) or a PostgreSQL database, behind the same code.

    Several readers and one writer may work at once; a second writer waits for `patience` seconds. Raises SaysoError
    with code "archive" where the file is no archive, is locked, cannot be written, or was made by a newer sayso.
    """

    def __init__(self, where: str | Path, *, readonly: bool = False, patience: float = PATIENCE) -> None:
        self.where = str(where)
        self._engine = engine_of(self.where, readonly=readonly, patience=patience)
        try:
            self._prepare(readonly=readonly)
        except SQLAlchemyError as error:
            self.close()
            raise refused(self.where, error) from error

    @property
    def engine(self) -> Engine:
        """For the searches of this room."""
        return self._engine

    def _prepare(self, *, readonly: bool) -> None:
        with self._engine.connect() as connection:
            version = schema_version(connection)
        if version is not None and version > NEWEST:
            self.close()
            message = f"{named(self.where)} was made by a newer sayso (archive {version}, here {NEWEST}): update sayso"
            raise SaysoError(message, code="archive")
        if version == NEWEST:
            return
        if readonly:
            self.close()
            what = "is no archive" if version is None else f"is an older archive ({version}, here {NEWEST})"
            message = f"{named(self.where)} {what}; `sayso add` and `sayso check --upgrade` bring one up to date"
            raise SaysoError(message, code="archive")
        with writing(self._engine, self.where) as connection:
            migrate(connection)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def adding(self) -> AbstractContextManager[None]:
        """Held while this process adds; raises SaysoError where another process does."""
        return only_writer(self._engine, self.where)

    def known(self, keys: Sequence[str], *, failed: bool = True) -> set[str]:
        """Those of the article keys that the archive holds; `failed` counts those whose coding failed."""
        statement = select(articles.c.key).where(articles.c.key.in_(keys))
        if not failed:
            statement = statement.where(articles.c.error_code.is_(None))
        with reading(self._engine, self.where) as connection:
            return set(connection.scalars(statement))

    def original_of(self, article: Article) -> str | None:
        """Key of an article with the same words, or nearly the same; None where this report is new."""
        with reading(self._engine, self.where) as connection:
            return _original(connection, article)

    def put(self, article: Article, source: str, answer: Record | Failure | None, copy_of: str | None = None) -> Kept:
        """Keep one article with its record or failure, or as a copy (answer None); replaces what stood there.

        All rows of the article are written in one transaction: a crash leaves it whole or absent. What people said
        of the article stays.
        """
        with writing(self._engine, self.where) as connection:
            return _put(connection, article, source, answer, copy_of)

    def add(self, article: Article, source: str, answer: Record | Failure) -> Kept:
        """The same for an article that was just coded: nothing is written where another process was quicker, and it
        is kept as a copy where its original came in meanwhile."""
        key = article_key(article)
        with writing(self._engine, self.where) as connection:
            known = connection.execute(select(articles.c.copy_of, articles.c.error_code).where(articles.c.key == key))
            row = known.first()
            if row is not None and row.error_code is None:
                return Kept(key, row.copy_of, fresh=False)
            original = _original(connection, article) if isinstance(answer, Record) else None
            return _put(connection, article, source, None if original else answer, original)

    def replace(self, key: str, old: str | None, article: Article | None, answer: Record) -> bool:
        """Put a new record in the place of the one that `old` coded; False where that one is there no longer.

        The article keeps its key and the day on which it was added; what people said of it stays.
        """
        with writing(self._engine, self.where) as connection:
            columns = [c for c in articles.c if c.name not in ("record", "error_code", "error_message")]
            row = connection.execute(select(*columns).where(articles.c.key == key)).mappings().first()
            read = article or _input(connection, key)
            if row is None or read is None or row["coder"] != old:
                return False
            write(connection, {**row, "coded": _now()}, read, answer)
        return True

    def input_of(self, key: str) -> Article | None:
        """The article as it was read; None for what is not there, or was added before archives kept it."""
        with reading(self._engine, self.where) as connection:
            return _input(connection, key)

    def record(self, key: str) -> Record | None:
        """The record of one article; of its original where it is a copy."""
        with reading(self._engine, self.where) as connection:
            row = connection.execute(select(articles.c.record, articles.c.copy_of).where(articles.c.key == key)).first()
        if row is None:
            return None
        if row.record is None:
            return self.record(row.copy_of) if row.copy_of else None
        return Record.model_validate_json(row.record)

    def records(self) -> Iterator[Record]:
        """All records, in the order of their keys, one at a time."""
        statement = select(articles.c.record).where(articles.c.record.is_not(None)).order_by(articles.c.key)
        with self._engine.connect().execution_options(yield_per=200) as connection:
            for line in connection.execute(statement).scalars():
                yield Record.model_validate_json(line)

    def counts(self) -> dict[str, int]:
        """How many articles, copies, failures, events and sayings there are."""
        some = select(func.count()).select_from
        wanted = {
            "articles": some(articles),
            "copies": some(articles).where(articles.c.copy_of.is_not(None)),
            "failures": some(articles).where(articles.c.error_code.is_not(None)),
            "events": some(events),
            "sayings": some(sayings),
        }
        with reading(self._engine, self.where) as connection:
            return {name: int(connection.scalar(statement) or 0) for name, statement in wanted.items()}

    def problems(self, progress: Callable[[int], None] | None = None) -> list[str]:
        """What is wrong with the archive; nothing where it is sound. `progress` is told how many articles were seen."""
        from sayso.store import checking

        with reading(self._engine, self.where) as connection:
            found = list(checking.problems(connection, progress))
        return found + self._problems_of_full_text() if self._engine.dialect.name == "sqlite" else found

    def _problems_of_full_text(self) -> list[str]:
        """Asked over a connection that could write; where this may not be, the rows alone have been checked."""
        from sayso.store import checking

        try:
            with reading(engine_of(self.where, readonly=False, patience=1), self.where) as connection:
                return list(checking.of_full_text(connection))
        except SaysoError:
            return []


def schema_version(connection: Connection) -> str | None:
    """The version of the archive's tables; None where there are none."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def migrate(connection: Connection, version: str = "head") -> None:
    """Bring the tables up to a version, the newest where none is named, in the one transaction of the caller: a
    migration that is cut off has not happened."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _put(
    connection: Connection, article: Article, source: str, answer: Record | Failure | None, copy_of: str | None
) -> Kept:
    row = article_row(article, source, _now())
    write(connection, {**row, "copy_of": copy_of, "coded": _now() if answer else None}, article, answer)
    return Kept(row["key"], copy_of, answer.error["code"] if isinstance(answer, Failure) else None)


def _input(connection: Connection, key: str) -> Article | None:
    body = connection.scalar(select(inputs.c.body).where(inputs.c.article == key))
    return unpacked(body) if body else None


def _original(connection: Connection, article: Article) -> str | None:
    own, coded = articles.c.key != article_key(article), articles.c.record.is_not(None)
    same = select(articles.c.key).where(articles.c.text_key == text_key(article.text), own, coded)
    return connection.scalar(same.order_by(articles.c.key).limit(1)) or _near(connection, article)


def _near(connection: Connection, article: Article) -> str | None:
    numbers = copies.signature(article.text)
    if numbers is None:
        return None
    candidates = select(signatures.c.article, signatures.c.signature).where(
        signatures.c.article.in_(select(bands.c.article).where(bands.c.band.in_(copies.bands_of(numbers))))
    )
    own = article_key(article)
    scored = [
        (copies.likeness(numbers, copies.read(s)), key) for key, s in connection.execute(candidates) if key != own
    ]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= copies.SAME else None


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
