"""What was read is kept to be coded again; words are found and taken away by number; feeds have a memory."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_FTS = "CREATE VIRTUAL TABLE texts3 USING fts5(key UNINDEXED, title, body, tokenize = 'porter unicode61')"


def upgrade() -> None:
    """Two tables, the time at which a record was coded, an index on who coded it, and numbered rows for full text."""
    op.create_table(
        "inputs",
        sa.Column("article", sa.String(24), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE", name="fk_inputs_article"),
    )
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text),
        sa.Column("modified", sa.Text),
        sa.Column("polled", sa.String(19)),
        sa.Column("due", sa.String(19)),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("status", sa.Text),
    )
    op.add_column("articles", sa.Column("coded", sa.String(19)))
    op.create_index("ix_articles_coder", "articles", ["coder"])
    if op.get_bind().dialect.name == "sqlite":
        _number_texts(op.get_bind())


def _number_texts(connection: sa.Connection) -> None:
    """FTS5 finds a row quickly by its number alone; the number is now made from the article's key."""
    connection.execute(sa.text(_FTS))
    insert = sa.text("INSERT INTO texts3 (rowid, key, title, body) VALUES (:number, :key, :title, :body)")
    for row in connection.execute(sa.text("SELECT key, title, body FROM texts ORDER BY rowid")):
        number = int(row.key[:15], 16)
        connection.execute(insert, {"number": number, "key": row.key, "title": row.title, "body": row.body})
    connection.execute(sa.text("DROP TABLE texts"))
    connection.execute(sa.text("ALTER TABLE texts3 RENAME TO texts"))
