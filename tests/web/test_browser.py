"""The page in a real browser: every view without complaint, review by keys alone, and all of it without JavaScript."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.model import Record
from sayso.store import Archive, reviews, rounds, users
from sayso.store.rows import article_key
from sayso.web import accounts
from tests.review.conftest import judge
from tests.store.sample import record
from tests.web.browser import Tab, chromium, served, why_not
from tests.web.desk import ARTICLE, KEY, PASSWORD
from tests.web.test_safety import EVIL, hostile

__all__ = ["record"]
REASON = why_not()
if REASON:
    print(f"tests/web/test_browser.py is skipped: {REASON}", file=sys.__stderr__)
pytestmark = pytest.mark.skipif(REASON is not None, reason=str(REASON))

PICTURES = os.environ.get("SAYSO_SCREENSHOTS")  # a folder: the pictures of docs/ are made by this test
VIEWS = (
    "/events", "/events?words=market&type=ASSAULT", "/articles", f"/article/{KEY}", "/actors", "/actor?name=Norland",
    "/timeline", "/months", "/who-to-whom", "/map", "/compare", "/try", "/api", "/terms", "/review",
    f"/review/{KEY}?at=e1", f"/review/{KEY}?at=e1&edit=1", f"/review/{KEY}?at=s1&edit=1", f"/review/{KEY}?at=a3",
    f"/review/{KEY}?at=a3&edit=1", f"/review/{KEY}?add=1", "/agreement", "/settle/1", "/users", "/account", "/audit",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as made:
        yield made


@pytest.fixture
def archive(tmp_path: Path, record: Record) -> Iterator[Archive]:
    """Two articles: one as it should be, one that attacks the page."""
    made = Archive(tmp_path / "news.db")
    made.put(ARTICLE, "a.txt", record)
    evil = hostile()
    made.put(ARTICLE.model_copy(update={"id": EVIL, "title": EVIL, "text": evil.article.text}), "b.txt", evil)
    yield made
    made.close()


@pytest.fixture
def base(archive: Archive) -> Iterator[str]:
    with served(archive) as address:
        yield address


@pytest.fixture
def opened(browser: Any, base: str) -> Iterator[Callable[..., Tab]]:
    """Open a tab in a browser of its own; at the end no tab may have complained."""
    tabs: list[Tab] = []

    def tab(**given: Any) -> Tab:
        context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce", **given)
        tabs.append(Tab(context.new_page(), base))
        return tabs[-1]

    yield tab
    for one in tabs:
        one.page.context.close()
    assert [c for one in tabs for c in one.complaints] == []


def _round(archive: Archive) -> None:
    """A blind round that is over, with a difference, so that its pages have something to show."""
    for name in ("ana", "ben"):
        users.add_user(archive, name, accounts.hashed(PASSWORD), "reviewer")
    number = rounds.open_round(archive, KEY, ["ana", "ben"], "eva")
    machine = reviews.machine_record(archive, KEY)
    assert machine is not None
    for name, verdict in (("ana", "reject"), ("ben", "accept")):
        words = judge(machine, "event", "e2", verdict, article=KEY, author=name, round=number)
        reviews.add(archive, words, 0)
        rounds.finish(archive, number, name)


def test_every_view_in_light_dark_and_on_a_phone(archive: Archive, opened: Callable[..., Tab]) -> None:
    """No complaint, no request elsewhere, names and contrast as they should be, nothing wider than a phone."""
    _round(archive)
    tab = opened()
    found: list[str] = []
    evil = evil_key()
    for address in (*VIEWS, f"/article/{evil}", f"/review/{evil}"):
        page = tab.open(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{scheme}: {p}" for p in tab.problems()]
        page.set_viewport_size({"width": 390, "height": 800})
        width = page.evaluate("document.scrollingElement.scrollWidth")
        found += [f"{address} is {width} wide on a phone"] if width > 390 else []
        page.set_viewport_size({"width": 1280, "height": 860})
    assert not found, "\n".join(found)


def test_the_checker_finds_what_is_wrong(opened: Callable[..., Tab]) -> None:
    tab = opened()
    page = tab.open("/terms")
    assert tab.problems() == []
    page.evaluate(
        """() => {
          const bad = document.createElement("section");
          for (const tag of ["input", "button", "img", "p"]) bad.append(document.createElement(tag));
          bad.lastChild.textContent = "hardly to be seen";
          bad.lastChild.style.color = "color-mix(in srgb, CanvasText 20%, Canvas)";
          bad.id = "main";
          document.body.append(bad);
        }"""
    )
    found = " ".join(tab.problems())
    for word in ("without a name: input", "without a name: button", "without words: img", "contrast", "the id main"):
        assert word in found, word


def evil_key() -> str:
    """Key of the article that attacks."""
    evil = hostile()
    return article_key(ARTICLE.model_copy(update={"id": EVIL, "title": EVIL, "text": evil.article.text}))


def test_a_review_by_keys_from_start_to_end(archive: Archive, opened: Callable[..., Tab]) -> None:
    tab = opened()
    page = tab.open("/review")
    tab.press("n")  # the least sure event of all: that of the other article
    assert "?at=e1" in tab.path()
    tab.press("x")
    tab.press("u")
    assert reviews.progress(archive) == {"": 4}
    tab.press("x")
    assert tab.path() == f"/review/{KEY}?at=e3"
    tab.press("a")
    tab.press("j")
    tab.press("k")
    tab.press("c")
    assert page.evaluate("document.activeElement.name") == "type"
    page.keyboard.type("prot")
    _submit(tab)
    assert tab.path() == f"/review/{KEY}?at=e1"
    tab.press("c")
    tab.press("Escape")
    tab.press("a")
    assert tab.path() == "/review"
    assert page.get_by_text("Every event is judged.").is_visible()
    assert reviews.progress(archive) == {"accepted": 2, "corrected": 1, "rejected": 1}
    shown = reviews.shown(archive, KEY)
    assert shown is not None
    assert [e.type for e in shown.record.events] == ["ASSAULT", "PROTEST", "COERCE"]


def _submit(tab: Tab) -> None:
    """Tab to the button of the form and press it, as one does without a mouse."""
    for _ in range(60):
        if tab.page.evaluate("document.activeElement.value === 'correct'"):
            break
        tab.page.keyboard.press("Tab")
    tab.press("Enter")


def test_g_then_a_goes_to_the_articles_and_accepts_nothing(archive: Archive, opened: Callable[..., Tab]) -> None:
    tab = opened()
    page = tab.open(f"/review/{KEY}?at=e1")
    page.keyboard.press("g")
    tab.press("a")
    assert tab.path().startswith("/articles")
    assert reviews.progress(archive) == {"": 4}


def test_selected_words_fill_a_slot(archive: Archive, opened: Callable[..., Tab]) -> None:
    """The words lie behind a sign of two UTF-16 units: the offsets must still be right."""
    tab = opened()
    page = tab.open(f"/review/{KEY}?at=e2&edit=1")
    page.locator("#text").evaluate(
        """(text) => {
          const piece = [...text.querySelectorAll("[data-at]")].find((e) => e.textContent.includes("Four people"));
          const start = piece.firstChild.data.indexOf("Four people");
          const range = document.createRange();
          range.setStart(piece.firstChild, start);
          range.setEnd(piece.firstChild, start + 11);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          document.activeElement.blur();
        }"""
    )
    page.keyboard.press("2")
    assert page.locator("[name=actors_words]").input_value() == "Four people"
    start, _, end = page.locator("[name=actors_at]").input_value().partition("-")
    assert ARTICLE.text[int(start) : int(end)] == "Four people"
    with page.expect_navigation():
        page.get_by_role("button", name="Save the correction").click()
    shown = reviews.shown(archive, KEY)
    assert shown is not None
    event = next(e for e in shown.record.events if e.id == "e2")
    assert "Four people" in {q.text for q in event.actor_text}


def test_without_javascript(archive: Archive, opened: Callable[..., Tab]) -> None:
    tab = opened(java_script_enabled=False)
    for address in VIEWS[:14]:
        assert tab.open(address).locator("h1").first.is_visible(), address
    page = tab.open("/events")
    page.locator("input[name=words]").first.fill("market")
    page.get_by_role("button", name="Find").click()
    assert "words=market" in tab.path()
    page = tab.open("/review")
    page.get_by_role("link", name="Next unsure first").click()
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("button", name="Undo my last").click()
    page = tab.open(f"/review/{KEY}?at=e1")
    page.get_by_role("link", name="Correct").click()
    page.locator("select[name=standing]").select_option("disputed")
    page.locator("input[name=actors_words]").fill("The army")
    page.get_by_role("button", name="Save the correction").click()
    shown = reviews.shown(archive, KEY)
    assert shown is not None
    assert shown.record.events[0].standing == "disputed"
    assert len(shown.record.events[0].actors) == 2
    assert reviews.progress(archive) == {"": 3, "corrected": 1}


def test_a_picture_is_saved_as_png(opened: Callable[..., Tab]) -> None:
    page = opened().open("/months")
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_two_at_once_with_accounts(browser: Any, archive: Archive) -> None:
    for name, role in (("ana", "reviewer"), ("eva", "admin")):
        users.add_user(archive, name, accounts.hashed(PASSWORD), role)  # type: ignore[arg-type]
    with served(archive, accounts=True) as base:
        tabs = {name: Tab(browser.new_context().new_page(), base) for name in ("ana", "eva")}
        for name, tab in tabs.items():
            page = tab.open(f"/review/{KEY}?at=e1")
            assert tab.path().startswith("/login?next=")
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Log in").click()
            page.wait_for_url("**/review/**")
        tabs["ana"].press("a")
        page = tabs["eva"].page
        with page.expect_navigation():
            page.keyboard.press("x")
        assert "somebody else judged this" in page.get_by_role("alert").inner_text()
        assert [j.author for j in reviews.of_article(archive, KEY)] == ["ana"]
        tabs["ana"].open("/account").get_by_role("button", name="Log out").click()
        tabs["ana"].page.wait_for_url("**/login")
        assert tabs["ana"].complaints == []
        for tab in tabs.values():
            tab.page.context.close()


@pytest.mark.skipif(not PICTURES, reason="pictures are made only where SAYSO_SCREENSHOTS names a folder")
def test_pictures_for_the_documentation(archive: Archive, opened: Callable[..., Tab]) -> None:
    _round(archive)
    tab = opened()
    for name, address in (("review", f"/review/{KEY}?at=e1"), ("agreement", "/agreement"), ("settle", "/settle/1")):
        tab.open(address).screenshot(path=f"{PICTURES}/page-{name}.png")
