"""Hostile articles: whatever stands in one, it is shown as text, in every view and in every file."""

from __future__ import annotations

import csv
import io
import json
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote as in_address

import pytest
from starlette.testclient import TestClient

from sayso.model import (
    Actor,
    Article,
    ArticleHead,
    Because,
    Event,
    EventPlace,
    EventTime,
    Loaded,
    Moment,
    Place,
    Quote,
    Record,
    Saying,
    quote,
)
from sayso.store import Archive
from sayso.store.rows import article_key
from sayso.web.app import make_app
from sayso.web.house import PICTURES, as_csv
from tests.web.desk import BASE

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
FORMULA = '=HYPERLINK("http://evil.example","x")'
RIGHT_TO_LEFT = "\u202egnihtyna\u2066\u200f"
HUGE = "a" * 60_000
ZALGO = "e" + "\u0301" * 300
NASTY = [
    SCRIPT,
    FORMULA,
    RIGHT_TO_LEFT,
    HUGE,
    ZALGO,
    "{{ 7 * 7 }}{% raw %}",
    "</style></title>&lt;b&gt;&#39;",
    "\x00\x1b[31m\ufffe",
]


def hostile(nasty: str) -> tuple[Article, Record]:
    """An article in which everything that can be nasty is."""
    text = f"{nasty}\n\n{nasty} attacked {nasty}, he said.\n"
    whole = quote(text, 0, len(nasty))
    inside = quote(text, len(nasty) + 2, len(text) - 11)
    actor = Actor(id="a1", name=nasty, kind="group", role=nasty, because=(Because(rule=nasty, detail=nasty),))
    saying = Saying(id="s1", parent="s0", speakers=("a1",), speaker=whole, cue=whole, content=(inside, whole))
    record = Record(
        article=ArticleHead(
            id=nasty,
            title=nasty,
            byline=nasty,
            outlet="a1",
            published="2024-05-04",
            url=f"javascript:{nasty}",
            text=text,
        ),
        actors=(actor,),
        sayings=(Saying(id="s0", parent=None, speakers=("a1",)), saying),
        events=(_event(nasty, whole),),
        moments=(Moment(id="m1", text=whole, type="DATE", value=nasty),),
        places=(Place(id="p1", text=whole, name=nasty, country="EGY", lat=30.0, lon=31.0),),
        loaded=(Loaded(text=whole, lean="against", plain=nasty),),
        coder=nasty,
    )
    return Article(id=nasty, title=nasty, outlet=nasty, published="2024-05-04", text=text), record


def _event(nasty: str, whole: Quote) -> Event:
    return Event(
        id="e1",
        said_in="s1",
        type="ASSAULT",
        modes=(nasty.replace(" ", "")[:40],),
        quad=4,
        intensity=-9,
        actors=("a1",),
        recipients=("a1",),
        trigger=whole,
        actor_text=(whole,),
        when=EventTime(start_date="2024-05-04", end_date="2024-05-05", moment="m1"),
        where=EventPlace(place="p1", name=nasty, country="EGY", resolution="city"),
        because=(Because(rule=nasty, detail=nasty),),
    )


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.bad: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.bad += [n for n, v in attrs if n.startswith("on") or (v or "").lower().startswith("javascript:")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(params=range(len(NASTY)))
def nasty(request: pytest.FixtureRequest) -> str:
    return NASTY[int(request.param)]


@pytest.fixture
def client(tmp_path: Path, nasty: str) -> TestClient:
    archive = Archive(tmp_path / "news.db")
    article, record = hostile(nasty)
    archive.put(article, nasty, record)
    return TestClient(make_app(archive), base_url=BASE)


def addresses(nasty: str) -> list[str]:
    asked = in_address(nasty[:190])
    pages = [
        "/events",
        "/articles",
        "/actors",
        "/compare",
        *(a for a, _ in PICTURES),
        f"/article/{article_key(hostile(nasty)[0])}",
    ]
    return [*pages, f"/actor?name={in_address(nasty[:150])}", f"/events?words={asked}&actor={asked}&place={asked}"]


def test_no_page_runs_what_an_article_says(client: TestClient, nasty: str) -> None:
    for address in addresses(nasty):
        answer = client.get(address)
        assert answer.status_code in (200, 404, 422), address
        found = _Tags()
        found.feed(answer.text)
        assert found.tags.count("script") == 1, address
        assert "img" not in found.tags
        assert found.bad == []
        assert "49" not in found.text or "{{" not in nasty


def test_no_picture_runs_what_an_article_says(client: TestClient) -> None:
    for address, _ in PICTURES:
        body = client.get(f"{address}.svg").text
        assert "<script" not in body
        assert "<img" not in body


def test_the_text_is_shown_whole(client: TestClient, nasty: str) -> None:
    key = article_key(hostile(nasty)[0])
    found = _Tags()
    found.feed(client.get(f"/article/{key}").text)
    shown = nasty.replace("\x00", "\ufffd")
    assert shown in found.text or nasty in found.text
    assert client.get(f"/article/{key}.json").json()["article"]["text"].startswith(nasty)


def test_a_page_with_huge_words_is_quick(client: TestClient, nasty: str) -> None:
    started = time.perf_counter()
    client.get(f"/article/{article_key(hostile(nasty)[0])}")
    assert time.perf_counter() - started < 5


def test_no_cell_of_a_file_is_run_as_a_formula(client: TestClient, nasty: str) -> None:
    for address in ("/events.csv", "/articles.csv", "/actors.csv", "/compare.csv", "/who-to-whom.csv", "/map.csv"):
        answer = client.get(address)
        assert answer.headers["content-type"].startswith("text/csv")
        assert answer.headers["x-content-type-options"] == "nosniff"
        csv.field_size_limit(10_000_000)
        for row in csv.reader(io.StringIO(answer.text)):
            assert not any(cell[:1] in ("=", "@", "\t", "\r") for cell in row)


def test_numbers_stay_numbers_in_a_file() -> None:
    assert as_csv([{"a": -1.5, "b": "-1+cmd", "c": None, "d": "fine"}], "abcd") == "a,b,c,d\n-1.5,'-1+cmd,,fine\n"


def test_the_api_answers_in_json(client: TestClient, nasty: str) -> None:
    for address in ("/api/events", "/api/articles", "/api/actors", "/api/places", "/api/counts?by=speaker"):
        answer = client.get(address)
        assert answer.headers["content-type"] == "application/json"
        json.loads(answer.text)
