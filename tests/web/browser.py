"""A real browser before a served archive: Debian's Chromium, driven by Playwright; what it complains of is kept."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn

from sayso.store import Archive
from sayso.web.app import make_app
from sayso.web.safety import Doors

CHROMIUM = os.environ.get("SAYSO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
LOOK = (Path(__file__).parent / "look.js").read_text(encoding="utf8")
PATIENCE = 40_000  # ms that the browser waits for anything, on a slow machine with other work


def why_not() -> str | None:
    """Why there can be no tests in a browser here; None where there can."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed (pip install playwright)"
    return None if CHROMIUM else "there is no chromium (apt-get install chromium, or SAYSO_CHROMIUM=path)"


@contextmanager
def served(archive: Archive, *, accounts: bool = False) -> Iterator[str]:
    """The page on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = make_app(archive, doors=Doors(accounts=accounts, local_user="ana"))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    assert server.started, "the server did not start"
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser, once for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@dataclass
class Tab:
    """One page of the browser, and everything that it complained of or asked for elsewhere."""

    page: Any
    base: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", lambda m: self._told(m) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(f"script: {e}"))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._asked)

    def _told(self, message: Any) -> None:
        self.complaints.append(f"console: {message.text} ({self.page.url})")

    def _dialog(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.base + "/", "data:", "blob:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def open(self, address: str) -> Any:
        """Go to an address of the page."""
        answer = self.page.goto(self.base + address)
        assert answer is None or answer.status < 400, (address, answer.status)
        return self.page

    def problems(self) -> list[str]:
        """What the accessibility check finds on the page as it is now."""
        found = self.page.evaluate(LOOK)
        return [f"{self.page.url}: {p}" for p in found]

    def path(self) -> str:
        """Where the tab is."""
        return str(self.page.url).removeprefix(self.base)

    def press(self, key: str) -> None:
        """Press a key and wait until the page that it leads to is there."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press(key)
