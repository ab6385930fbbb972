"""The pages over a small archive: every view answers, in every form, and says clearly where there is nothing."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from sayso.model import Article, Record
from sayso.store import Archive
from sayso.store.rows import article_key
from sayso.web.app import make_app
from sayso.web.house import FOLDER, NAVIGATION, PICTURES
from tests.export.conftest import TEXT, record
from tests.web.desk import BASE

__all__ = ["record"]  # the fixture of the exports serves here too

ARTICLE = Article(id="7", title="Shells hit Halvia market", outlet="The Halvia Post", published="2024-05-04", text=TEXT)
KEY = article_key(ARTICLE)
VIEWS = sorted({a for a, _, _ in NAVIGATION} | {a for a, _ in PICTURES} | {"/terms", f"/article/{KEY}"})
TABLES = sorted({*VIEWS} - {"/try", "/api", "/terms"})
CONDITIONS = "actor=Karvan Front rebels&type=assault&standing=claimed&since=2024-05&until=2024&words=market&sort=place"


@pytest.fixture
def client(tmp_path: Path, record: Record) -> TestClient:
    archive = Archive(tmp_path / "news.db")
    archive.put(ARTICLE, "a.txt", record)
    return TestClient(make_app(archive), base_url=BASE)


class _Links(HTMLParser):
    """The addresses that a page links to or loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inline |= "style" in given or any(name.startswith("on") for name in given)
        self.inline |= tag == "style" or (tag == "script" and "src" not in given)
        self.found += [v for n, v in attrs if n in ("href", "src", "action", "data-png") and v]


def links(page: str) -> _Links:
    found = _Links()
    found.feed(page)
    return found


@pytest.mark.parametrize("address", VIEWS)
def test_every_view_answers(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "text/html" in answer.headers["content-type"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = links(answer.text)
    assert not page.inline  # the policy would stop it
    foreign = [a for a in page.found if "//" in a and not a.startswith("https://post.example/")]
    assert foreign == []


@pytest.mark.parametrize("address", [v for v in VIEWS if v != "/try"])
def test_every_link_leads_somewhere(client: TestClient, address: str) -> None:
    own = {a.partition("#")[0] for a in links(client.get(address).text).found if a.startswith("/")}
    for link in sorted(own - {"", "/try"}):
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("address", [v for v in TABLES if not v.startswith("/article/")])
def test_every_view_takes_the_same_conditions(client: TestClient, address: str) -> None:
    for form in ("", ".json", ".csv"):
        assert client.get(f"{address}{form}?{CONDITIONS}").status_code == 200
    assert client.get(f"{address}?since=yesterday").status_code == 422
    assert client.get(f"{address}?page=0").status_code == 422


@pytest.mark.parametrize("address", TABLES)
def test_every_table_is_data_by_its_suffix(client: TestClient, address: str) -> None:
    assert client.get(address + ".json").headers["content-type"] == "application/json"
    answer = client.get(address + ".csv")
    assert answer.headers["content-type"].startswith("text/csv")
    head, *rows = csv.reader(io.StringIO(answer.text))
    assert rows
    assert all(len(row) == len(head) for row in rows)


@pytest.mark.parametrize("address", [a for a, _ in PICTURES])
@pytest.mark.parametrize("query", ["", "?type=ASSAULT", "?type=AID"])
def test_every_picture_is_a_file_of_its_own(client: TestClient, address: str, query: str) -> None:
    answer = client.get(f"{address}.svg{query}")
    assert answer.headers["content-type"] == "image/svg+xml"
    svg = ElementTree.fromstring(answer.text)
    assert float(svg.get("width", "0")) > 0  # without it a canvas cannot draw it
    assert not svg.findall(".//{http://www.w3.org/2000/svg}a")


def test_the_table_shows_who_what_when_where_and_whose_say_so(client: TestClient) -> None:
    (row,) = client.get("/events.json?standing=claimed").json()["rows"]
    assert (row["type"], row["actors"], row["recipients"]) == ("ASSAULT", "Karvan Front rebels", "traders")
    page = client.get("/events?standing=claimed").text
    for words in ("Karvan Front rebels", "traders", "2024-05-02", "Halvia", "claimed", "The army"):
        assert words in page


def test_facets_count_and_narrow_down(client: TestClient) -> None:
    page = client.get("/events").text
    facets = re.findall(r'<details class="facet".*?<summary[^>]*>(\w+)</summary>', page, re.S)
    assert facets == ["Type", "Mode", "Standing", "Country", "Actor", "Speaker", "Outlet", "Month"]
    assert "type=ASSAULT" in page
    narrowed = client.get("/events?mode=demo&country=syr&outlet=the halvia post&speaker=Halvia").text
    assert "<b>1</b> events" in narrowed
    assert "marched" in narrowed


def test_hits_are_marked_in_the_sentence_or_in_a_passage(client: TestClient) -> None:
    page = client.get("/events?words=talks").text
    assert "<mark>talks</mark>" in page
    assert "elsewhere in it:" in page  # the events of the other sentences
    assert "No events meet these conditions" in client.get("/events?words=zeppelin").text


def test_an_event_has_a_permanent_address(client: TestClient) -> None:
    answer = client.get(f"/event/{KEY}/e2", follow_redirects=False)
    assert answer.headers["location"] == f"/article/{KEY}#e2"
    assert 'id="e2"' in client.get(f"/event/{KEY}/e2").text
    assert client.get(f"/event/{KEY}/e99").status_code == 404
    assert client.get(f"/article/{'0' * 24}").status_code == 404
    assert client.get("/article/../../etc/passwd").status_code == 404


def test_an_article_shows_its_words_and_its_tree(client: TestClient, record: Record) -> None:
    page = client.get(f"/article/{KEY}").text
    assert 'class="m-trigger quad-4' in page
    tree = page[page.index('<div class="tree">') :]
    assert tree.index('id="s0"') < tree.index('id="s1"') < tree.index('id="e1"') < tree.index('id="e2"')
    assert "verbs/assault.yml#shell" in tree
    assert "About 81 in 100" in tree
    assert tree.index('id="e1"') < tree.index("</ul>", tree.index('id="e1"'))
    assert f"/light.css?events={len(record.events)}&amp;sayings={len(record.sayings) - 1}" in page


def test_lights_are_only_numbers(client: TestClient) -> None:
    css = client.get("/light.css?events=2&sayings=2").text
    assert ".w-e2" in css
    assert ".p-e2" in css
    assert ".w-s2" in css
    assert ".w-e3" not in css
    assert client.get("/light.css?events=1000000").status_code == 422
    assert client.get("/light.css?events={}").status_code == 422


def test_an_actor_is_shown_from_all_sides(client: TestClient) -> None:
    found = client.get("/actor.json?name=Karvan Front rebels").json()
    assert {k: v["total"] for k, v in found.items()} == {"did": 2, "suffered": 0, "said": 0, "others": 1}
    army = client.get("/actor.json?name=The army").json()
    assert (army["did"]["total"], army["said"]["total"]) == (0, 1)
    assert client.get("/actor?name=nobody at all").status_code == 404
    assert client.get("/actor").status_code == 404


def test_an_entry_of_the_users_own_is_shown_by_its_name(client: TestClient) -> None:
    assert "<h1>Karvan Front rebels</h1>" in client.get("/actor?name=x/karvan-front").text
    assert client.get("/actor.json?name=x/karvan-front").json()["did"]["total"] == 2
    assert 'href="/actor?name=x/karvan-front"' in client.get("/actors").text


def test_an_actor_of_the_knowledge_base_is_described(client: TestClient) -> None:
    page = client.get("/actor?name=Norland").text
    assert "Known as" not in page  # an invented state
    assert "What was done to it" in page


def test_outlets_are_compared(client: TestClient) -> None:
    (outlet,) = client.get("/compare.json").json()
    assert (outlet["outlet"], outlet["events"], outlet["articles"]) == ("The Halvia Post", 6, 1)
    assert ["The army", 1] in outlet["say_so"]
    assert outlet["own_voice"] == 5
    assert ["shelled", 1] in outlet["words"]
    assert client.get("/compare.json?actor=nobody").json() == []


def test_countries_get_no_dots(client: TestClient) -> None:
    found = client.get("/map.json").json()
    assert [p["name"] for p in found["places"]] == ["Halvia"]
    assert found["countries"] == {"SDN": 1, "SYR": 2}
    page = client.get("/map").text
    assert page.count('class="dot"') == 1
    assert "Sudan: 1 events" in page


def test_the_timeline_draws_uncertain_days_as_long_as_they_are(client: TestClient) -> None:
    page = client.get("/timeline?type=PROTEST").text
    assert 'class="bit fill-4 unsure"' in page
    assert "2024-04-29 to 2024-05-05" in page
    assert "unsure" not in client.get("/timeline.svg?type=CONSULT").text


def test_an_empty_archive_is_told_so(tmp_path: Path) -> None:
    client = TestClient(make_app(Archive(tmp_path / "empty.db")), base_url=BASE)
    for address in (v for v in VIEWS if not v.startswith("/article/")):
        assert client.get(address).status_code == 200
    assert "Nothing here." in client.get("/events").text
    for address, _ in PICTURES:
        assert client.get(f"{address}.svg").status_code == 200


def test_the_start_is_the_table(client: TestClient) -> None:
    assert client.get("/", follow_redirects=False).headers["location"] == "/events"
    assert "Not here" in client.get("/nothing").text
    assert client.get("/api/nothing").json() == {"error": "Not Found"}


def test_templates_hold_no_scripts() -> None:
    for file in (FOLDER / "templates").iterdir():
        text = file.read_text(encoding="utf8")
        assert not re.search(r"\son\w+=|style=|javascript:|\|safe", text), file.name
