"""A small archive behind the page, and people who use it: each with a browser's cookies and the tokens of its forms."""

from __future__ import annotations

import re
from pathlib import Path

from httpx2 import Response
from starlette.testclient import TestClient

from sayso.model import Article, Record
from sayso.store import Archive, users
from sayso.store.rows import article_key
from sayso.web import accounts
from sayso.web.app import make_app
from sayso.web.safety import Doors
from tests.store.sample import TEXT

BASE = "http://127.0.0.1:8642"
PASSWORD = "a long enough password"
ARTICLE = Article(id="7", title="Shells hit Halvia market", outlet="The Halvia Post", published="2024-05-04", text=TEXT)
KEY = article_key(ARTICLE)


def archive_at(folder: Path, record: Record) -> Archive:
    """An archive with one article."""
    made = Archive(folder / "news.db")
    made.put(ARTICLE, "a.txt", record)
    return made


class Person:
    """Somebody at a browser."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, address: str, **given: object) -> Response:
        return self.client.get(address, **given)  # type: ignore[arg-type]

    def token(self, address: str = "/try") -> str:
        """The token in the forms of a page."""
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.get(address).text)
        assert found, f"no form on {address}"
        return found[1]

    def post(self, address: str, page: str = "/try", **fields: object) -> Response:
        """Send a form with its token, without following where it leads."""
        data = {"csrf": self.token(page), **fields}
        return self.client.post(address, data=data, follow_redirects=False)

    def log_in(self, name: str, password: str = PASSWORD, next_: str = "/review") -> Response:
        return self.post("/login", "/login", name=name, password=password, next=next_)


def local(archive: Archive) -> Person:
    """The one user of a page on this machine."""
    return Person(TestClient(make_app(archive, doors=Doors(local_user="ana")), base_url=BASE))


def people(archive: Archive, **roles: str) -> dict[str, Person]:
    """Accounts by name with their roles, each logged in at a browser of their own; all of one served page."""
    for name, role in roles.items():
        users.add_user(archive, name, accounts.hashed(PASSWORD), role)  # type: ignore[arg-type]
    app = make_app(archive, doors=Doors(accounts=True))
    found = {name: Person(TestClient(app, base_url=BASE)) for name in roles}
    for name, person in found.items():
        assert person.log_in(name).status_code == 303
    return found
