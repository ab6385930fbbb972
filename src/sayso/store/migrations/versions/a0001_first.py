"""The first archive: articles, events, parties, sayings, signatures of texts, and full text."""

from alembic import op

from sayso.store.tables import metadata

revision = "0001"
down_revision = None

_FTS = "CREATE VIRTUAL TABLE texts USING fts5(key UNINDEXED, title, body, tokenize = 'porter unicode61')"
_TSVECTOR = "CREATE TABLE texts (key varchar(24) PRIMARY KEY, title text, body text)"
_GIN = "CREATE INDEX ix_texts_words ON texts USING gin (to_tsvector('english', coalesce(title, '') || ' ' || body))"


def upgrade() -> None:
    """Make the tables as they are in version 1; later versions change them by operations, never here."""
    connection = op.get_bind()
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        op.execute(_FTS)
    else:
        op.execute(_TSVECTOR)
        op.execute(_GIN)
