"""How one article is written and taken away: its row, what was read, its words for search, its signature, its events."""

from __future__ import annotations

import zlib

from sqlalchemy import Connection, delete, insert, select, text, update

from sayso.model import Article, Failure, Record
from sayso.store import copies, derived
from sayso.store.rows import Row, storable
from sayso.store.tables import articles, bands, inputs, signatures

MOST_INDEXED = 300_000  # bytes of text that PostgreSQL indexes: its word vectors end at a megabyte


def write(connection: Connection, row: Row, article: Article, answer: Record | Failure | None) -> None:
    """Write all rows of one article, in the place of those that stood there; the caller's transaction holds it whole."""
    key = row["key"]
    known = connection.scalar(select(articles.c.key).where(articles.c.key == key)) is not None
    if known:
        _clear(connection, key)
    _put_row(connection, {**_EMPTY, **row, **_outcome(answer)}, known=known)
    connection.execute(insert(inputs).values(article=key, body=packed(article)))
    _index_text(connection, key, article)
    if isinstance(answer, Record):
        derived.write(connection, key, answer)
        _sign(connection, key, article)


def packed(article: Article) -> bytes:
    """The article as it was read, compressed."""
    return zlib.compress(article.model_dump_json(exclude_defaults=True).encode("utf-8", "replace"))


def unpacked(body: bytes) -> Article:
    """The article from its packed form."""
    return Article.model_validate_json(zlib.decompress(body))


def _put_row(connection: Connection, row: Row, *, known: bool) -> None:
    """An article that is known keeps the day on which it was added."""
    clean = {name: storable(value) if name != "record" else value for name, value in row.items()}
    if known:
        changed = {name: value for name, value in clean.items() if name not in ("key", "added")}
        connection.execute(update(articles).where(articles.c.key == row["key"]).values(changed))
    else:
        connection.execute(insert(articles).values(clean))


_EMPTY: Row = {"coder": None, "record": None, "error_code": None, "error_message": None, "copy_of": None, "coded": None}


def _outcome(answer: Record | Failure | None) -> Row:
    if isinstance(answer, Record):
        return {"coder": answer.coder, "record": answer.to_json()}
    if isinstance(answer, Failure):
        return {"error_code": answer.error["code"][:40], "error_message": answer.error["message"]}
    return {}


def _clear(connection: Connection, key: str) -> None:
    """Take everything of an article away but its own row and what people said of it."""
    derived.clear(connection, key)
    _unsign(connection, key)
    connection.execute(delete(inputs).where(inputs.c.article == key))
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM texts WHERE rowid = :number"), {"number": text_number(key)})
    else:
        connection.execute(text("DELETE FROM texts WHERE key = :key"), {"key": key})


def text_number(key: str) -> int:
    """The number of an article's row in SQLite's full text: finding it by the key would read every row."""
    return int(key[:15], 16)


def indexed(article: Article, dialect: str) -> dict[str, str]:
    """Title and body as full text holds them."""
    body = storable(article.text)
    if dialect == "postgresql":
        body = body.encode("utf-8")[:MOST_INDEXED].decode("utf-8", "ignore")
    return {"title": storable(article.title or ""), "body": body}


def _index_text(connection: Connection, key: str, article: Article) -> None:
    row = {"key": key, **indexed(article, connection.dialect.name)}
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO texts (rowid, key, title, body) VALUES (:number, :key, :title, :body)"
        connection.execute(text(statement), {**row, "number": text_number(key)})
    else:
        connection.execute(text("INSERT INTO texts (key, title, body) VALUES (:key, :title, :body)"), row)


def _sign(connection: Connection, key: str, article: Article) -> None:
    numbers = copies.signature(article.text)
    if numbers is not None:
        connection.execute(insert(signatures).values(article=key, signature=copies.written(numbers)))
        rows = [{"band": band, "article": key} for band in dict.fromkeys(copies.bands_of(numbers))]
        connection.execute(insert(bands), rows)


def _unsign(connection: Connection, key: str) -> None:
    """The bands are found by their own values: a search by the article would read all bands of the archive."""
    signed = signatures.c.article == key
    numbers = connection.scalar(select(signatures.c.signature).where(signed))
    if numbers is not None:
        own = copies.bands_of(copies.read(numbers))
        connection.execute(delete(bands).where(bands.c.band.in_(own), bands.c.article == key))
        connection.execute(delete(signatures).where(signed))
