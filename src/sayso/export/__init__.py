"""Records into the formats that others read: one file a format, one row here."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from sayso.errors import SaysoError
from sayso.export.base import Format

#: Name of the format -> module of this package that holds `FORMAT`.
FORMATS: Mapping[str, str] = {
    "jsonl": "record_lines",
    "csv": "flat",
    "tsv": "flat",
    "parquet": "parquet",
    "plover": "plover",
    "polecat": "polecat",
    "icews": "icews",
    "gdelt": "gdelt",
    "gdelt-mentions": "gdelt",
    "acled": "acled",
    "ftm": "followthemoney",
    "brat": "brat",
    "labelstudio": "labelstudio",
    "geojson": "geojson",
    "turtle": "turtle",
    "conllu": "conllu",
}


def format_named(name: str) -> Format:
    """The format with this name. Raises SaysoError where there is none."""
    if name not in FORMATS:
        raise SaysoError(f"no such format: {name}; there are {', '.join(FORMATS)}", code="format")
    module = importlib.import_module(f"sayso.export.{FORMATS[name]}")
    found = module.FORMATS[name]
    assert isinstance(found, Format)
    return found
