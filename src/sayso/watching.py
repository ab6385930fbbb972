"""Feeds are polled: which are due, how long each host and each failing feed is left alone, and what is new is added."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from sayso.adding import Tally, Wishes, add_all
from sayso.batch import Settings
from sayso.errors import InputError
from sayso.read import Defaults, Found, entries_of, entry_item
from sayso.read.lines import failure
from sayso.read.polling import Answer, agent, asked
from sayso.read.web import is_address
from sayso.store.archive import Archive
from sayso.store.feeds import FeedState, feed_state, keep_feed_state

LONGEST_BACK_OFF = 86_400.0  # seconds: a failing feed is still asked once a day
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_GONE = 410


def seconds_of(value: object) -> object:
    """Seconds of "90s", "30m", "2h", "1d"; anything else is left to the schema."""
    found = re.fullmatch(r"(\d+)\s*([smhd])", value.strip()) if isinstance(value, str) else None
    return int(found[1]) * _UNITS[found[2]] if found else value


class Feed(BaseModel):
    """One feed of the list."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    url: str
    outlet: str | None = None
    every: Annotated[float, Field(ge=60)] | None = None  # seconds between polls

    _every = field_validator("every", mode="before")(seconds_of)

    @field_validator("url")
    @classmethod
    def _address(cls, value: str) -> str:
        if not is_address(value):
            raise ValueError("not an http(s) address")
        return value


class FeedList(BaseModel):
    """The file of feeds: what holds for all, then each feed."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    contact: str | None = None  # named to every server
    every: Annotated[float, Field(ge=60)] = 1800
    delay: Annotated[float, Field(ge=0)] = 2  # seconds between two requests to one host
    feed: tuple[Feed, ...] = Field(min_length=1)

    _seconds = field_validator("every", "delay", mode="before")(seconds_of)


def read_feed_list(path: Path) -> FeedList:
    """The list of feeds. Raises InputError "broken-file" with the file's name and what is wrong in it."""
    try:
        return FeedList.model_validate(tomllib.loads(path.read_text(encoding="utf8")))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}", code="unreadable", name=str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}: {where}: {first['msg']}", code="broken-file", name=str(path)) from error
    except ValueError as error:
        raise InputError(f"{path}: {error}", code="broken-file", name=str(path)) from error


@dataclass
class Clock:
    """The time and how to wait; tests have one that does not wait."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True)
class Polled:
    """What one poll gave: a status in words, and the tally of what was added (None where nothing was)."""

    url: str
    status: str
    tally: Tally | None = None
    ok: bool = True


@dataclass
class Watcher:
    """Polls the feeds of a list into an archive, one after another."""

    archive: Archive
    feeds: FeedList
    settings: Settings
    jobs: int = 1
    wishes: Wishes = field(default_factory=Wishes)
    clock: Clock = field(default_factory=Clock)
    _asked: dict[str, float] = field(default_factory=dict)  # when each host was asked last

    def round(self) -> Iterator[Polled]:
        """Poll every feed that is due."""
        for feed in self.feeds.feed:
            state = feed_state(self.archive, feed.url)
            if (state.due or "") <= _written(self.clock.now()):
                yield self._poll(feed, state)

    def pause(self) -> float:
        """Seconds until the next feed is due."""
        dues = [feed_state(self.archive, f.url).due for f in self.feeds.feed]
        return max(1.0, min((_read(d) for d in dues if d), default=0.0) - self.clock.now())

    def _poll(self, feed: Feed, state: FeedState) -> Polled:
        self._wait_for_host(feed.url)
        try:
            answer = asked(feed.url, agent(self.feeds.contact), state.etag, state.modified, self.clock.now())
            if answer.data is None:
                return self._without_feed(feed, state, answer)
            tally = self._add(feed, answer.data)
        except InputError as error:
            return self._failed(feed, state, str(error), None)
        new = replace(state, etag=answer.etag, modified=answer.modified, failures=0)
        moved = f", moved to {answer.url}" if answer.url != feed.url else ""
        return self._done(feed, new, f"{tally.read} entries, {tally.coded} coded{moved}", tally)

    def _add(self, feed: Feed, data: bytes) -> Tally:
        """The marks of freshness are kept only after this: what was not added is asked for again."""
        entries = entries_of(data, feed.url, feed.outlet)
        found = (Found(feed.url, entry_item(entry, feed.url, Defaults())) for entry in entries)
        return add_all(self.archive, found, self.settings, jobs=self.jobs, wishes=self.wishes)

    def _without_feed(self, feed: Feed, state: FeedState, answer: Answer) -> Polled:
        if answer.status == 304:
            return self._done(feed, replace(state, failures=0), "nothing new", None)
        gone = answer.status == _GONE
        wait = LONGEST_BACK_OFF if gone else answer.wait
        return self._failed(feed, state, f"{feed.url}: the server answers {answer.status}", wait)

    def _done(self, feed: Feed, state: FeedState, status: str, tally: Tally | None) -> Polled:
        self._remember(replace(state, status=status), self._every(feed))
        return Polled(feed.url, status, tally)

    def _failed(self, feed: Feed, state: FeedState, status: str, wait: float | None) -> Polled:
        """Each failure in a row doubles the time until the next poll; a server that names a longer time gets it."""
        failures = state.failures + 1
        back_off = min(self._every(feed) * 2 ** min(failures, 20), max(LONGEST_BACK_OFF, self._every(feed)))
        self._remember(replace(state, failures=failures, status=status), max(back_off, wait or 0.0))
        self.wishes.failed(feed.url, failure(feed.url, InputError(status, code="fetch", name=feed.url)), None)
        return Polled(feed.url, status, ok=False)

    def _remember(self, state: FeedState, wait: float) -> None:
        now = self.clock.now()
        keep_feed_state(self.archive, replace(state, polled=_written(now), due=_written(now + wait)))

    def _every(self, feed: Feed) -> float:
        return feed.every or self.feeds.every

    def _wait_for_host(self, url: str) -> None:
        host = urlsplit(url).netloc.casefold()
        wait = self._asked.get(host, float("-inf")) + self.feeds.delay - self.clock.now()
        if wait > 0:
            self.clock.sleep(wait)
        self._asked[host] = self.clock.now()


def _written(seconds: float) -> str:
    return datetime.fromtimestamp(min(seconds, 253_000_000_000), UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _read(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()
