"""One archive: opened or made, brought up to date, written article by article, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, select, text
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from sayso.errors import SaysoError
from sayso.model import Article, Failure, Record
from sayso.store import copies, derived
from sayso.store.rows import article_key, article_row, text_key
from sayso.store.tables import articles, bands, events, sayings, signatures

NEWEST = "0002"


@dataclass(frozen=True)
class Kept:
    """What became of one article: coded, failed, or kept as a copy of another."""

    key: str
    copy_of: str | None = None
    error: str | None = None


class Archive:
    """A SQLite file (the default) or a PostgreSQL database, behind the same code.

    Several readers and one writer may work at once. Raises SaysoError with code "archive" where the file is no
    archive, is locked, cannot be written, or was made by a newer sayso.
    """

    def __init__(self, where: str | Path, *, readonly: bool = False) -> None:
        self.where = str(where)
        self._engine = _engine(self.where, readonly=readonly)
        try:
            self._prepare(readonly=readonly)
        except OperationalError as error:
            raise _refused(self.where, error) from error
        except DatabaseError as error:
            raise _refused(self.where, error) from error

    @property
    def engine(self) -> Engine:
        """For the searches of this room."""
        return self._engine

    def _prepare(self, *, readonly: bool) -> None:
        with self._engine.connect() as connection:
            version = _version(connection)
        if version is not None and version > NEWEST:
            raise SaysoError(f"{self.where} was made by a newer sayso (archive {version})", code="archive")
        if version != NEWEST:
            if readonly:
                raise SaysoError(
                    f"{self.where} is no archive, or an old one: `sayso add` brings it up to date", code="archive"
                )
            _migrate(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of the article keys that the archive holds."""
        with self._engine.connect() as connection:
            return set(connection.scalars(select(articles.c.key).where(articles.c.key.in_(keys))))

    def original_of(self, article: Article) -> str | None:
        """Key of an article with the same words, or nearly the same; None where this report is new."""
        with self._engine.connect() as connection:
            same = select(articles.c.key).where(
                articles.c.text_key == text_key(article.text), articles.c.copy_of.is_(None)
            )
            found = connection.scalar(same.where(articles.c.key != article_key(article)).limit(1))
            return found or _near(connection, article)

    def put(self, article: Article, source: str, answer: Record | Failure | None, copy_of: str | None = None) -> Kept:
        """Keep one article with its record or failure, or as a copy (answer None); replaces what stood there.

        All rows of the article are written in one transaction: a crash leaves it whole or absent.
        """
        key = article_key(article)
        row = article_row(article, source, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"))
        try:
            with self._engine.begin() as connection:
                _remove(connection, key)
                connection.execute(insert(articles).values({**row, **_outcome(answer), "copy_of": copy_of}))
                _index_text(connection, key, article)
                if isinstance(answer, Record):
                    derived.write(connection, key, answer)
                    _sign(connection, key, article)
        except SQLAlchemyError as error:
            raise _refused(self.where, error) from error
        return Kept(key, copy_of, answer.error["code"] if isinstance(answer, Failure) else None)

    def record(self, key: str) -> Record | None:
        """The record of one article; of its original where it is a copy."""
        with self._engine.connect() as connection:
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
        with self._engine.connect() as connection:

            def count(statement: object) -> int:
                return int(connection.scalar(statement) or 0)  # type: ignore[call-overload]

            some = select(func.count()).select_from
            return {
                "articles": count(some(articles)),
                "copies": count(some(articles).where(articles.c.copy_of.is_not(None))),
                "failures": count(some(articles).where(articles.c.error_code.is_not(None))),
                "events": count(some(events)),
                "sayings": count(some(sayings)),
            }

    def problems(self) -> list[str]:
        """What is wrong with the archive: rows that disagree with their record, damage that the database reports."""
        found: list[str] = []
        with self._engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                found += [
                    f"sqlite: {line}" for line in connection.scalars(text("PRAGMA integrity_check")) if line != "ok"
                ]
            statement = select(articles.c.key, articles.c.record).where(articles.c.record.is_not(None))
            for key, line in connection.execute(statement.execution_options(yield_per=200)):
                found += _disagreements(connection, key, Record.model_validate_json(line))
        return found


def _disagreements(connection: Connection, key: str, record: Record) -> Iterable[str]:
    """Every event of the machine has its row; what people added or brought back has rows besides."""
    ids = [e.id for e in record.events]
    of_machine = (events.c.article == key, events.c.event_id.in_(ids))
    kept = connection.scalar(select(func.count()).select_from(events).where(*of_machine))
    if kept != len(record.events):
        yield f"article {key}: {kept} rows for {len(record.events)} events"


def _outcome(answer: Record | Failure | None) -> dict[str, str | None]:
    if isinstance(answer, Record):
        return {"coder": answer.coder, "record": answer.to_json()}
    if isinstance(answer, Failure):
        return {"error_code": answer.error["code"], "error_message": answer.error["message"]}
    return {}


def _remove(connection: Connection, key: str) -> None:
    derived.clear(connection, key)
    for table in (bands, signatures):
        connection.execute(delete(table).where(table.c.article == key))
    connection.execute(text("DELETE FROM texts WHERE key = :key"), {"key": key})
    connection.execute(delete(articles).where(articles.c.key == key))


def _index_text(connection: Connection, key: str, article: Article) -> None:
    statement = text("INSERT INTO texts (key, title, body) VALUES (:key, :title, :body)")
    body = article.text.replace("\0", " ")
    connection.execute(statement, {"key": key, "title": article.title or "", "body": body})


def _sign(connection: Connection, key: str, article: Article) -> None:
    numbers = copies.signature(article.text)
    if numbers is not None:
        connection.execute(insert(signatures).values(article=key, signature=copies.written(numbers)))
        rows = [{"band": band, "article": key} for band in dict.fromkeys(copies.bands_of(numbers))]
        connection.execute(insert(bands), rows)


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


def _engine(where: str, *, readonly: bool) -> Engine:
    if "://" in where:
        return create_engine(where)
    path = Path(where)
    if readonly and not path.is_file():
        raise SaysoError(f"there is no archive {where}", code="archive")
    if not readonly:
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
    event.listen(engine, "connect", _tuned)
    return engine


def _tuned(connection: object, _record: object) -> None:
    """WAL lets readers read while one writer writes."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _version(connection: Connection) -> str | None:
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _refused(where: str, error: SQLAlchemyError) -> SaysoError:
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    return SaysoError(f"the archive {where} cannot be used: {reason}", code="archive")
