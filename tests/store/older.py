"""An archive as the first version of sayso left it: made by its migration, filled with its columns."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import MetaData, insert

from sayso.model import Article, Record
from sayso.store.archive import migrate
from sayso.store.copies import signature, written
from sayso.store.engine import engine_of, writing
from sayso.store.rows import article_row, event_rows, party_rows, saying_rows


def first_version(where: str | Path, article: Article, record: Record) -> str:
    """Make an archive of version 0001 with one coded article; gives its name back."""
    engine = engine_of(str(where), readonly=False)
    with writing(engine, str(where)) as connection:
        migrate(connection, "0001")
        tables = MetaData()
        tables.reflect(connection, only=["articles", "events", "parties", "sayings", "signatures"])
        row = article_row(article, "old.txt", "2024-05-05T00:00:00")
        rows = {
            "articles": [{**row, "coder": record.coder, "record": record.to_json()}],
            "events": event_rows(record, row["key"]),
            "parties": party_rows(record, row["key"]),
            "sayings": saying_rows(record, row["key"]),
            "signatures": [{"article": row["key"], "signature": written(n)} for n in (signature(article.text),) if n],
        }
        for name, values in rows.items():
            table = tables.tables[name]
            known = [{k: v for k, v in r.items() if k in table.c} for r in values]
            if known:
                connection.execute(insert(table), known)
        text = {"key": row["key"], "title": article.title, "body": article.text}
        connection.exec_driver_sql(
            "INSERT INTO texts (key, title, body) VALUES (:key, :title, :body)"
            if engine.dialect.name == "sqlite"
            else "INSERT INTO texts (key, title, body) VALUES (%(key)s, %(title)s, %(body)s)",
            text,
        )
    engine.dispose()
    return str(where)
