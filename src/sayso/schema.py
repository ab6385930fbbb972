"""The JSON Schema of an output line, generated from the nouns and shipped beside this file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from sayso.model import SCHEMA, Failure, Record

SCHEMA_FILE = Path(__file__).with_name("record.schema.json")


def generate() -> str:
    """The schema as the nouns are now; `./run schema` writes it to SCHEMA_FILE and a test holds the two equal."""
    adapter: TypeAdapter[Record | Failure] = TypeAdapter(Record | Failure)
    schema = adapter.json_schema(by_alias=True, mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "description": "One line of sayso's output: the record of an article, or the error that stands in its place.",
    }
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=1) + "\n"


def schema_text() -> str:
    """The shipped schema."""
    return SCHEMA_FILE.read_text(encoding="utf8")


def schema() -> dict[str, Any]:
    """The shipped schema, parsed."""
    data = json.loads(schema_text())
    assert isinstance(data, dict)
    return data
