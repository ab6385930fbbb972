"""How a page that the user names by address is fetched: once, politely, with limits; the only use of the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from sayso.errors import InputError

TIMEOUT = 20  # seconds without an answer
USER_AGENT = "sayso (reads single pages that its user names)"
_SCHEMES = ("http://", "https://")


def is_address(source: str) -> bool:
    """True for an http or https address."""
    return source.casefold().startswith(_SCHEMES)


@contextmanager
def fetched(url: str) -> Iterator[tuple[BinaryIO, str, str | None]]:
    """The body as a stream, the address after redirections, and the charset that the server names.

    Raises InputError "fetch" where there is no answer, or none with a page.
    """
    from http.client import HTTPException  # imported here, since most runs never use the network
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen

    try:
        request = Request(url, headers={"User-Agent": USER_AGENT, "Accept": "text/html, text/plain, */*;q=0.5"})
        answer = urlopen(request, timeout=TIMEOUT)
    except HTTPError as error:
        raise InputError(f"{url}: the server answers {error.code} {error.reason}", code="fetch", name=url) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise InputError(f"{url}: cannot be fetched: {reason}", code="fetch", name=url) from error
    with answer:
        yield cast(BinaryIO, answer), answer.url, answer.headers.get_content_charset()
