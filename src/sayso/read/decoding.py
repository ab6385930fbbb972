"""Which characters some bytes stand for: the mark at their head, UTF-8, what a page declares, then Windows-1252."""

from __future__ import annotations

import codecs
import re

from sayso.errors import InputError
from sayso.model import Notice

MOST_FOREIGN = 0.3  # share of letters beyond ASCII up to which Windows-1252 is believed
MOST_CONTROL = 0.02  # share of control characters from which bytes are no text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def decoded(data: bytes, name: str, declared: str | None = None) -> tuple[str, tuple[Notice, ...]]:
    """The text of the bytes, and a warning where the encoding had to be guessed or characters were lost.

    Raises InputError "encoding" where no reading of the bytes makes sense.
    """
    encoding = marked_encoding(data) or _unmarked_utf16(data)
    if encoding:
        return _strictly(data, encoding, name), _guess(encoding) if not marked_encoding(data) else ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _otherwise(data, name, declared or _declared(data))


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark names, or None."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows by NUL bytes on every second place of Western text."""
    head = data[:2000]
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        where = f"byte {error.start}"
        raise InputError(f"{name}: broken {encoding.upper()} at {where}", code="encoding", name=name) from error


def _otherwise(data: bytes, name: str, declared: str | None) -> tuple[str, tuple[Notice, ...]]:
    """Bytes that are not UTF-8: mended UTF-8, the declared encoding, Windows-1252, in this order."""
    mended = data.decode("utf-8", errors="replace")
    lost = mended.count("\ufffd")
    if sum(ord(c) > 127 for c in mended) - lost > lost:
        return mended, (Notice(code="encoding", message=f"{lost} broken bytes of UTF-8 now stand as U+FFFD"),)
    if declared:
        text = _tried(data, declared)
        if text is not None:
            return text, ()
    text = _tried(data, "cp1252")
    if text is None or not _plausible(text):
        raise InputError(f"{name}: neither UTF-8 nor a Western encoding", code="encoding", name=name)
    return text, _guess("windows-1252")


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return None


def _guess(encoding: str) -> tuple[Notice, ...]:
    return (Notice(code="encoding", message=f"not UTF-8; read as {encoding}"),)


def _plausible(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    foreign = sum(ord(c) > 127 for c in letters)
    control = len(_NO_TEXT.findall(text))
    return bool(letters) and foreign <= MOST_FOREIGN * len(letters) and control <= MOST_CONTROL * len(text)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    encoding = found[1].decode("ascii", errors="ignore").casefold()
    return "cp1252" if encoding in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else encoding
