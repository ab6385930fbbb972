"""What some bytes are: empty, gzip, web archive, a binary format by its name, JSON lines, JSON, page, feed or text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal

from sayso.read.decoding import marked_encoding

Kind = Literal["empty", "gzip", "warc", "binary", "lines", "json", "page", "feed", "sitemap", "text"]

GZIP, WARC = b"\x1f\x8b", b"WARC/"
LINES_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive (or a Word, Excel, OpenDocument or e-book file)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich text document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"RIFF", "a sound, film or picture file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
    (b"wOF2", "a font"),
    (b"From: <Saved by", "a saved web archive (MHTML)"),
)
_WRITTEN = (b"%PDF-", b"{\\rtf", b"From: <Saved by")  # formats that may be all letters; the others hold NUL
_TAG = re.compile(r"<(?:!doctype\s+html|/?(?:html|head|body|article|main|div|p|br|h[1-6]|span|table|section)\b)", re.I)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|(urlset|sitemapindex))\b", re.I)
_OBJECT = re.compile(r'\s*\{\s*"(?:[^"\\]|\\.)*"\s*:')


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The kind of the bytes; for binary formats, what they look like."""

    kind: Kind
    looks_like: str = ""


def sniffed(head: bytes, name: str = "") -> Sniffed:
    """The kind of a file from its first bytes (64 KiB do); the name's suffix only decides what the bytes leave open."""
    if head.startswith(GZIP):
        return Sniffed("gzip")
    if head.startswith(WARC):
        return Sniffed("warc")
    looks_like = next((what for magic, what in _MAGIC if head.startswith(magic)), None)
    if looks_like and (b"\0" in head or head.startswith(_WRITTEN)):
        return Sniffed("binary", looks_like)
    encoding = marked_encoding(head)
    text = head.decode(encoding or "utf-8", errors="ignore")
    if encoding is None and b"\0" in head:
        return _with_nul(head)
    return Sniffed(_text_kind(text, name))


def looks_like_page(text: str) -> bool:
    """True where the text is marked up as HTML: it begins with a tag or holds several."""
    stripped = text.lstrip("\ufeff \t\r\n")
    found = len(_TAG.findall(stripped[:20000]))
    return found >= 2 and (stripped.startswith("<") or found >= 4)


def _with_nul(head: bytes) -> Sniffed:
    """NUL bytes: text in UTF-16 without a mark, or no text at all."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    one_sided = max(even, odd) > 0.3 * len(head) and min(even, odd) < 0.05 * len(head)
    return Sniffed("text") if one_sided else Sniffed("binary", "binary data (it holds NUL bytes)")


def _text_kind(text: str, name: str) -> Kind:
    stripped = text.lstrip("\ufeff \t\r\n")
    if not stripped:
        return "empty"
    if stripped.startswith("{"):
        return _json_kind(stripped, name)
    if re.match(r"\[\s*(\{|\])", stripped):
        return "json"
    feed = _FEED.search(stripped[:2000]) if stripped.startswith("<") else None
    if feed and "<html" not in stripped[:2000].casefold():
        return "sitemap" if feed[1] else "feed"
    if looks_like_page(text):
        return "page"
    return "lines" if _plain_name(name).endswith(LINES_SUFFIXES) else "text"


def _json_kind(text: str, name: str) -> Kind:
    """JSON lines where one of the first lines is a whole object; else one object over many lines, or mere text."""
    lines = text.splitlines()
    if _plain_name(name).endswith(LINES_SUFFIXES) or any(_is_object(line) for line in lines[:20]):
        return "lines"
    if not _OBJECT.match(text):
        return "text"
    return "json" if len(lines) > 1 else "lines"


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _plain_name(name: str) -> str:
    return name.casefold().removesuffix(".gz")
