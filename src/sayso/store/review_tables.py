"""The tables beside the machine's records: what people judged, blind rounds, who may log in, and what was done."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint

from sayso.store.tables import metadata

# No foreign key leads to the articles: a record may be coded anew or put again, and people's work stays.
reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("article", String(24), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("target", String(12), nullable=False),
    Column("lane", Text, nullable=False),  # author within a blind round, empty in the open
    Column("follows", Integer, nullable=False),  # id of the judgement of this target and lane that its author had seen
    Column("verdict", String(8), nullable=False),
    Column("author", Text, nullable=False, index=True),
    Column("at", String(19), nullable=False),
    Column("round", Integer),
    Column("settles", Boolean, nullable=False),
    Column("undone", String(19)),  # when its author took it back
    Column("body", Text, nullable=False),  # the judgement as JSON
    UniqueConstraint("article", "kind", "target", "lane", "follows", name="uq_reviews_follows"),
    sqlite_autoincrement=True,
)

rounds = Table(
    "rounds",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("article", String(24), nullable=False, index=True),
    Column("opened_by", Text, nullable=False),
    Column("opened", String(19), nullable=False),
    Column("closed", String(19)),  # when the last coder finished
)

coders = Table(
    "coders",
    metadata,
    Column("round", Integer, primary_key=True),
    Column("reviewer", Text, primary_key=True),
    Column("finished", String(19)),
)

users = Table(
    "users",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("password", Text, nullable=False),  # argon2 with its parameters and salt
    Column("role", String(10), nullable=False),
    Column("added", String(19), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),  # SHA-256 of the cookie: the table alone lets nobody in
    Column("user", String(40), nullable=False, index=True),
    Column("until", String(19), nullable=False),
)

audit = Table(
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

TABLES = (reviews, rounds, coders, users, sessions, audit)
