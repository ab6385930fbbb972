"""In: texts, pages, JSON lines, web archives, feeds, folders and addresses become articles, or failures with a reason."""

from __future__ import annotations

from sayso.model import Article
from sayso.read.article import Defaults, Given, checked_date, from_html, from_text
from sayso.read.decoding import decoded
from sayso.read.feeds import FeedEntry, entries_of, entry_item
from sayso.read.found import Found, Left, Meter
from sayso.read.sidefile import side_line
from sayso.read.sources import read_articles, read_found


def article_from_text(
    text: str,
    *,
    id: str = "",
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    byline: str | None = None,
) -> Article:
    """The article of a plain text; `article.text` is the text exactly as given, and all offsets point into it.

    `published` is an ISO date. Raises InputError (empty, too-large, no-article, language, bad-date).
    """
    name = id or "the text"
    day = checked_date(published, name) if published else None
    return from_text(text, Given(id, title, url, outlet, day, byline, name), Defaults())


def article_from_html(
    html: str | bytes,
    *,
    id: str = "",
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    byline: str | None = None,
) -> Article:
    """The article of a web page; `article.text` is the extracted text, title first, paragraphs parted by blank lines.

    `published` is an ISO date. Raises InputError (empty, too-large, no-article, language, encoding, bad-date).
    """
    name = id or url or "the page"
    day = checked_date(published, name) if published else None
    text, notices = decoded(html, name) if isinstance(html, bytes) else (html, ())
    return from_html(text, Given(id, title, url, outlet, day, byline, name, notices), Defaults())


__all__ = [
    "Defaults",
    "FeedEntry",
    "Found",
    "Left",
    "Meter",
    "article_from_html",
    "article_from_text",
    "entries_of",
    "entry_item",
    "read_articles",
    "read_found",
    "side_line",
]
