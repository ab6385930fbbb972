"""Feeds: every entry with text is an article, dated and named as the outlet does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.model import Article, Failure
from sayso.read import Defaults, Found, Left, entries_of, read_articles, read_found

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Halvia Post</title><link>https://post.example/</link>
<item><title>Army &amp; mayor at odds</title><link>https://post.example/1</link><guid>post-1</guid>
 <pubDate>Sun, 05 May 2024 01:30:00 +0300</pubDate>
 <description>The army closed two bridges over the Ivrel on Monday.</description>
 <content:encoded><![CDATA[<p>The army closed two bridges over the Ivrel on Monday.</p>
 <script>bad()</script><p>The mayor of Talven <b>denied</b> it.</p>]]></content:encoded></item>
<item><title>Talks on Friday</title><link>https://post.example/2</link>
 <source url="https://wire.example/feed">The Wire</source>
 <description>Norland and Sudria will hold talks on Friday, the minister said.</description></item>
<item><title>Only a title</title><link>https://post.example/3</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Talven Times</title>
<entry><id>t1</id><title>Bridges</title><updated>2024-05-06T23:00:00-04:00</updated><author><name>Jo Ivrel</name></author>
<content type="html">&lt;p&gt;The army closed two bridges, the mayor said.&lt;/p&gt;</content></entry></feed>"""


def items(path: Path, text: str) -> list[Found]:
    path.write_text(text, encoding="utf8")
    return list(read_found([str(path)]))


def test_entries_become_articles(tmp_path: Path) -> None:
    first, second, third = (f.item for f in items(tmp_path / "feed.rss", RSS))
    assert isinstance(first, Article)
    assert first.text == (
        "Army & mayor at odds\n\nThe army closed two bridges over the Ivrel on Monday.\n\nThe mayor of Talven denied it."
    )
    head = (first.id, first.url, first.title, first.outlet, first.published)
    assert head == ("post-1", "https://post.example/1", "Army & mayor at odds", "The Halvia Post", "2024-05-05")
    assert [w.code for w in first.warnings] == []
    assert isinstance(second, Article)
    assert (second.id, second.outlet, second.published) == ("https://post.example/2", "The Wire", None)
    assert [w.code for w in second.warnings] == ["feed-summary", "no-date"]
    assert third == Left("an entry without text")


def test_atom_has_the_day_as_the_outlet_writes_it(tmp_path: Path) -> None:
    (found,) = items(tmp_path / "atom", ATOM)
    assert isinstance(found.item, Article)
    assert (found.item.published, found.item.byline, found.item.outlet) == ("2024-05-06", "Jo Ivrel", "Talven Times")


def test_the_outlet_that_is_given_stands_above_what_the_feed_calls_itself() -> None:
    assert {e.outlet for e in entries_of(RSS.encode(), "feed", "Our Name")} == {"Our Name"}


@pytest.mark.parametrize("data", [b"<html><body>Sign in</body></html>", b"", b"\x00\x01", b"{}", b"<rss><chan"])
def test_what_is_no_feed_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^feed\.xml: ") as caught:
        entries_of(data, "feed.xml")
    assert caught.value.code == "broken-file"


def test_a_feed_that_breaks_off_gives_the_entries_before(tmp_path: Path) -> None:
    cut = RSS[: RSS.index("<item><title>Only")]
    assert [type(f.item) for f in items(tmp_path / "feed.rss", cut)] == [Article, Article]


def test_entries_are_never_fetched(tmp_path: Path) -> None:
    """An address in the place of the bytes is read as bytes."""
    with pytest.raises(InputError, match="no feed"):
        entries_of(b"http://127.0.0.1:9/feed", "x")


def test_a_default_date_serves_entries_without_one(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_text(RSS)
    found = [i for i in read_articles([str(path)], Defaults(published="2024-05-09")) if isinstance(i, Article)]
    assert [a.published for a in found] == ["2024-05-05", "2024-05-09"]
    assert not any(isinstance(i, Failure) for i in found)
