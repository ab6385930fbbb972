"""Rows for showing: events by their keys in full, the articles in which words occur, and passages around those words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.exc import SQLAlchemyError

from sayso.errors import SaysoError
from sayso.store.archive import Archive
from sayso.store.search import _EVENT_COLUMNS, Page, _fts, _with_parties, _with_words
from sayso.store.tables import articles, events


def events_by_key(archive: Archive, keys: Sequence[str]) -> Page:
    """These events in full, in this order."""
    statement = select(*_EVENT_COLUMNS).join(articles, events.c.article == articles.c.key)
    found: dict[str, Mapping[str, Any]] = {}
    with archive.engine.connect() as connection:
        for part in _parts(keys):
            rows = connection.execute(statement.where(events.c.key.in_(part))).mappings()
            found.update({r["key"]: dict(r) for r in rows})
    columns = tuple(c.name for c in _EVENT_COLUMNS)
    return _with_parties(archive, Page(tuple(found[k] for k in keys if k in found), len(found), columns))


def article_keys(archive: Archive, words: str, documents: Mapping[int, str]) -> frozenset[str]:
    """Keys of the articles in which the words occur; `documents` are the articles of the full-text index's rows."""
    try:
        with archive.engine.connect() as connection:
            if not documents:
                return frozenset(connection.scalars(select(articles.c.key).where(_with_words(archive, words))))
            rows = connection.scalars(sql("SELECT rowid FROM texts WHERE texts MATCH :words"), {"words": _fts(words)})
            return frozenset(documents[row] for row in rows if row in documents)
    except SQLAlchemyError as error:
        raise SaysoError(f"the archive cannot answer: {str(error).splitlines()[0]}", code="archive") from error


def texts_of(archive: Archive, keys: Iterable[str]) -> dict[str, str]:
    """The texts of these articles."""
    return {key: str(found["article"]["text"]) for key, found in _records(archive, keys)}


def loaded_words(archive: Archive, keys: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The loaded words of these articles, as their records have them."""
    return {key: list(found["loaded"]) for key, found in _records(archive, keys)}


def _records(archive: Archive, keys: Iterable[str]) -> Iterable[tuple[str, dict[str, Any]]]:
    """Records as plain JSON: checking a whole record would cost more than the little that is wanted of it."""
    wanted = select(articles.c.key, articles.c.record).where(articles.c.record.is_not(None))
    with archive.engine.connect() as connection:
        for part in _parts(list(keys)):
            for row in connection.execute(wanted.where(articles.c.key.in_(part))):
                yield row.key, json.loads(row.record)


def _parts(keys: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    """Keys in lots that every database takes as parameters of one statement."""
    return (keys[n : n + size] for n in range(0, len(keys), size))
