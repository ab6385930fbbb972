"""What is remembered of each feed between polls: its marks of freshness, when it is due, how often it failed."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, select

from sayso.store.archive import Archive
from sayso.store.engine import reading, writing
from sayso.store.tables import feeds


@dataclass(frozen=True)
class FeedState:
    """One feed; times are UTC, `YYYY-MM-DDTHH:MM:SS`; `failures` are those in a row."""

    url: str
    etag: str | None = None
    modified: str | None = None
    polled: str | None = None
    due: str | None = None
    failures: int = 0
    status: str | None = None


def feed_state(archive: Archive, url: str) -> FeedState:
    """What is known of a feed; a new one is due at once."""
    with reading(archive.engine, archive.where) as connection:
        row = connection.execute(select(feeds).where(feeds.c.url == url)).mappings().first()
    return FeedState(**row) if row else FeedState(url)


def keep_feed_state(archive: Archive, state: FeedState) -> None:
    """Remember it in the place of what was known."""
    with writing(archive.engine, archive.where) as connection:
        connection.execute(delete(feeds).where(feeds.c.url == state.url))
        connection.execute(insert(feeds).values(**asdict(state)))
