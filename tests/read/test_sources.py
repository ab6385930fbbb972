"""Files, folders, standard input, JSON lines and addresses: one thing out for each thing in, whatever it is."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sayso.model import Article, Failure
from sayso.read import Defaults, read_articles

STORY = "Bridges closed in Talven\n\nThe army closed two bridges over the Ivrel on Monday, the mayor of Talven said.\n"
PAGE = f"<!DOCTYPE html><html><body><h1>Bridges closed</h1><p>{STORY.split(chr(10))[2]}</p></body></html>"


def read(*sources: object, **defaults: str) -> list[Article | Failure]:
    return list(read_articles([str(s) for s in sources], Defaults(**defaults)))


def article(*sources: object, **defaults: str) -> Article:
    (found,) = read(*sources, **defaults)
    assert isinstance(found, Article), found
    return found


def refused(*sources: object) -> tuple[str, str]:
    (found,) = read(*sources)
    assert isinstance(found, Failure), found
    return found.error["code"], found.error["message"]


def written(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def codes(found: Article) -> list[str]:
    return [w.code for w in found.warnings]


def test_a_text_file(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "\ufeff" + STORY.replace("\n", "\r\n"))
    found = article(path, published="2023-06-05", outlet="The Paper")
    assert found.text == STORY
    assert (found.id, found.published, found.published_from, found.outlet) == (
        str(path),
        "2023-06-05",
        "given",
        "The Paper",
    )


def test_content_counts_more_than_the_suffix(tmp_path: Path) -> None:
    assert article(written(tmp_path / "page.txt", PAGE)).title == "Bridges closed"
    assert article(written(tmp_path / "line.txt", json.dumps({"id": "7", "text": STORY}) + "\n")).id == "7"
    assert article(written(tmp_path / "text.html", STORY)).text == STORY
    assert article(written(tmp_path / "packed", gzip.compress(PAGE.encode()))).title == "Bridges closed"


def test_a_pretty_printed_json_file(tmp_path: Path) -> None:
    items = [{"id": 7, "text": STORY, "published": "June 5, 2023"}, {"text": ""}, "x"]
    first, second, third = read(written(tmp_path / "all.json", json.dumps(items, indent=2)))
    assert isinstance(first, Article)
    assert (first.id, first.published) == ("7", "2023-06-05")
    assert isinstance(second, Failure)
    assert second.error["code"] == "empty"
    assert isinstance(third, Failure)
    assert third.error["code"] == "broken-line"
    assert article(written(tmp_path / "one.json", json.dumps(items[0], indent=2))).id == "7"


def test_json_lines_keep_order_and_lose_nothing(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": STORY, "title": "Given", "unknown": [1]}),
        '{"id": "b", "text": ',
        "",
        json.dumps({"id": "c"}),
        json.dumps({"text": PAGE, "outlet": "The Paper", "byline": ["Jane Roe", "John Doe"]}),
        json.dumps([1, 2]),
        json.dumps({"id": "a", "text": STORY}),
        "",
        "",
    ]
    path = written(tmp_path / "all.jsonl", "\n".join(lines))
    found = read(path)
    ids = [f.article["id"] if isinstance(f, Failure) else f.id for f in found]
    assert ids == ["a", f"{path}:2", f"{path}:3", "c", f"{path}:5", f"{path}:6", "a"]
    errors = [f.error["code"] if isinstance(f, Failure) else "" for f in found]
    assert errors == ["", "broken-line", "broken-line", "empty", "", "broken-line", ""]
    assert all(str(path) in f.error["message"] for f in found if isinstance(f, Failure))
    first, fifth, last = found[0], found[4], found[6]
    assert isinstance(first, Article)
    assert isinstance(fifth, Article)
    assert isinstance(last, Article)
    assert first.title == "Given"
    assert (fifth.title, fifth.byline, fifth.outlet) == ("Bridges closed", "Jane Roe, John Doe", "The Paper")
    assert "duplicate-id" not in codes(first)
    assert "duplicate-id" in codes(last)


def test_odd_fields_are_left_out_with_a_warning(tmp_path: Path) -> None:
    item = {"id": "a", "text": STORY, "title": {"en": "x"}, "published": "yesterday"}
    found = article(written(tmp_path / "a.jsonl", json.dumps(item)))
    assert found.published is None
    assert {"field", "bad-date"} <= set(codes(found))


def test_a_line_that_is_too_long_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.read.lines.LONGEST_LINE", 1000)
    long, short = json.dumps({"text": STORY * 100}), json.dumps({"id": "b", "text": STORY})
    first, second = read(written(tmp_path / "a.jsonl", f"{long}\n{short}\n"))
    assert isinstance(first, Failure)
    assert first.error["code"] == "too-large"
    assert isinstance(second, Article)


def test_json_lines_are_streamed() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe, os.fdopen(reading, "rb") as source:
        pipe.write(json.dumps({"id": "a", "text": STORY}).encode() + b"\n")
        pipe.flush()
        found = next(read_articles([f"/dev/fd/{source.fileno()}"], Defaults()))
        assert isinstance(found, Article)
        assert found.id == "a"


def test_folders_are_read_in_order_without_what_lies_beside(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.html", "c.txt", "README.md", "b/photo.jpg", ".hidden/x.txt", ".z.txt"):
        written(tmp_path / name, STORY)
    names = [f.id for f in read(tmp_path) if isinstance(f, Article)]
    assert names == [str(tmp_path / n) for n in ("a/1.html", "b/2.txt", "c.txt")]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert article("-").id == "stdin"
    assert not sys.stdin.buffer.closed


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "empty", "empty"),
        (b" \r\n\t \n", "empty", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", "PNG"),
        (b"%PDF-1.7\n%abc", "binary", "PDF"),
        (b"PK\x03\x04\x14\0\x06\0", "binary", "ZIP"),
        (b"{\\rtf1 hello}", "binary", "rich text"),
        (b"The army\0closed\0\0two bridges", "binary", "NUL"),
        (b"\x1f\x8b\x08\0broken", "broken-file", "gzip"),
        (bytes(range(128, 256)) * 20, "encoding", "encoding"),
        (b"\xff\xfeT\0h\0e", "encoding", "UTF-16"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>", "empty", "no entries"),
        (b"<?xml version='1.0'?><urlset><url><loc>https://a.example/</loc></url></urlset>", "unsupported", "site map"),
        (b"<html><body><p>Home</p><p>News</p></body></html>", "no-article", "no article"),
        ("Мосты через реку закрыты, сообщил мэр города в понедельник. ".encode() * 5, "language", "Russian"),
    ],
)
def test_bad_files(tmp_path: Path, data: bytes, code: str, says: str) -> None:
    path = written(tmp_path / "bad.txt", data)
    found = refused(path)
    assert found[0] == code
    assert found[1].startswith(f"{path}: ")
    assert says in found[1]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(STORY.encode() * 1000)
        file.truncate(50_000_000)
    code, message = refused(path)
    assert (code, "50,000,000 bytes" in message) == ("binary", False) or code == "too-large"
    path = written(tmp_path / "big.txt", STORY * 60_000)
    assert refused(path)[0] == "too-large"
    assert refused(written(tmp_path / "big.gz", gzip.compress(STORY.encode() * 60_000)))[0] == "too-large"


@pytest.mark.parametrize(
    ("encoding", "warned"),
    [("utf-16", False), ("utf-8-sig", False), ("utf-16-le", True), ("cp1252", True), ("latin-1", True)],
)
def test_encodings(tmp_path: Path, encoding: str, warned: bool) -> None:
    text = STORY + "\nThe café at the bridge closed too, said its owner, Zoë Brandt.\n"
    found = article(written(tmp_path / "a.txt", text.encode(encoding)))
    assert found.text == text
    assert ("encoding" in codes(found)) == warned


def test_utf8_with_a_broken_byte_is_mended(tmp_path: Path) -> None:
    data = "“Closed,” said Zoë.".encode() + b" \xff " + STORY.encode()
    found = article(written(tmp_path / "a.txt", data))
    assert found.text.startswith("“Closed,” said Zoë. \ufffd ")
    assert "encoding" in codes(found)


def test_missing_and_unreadable(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.txt")[0] == "missing"
    assert refused(tmp_path)[0] == "no-files"
    assert refused("bad\0name")[0] == "unreadable"
    assert refused(os.devnull)[0] == "empty"
    path = written(tmp_path / "locked.txt", STORY)
    path.chmod(0)
    if not os.access(path, os.R_OK):
        assert refused(path)[0] == "unreadable"


class _Site(BaseHTTPRequestHandler):
    agents: list[str] = []

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        self.send_response(200 if self.path == "/page" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_addresses(site: str) -> None:
    found = article(f"{site}/moved")
    assert (found.id, found.url, found.title) == (f"{site}/moved", f"{site}/page", "Bridges closed")
    assert "sayso" in _Site.agents[-1]
    code, message = refused(f"{site}/gone")
    assert (code, "404" in message) == ("fetch", True)


def test_no_answer_is_a_failure() -> None:
    assert refused("http://127.0.0.1:9/x")[0] == "fetch"


def test_reading_text_needs_no_web_page_library(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", STORY)
    program = (
        "import sys; from sayso.read import read_articles; "
        f"list(read_articles([{str(path)!r}])); "
        "sys.exit(any(m in sys.modules for m in ('trafilatura', 'htmldate', 'lxml', 'py3langid', 'urllib.request')))"
    )
    assert os.spawnl(os.P_WAIT, sys.executable, sys.executable, "-c", program) == 0


def test_packed_lines_that_break_off_give_all_before_the_break(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"{STORY}{n}"}) + "\n" for n in range(2000))
    path = written(tmp_path / "cut.jsonl.gz", gzip.compress(lines.encode())[:-200])
    found = read(path)
    assert len([f for f in found if isinstance(f, Article)]) > 500
    assert isinstance(found[-1], Failure)
    assert found[-1].error["code"] == "broken-file"


def test_half_a_packed_article_is_none(tmp_path: Path) -> None:
    data = gzip.compress((STORY + "".join(f" The mayor said {n}." for n in range(3000))).encode())
    assert refused(written(tmp_path / "cut.txt.gz", data[:-50]))[0] == "broken-file"
