"""Which entries of a news feed (RSS, Atom) are articles, and what the feed says of each."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate
from time import struct_time
from typing import Any

from sayso.errors import InputError
from sayso.model import Notice
from sayso.read.article import Defaults, Given, from_text
from sayso.read.dates import iso_date
from sayso.read.found import Item, Left
from sayso.read.lines import failure
from sayso.read.page import paragraphs_of
from sayso.text import squeezed

MOST_FEED = 20_000_000  # bytes


@dataclass(frozen=True)
class FeedEntry:
    """One entry: what it says of itself, and its own text, which may be no more than a summary."""

    id: str
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    byline: str | None
    paragraphs: tuple[str, ...]
    is_summary: bool


def read_feed(data: bytes, name: str, defaults: Defaults, outlet: str | None = None) -> Iterator[Item]:
    """The articles of a feed. Raises InputError "broken-file" where the bytes are no feed, "empty" without entries."""
    entries = entries_of(data, name, outlet)
    if not entries:
        raise InputError(f"{name}: the feed has no entries", code="empty", name=name)
    yield from (entry_item(entry, name, defaults) for entry in entries)


def entries_of(data: bytes, name: str, outlet: str | None = None) -> tuple[FeedEntry, ...]:
    """The entries in the feed's order; `outlet` stands above what the feed calls itself.

    Raises InputError "broken-file" where the bytes are no feed: a web page, for example, or a feed that breaks off
    before its first entry.
    """
    import feedparser

    found = feedparser.parse(io.BytesIO(data), sanitize_html=False)
    if not found.get("version"):
        raise InputError(f"{name}: this is no feed{_seems(data)}", code="broken-file", name=name)
    if found.bozo and not found.entries:
        message = f"{name}: the feed is broken: {squeezed(str(found.bozo_exception))}"
        raise InputError(message, code="broken-file", name=name)
    called = outlet or found.feed.get("publisher") or found.feed.get("title")
    return tuple(_entry(e, f"{name}#{n}", outlet, called) for n, e in enumerate(found.entries, 1))


def entry_item(entry: FeedEntry, name: str, defaults: Defaults) -> Item:
    """The article of an entry; title first, then its paragraphs."""
    if not entry.paragraphs:
        return Left("an entry without text")
    text = "\n\n".join((*([entry.title] if entry.title else []), *entry.paragraphs))
    message = "the feed gives a summary; the article may say more"
    given = Given(
        id=entry.id,
        title=entry.title,
        url=entry.url,
        outlet=entry.outlet,
        published=entry.published,
        byline=entry.byline,
        name=f"{name} ({entry.url or entry.id})",
        notices=(Notice(code="feed-summary", message=message),) if entry.is_summary else (),
    )
    try:
        return from_text(text, given, defaults)
    except InputError as error:
        return failure(entry.id, error)


def _seems(data: bytes) -> str:
    return " but a web page" if b"<html" in data[:4000].lower() else ""


def _entry(entry: Any, name: str, outlet: str | None, called: str | None) -> FeedEntry:
    """An entry that a feed took over from elsewhere belongs to the outlet that it names as its source."""
    whole = max((c.get("value") or "" for c in entry.get("content", ())), key=len, default="")
    source = (entry.get("source") or {}).get("title")
    title = " ".join(paragraphs_of(entry.get("title") or ""))
    return FeedEntry(
        id=entry.get("id") or entry.get("link") or name,
        url=entry.get("link"),
        title=title or None,
        outlet=outlet or source or called,
        published=_day(entry),
        byline=entry.get("author"),
        paragraphs=tuple(paragraphs_of(whole or entry.get("summary") or "")),
        is_summary=not whole,
    )


def _day(entry: Any) -> str | None:
    """The day as the outlet writes it, in its own time zone; the day of an update where no other is given."""
    for field in ("published", "updated"):
        written = entry.get(field)
        if written:
            parsed = parsedate(written)
            return iso_date(written) or (_iso(parsed) if parsed else _utc(entry.get(f"{field}_parsed")))
    return None


def _iso(parts: tuple[int, ...]) -> str | None:
    return iso_date(f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}")


def _utc(parts: struct_time | None) -> str | None:
    return _iso(parts) if parts else None
