"""Which records another version coded, one after another, with what was read of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select

from sayso.model import Article, Record
from sayso.store.archive import Archive
from sayso.store.engine import reading
from sayso.store.tables import articles, inputs
from sayso.store.writing import unpacked

_PART = 50  # records held at once


@dataclass(frozen=True)
class Old:
    """A record that is out of date; `article` is None where the archive did not keep what was read."""

    key: str
    record: Record
    article: Article | None


def outdated(archive: Archive, version: str, limit: int | None = None) -> Iterator[Old]:
    """Every record of another version than `version`, in the order of the keys, each once also while some are replaced."""
    last, given = "", 0
    while True:
        part = _PART if limit is None else min(_PART, limit - given)
        statement = _wanted(version).where(articles.c.key > last).order_by(articles.c.key).limit(part)
        with reading(archive.engine, archive.where) as connection:
            rows = list(connection.execute(statement)) if part else []
        if not rows:
            return
        for row in rows:
            body = unpacked(row.body) if row.body else None
            yield Old(row.key, Record.model_validate_json(row.record), body)
        last, given = rows[-1].key, given + len(rows)


def _wanted(version: str) -> Select[tuple[str, str, bytes]]:
    other = or_(articles.c.coder.is_(None), articles.c.coder != version)
    joined = select(articles.c.key, articles.c.record, inputs.c.body)
    joined = joined.outerjoin(inputs, inputs.c.article == articles.c.key)
    return joined.where(articles.c.record.is_not(None), other)


def versions(archive: Archive) -> list[tuple[str, int]]:
    """Who coded how many records, most first."""
    number = func.count().label("number")
    statement = select(articles.c.coder, number).where(articles.c.record.is_not(None)).group_by(articles.c.coder)
    with reading(archive.engine, archive.where) as connection:
        return [(row.coder or "unknown", row.number) for row in connection.execute(statement.order_by(number.desc()))]
