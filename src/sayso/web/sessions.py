"""Whose request this is: the cookie, the account behind it, the token that every form must bring, and who may do what."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Annotated, Any
from urllib.parse import parse_qs, quote

from fastapi import Depends, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool

from sayso.store import Archive
from sayso.store.users import LASTS, Role, User, session_user
from sayso.web.safety import App, Doors, Message, Receive, Scope, Send, headers_of, refuse

MOST_FIELDS = 400
OPEN = ("/login", "/static/")  # what may be seen without an account
_LONGEST_COOKIE = 200


@dataclass(frozen=True)
class Visitor:
    """Who asks: the cookie's token, the account (None before the log-in), and the token of this visitor's forms."""

    token: str
    user: User | None
    csrf: str
    fresh: bool = False  # the cookie must be sent


@dataclass(frozen=True)
class Sessions:
    """How visitors of one served archive are known."""

    archive: Archive
    doors: Doors
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def cookie(self) -> str:
        """Under TLS the prefix makes browsers insist on Secure, on this host and on the whole of it."""
        return "__Host-sayso" if self.doors.tls else "sayso"

    def visitor(self, headers: Mapping[str, str]) -> Visitor:
        """The visitor behind a request's headers; a new one gets a token."""
        given = _cookie(headers.get("cookie", ""), self.cookie)
        token = given or secrets.token_urlsafe(32)
        return Visitor(token, self._user(given), self.form_token(token), fresh=given is None)

    def _user(self, token: str | None) -> User | None:
        if not self.doors.accounts:
            return User(self.doors.local_user, "admin", "")
        return session_user(self.archive, token) if token else None

    def form_token(self, token: str) -> str:
        """The token that forms of this visitor carry: nobody else can know it."""
        return hmac.new(self.secret, token.encode(), hashlib.sha256).hexdigest()

    def set_cookie(self, response: Response, token: str) -> None:
        """Give the browser its token; scripts cannot read it, other sites' forms do not bring it."""
        age = int(LASTS.total_seconds())
        response.set_cookie(
            self.cookie, token, max_age=age, path="/", secure=self.doors.tls, httponly=True, samesite="lax"
        )


def _cookie(header: str, name: str) -> str | None:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return None
    return found.value if found and 0 < len(found.value) <= _LONGEST_COOKIE and found.value.isascii() else None


class Gate:
    """Stands behind the guard: finds out who asks, and where accounts are demanded lets nobody else in."""

    def __init__(self, app: App, sessions: Sessions) -> None:
        self._app, self._sessions = app, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visitor = await run_in_threadpool(self._sessions.visitor, headers_of(scope))
        scope.setdefault("state", {})["visitor"] = visitor
        if visitor.user is None and not scope["path"].startswith(OPEN):
            await _to_login(scope, send)
            return
        await self._app(scope, receive, self._with_cookie(send, visitor, scope))

    def _with_cookie(self, send: Send, visitor: Visitor, scope: Scope) -> Send:
        """The first page brings the cookie, so that its forms can be sent."""
        if not visitor.fresh or scope["method"] != "GET" or scope["path"].startswith(("/static/", "/api/")):
            return send
        carrier = Response()
        self._sessions.set_cookie(carrier, visitor.token)
        cookies = [h for h in carrier.raw_headers if h[0] == b"set-cookie"]

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *cookies]}
            await send(message)

        return marked


async def _to_login(scope: Scope, send: Send) -> None:
    path = scope["path"]
    if scope["method"] not in ("GET", "HEAD") or path.startswith("/api/") or path.endswith((".json", ".csv")):
        await refuse(send, 401, "Log in first.", as_json=path.startswith("/api/"))
        return
    query = scope["query_string"].decode("latin-1")
    wanted = quote(path + (f"?{query}" if query else ""), safe="")
    await refuse(send, 303, "Log in first.", headers=((b"location", f"/login?next={wanted}".encode()),))


def visitor_of(request: Request) -> Visitor:
    """The visitor behind a request."""
    found = request.state.visitor
    assert isinstance(found, Visitor)
    return found


def sessions_of(request: Request) -> Sessions:
    """How visitors are known here."""
    found = request.app.state.sessions
    assert isinstance(found, Sessions)
    return found


def needs(role: Role) -> Callable[[Request], User]:
    """A dependency: the visitor's account, or 403 where its role does not include this one."""

    def checked(request: Request) -> User:
        user = visitor_of(request).user
        if user is None or not user.may(role):
            raise HTTPException(403, f"This is for accounts with the role {role}.")
        return user

    return checked


Reader = Annotated[User, Depends(needs("reader"))]
Reviewer = Annotated[User, Depends(needs("reviewer"))]
Admin = Annotated[User, Depends(needs("admin"))]


@dataclass(frozen=True)
class Form:
    """The fields of a posted form whose token was right."""

    fields: Mapping[str, list[str]]

    def one(self, name: str, most: int = 200) -> str:
        """A field without control characters and spaces at its ends; empty where it is missing."""
        value = self.fields.get(name, [""])[0]
        return "".join(c for c in value if c.isprintable()).strip()[:most]

    def text(self, name: str) -> str:
        """A field as it was written, with plain line ends."""
        return self.fields.get(name, [""])[0].replace("\r\n", "\n")

    def all(self, name: str) -> list[str]:
        """Every value of a field that was ticked several times."""
        return [v[:200] for v in self.fields.get(name, [])]

    def has(self, name: str) -> bool:
        """True where the form brought the field, filled in or not."""
        return name in self.fields


async def posted(request: Request) -> Form:
    """The fields of a form; 403 where its token is not the visitor's, 400 where it cannot be read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "This is no form.")
    try:
        body = (await request.body()).decode("ascii")
        fields = parse_qs(body, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
    except (UnicodeDecodeError, ValueError) as error:
        raise HTTPException(400, "The form cannot be read.") from error
    check_token(request, fields.get("csrf", [""])[0])
    return Form(fields)


def check_token(request: Request, given: str) -> None:
    """403 where a form does not bring the token of the visitor who sends it."""
    if not hmac.compare_digest(given.encode("utf8", "replace"), visitor_of(request).csrf.encode()):
        raise HTTPException(403, "The form is too old, or comes from elsewhere: go back, reload the page, try again.")


Posted = Annotated[Form, Depends(posted)]


def about(request: Request) -> dict[str, Any]:
    """What every template knows of the visitor."""
    visitor = visitor_of(request)
    accounts = sessions_of(request).doors.accounts
    return {"user": visitor.user, "csrf": visitor.csrf, "accounts": accounts}
