"""Web archives: pages are read, everything else is left out and counted, what breaks off is never half an article."""

from __future__ import annotations

import gzip
import io
from collections import Counter
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.model import Article, Failure
from sayso.read import Left, read_articles, read_found

STORY = "<p>The army closed two bridges over the Ivrel on {} , the mayor of Talven said.</p>"
PAGE = f"<html><head><title>Bridges closed</title></head><body><h1>Bridges closed</h1>{STORY}</body></html>"
KIND = "text/html; charset=utf-8"


def page(day: str) -> bytes:
    return PAGE.format(day).encode()


class Crawl:
    """A web archive in the making."""

    def __init__(self, *, packed: bool = True) -> None:
        self.out = io.BytesIO()
        self.writer = WARCWriter(self.out, gzip=packed)
        self.writer.write_record(self.writer.create_warcinfo_record("crawl.warc", {"software": "test"}))

    def answer(self, url: str, body: bytes, kind: str = KIND, status: str = "200 OK", **headers: str) -> Crawl:
        lines = [("Content-Type", kind), *((k.replace("_", "-"), v) for k, v in headers.items())]
        http = StatusAndHeaders(status, lines, protocol="HTTP/1.1")
        record = self.writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http)
        self.writer.write_record(record)
        return self

    def text(self, url: str, text: str) -> Crawl:
        headers = {"Content-Type": "text/plain"}
        made = self.writer.create_warc_record(
            url, "conversion", payload=io.BytesIO(text.encode()), warc_headers_dict=headers
        )
        self.writer.write_record(made)
        return self

    def written(self, path: Path, length: int | None = None) -> Path:
        path.write_bytes(self.out.getvalue()[:length])
        return path


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_read_and_the_rest_is_left_out_and_counted(tmp_path: Path, packed: bool) -> None:
    crawl = Crawl(packed=packed).answer("https://a.example/1", page("Monday"))
    crawl.answer("https://a.example/logo.png", b"\x89PNG", "image/png")
    crawl.answer("https://a.example/gone", page("Tuesday"), status="404 Not Found")
    crawl.answer("https://a.example/moved", b"", status="301 Moved Permanently", Location="/1")
    crawl.answer("https://a.example/2", gzip.compress(page("Friday")), Content_Encoding="gzip")
    crawl.text("https://a.example/3", "The army closed a bridge over the Ivrel on Sunday, the mayor said.\n")
    found = [f.item for f in read_found([str(crawl.written(tmp_path / "crawl.warc"))])]
    articles = [i for i in found if isinstance(i, Article)]
    assert [a.url for a in articles] == [f"https://a.example/{n}" for n in (1, 2, 3)]
    assert articles[0].title == "Bridges closed"
    assert "Friday" in articles[1].text
    assert articles[0].outlet == "a.example"
    assert articles[0].published is None
    assert articles[0].id.startswith("<urn:uuid:")
    left = Counter(i.reason for i in found if isinstance(i, Left))
    assert left == {"image/png": 1, "HTTP 404": 1, "HTTP 301": 1}
    assert len(articles) + sum(left.values()) == len(found)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("share", [0.02, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_what_breaks_off_gives_all_before_the_break_and_one_failure(tmp_path: Path, packed: bool, share: float) -> None:
    crawl = Crawl(packed=packed).answer("https://a.example/1", page("Monday"))
    before = len(crawl.out.getvalue())
    crawl.answer("https://a.example/2", page("Tuesday"))
    length = before + int(share * (len(crawl.out.getvalue()) - before))
    path = crawl.written(tmp_path / "cut.warc.gz", length)
    first, *failed = read_articles([str(path)])
    assert isinstance(first, Article)
    assert failed
    for failure in failed:
        assert isinstance(failure, Failure)
        assert failure.error["code"] in ("broken-file", "truncated")
        assert str(path) in failure.error["message"]


def test_a_record_that_the_crawler_cut_off_is_a_failure(tmp_path: Path) -> None:
    crawl = Crawl()
    http = StatusAndHeaders("200 OK", [("Content-Type", KIND)], protocol="HTTP/1.1")
    headers = {"WARC-Truncated": "length"}
    record = crawl.writer.create_warc_record(
        "https://a.example/1", "response", io.BytesIO(page("Monday")), http_headers=http, warc_headers_dict=headers
    )
    crawl.writer.write_record(record)
    (found,) = read_articles([str(crawl.written(tmp_path / "a.warc.gz"))])
    assert isinstance(found, Failure)
    assert found.error["code"] == "truncated"


def test_a_page_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.read.warc.MOST_PAGE", 1_000_000)
    bomb = gzip.compress(b"<html>" + b" " * 50_000_000)
    crawl = Crawl().answer("https://a.example/bomb", bomb, Content_Encoding="gzip")
    crawl.answer("https://a.example/1", page("Monday"))
    bad, good = read_articles([str(crawl.written(tmp_path / "bomb.warc.gz"))])
    assert isinstance(bad, Failure)
    assert bad.error["code"] == "too-large"
    assert isinstance(good, Article)


def test_what_only_begins_like_a_web_archive_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "odd.warc"
    path.write_bytes(b"WARC/1.0\r\nthis is nothing\r\n\r\n")
    found = [f for f in read_articles([str(path)]) if isinstance(f, Failure)]
    assert all(str(path) in f.error["message"] for f in found)
