"""The record itself, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.export.base import Format
from sayso.model import Record


def _lines(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield record.to_json()


_ABOUT = "the record, one JSON object a line (sayso/1)"
FORMATS = {"jsonl": Format("jsonl", ".jsonl", _ABOUT, _lines, media="application/x-ndjson")}
