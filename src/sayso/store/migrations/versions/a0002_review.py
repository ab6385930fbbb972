"""Reviews, blind rounds, users, sessions and the audit log; what people made of each event stands beside it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

revision = "0002"
down_revision = "0001"

# The tables as they were in version 2, for ever.
metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s"})

Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("article", String(24), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("target", String(12), nullable=False),
    Column("lane", Text, nullable=False),
    Column("follows", Integer, nullable=False),
    Column("verdict", String(8), nullable=False),
    Column("author", Text, nullable=False, index=True),
    Column("at", String(19), nullable=False),
    Column("round", Integer),
    Column("settles", Boolean, nullable=False),
    Column("undone", String(19)),
    Column("body", Text, nullable=False),
    UniqueConstraint("article", "kind", "target", "lane", "follows", name="uq_reviews_follows"),
    sqlite_autoincrement=True,
)
Table(
    "rounds",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("article", String(24), nullable=False, index=True),
    Column("opened_by", Text, nullable=False),
    Column("opened", String(19), nullable=False),
    Column("closed", String(19)),
)
Table(
    "coders",
    metadata,
    Column("round", Integer, primary_key=True),
    Column("reviewer", Text, primary_key=True),
    Column("finished", String(19)),
)
Table(
    "users",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("password", Text, nullable=False),
    Column("role", String(10), nullable=False),
    Column("added", String(19), nullable=False),
)
Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("user", String(40), nullable=False, index=True),
    Column("until", String(19), nullable=False),
)
Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(19), nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(30), nullable=False),
    Column("target", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("ix_audit_who", "who"),
    sqlite_autoincrement=True,
)


def upgrade() -> None:
    """New tables, and on each event what people made of it; what is there already is left as it is."""
    connection = op.get_bind()
    metadata.create_all(connection)
    if "review" not in {c["name"] for c in sa.inspect(connection).get_columns("events")}:
        op.add_column("events", sa.Column("review", sa.String(10), nullable=False, server_default=""))
    op.create_index("ix_events_confidence", "events", ["confidence"], if_not_exists=True)
