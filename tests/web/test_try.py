"""Trying a text: pasted, as a page or from a file; what cannot be coded is told, and nothing blocks or is kept."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from sayso.batch import Settings
from sayso.model import Failure, Record
from sayso.record import failure
from sayso.store import Archive
from sayso.web import trying
from sayso.web.app import make_app
from sayso.web.trying import MOST_BYTES, MOST_WAITING, Trier
from tests.web.desk import BASE, Person

Files = dict[str, tuple[str, bytes]]

TEXT = "Rebels attacked the town of Orlu on Monday, killing three soldiers, police said.\n"
HEAD = "<html><head><title>Attack in Orlu</title></head>"
PAGE = f"{HEAD}<body><article><h1>Attack in Orlu</h1><p>{TEXT}</p></article></body></html>"


@pytest.fixture
def client(desk_archive: Archive, quick_coder: None) -> Iterator[TestClient]:
    with ThreadPoolExecutor(1) as pool:
        yield TestClient(make_app(desk_archive, Trier(Settings(), pool)), base_url=BASE)


def post(client: TestClient, data: dict[str, str], files: Files | None = None) -> Response:
    """Send the form with its token."""
    given = {"csrf": Person(client).token(), **data}
    return client.post("/try", data=given, files=files)


def test_a_pasted_text_is_coded(client: TestClient) -> None:
    answer = post(client, data={"text": TEXT, "published": "2024-05-01", "outlet": "The Orlu Post"})
    assert answer.status_code == 200
    assert "attacked" in answer.text
    assert '<div class="tree">' in answer.text
    assert "The Orlu Post" in answer.text
    assert "/event/" not in answer.text  # it has no permanent address: it is not kept
    assert client.get("/articles.json").json()["total"] == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT.encode()),
        ("a.html", PAGE.encode()),
        ("a.txt", TEXT.replace("Orlu", "Örlu").encode("utf-16")),
        ("../../etc/passwd", TEXT.replace("\n", "\r\n").encode()),
    ],
)
def test_a_file_is_coded(client: TestClient, name: str, data: bytes) -> None:
    answer = post(client, data={"text": "", "outlet": "é"}, files={"file": (name, data)})
    assert answer.status_code == 200
    assert "attacked" in answer.text
    assert "passwd" not in answer.text


def test_the_text_of_a_form_with_an_empty_file_counts(client: TestClient) -> None:
    answer = post(client, data={"text": TEXT}, files={"file": ("", b"")})
    assert answer.status_code == 200
    assert "attacked" in answer.text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"text": ""}, "there is no text"),
        ({"text": TEXT, "published": "soon"}, "is not a date"),
        ({"text": "x" * (MOST_BYTES + 1)}, "larger than 200 kB"),
    ],
)
def test_what_cannot_be_coded_is_told(client: TestClient, given: dict[str, str], told: str) -> None:
    answer = post(client, data=given)
    assert answer.status_code == 422
    assert told in answer.text


def test_a_form_that_is_none_is_refused(client: TestClient) -> None:
    form = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/try", content=b"\xff\xfe", headers=form).status_code in (400, 403)
    broken = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/try", content="text=é".encode("latin-1"), headers=broken).status_code == 400


def test_the_api_codes_too(client: TestClient) -> None:
    found = client.post("/api/code", json={"text": TEXT, "published": "2024-05-01"}).json()
    assert found["schema"] == "sayso/1"
    assert any(e["type"] == "ASSAULT" for e in found["events"])
    assert client.post("/api/code", json={"text": ""}).status_code == 422


class _Slow:
    """Coding that waits until it is let go."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        patch.setattr(trying, "_code", lambda *_: self.go.wait(10) and failure("x", "done", "done").to_json())


def test_pages_answer_while_a_text_is_coded(desk_archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = _Slow(monkeypatch)
    with ThreadPoolExecutor(1) as pool, ThreadPoolExecutor(1) as reader:
        app = make_app(desk_archive, Trier(Settings(), pool))
        coding = reader.submit(post, TestClient(app, base_url=BASE), {"text": TEXT})
        other = TestClient(app, base_url=BASE)  # with cookies of its own: two threads must not share a form's token
        assert other.get("/events").status_code == 200
        assert not coding.done()
        slow.go.set()
        assert coding.result().status_code == 422


def test_too_many_texts_at_once_are_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = _Slow(monkeypatch)

    async def many(trier: Trier) -> list[Record | Failure]:
        waiting = [asyncio.ensure_future(trier.code(TEXT, None, None)) for _ in range(MOST_WAITING + 1)]
        await asyncio.sleep(0.05)
        slow.go.set()
        return await asyncio.gather(*waiting)

    with ThreadPoolExecutor(1) as pool:
        found = asyncio.run(many(Trier(Settings(), pool)))
    assert [f.error["code"] for f in found if isinstance(f, Failure)] == ["done"] * MOST_WAITING + ["busy"]


def test_a_text_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = _Slow(monkeypatch)
    monkeypatch.setattr(trying, "SECONDS", 0.05)
    with ThreadPoolExecutor(1) as pool:
        found = asyncio.run(Trier(Settings(), pool).code(TEXT, None, None))
        slow.go.set()
    assert isinstance(found, Failure)
    assert found.error["code"] == "too-slow"


@pytest.mark.slow
def test_coding_runs_in_a_process_of_its_own() -> None:
    trier = Trier(Settings())
    trier.warm()
    try:
        found = asyncio.run(trier.code(TEXT, "2024-05-01", None))
    finally:
        trier.close()
    assert isinstance(found, Record)
    assert any(e.type == "ASSAULT" for e in found.events)
