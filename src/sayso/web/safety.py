"""What the page refuses, and the headers it sends: own hosts only, small requests, no foreign forms, no inline script."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
MOST_BYTES = 700_000  # of a request's body: 200 kB of text, each byte written as %XX, and the other fields
LONGEST_ADDRESS = 8_000

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # with no-referrer browsers send forms with Origin: null
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000")
_PRIVATE = (b"cache-control", b"no-store")


@dataclass(frozen=True)
class Doors:
    """How the page is reached: the host names it answers to, whether it demands accounts, and whether over TLS.

    `wildcard` is for a page that listens on every address of the machine: then any address is its own, but a name
    only where it was given, since a foreign site may let its own name point here (DNS rebinding).
    """

    names: frozenset[str] = LOOPBACK
    wildcard: bool = False
    accounts: bool = False
    tls: bool = False
    local_user: str = "local"  # who reviews where no accounts are demanded

    def answers_to(self, host: str | None) -> bool:
        """True where a request for this host may come in."""
        return host is not None and (host.lower() in self.names or (self.wildcard and _is_address(host)))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class Guard:
    """Stands before the application: every answer carries the headers, and what may not come in is turned away.

    Only the page's own names are served, so that a foreign site cannot reach it by a name of its own that it lets
    point here; a form or script of another site is refused before its token is even looked at.
    """

    def __init__(self, app: App, doors: Doors | None = None) -> None:
        self._app, self._doors = app, doors or Doors()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        marked = self._with_headers(send, scope)
        refusal = _refusal(scope, self._doors)
        if refusal is not None:
            await refuse(marked, *refusal, as_json=scope["path"].startswith("/api/"))
            return
        await self._app(scope, _limited(receive), marked)

    def _with_headers(self, send: Send, scope: Scope) -> Send:
        """Pages behind a log-in are kept by no cache."""
        private = self._doors.accounts and not scope["path"].startswith("/static/")
        added = (*HEADERS, *((_STRICT_TRANSPORT,) if self._doors.tls else ()), *((_PRIVATE,) if private else ()))

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *added]}
            await send(message)

        return marked


class TooLarge(Exception):
    """The body of a request is over the limit."""


def headers_of(scope: Scope) -> dict[str, str]:
    """The request's headers by name, in lower case."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _refusal(scope: Scope, doors: Doors) -> tuple[int, str] | None:
    headers = headers_of(scope)
    if not doors.answers_to(_host(headers.get("host", ""))):
        return 421, "This page answers to its own names only (sayso serve --name adds one)."
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
        return 414, "The address is too long."
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or int(length[:12]) > MOST_BYTES:
        return 413, "The text is too large: at most 200 kB."
    if scope["method"] not in ("GET", "HEAD") and not _own(headers):
        return 403, "Forms of other sites are not accepted."
    return None


def _host(value: str) -> str | None:
    try:
        return urlsplit(f"//{value}").hostname
    except ValueError:
        return None


def _own(headers: dict[str, str]) -> bool:
    """A browser says where a form comes from; a program that is no browser says nothing and is let through to log in."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == headers.get("host")
    except ValueError:
        return False


def _limited(receive: Receive) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            raise TooLarge
        return message

    return counted


async def refuse(
    send: Send, status: int, reason: str, *, headers: tuple[tuple[bytes, bytes], ...] = (), as_json: bool = False
) -> None:
    """A short answer in plain text, or as the API describes its refusals."""
    kind = b"application/json" if as_json else b"text/plain; charset=utf-8"
    body = json.dumps({"error": reason}) if as_json else reason
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind), *headers]})
    await send({"type": "http.response.body", "body": body.encode()})
