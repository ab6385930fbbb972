"""How a feed is asked for: only what is new, politely, with limits on size, time and turns; every answer has a name."""

from __future__ import annotations

import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from sayso.errors import InputError
from sayso.read.feeds import MOST_FEED
from sayso.version import __version__

TIMEOUT = 20.0  # seconds without a byte
LONGEST = 60.0  # seconds for a whole answer
MOST_REDIRECTS = 5
_BLOCK = 1 << 16


@dataclass(frozen=True)
class Answer:
    """What a server answered: `data` is None where nothing is new (304) or no feed came."""

    status: int
    data: bytes | None = None
    etag: str | None = None
    modified: str | None = None
    url: str = ""
    wait: float | None = None  # seconds that the server asks to be left alone


def agent(contact: str | None = None) -> str:
    """How sayso calls itself, with an address where the user gives one."""
    return f"sayso/{__version__} (news feed reader{f'; {contact}' if contact else ''})"


def asked(url: str, called: str, etag: str | None = None, modified: str | None = None, now: float = 0.0) -> Answer:
    """Ask once for a feed; `now` (seconds of the epoch) serves a Retry-After that names a time.

    Raises InputError "fetch" where no answer comes, it comes too slowly, or redirections lead in a circle, and
    "too-large" where the feed is larger than MOST_FEED, also where it only becomes so when unpacked.
    """
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError
    from urllib.request import HTTPRedirectHandler, Request, build_opener

    headers = {"User-Agent": called, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
    known = {"If-None-Match": etag, "If-Modified-Since": modified}
    request = Request(url, headers={**headers, **{name: value for name, value in known.items() if value}})
    turns = type("Turns", (HTTPRedirectHandler,), {"max_redirections": MOST_REDIRECTS, "max_repeats": 1})
    opener = build_opener(turns)
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            data = _body(answer, url)
            return Answer(answer.status, data, answer.headers["ETag"], answer.headers["Last-Modified"], answer.url)
    except HTTPError as error:
        with error:
            return _refusal(error, url, now)
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error or type(error).__name__
        raise InputError(f"{url}: cannot be fetched: {reason}", code="fetch", name=url) from error


_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"


def _refusal(error: Any, url: str, now: float) -> Answer:
    """An answer without a feed; a circle of redirections is no answer."""
    if 300 < error.code < 400 and error.code != 304:
        message = f"{url}: redirections lead on and on (more than {MOST_REDIRECTS}, or in a circle)"
        raise InputError(message, code="fetch", name=url) from error
    return Answer(error.code, url=url, wait=_wait(error.headers, now))


def _wait(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds of Retry-After, which is a number or a time; None where it is neither."""
    given = (headers.get("Retry-After") or "").strip()
    if given.isdigit():
        return float(given)
    try:
        return max(0.0, parsedate_to_datetime(given).timestamp() - now)
    except (TypeError, ValueError):
        return None


def _body(answer: Any, url: str) -> bytes:
    packed = (answer.headers["Content-Encoding"] or "").strip().casefold() in ("gzip", "x-gzip")
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed else None
    started, data = time.monotonic(), bytearray()
    while block := answer.read1(_BLOCK):
        data += _unpacked(unpacking, block, url) if unpacking else block
        if len(data) > MOST_FEED:
            raise InputError(f"{url}: the feed has more than {MOST_FEED:,} bytes", code="too-large", name=url)
        if time.monotonic() - started > LONGEST:
            raise InputError(f"{url}: the answer took more than {LONGEST:.0f} seconds", code="fetch", name=url)
    if unpacking and not unpacking.eof:
        raise InputError(f"{url}: the answer was cut off", code="fetch", name=url)
    return bytes(data)


def _unpacked(unpacking: Any, block: bytes, url: str) -> bytes:
    try:
        return bytes(unpacking.decompress(block, MOST_FEED + 1))
    except zlib.error as error:
        raise InputError(f"{url}: broken gzip data: {error}", code="fetch", name=url) from error
