"""Feeds are polled politely: only what is new, seldom where they fail, and no answer, however odd, loses anything."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.batch import Settings
from sayso.cli import cli
from sayso.errors import InputError
from sayso.store import Archive
from sayso.store.feeds import feed_state
from sayso.watching import Clock, FeedList, Polled, Watcher, read_feed_list

pytestmark = pytest.mark.usefixtures("quick_coder")
ITEM = "<item><guid>{0}</guid><title>Bridge {0}</title><description>{1}</description></item>"
STORIES = (
    "The army closed bridge {} over the Ivrel on Monday, the mayor said.",
    "Rebels attacked the town of Orlu on Tuesday, police said. Number {}.",
)


def rss(*numbers: int) -> bytes:
    items = "".join(ITEM.format(n, STORIES[n % 2].format(n)) for n in numbers)
    return f'<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'.encode()


@dataclass
class Site:
    """A web site on this machine: what it answers, and what it was asked."""

    address: str = ""
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(dict(self.headers))
            fresh = made.headers.get("ETag")
            same = made.status == 200 and fresh is not None and self.headers.get("If-None-Match") == fresh
            self.send_response(304 if same else made.status)
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0" if same else str(len(made.body)))
            self.end_headers()
            self.wfile.write(b"" if same else made.body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.address = f"http://127.0.0.1:{server.server_port}/feed"
    yield made
    server.shutdown()
    server.server_close()


@dataclass
class Time(Clock):
    """A clock that does not wait."""

    at: float = 1_700_000_000.0
    slept: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now, self.sleep = (lambda: self.at), self.pass_

    def pass_(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


@pytest.fixture
def watcher(site: Site, tmp_path: Path) -> Iterator[Watcher]:
    archive = Archive(tmp_path / "news.db")
    listed = FeedList.model_validate({"contact": "desk@post.example", "every": "30m", "feed": [{"url": site.address}]})
    yield Watcher(archive, listed, Settings(), clock=Time())
    archive.close()


def poll(watcher: Watcher) -> Polled:
    (found,) = watcher.round()
    return found


def test_what_is_new_is_added_and_servers_are_asked_only_for_changes(watcher: Watcher, site: Site) -> None:
    site.body, site.headers = rss(1, 2), {"ETag": '"a"', "Last-Modified": "Sun, 05 May 2024 10:00:00 GMT"}
    first = poll(watcher)
    assert first.tally is not None
    assert (first.tally.read, first.tally.coded) == (2, 2)
    assert list(watcher.round()) == []
    watcher.clock.sleep(1801)
    assert poll(watcher).status == "nothing new"
    assert site.asked[1]["If-None-Match"] == '"a"'
    assert site.asked[1]["If-Modified-Since"] == "Sun, 05 May 2024 10:00:00 GMT"
    assert site.asked[0]["User-Agent"].startswith("sayso/")
    assert "desk@post.example" in site.asked[0]["User-Agent"]
    site.body, site.headers = gzip.compress(rss(1, 2, 3)), {"ETag": '"b"', "Content-Encoding": "gzip"}
    watcher.clock.sleep(1801)
    second = poll(watcher)
    assert second.tally is not None
    assert (second.tally.known, second.tally.coded) == (2, 1)


@pytest.mark.parametrize(
    ("status", "body", "headers", "says"),
    [
        (500, b"oops", {}, "answers 500"),
        (404, b"", {}, "answers 404"),
        (200, b"<html><body>Please log in</body></html>", {}, "no feed but a web page"),
        (200, b"", {}, "no feed"),
        (302, b"", {"Location": "/feed"}, "redirections"),
        (301, b"", {"Location": "file:///etc/passwd"}, "redirections|fetched"),
        (200, gzip.compress(rss(1))[:-30], {"Content-Encoding": "gzip"}, "cut off"),
        (200, b"not packed at all", {"Content-Encoding": "gzip"}, "gzip"),
    ],
)
def test_bad_answers_are_named_and_lose_nothing(
    watcher: Watcher, site: Site, status: int, body: bytes, headers: dict[str, str], says: str
) -> None:
    site.status, site.body, site.headers = status, body, headers
    found = poll(watcher)
    assert not found.ok
    assert any(part in found.status for part in says.split("|")), found.status
    assert site.address in found.status
    site.status, site.body, site.headers = 200, rss(1), {}
    watcher.clock.sleep(3601)
    assert poll(watcher).ok
    assert watcher.archive.counts()["articles"] == 1


def test_a_feed_that_unpacks_without_end_is_refused(
    watcher: Watcher, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.read.polling.MOST_FEED", 100_000)
    site.body, site.headers = gzip.compress(b" " * 50_000_000), {"Content-Encoding": "gzip"}
    assert "more than 100,000 bytes" in poll(watcher).status


def test_a_failing_feed_is_asked_less_and_less_often_up_to_once_a_day(watcher: Watcher, site: Site) -> None:
    site.status = 500
    waits = []
    for _ in range(8):
        poll(watcher)
        waits.append(round(watcher.pause()))
        watcher.clock.sleep(watcher.pause() + 1)
    assert waits[:3] == [3600, 7200, 14400]
    assert waits[-1] == 86_400
    site.status, site.body = 200, rss(1)
    poll(watcher)
    assert round(watcher.pause()) == 1800
    assert feed_state(watcher.archive, site.address).failures == 0


def test_a_server_that_names_a_time_is_left_alone_until_then(watcher: Watcher, site: Site) -> None:
    site.status, site.headers = 429, {"Retry-After": "50000"}
    poll(watcher)
    assert round(watcher.pause()) == 50_000
    watcher.clock.sleep(50_001)
    site.status, site.headers = 503, {"Retry-After": "Wed, 15 Nov 2023 22:13:20 GMT"}
    poll(watcher)
    assert watcher.pause() > 20_000


def test_no_host_is_asked_twice_in_two_seconds(site: Site, tmp_path: Path) -> None:
    site.body = rss(1)
    feeds = {"feed": [{"url": site.address}, {"url": site.address + "/2"}]}
    watcher = Watcher(Archive(tmp_path / "news.db"), FeedList.model_validate(feeds), Settings(), clock=Time())
    assert len(list(watcher.round())) == 2
    assert isinstance(watcher.clock, Time)
    assert watcher.clock.slept == [2]


def test_marks_of_freshness_are_kept_only_when_all_was_added(
    watcher: Watcher, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.body, site.headers = rss(1), {"ETag": '"a"'}
    with monkeypatch.context() as patched:
        patched.setattr(Archive, "add", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            poll(watcher)
    assert feed_state(watcher.archive, site.address).etag is None
    assert poll(watcher).ok
    assert watcher.archive.counts()["articles"] == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("feed = 1", "feed"),
        ("[[feed]]\nurl = 'ftp://a'", "feed.0.url"),
        ("[[feed]]\nurl = 'http://a.example'\nevery = '1s'", "feed.0.every"),
        ("[[feed]]\nurl = 'http://a.example'\ncolour = 'red'", "feed.0.colour"),
        ("[[feed", "Expected"),
        ("", "feed"),
    ],
)
def test_a_broken_list_is_named_with_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=says) as caught:
        read_feed_list(path)
    assert str(path) in str(caught.value)


def test_the_command_polls_once(site: Site, tmp_path: Path) -> None:
    site.body = rss(1)
    path = tmp_path / "feeds.toml"
    path.write_text(f'[[feed]]\nurl = "{site.address}"\noutlet = "Our Post"\n')
    arguments = ["watch", "--once", "--archive", str(tmp_path / "news.db"), str(path)]
    result = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert result.return_value == 0, result.output
    assert "1 entries, 1 coded" in result.stderr
    (record,) = Archive(tmp_path / "news.db", readonly=True).records()
    assert record.actors[0].name == "Our Post"
