"""The pages over a small archive: every view answers, in every form, and says clearly where there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.model import Article, Record
from sayso.store import Archive
from sayso.web.app import make_app
from tests.store.sample import TEXT, record

__all__ = ["record"]  # the fixture of the exports serves here too


@pytest.fixture
def archive(tmp_path: Path, record: Record) -> Iterator[Archive]:
    made = Archive(tmp_path / "news.db")
    head = {"id": "7", "title": "Shells hit Halvia market", "outlet": "The Halvia Post", "published": "2024-05-04"}
    made.put(Article(**head, text=TEXT), "a.txt", record)  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def client(archive: Archive) -> TestClient:
    return TestClient(make_app(archive), base_url="http://127.0.0.1:8642")


@pytest.mark.parametrize(
    "address", ["/events", "/articles", "/actors", "/compare", "/who-to-whom", "/map", "/months", "/try", "/api"]
)
def test_every_view_answers(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "text/html" in answer.headers["content-type"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
