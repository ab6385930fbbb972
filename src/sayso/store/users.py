"""Who may log in to a served archive, in which role, and which log-ins are alive."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import delete, insert, select, update

from sayso.errors import SaysoError
from sayso.store.archive import Archive
from sayso.store.engine import writing
from sayso.store.review_tables import sessions, users

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
LASTS = timedelta(hours=12)  # a log-in ends after that, used or not
_NAME = re.compile(r"[a-z][a-z0-9._-]{0,38}")


@dataclass(frozen=True)
class User:
    """One account; `password` is an argon2 hash."""

    name: str
    role: Role
    added: str
    password: str = ""

    def may(self, role: Role) -> bool:
        """True where the account's role includes this one: an admin may what a reviewer may, and so on."""
        return ROLES.index(self.role) >= ROLES.index(role)


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S")


def add_user(archive: Archive, name: str, password: str, role: Role) -> None:
    """Make an account from a name and a hashed password. Raises SaysoError where the name is taken or no name."""
    if not _NAME.fullmatch(name):
        raise SaysoError(
            f"{name!r}: a name has 1 to 39 letters a-z, digits and . _ - and begins with a letter", code="user"
        )
    with writing(archive.engine, archive.where) as connection:
        if connection.scalar(select(users.c.name).where(users.c.name == name)):
            raise SaysoError(f"there is a user {name} already", code="user")
        connection.execute(
            insert(users).values(name=name, password=password, role=role, added=_stamp(datetime.now(UTC)))
        )


def change_user(archive: Archive, name: str, **values: str) -> None:
    """Set password (hashed) or role; every log-in of the user ends. Raises SaysoError where there is no such user."""
    with writing(archive.engine, archive.where) as connection:
        _check_one_admin_stays(archive, name, values.get("role"))
        changed = connection.execute(update(users).where(users.c.name == name).values(**values))
        if not changed.rowcount:
            raise SaysoError(f"there is no user {name}", code="user")
        connection.execute(delete(sessions).where(sessions.c.user == name))


def remove_user(archive: Archive, name: str) -> None:
    """Take an account away; what the user judged stays. Raises SaysoError where there is no such user."""
    with writing(archive.engine, archive.where) as connection:
        _check_one_admin_stays(archive, name, None, leaves=True)
        if not connection.execute(delete(users).where(users.c.name == name)).rowcount:
            raise SaysoError(f"there is no user {name}", code="user")
        connection.execute(delete(sessions).where(sessions.c.user == name))


def _check_one_admin_stays(archive: Archive, name: str, role: str | None, *, leaves: bool = False) -> None:
    admins = [u.name for u in listed(archive) if u.role == "admin"]
    if admins == [name] and (leaves or role not in (None, "admin")):
        raise SaysoError(f"{name} is the only admin: make another one first", code="user")


def listed(archive: Archive) -> list[User]:
    """All accounts by name."""
    with archive.engine.connect() as connection:
        rows = connection.execute(select(users).order_by(users.c.name))
        return [User(r.name, r.role, r.added, r.password) for r in rows]


def user_named(archive: Archive, name: str) -> User | None:
    """The account with this name."""
    with archive.engine.connect() as connection:
        r = connection.execute(select(users).where(users.c.name == name)).first()
    return User(r.name, r.role, r.added, r.password) if r else None


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def begin_session(archive: Archive, user: str, token: str) -> None:
    """Keep a log-in; those that are over are cleared away."""
    moment = datetime.now(UTC)
    with writing(archive.engine, archive.where) as connection:
        connection.execute(delete(sessions).where(sessions.c.until < _stamp(moment)))
        connection.execute(insert(sessions).values(token=_hashed(token), user=user, until=_stamp(moment + LASTS)))


def session_user(archive: Archive, token: str) -> User | None:
    """Whose log-in this is; None where it is over or never was."""
    alive = (sessions.c.token == _hashed(token), sessions.c.until >= _stamp(datetime.now(UTC)))
    statement = select(users).join(sessions, sessions.c.user == users.c.name).where(*alive)
    with archive.engine.connect() as connection:
        r = connection.execute(statement).first()
    return User(r.name, r.role, r.added) if r else None


def end_session(archive: Archive, token: str) -> None:
    """Log out."""
    with writing(archive.engine, archive.where) as connection:
        connection.execute(delete(sessions).where(sessions.c.token == _hashed(token)))
