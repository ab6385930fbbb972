"""The pages of accounts: log in and out, one's own password, and for admins who may do what."""

from __future__ import annotations

import secrets
from typing import get_args
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from sayso.errors import SaysoError
from sayso.store.audit import note
from sayso.store.users import Role, add_user, begin_session, change_user, end_session, listed, remove_user
from sayso.web.accounts import Tries, hashed, log_in, set_password
from sayso.web.house import house, page
from sayso.web.sessions import Admin, Posted, Reader, needs, posted, sessions_of, visitor_of

router = APIRouter(include_in_schema=False)
START = "/events"


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _tries(request: Request) -> Tries:
    found = request.app.state.tries
    assert isinstance(found, Tries)
    return found


def _next(given: str) -> str:
    """Where to go after the log-in: a page of ours, never another site."""
    parts = urlsplit(given) if given.startswith("/") and not given.startswith(("//", "/\\")) else urlsplit("")
    return given if parts.path and not parts.netloc and given.isprintable() else START


@router.get("/login")
def form(request: Request, next: str = "") -> Response:
    """The form; where no accounts are demanded there is nothing to log in to."""
    if not sessions_of(request).doors.accounts:
        return RedirectResponse(START, 303)
    return page(request, "account_login.html", problem=None, name="", next=_next(next[:2000]))


@router.post("/login")
def enter(request: Request, form: Posted) -> Response:
    """Log in; the token of before is given up, so that nobody can have planted it."""
    at, sessions = house(request).archive, sessions_of(request)
    name, next_ = form.one("name").lower(), _next(form.one("next", 2000))
    keys = (f"name {name}", f"address {_address(request)}")
    wait = _tries(request).wait(*keys)
    if wait:
        note(at, name, "log-in-refused", address=_address(request))
        problem = f"Too many failed tries: wait {int(wait // 60) + 1} minutes."
        answer = page(request, "account_login.html", 429, problem=problem, name=name, next=next_)
        answer.headers["retry-after"] = str(int(wait) + 1)
        return answer
    user = log_in(at, name, form.text("password"))
    if user is None:
        _tries(request).failed(*keys)
        note(at, name, "log-in-failed", address=_address(request))
        problem = "This name and password do not go together."
        return page(request, "account_login.html", 403, problem=problem, name=name, next=next_)
    _tries(request).passed(keys[0])
    token = secrets.token_urlsafe(32)
    begin_session(at, user.name, token)
    note(at, user.name, "log-in", address=_address(request))
    answer_ = RedirectResponse(next_, 303)
    sessions.set_cookie(answer_, token)
    return answer_


@router.post("/logout", dependencies=[Depends(posted)])
def leave(request: Request, user: Reader) -> Response:
    """Log out, here and now."""
    at, sessions = house(request).archive, sessions_of(request)
    end_session(at, visitor_of(request).token)
    note(at, user.name, "log-out", address=_address(request))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(sessions.cookie, path="/", secure=sessions.doors.tls, httponly=True)
    return answer


@router.get("/account", dependencies=[Depends(needs("reader"))])
def own(request: Request) -> Response:
    """One's own account."""
    return page(request, "account_own.html", problem=None)


@router.post("/account")
def own_password(request: Request, user: Reader, form: Posted) -> Response:
    """A new password of one's own; one has to log in again with it."""
    at = house(request).archive
    if log_in(at, user.name, form.text("old")) is None:
        return page(request, "account_own.html", 403, problem="The old password is not right.")
    try:
        set_password(at, user.name, form.text("new"))
    except SaysoError as error:
        return page(request, "account_own.html", 422, problem=str(error))
    note(at, user.name, "password", user.name, address=_address(request))
    return RedirectResponse("/login", 303)


@router.get("/users", dependencies=[Depends(needs("admin"))])
def users(request: Request) -> Response:
    """All accounts."""
    return _users(request, None)


def _users(request: Request, problem: str | None) -> Response:
    values = {"people": listed(house(request).archive), "roles": get_args(Role), "problem": problem}
    return page(request, "account_users.html", 422 if problem else 200, **values)


@router.post("/users")
def change(request: Request, user: Admin, form: Posted) -> Response:
    """Add an account, or change or remove one."""
    name, what = form.one("name"), form.one("do")
    try:
        _change(request, name, what, form)
    except SaysoError as error:
        return _users(request, str(error))
    note(house(request).archive, user.name, f"user-{what}", name, detail=form.one("role"), address=_address(request))
    return RedirectResponse("/users", 303)


def _change(request: Request, name: str, what: str, form: Posted) -> None:
    at, role = house(request).archive, _role(form.one("role"))
    if what == "add":
        add_user(at, name, hashed(form.text("password")), role)
    elif what == "role":
        change_user(at, name, role=role)
    elif what == "password":
        set_password(at, name, form.text("password"))
    elif what == "remove":
        remove_user(at, name)
    else:
        raise HTTPException(400, "The form cannot be read.")


def _role(given: str) -> Role:
    return next((r for r in get_args(Role) if r == given), "reader")
