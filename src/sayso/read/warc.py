"""Which records of a web archive (WARC) are articles: answers with status 200 that hold a page or a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.model import Article, Failure
from sayso.read.article import MOST_CHARS, Defaults, Given, from_either, from_html
from sayso.read.decoding import decoded
from sayso.read.found import Item, Left
from sayso.read.lines import failure

MOST_PAGE = 4 * MOST_CHARS  # bytes of one record, unpacked
_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain",)
_KINDS = ("response", "resource", "conversion")
_BLOCK = 1 << 16


def read_warc(stream: BinaryIO, name: str, defaults: Defaults) -> Iterator[Item]:
    """The articles of a web archive, one at a time; where the file breaks off, a failure stands last.

    Requests, revisits and other records about records are passed over; answers that are no pages are left out and
    counted. The day of the crawl is no day of publication.
    """
    number, item, whole = 0, None, _Watched(stream)
    try:
        for number, record in enumerate(_records(whole), 1):
            item = _item(record, f"{name}#{number}", defaults) if record.rec_type in _KINDS else None
            if item is not None:
                yield item
        broken = None if whole.ends_well or _is_cut(item) else "within a record"
    except OSError as error:
        broken = str(error)
    if broken:
        message = f"{name}: the web archive breaks off after record {number}: {broken}"
        yield failure(f"{name}#{number + 1}", InputError(message, code="broken-file", name=name))


def _records(stream: _Watched) -> Iterator[Any]:
    """Raises OSError with what the reader says of a broken head, which it may not have foreseen."""
    from warcio.archiveiterator import ArchiveIterator

    records = ArchiveIterator(stream)
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except Exception as error:
            raise OSError(next(iter(str(error).strip().splitlines()), type(error).__name__)) from error
        yield record


class _Watched:
    """A stream whose last bytes are known: warcio takes an early end in a record's head for the end of the archive."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._last = b""

    def read(self, size: int = -1) -> bytes:
        """As the stream reads."""
        data = self._stream.read(size)
        self._last = (self._last + data)[-4:]
        return data

    def tell(self) -> int:
        """Where the stream is."""
        return self._stream.tell()

    @property
    def ends_well(self) -> bool:
        """True where two line ends were last, as after every record."""
        return self._last.replace(b"\r", b"").endswith(b"\n\n")


def _is_cut(item: Item | None) -> bool:
    return isinstance(item, Failure) and item.error["code"] == "truncated"


def _item(record: Any, name: str, defaults: Defaults) -> Item:
    reason = _unwanted(record)
    if reason:
        return Left(reason) if not _missing(record) else failure(name, _cut_off(name))
    id_ = record.rec_headers.get_header("WARC-Record-ID") or name
    try:
        return _article(record, id_, name, defaults)
    except InputError as error:
        return failure(id_, error)


def _cut_off(name: str) -> InputError:
    return InputError(f"{name}: the record was cut off", code="truncated", name=name)


def _unwanted(record: Any) -> str | None:
    """Why a record is no page: its HTTP status, or its kind of content."""
    if record.http_headers and record.rec_type == "response":
        status = record.http_headers.get_statuscode()
        if status != "200":
            return f"HTTP {status}"
    kind = _content_type(record)[0]
    return None if kind in (*_PAGES, *_TEXTS) else f"{kind or 'unknown content'}"


def _content_type(record: Any) -> tuple[str, str | None]:
    """Kind of content and the charset that goes with it."""
    headers = record.http_headers or record.rec_headers
    given = headers.get_header("Content-Type") or ""
    kind, _, rest = given.partition(";")
    charset = rest.partition("charset=")[2].split(";")[0].strip(" \"'")
    return kind.strip().casefold(), charset or None


def _article(record: Any, id_: str, name: str, defaults: Defaults) -> Article:
    """Raises InputError: too-large, truncated, and all that a page can raise."""
    data = _content(record, name)
    kind, charset = _content_type(record)
    text, notices = decoded(data, name, charset)
    url = record.rec_headers.get_header("WARC-Target-URI")
    given = Given(id=id_, url=url, name=f"{name} ({url})", notices=notices)
    return (from_html if kind in _PAGES else from_either)(text, given, defaults)


def _content(record: Any, name: str) -> bytes:
    stream, parts, size = record.content_stream(), [], 0
    while block := stream.read(_BLOCK):
        parts.append(block)
        size += len(block)
        if size > MOST_PAGE:
            message = f"{name}: the page has more than {MOST_PAGE:,} bytes when unpacked"
            raise InputError(message, code="too-large", name=name)
    _check_whole(record, name)
    return b"".join(parts)


def _check_whole(record: Any, name: str) -> None:
    """Half an article is none: its last sentence may be cut before the word that matters."""
    if _missing(record) or record.rec_headers.get_header("WARC-Truncated"):
        raise _cut_off(name)


def _missing(record: Any) -> bool:
    """True where the file ends before the record does."""
    while record.raw_stream.read(_BLOCK):
        pass
    return bool(getattr(record.raw_stream, "limit", 0) > 0)
