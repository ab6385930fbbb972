"""Passwords and log-ins: how a password is kept, which is good enough, and how often one may try."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import lru_cache
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sayso.errors import SaysoError
from sayso.store import Archive
from sayso.store.users import User, change_user, user_named

SHORTEST, LONGEST = 10, 200
TRIES, WINDOW = 5, 15 * 60.0  # failed log-ins of one name or one address in so many seconds
MOST_KEPT = 10_000


def hashed(password: str) -> str:
    """The password as it is kept: argon2id with a salt of its own. Raises SaysoError for one that is too short."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise SaysoError(f"a password has {SHORTEST} to {LONGEST} characters", code="password")
    return _hasher().hash(password)


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    """RFC 9106's second recommended choice (64 MiB, three passes, four lanes), which is the library's default."""
    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobody() -> str:
    """What is checked where there is no such account, so that the answer takes as long as for one that is there."""
    return _hasher().hash("nobody has this password")


def log_in(archive: Archive, name: str, password: str) -> User | None:
    """The account whose name and password these are."""
    user = user_named(archive, name)
    try:
        _hasher().verify(user.password if user else _nobody(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return None
    return user


def set_password(archive: Archive, name: str, password: str) -> None:
    """A new password; every log-in of the account ends."""
    change_user(archive, name, password=hashed(password))


class Tries:
    """Counts failed log-ins by name and by address, in memory: after some, one has to wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, deque[float]] = {}
        self._lock = Lock()

    def wait(self, *keys: str) -> float:
        """Seconds until the next try is allowed; 0 where it is allowed now."""
        with self._lock:
            return max((self._wait(key) for key in keys), default=0.0)

    def _wait(self, key: str) -> float:
        times = self._failed.get(key)
        if times is None:
            return 0.0
        while times and times[0] <= self._clock() - WINDOW:
            times.popleft()
        return times[-TRIES] + WINDOW - self._clock() if len(times) >= TRIES else 0.0

    def failed(self, *keys: str) -> None:
        """Count one failure."""
        with self._lock:
            if len(self._failed) > MOST_KEPT:
                self._failed = {k: t for k, t in self._failed.items() if t and t[-1] > self._clock() - WINDOW}
            for key in keys:
                self._failed.setdefault(key, deque(maxlen=TRIES)).append(self._clock())

    def passed(self, key: str) -> None:
        """A log-in has succeeded: its name starts anew."""
        with self._lock:
            self._failed.pop(key, None)
