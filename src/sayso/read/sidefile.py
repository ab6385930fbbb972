"""The side file of failures: how one is written, and what its lines stand for when they are fed back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.model import Article, Failure
from sayso.read.article import Defaults
from sayso.read.found import Found
from sayso.read.lines import LONGEST_LINE, failure, object_id, read_object

_FIELDS = ("id", "text", "title", "url", "outlet", "published", "byline")
_BEGINNING = re.compile(rb'\{"source": "(?:[^"\\]|\\.)*", "error": \{')  # of a line longer than what is seen


def side_line(source: str, failed: Failure, article: Article | None = None) -> str:
    """One line of JSON: what failed, where it came from and why; with the article where it was read but not coded."""
    fields = {f: getattr(article, f) for f in _FIELDS if getattr(article, f) is not None} if article else {}
    return json.dumps({"source": source, "error": failed.error, **failed.article, **fields}, ensure_ascii=False)


def is_side_file(head: bytes) -> bool:
    """True where the first line, as far as it is seen, tells of a failure and its source."""
    return bool(_BEGINNING.match(head)) or _failed(_object(head.partition(b"\n")[0])) is not None


def side_lines(stream: BinaryIO, name: str, defaults: Defaults) -> Iterator[Found | str]:
    """For every line the article to code again, or the source to read again; other lines give failures."""
    for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE), b""), 1):
        item = _object(line)
        source = _failed(item)
        if item is None or source is None:
            error = InputError(f"{name}:{number}: this line tells of no failure", code="broken-line", name=name)
            yield Found(name, failure(f"{name}:{number}", error))
        elif item.get("text"):
            yield Found(source, _article(item, f"{name}:{number}", defaults), again=True)
        else:
            yield source


def _article(item: dict[str, Any], name: str, defaults: Defaults) -> Article | Failure:
    id_ = object_id(item, name)
    try:
        return read_object(item, id_, name, defaults)
    except InputError as error:
        return failure(id_, error)


def _failed(item: dict[str, Any] | None) -> str | None:
    """The source of what failed, where the object is a line of a side file."""
    if item is None or not isinstance(item.get("error"), dict) or not isinstance(item.get("source"), str):
        return None
    return str(item["source"])


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return item if isinstance(item, dict) else None
