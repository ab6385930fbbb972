"""What the names on the command line stand for: files, folders, standard input and addresses, read in order."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from sayso.errors import InputError
from sayso.model import Article, Failure, Notice
from sayso.read.article import MOST_CHARS, Defaults, Given, from_html, from_text
from sayso.read.decoding import decoded
from sayso.read.feeds import MOST_FEED, read_feed
from sayso.read.found import Found, Item, Left, Meter
from sayso.read.lines import failure, object_id, read_lines, read_object
from sayso.read.sidefile import is_side_file, side_lines
from sayso.read.sniff import Sniffed, sniffed
from sayso.read.unpacking import Unpacked, check_whole
from sayso.read.warc import read_warc
from sayso.read.web import fetched, is_address

SNIFF = 1 << 16  # bytes looked at to tell what a file is
MOST_TEXT = MOST_CHARS  # bytes of a plain text
MOST_PAGE = 4 * MOST_CHARS  # bytes of a page's HTML
MOST_JSON = 64_000_000  # bytes of a JSON file that is not JSON lines

# Files that lie beside articles in a folder and are none; a file named on the command line is always read.
_OTHER_KINDS = (
    ".yml .yaml .toml .ini .cfg .md .rst .py .js .mjs .css .map .csv .tsv .xls .xlsx .parquet .db .sqlite .log .lock "
    ".jpg .jpeg .png .gif .svg .webp .ico .bmp .tif .tiff .mp3 .mp4 .wav .ogg .webm .woff .woff2 .ttf .eot .pdf .zip "
    ".tar .bz2 .xz .zst .7z .doc .docx .odt .rtf .epub .ann .xml .conllu .pickle .pyc"
)
_BESIDE = frozenset(_OTHER_KINDS.split())


@dataclass(frozen=True)
class Origin:
    """Where bytes come from: the name for messages and ids, the address of a page, the charset a server names."""

    name: str
    url: str | None = None
    charset: str | None = None
    size: int | None = None


def read_articles(sources: Iterable[str], defaults: Defaults | None = None) -> Iterator[Article | Failure]:
    """Every article that the sources hold, in order, one at a time; whatever cannot be read gives a failure instead.

    A source is a path, a folder (read recursively, sorted), `-` for standard input, or an http(s) address.
    An id that comes again gets a warning; nothing is dropped.
    """
    for found in read_found(sources, defaults, side_files=False):
        if not isinstance(found.item, Left):
            yield found.item


def read_found(
    sources: Iterable[str],
    defaults: Defaults | None = None,
    *,
    meter: Meter | None = None,
    side_files: bool = True,
) -> Iterator[Found]:
    """The same with the source of each item, and with what was left out on purpose.

    `side_files` says that a file of failures (as `sayso add --failures` writes it) stands for what had failed: its
    articles are given again, and sources that could not be read are read again.
    """
    run = _Run(defaults or Defaults(), meter or Meter(), side_files)
    seen: set[str] = set()
    for source in sources:
        for found in _read_source(source, run):
            yield _warned_of_double(found, seen)


@dataclass(frozen=True)
class _Run:
    """What all sources of one call share."""

    defaults: Defaults
    meter: Meter
    side_files: bool


def _warned_of_double(found: Found, seen: set[str]) -> Found:
    item = found.item
    if not isinstance(item, Article) or not item.id:
        return found
    if item.id not in seen:
        seen.add(item.id)
        return found
    notice = Notice(code="duplicate-id", message=f"the id {item.id!r} has come before in this run")
    return replace(found, item=item.model_copy(update={"warnings": (*item.warnings, notice)}))


def _read_source(source: str, run: _Run) -> Iterator[Found]:
    if source == "-":
        yield from _guarded("stdin", _read_stdin, run)
    elif is_address(source):
        yield from _guarded(source, _read_address, run)
    elif os.path.isdir(source):
        yield from _read_folder(Path(source), run)
    else:
        yield from _guarded(source, _read_file, run)


def _guarded(name: str, read: Callable[[str, _Run], Iterator[Item | Found]], run: _Run) -> Iterator[Found]:
    """The items of one source; an error anywhere in it becomes a failure under the source's name."""
    for item in _caught(name, read, run):
        yield item if isinstance(item, Found) else Found(name, item)


def _caught(name: str, read: Callable[[str, _Run], Iterator[Item | Found]], run: _Run) -> Iterator[Item | Found]:
    try:
        yield from read(name, run)
    except InputError as error:
        yield failure(name, error)
    except FileNotFoundError:
        yield failure(name, InputError(f"{name}: no such file or folder", code="missing", name=name))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        yield failure(name, InputError(f"{name}: cannot be read: {reason}", code="unreadable", name=name))


def _read_folder(folder: Path, run: _Run) -> Iterator[Found]:
    """The articles of all files below the folder, in order of path; hidden files and known other kinds are left out."""
    problems: list[OSError] = []
    paths = sorted(_files(folder, problems))
    for problem in problems:
        where = str(problem.filename or folder)
        message = f"{where}: cannot be read: {problem.strerror}"
        yield Found(where, failure(where, InputError(message, code="unreadable", name=where)))
    for path in paths:
        yield from _guarded(str(path), _read_file, run)
    if not paths and not problems:
        name = str(folder)
        yield Found(name, failure(name, InputError(f"{name}: no articles in this folder", code="no-files", name=name)))


def _files(folder: Path, problems: list[OSError]) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in names:
            path = Path(root, name)
            if not name.startswith(".") and path.suffix.casefold() not in _BESIDE and path.is_file():
                yield path


def _read_file(name: str, run: _Run) -> Iterator[Item | Found]:
    with open(name, "rb", buffering=0) as file, run.meter.reading(file):
        yield from _read_stream(file, Origin(name, size=os.fstat(file.fileno()).st_size or None), run)


def _read_stdin(name: str, run: _Run) -> Iterator[Item | Found]:
    yield from _read_stream(getattr(sys.stdin.buffer, "raw", sys.stdin.buffer), Origin(name), run)


def _read_address(url: str, run: _Run) -> Iterator[Item | Found]:
    with fetched(url) as (stream, final, charset):
        yield from _read_stream(stream, Origin(url, final, charset), run)


def _read_stream(raw: Any, origin: Origin, run: _Run) -> Iterator[Item | Found]:
    """The items of a raw stream; it is not buffered twice, so that a line is read as soon as it is there."""
    stream = io.BufferedReader(raw, SNIFF)
    try:
        head = stream.peek(SNIFF)
        if run.side_files and is_side_file(head):
            yield from _read_again(cast(BinaryIO, stream), origin.name, run)
        else:
            yield from _read_kind(cast(BinaryIO, stream), sniffed(head, origin.name), origin, run)
    finally:
        if not raw.closed:
            stream.detach()


def _read_kind(stream: BinaryIO, found: Sniffed, origin: Origin, run: _Run) -> Iterator[Item | Found]:
    name = origin.name
    if found.kind == "gzip":
        unpacked = Unpacked(stream, name)
        yield from _read_stream(unpacked, Origin(name, origin.url, origin.charset), run)
        unpacked.check()
    elif found.kind == "lines":
        yield from read_lines(stream, name, run.defaults)
    elif found.kind == "warc":
        yield from read_warc(stream, name, run.defaults)
    elif found.kind == "json":
        yield from _read_json(_all(stream, MOST_JSON, origin), name, run.defaults)
    elif found.kind == "feed":
        yield from read_feed(_all(stream, MOST_FEED, origin), name, run.defaults)
    else:
        yield _read_one(stream, found, origin, run.defaults)


def _read_again(stream: BinaryIO, name: str, run: _Run) -> Iterator[Found]:
    """What had failed: articles as the side file has them, and whole sources where it has none, each once."""
    sources: dict[str, None] = {}
    for line in side_lines(stream, name, run.defaults):
        if isinstance(line, Found):
            yield line
        elif line != name:
            sources[line] = None
    for source in sources:
        yield from (replace(f, again=True) for f in _read_source(source, run))


def _read_one(stream: BinaryIO, found: Sniffed, origin: Origin, defaults: Defaults) -> Article:
    """One text or page. Raises InputError for anything else."""
    name = origin.name
    if found.kind == "binary":
        raise InputError(f"{name}: looks like {found.looks_like}, not like text", code="binary", name=name)
    if found.kind == "sitemap":
        raise InputError(f"{name}: looks like a site map, not an article", code="unsupported", name=name)
    page = found.kind == "page"
    data = _all(stream, MOST_PAGE if page else MOST_TEXT, origin)
    if not data.strip():
        raise InputError(f"{name}: the file is empty", code="empty", name=name)
    text, notices = decoded(data, name, origin.charset)
    given = Given(id=name, url=origin.url, name=name, notices=notices)
    return from_html(text, given, defaults) if page else from_text(_plain_newlines(text), given, defaults)


def _plain_newlines(text: str) -> str:
    """Line ends as Python reads them from a text file, so that `open(path).read()` has the same offsets."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _all(stream: BinaryIO, limit: int, origin: Origin) -> bytes:
    """All bytes of the stream. Raises InputError "too-large" without reading on where they pass the limit."""
    data = b"" if (origin.size or 0) > limit else stream.read(limit + 1)
    if len(data) > limit or (origin.size or 0) > limit:
        size = f"{origin.size:,} bytes" if origin.size else f"more than {limit:,} bytes"
        message = f"{origin.name}: {size}, but one article may have {limit:,}; use JSON lines for many articles"
        raise InputError(message, code="too-large", name=origin.name)
    check_whole(stream)
    return data


def _read_json(data: bytes, name: str, defaults: Defaults) -> Iterator[Article | Failure]:
    """A JSON file that holds one object, or a list of them."""
    text, notices = decoded(data, name)
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: broken JSON: {error}", code="broken-line", name=name) from error
    listed = items if isinstance(items, list) else [items]
    for number, item in enumerate(listed, 1):
        yield _json_item(item, f"{name}:{number}" if isinstance(items, list) else name, defaults, notices)


def _json_item(item: object, name: str, defaults: Defaults, notices: tuple[Notice, ...]) -> Article | Failure:
    id_ = object_id(item, name)
    try:
        if not isinstance(item, dict):
            raise InputError(f"{name}: is not a JSON object", code="broken-line", name=name)
        return read_object(item, id_, name, defaults, notices)
    except InputError as error:
        return failure(id_, error)
