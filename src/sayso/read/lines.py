"""What a line of JSON gives: an article, or the failure that stands on its position; no line is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.model import Article, Failure, Notice
from sayso.read.article import MOST_CHARS, Defaults, Given, from_either, lenient_date
from sayso.read.decoding import decoded

LONGEST_LINE = 8 * MOST_CHARS  # bytes; JSON may write one character in six
_FIELDS = ("title", "url", "outlet", "published", "byline")


def read_lines(stream: BinaryIO, name: str, defaults: Defaults) -> Iterator[Article | Failure]:
    """One article or failure for every line, streamed; empty lines at the end are no lines."""
    empty: list[int] = []
    for number, line in enumerate(_raw_lines(stream), 1):
        if line is not None and not line.strip():
            empty.append(number)
            continue
        yield from (_empty_line(f"{name}:{n}") for n in empty)
        empty.clear()
        yield read_line(line, f"{name}:{number}", defaults)


def read_line(line: bytes | None, name: str, defaults: Defaults) -> Article | Failure:
    """The article of one line of JSON, or the failure in its place."""
    id_ = name
    try:
        if line is None:
            raise InputError(f"{name}: the line is longer than {LONGEST_LINE:,} bytes", code="too-large", name=name)
        text, notices = decoded(line, name)
        item = _object(text, name)
        id_ = _id(item, name)
        return read_object(item, id_, name, defaults, notices)
    except InputError as error:
        return failure(id_, error)


def read_object(
    item: Mapping[str, Any], id_: str, name: str, defaults: Defaults, notices: tuple[Notice, ...] = ()
) -> Article:
    """The article of a JSON object with the keys text, title, url, outlet, published, byline; others are ignored.

    Raises InputError where it has no text or the text cannot be coded.
    """
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f'{name}: there is no "text"', code="empty", name=name)
    fields = {key: _string(item.get(key)) for key in _FIELDS}
    odd = [key for key in _FIELDS if item.get(key) is not None and fields[key] is None]
    notices += tuple(Notice(code="field", message=f'"{key}" is not text and was left out') for key in odd)
    published = lenient_date(fields["published"]) if fields["published"] else None
    if fields["published"] and not published:
        notices += (Notice(code="bad-date", message=f'"published" is no date: {fields["published"][:40]!r}'),)
    fields["published"] = published
    return from_either(text, Given(id=id_, name=name, notices=notices, **fields), defaults)


def failure(id_: str, error: InputError) -> Failure:
    """What stands in the place of an article that cannot be read."""
    return Failure(article={"id": _encodable(id_)}, error={"code": error.code, "message": _encodable(str(error))})


def object_id(item: object, name: str) -> str:
    """The id of a JSON object as text, or the name of its place where it has none."""
    return _id(item, name) if isinstance(item, Mapping) else name


def _id(item: Mapping[str, Any], name: str) -> str:
    given = item.get("id")
    if isinstance(given, str):
        return _encodable(given) if given else name
    return json.dumps(given) if isinstance(given, int) and not isinstance(given, bool) else name


def _object(text: str, name: str) -> Mapping[str, Any]:
    try:
        item = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = error.msg + f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise InputError(f"{name}: broken JSON: {what}", code="broken-line", name=name) from error
    if not isinstance(item, dict):
        raise InputError(f"{name}: the line is not a JSON object", code="broken-line", name=name)
    return item


def _string(value: object) -> str | None:
    """Text, a number as text, or a list of texts joined; None for anything else and for blank text."""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return _encodable(value) if isinstance(value, str) and value.strip() else None


def _encodable(text: str) -> str:
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _empty_line(name: str) -> Failure:
    return failure(name, InputError(f"{name}: the line is empty", code="broken-line", name=name))


def _raw_lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of the stream; None for one that is too long, of which no more than a part is ever held."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while (more := stream.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
            pass
        yield None
