"""What the page keeps out: foreign hosts and forms, forms without their token, large requests, paths, hostile articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from sayso.model import Actor, Article, ArticleHead, Event, Mention, Record, Saying, quote
from sayso.store import Archive, reviews
from sayso.store.rows import article_key
from sayso.web.app import make_app
from sayso.web.house import FOLDER
from sayso.web.safety import MOST_BYTES, Doors
from tests.web.desk import BASE, KEY, Person, local


@pytest.fixture
def ana(desk_archive: Archive) -> Person:
    return local(desk_archive)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8642", 200),
        ("localhost", 200),
        ("[::1]:8642", 200),
        ("LOCALHOST", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("10.0.0.1", 421),
        ("", 421),
        ("[::1", 421),
    ],
)
def test_only_own_names_are_answered(ana: Person, host: str, status: int) -> None:
    assert ana.client.get("/terms", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("host", "status"), [("10.0.0.1:8642", 200), ("News.example.org", 200), ("evil.example", 421), ("[fe80::1]", 200)]
)
def test_a_page_on_every_address_answers_to_addresses_and_given_names(
    desk_archive: Archive, host: str, status: int
) -> None:
    doors = Doors(names=Doors().names | {"news.example.org"}, wildcard=True)
    client = TestClient(make_app(desk_archive, doors=doors), base_url=BASE)
    assert client.get("/terms", headers={"host": host}).status_code == status


def test_every_answer_carries_the_headers(ana: Person) -> None:
    for address in ("/events", "/static/page.css", "/api/events", "/none", "/review", "/events.csv"):
        headers = ana.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


def _posts(person: Person) -> list[str]:
    """Every address that takes forms, with a number or key in its holes."""
    app = person.client.app
    found = []
    for route in app.routes:  # type: ignore[attr-defined]
        found += _addresses(route)
    return sorted(set(found))


def _addresses(route: object) -> list[str]:
    inner = getattr(getattr(route, "original_router", None), "routes", None) or getattr(route, "routes", None)
    if inner:
        return [a for r in inner for a in _addresses(r)]
    if isinstance(route, APIRoute) and "POST" in (route.methods or ()) and not route.path.startswith("/api/"):
        return [route.path.replace("{key}", KEY).replace("{number}", "1")]
    return []


def test_every_form_needs_its_token(ana: Person) -> None:
    addresses = _posts(ana)
    assert {"/try", "/login", "/logout", "/users", "/account", "/review/undo", f"/review/{KEY}", "/settle/1"} <= set(
        addresses
    )
    other = Person(TestClient(ana.client.app, base_url=BASE))
    for address in addresses:
        for token in ("", "0" * 64, other.token()):
            answer = ana.client.post(address, data={"csrf": token, "text": "x"}, follow_redirects=False)
            assert answer.status_code == 403, (address, token)


def test_forms_of_other_sites_are_refused_before_that(ana: Person) -> None:
    token = ana.token()
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        answer = ana.client.post("/review/undo", data={"csrf": token}, headers=headers)
        assert answer.status_code == 403
    own = {"origin": BASE, "sec-fetch-site": "same-origin"}
    assert ana.client.post("/review/undo", data={"csrf": token}, headers=own, follow_redirects=False).status_code == 303


def test_the_api_takes_json_only_so_that_no_form_can_send_it(ana: Person) -> None:
    answer = ana.client.post("/api/code", content='{"text": "x"}', headers={"content-type": "text/plain"})
    assert answer.status_code == 422


def test_large_requests_are_refused(ana: Person) -> None:
    assert ana.client.post("/try", content=b"x" * (MOST_BYTES + 1)).status_code == 413
    refused = ana.client.post("/api/code", content=b"x" * (MOST_BYTES + 1))
    assert (refused.status_code, list(refused.json())) == (413, ["error"])

    def drops() -> Iterator[bytes]:
        for _ in range(MOST_BYTES // 50_000 + 2):
            yield b"x" * 50_000

    form = {"content-type": "application/x-www-form-urlencoded"}
    assert ana.client.post("/review/undo", content=drops(), headers=form).status_code == 413
    assert ana.client.post("/try", headers={"content-length": "999999999999999999999"}).status_code == 413
    assert ana.client.post("/try", headers={"content-length": "-1"}).status_code == 413
    assert ana.get("/events?words=" + "x" * 9000).status_code == 414
    many = "&".join(f"a{n}=1" for n in range(2000))
    assert ana.client.post("/review/undo", content=many, headers=form).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/static/../web/app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/article/..%2f..%2fnews.db",
        "/article/news.db",
        "/event/../../etc/passwd/e1",
        "/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_no_path_leads_out(ana: Person, address: str) -> None:
    answer = ana.get(address)
    assert answer.status_code in (404, 400)
    assert "root:" not in answer.text
    assert "import" not in answer.text.split("<main")[0][:40]


def test_templates_have_no_inline_script_or_style() -> None:
    for path in (FOLDER / "templates").glob("*"):
        text = path.read_text(encoding="utf8")
        assert "<style" not in text, path.name
        assert " style=" not in text, path.name
        assert "javascript:" not in text, path.name
        assert "|safe" not in text, path.name
        for own in ("http://www.w3.org/2000/svg", "http://127.0.0.1:8642"):  # a name that nobody fetches, an example
            text = text.replace(own, "")
        assert "http://" not in text, path.name
        assert "https://" not in text, path.name
        for tag in text.split("<script")[1:]:
            assert 'src="/static/' in tag.split(">")[0], path.name
        for attribute in ("onclick", "onload", "onerror", "onsubmit", "onchange"):
            assert f" {attribute}=" not in text, path.name


EVIL = "<script>alert(1)</script>"
BREAK = '"><img src=x onerror=alert(2)>'


def hostile() -> Record:
    """An article whose every field tries to break out of the page."""
    words = f"{EVIL} {BREAK} \u202egnitirw\u202c {{{{ 7*7 }}}} </textarea></title> \x00 &amp; ]]> killed"
    whole = quote(words, 0, len(words))
    mention = Mention(start=0, end=len(EVIL), text=EVIL, kind="name")
    actor = Actor(id="a1", name=EVIL + BREAK, kind="person", mentions=(mention,), role=BREAK, country="NOR")
    saying = Saying(id="s1", parent="s0", speakers=("a1",), cue=quote(words, 0, 8), content=(whole,))
    event = Event(
        id="e1", said_in="s1", type="ASSAULT", quad=4, intensity=-9, actors=("a1",), trigger=whole, confidence=0.2
    )  # fmt: skip
    head = ArticleHead(id=EVIL, title=EVIL + BREAK, outlet="a1", url="javascript:alert(3)", text=words)
    root = Saying(id="s0", parent=None, speakers=("a1",))
    return Record(article=head, actors=(actor,), sayings=(root, saying), events=(event,))


@pytest.fixture
def attacked(tmp_path: Path) -> tuple[Person, Archive, str]:
    record = hostile()
    article = Article(id=EVIL, title=EVIL + BREAK, outlet=EVIL, url="javascript:alert(3)", text=record.article.text)
    archive = Archive(tmp_path / "evil.db")
    archive.put(article, EVIL, record)
    return local(archive), archive, article_key(article)


def test_a_hostile_article_stays_text(attacked: tuple[Person, Archive, str]) -> None:
    person, _, key = attacked
    addresses = (
        "/events", "/articles", "/actors", f"/article/{key}", "/review", f"/review/{key}", f"/review/{key}?at=e1&edit=1",
        f"/review/{key}?at=s1&edit=1", f"/review/{key}?at=a1", f"/review/{key}?add=1", "/compare", "/who-to-whom",
        "/timeline", "/months", "/map", f"/actor?name={EVIL}", f"/events?words={EVIL}&actor={BREAK}", "/agreement",
    )  # fmt: skip
    for address in addresses:
        answer = person.get(address)
        assert answer.status_code in (200, 404, 422), address
        assert "<script>alert" not in answer.text, address
        assert "<img src=x" not in answer.text, address
        assert 'href="javascript:' not in answer.text, address


def test_a_template_in_an_article_is_not_run(attacked: tuple[Person, Archive, str]) -> None:
    person, _, key = attacked
    for address in (f"/article/{key}", f"/review/{key}", "/events"):
        assert "{{ 7*7 }}" in person.get(address).text


def test_what_a_reviewer_writes_stays_text_too(attacked: tuple[Person, Archive, str]) -> None:
    person, archive, key = attacked
    answer = person.post(
        f"/review/{key}", f"/review/{key}", target="e1", verdict="reject", follows="0", note=EVIL + BREAK
    )
    assert answer.status_code == 303
    assert reviews.of_article(archive, key)[0].note == EVIL + BREAK
    for address in (f"/review/{key}?at=e1", "/audit", f"/article/{key}"):
        text = person.get(address).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_a_formula_in_a_table_is_not_run(ana: Person, desk_archive: Archive) -> None:
    from sayso.store.audit import note

    note(desk_archive, "=cmd|' /C calc'!A0", "log-in-failed")
    assert "'=cmd" in ana.get("/audit.csv").text


def test_errors_tell_nothing_of_the_machine(ana: Person) -> None:
    for address in ("/none", "/article/" + "0" * 24, "/events?page=0", "/api/articles/zzz"):
        text = ana.get(address).text
        assert "Traceback" not in text
        assert "/work/" not in text
        assert "site-packages" not in text
