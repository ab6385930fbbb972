"""PostgreSQL alone: an article's word vector is kept, not made again for each question; the newest events stand in an index."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

_VECTOR = "to_tsvector('english', coalesce(title, '') || ' ' || body)"


def upgrade() -> None:
    """A phrase is looked for in the vectors of all articles that have its words; an index reads backwards with nulls first."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("DROP INDEX ix_texts_words")
    op.execute(f"ALTER TABLE texts ADD COLUMN words tsvector GENERATED ALWAYS AS ({_VECTOR}) STORED")
    op.execute("CREATE INDEX ix_texts_words ON texts USING gin (words)")
    op.execute("CREATE INDEX ix_events_newest ON events (start_date DESC NULLS LAST, key)")
