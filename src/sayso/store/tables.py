"""The tables of the archive: the record itself as JSON, and columns taken from it for finding."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
)

articles = Table(
    "articles",
    metadata,
    Column("key", String(24), primary_key=True),  # hash of id, address and text: the same article has the same key
    Column("article_id", Text, nullable=False),
    Column("source", Text, nullable=False),  # the input it was read from
    Column("url", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", String(10), index=True),
    Column("language", String(8)),
    Column("words", Integer, nullable=False, server_default="0"),
    Column("text_key", String(24), nullable=False, index=True),  # hash of the folded text alone
    Column("copy_of", String(24), index=True),  # key of the article of which this is a copy
    Column("coder", Text, index=True),  # versions of program, knowledge and model
    Column("coded", String(19)),  # when the record was made, UTC
    Column("added", String(19), nullable=False),
    Column("error_code", String(40), index=True),
    Column("error_message", Text),
    Column("record", Text),  # sayso/1; null for failures and copies
)

events = Table(
    "events",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("article", String(24), ForeignKey("articles.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("event_id", String(12), nullable=False),
    Column("said_in", String(12)),  # the saying that tells it, s0 for the article itself
    Column("type", String(12), nullable=False),
    Column("modes", Text, nullable=False),
    Column("contexts", Text, nullable=False),
    Column("quad", Integer, nullable=False),
    Column("cameo", String(4)),
    Column("intensity", Float, nullable=False),
    Column("start_date", String(10)),
    Column("end_date", String(10)),
    Column("granularity", String(10)),
    Column("assumed", Boolean),
    Column("place", Text),
    Column("country", String(3)),
    Column("resolution", String(10)),
    Column("lat", Float),
    Column("lon", Float),
    Column("standing", String(10), nullable=False),
    Column("auxiliary", Text, nullable=False),
    Column("stance", String(10)),
    Column("speaker", Text),
    Column("say_so", Text, nullable=False),
    Column("confidence", Float, nullable=False, index=True),
    Column("review", String(10), nullable=False, server_default=""),  # accepted, corrected, added, rejected, differs
    Column("trigger", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("rule", Text),
    # what is asked and counted most often is answered from these alone, without reading the rows
    Index("ix_events_type_review", "type", "review"),
    Index("ix_events_start_date_review", "start_date", "review", "key"),
    Index("ix_events_country_review", "country", "review"),
    Index("ix_events_standing_review", "standing", "review"),
    Index("ix_events_quad_review", "quad", "review"),
)

parties = Table(
    "parties",
    metadata,
    Column("event", String(40), ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("side", String(9), primary_key=True),  # actor or recipient
    Column("place", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("country", String(3)),
    Column("sector", String(3)),
    Column("entry", Text),
    Index("ix_parties_folded_side", "folded", "side", "event"),
    Index("ix_parties_entry_side", "entry", "side", "event"),
    Index("ix_parties_country_side", "country", "side", "event"),
    Index("ix_parties_sector_side", "sector", "side", "event"),
    Index("ix_parties_identity", "entry", "folded", "side", "country", "sector", "name"),
    Index("ix_parties_dyad", "event", "side", "country", "name"),
)

dyads = Table(  # who to whom, in the order in which it is counted; taken away with the parties that it is made of
    "dyads",
    metadata,
    Column("actor", Text, primary_key=True),  # country, or name where none is known
    Column("recipient", Text, primary_key=True),
    Column("event", String(40), primary_key=True),
    sqlite_with_rowid=False,
)

sayings = Table(
    "sayings",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("article", String(24), ForeignKey("articles.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("saying_id", String(12), nullable=False),
    Column("speakers", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("cue", Text),
    Column("stance", String(10), nullable=False, index=True),
    Column("negated", Boolean, nullable=False),
    Column("form", String(10), nullable=False),
    Column("venue", String(12)),
    Column("content", Text, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),  # hash of some numbers of a text's signature
    Column("article", String(24), ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)
signatures = Table(
    "signatures",
    metadata,
    Column("article", String(24), ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Column("signature", Text, nullable=False),  # 128 numbers in hexadecimal
)

inputs = Table(
    "inputs",
    metadata,
    Column("article", String(24), ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Column("body", LargeBinary, nullable=False),  # the article as it was read: JSON, compressed with zlib
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),  # the server's Last-Modified, word for word
    Column("polled", String(19)),
    Column("due", String(19)),  # not asked before this time, UTC
    Column("failures", Integer, nullable=False, server_default="0"),  # in a row
    Column("status", Text),  # what the last answer was
)
