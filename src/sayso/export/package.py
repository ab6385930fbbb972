"""What stands in the datapackage.json beside an export: files, columns and their types, versions, counts, sources, licence.

The form is Frictionless' Data Package 1.0, which `frictionless validate datapackage.json` reads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso import paths
from sayso.errors import SaysoError
from sayso.export.base import Format
from sayso.export.columns import Column, columns
from sayso.knowledge.loading import Entry, read_entries
from sayso.model import Record
from sayso.version import __version__

NAME = "datapackage.json"
MADE_BY = "sayso"
LICENCE = "CC-BY-4.0"  # what GeoNames asks for; the owner of an export may name another
Json = dict[str, Any]


class Licence(Entry):
    """A licence that a user may give to an export: its name in the Open Definition's list, title and address."""

    name: str
    title: str
    path: str


class Tally:
    """Counts what passes through an export: records, events, sayings, and who coded them."""

    def __init__(self) -> None:
        self.records = self.events = self.sayings = 0
        self.coders: set[str] = set()

    def through(self, records: Iterable[Record]) -> Iterator[Record]:
        """The same records, counted."""
        for record in records:
            self.records += 1
            self.events += len(record.events)
            self.sayings += len(record.sayings) - 1
            self.coders.add(record.coder or "unknown")
            yield record

    def as_json(self) -> Json:
        """The counts for the package."""
        coders = sorted(self.coders)
        return {"records": self.records, "events": self.events, "sayings": self.sayings, "coders": coders}


def describe(path: Path, chosen: Format, tally: Tally, licence: str | None = None) -> Path:
    """Write or bring up to date the datapackage.json of the folder that holds `path`; gives its path.

    Several exports into one folder share one description. A datapackage.json that sayso did not write is left alone:
    the description then stands in `<name>.datapackage.json`.
    """
    target = path.parent / NAME
    known = _existing(target)
    if known is None:
        target, known = path.parent / f"{path.name}.{NAME}", {}
    others = [r for r in known.get("resources", []) if r["name"] != _name(path)]
    resources = sorted([*others, _resource(path, chosen, tally)], key=lambda r: str(r["name"]))
    package = {**_head(licence or _given(known) or LICENCE), "resources": resources}
    target.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf8")
    return target


def licences() -> tuple[Licence, ...]:
    """The licences that can be named."""
    return read_entries(paths.knowledge() / "export" / "licences.yml", Licence)


def _existing(target: Path) -> Json | None:
    """What sayso wrote there before; empty where nothing stands there, None where others wrote it."""
    if not target.exists():
        return {}
    try:
        found = json.loads(target.read_text(encoding="utf8"))
    except ValueError:
        return None
    return found if isinstance(found, dict) and found.get("created_by", {}).get("program") == MADE_BY else None


def _given(known: Mapping[str, Any]) -> str | None:
    return next((str(x["name"]) for x in known.get("licenses", []) if x.get("name")), None)


def _head(licence: str) -> Json:
    return {
        "profile": "data-package",
        "name": "sayso-export",
        "title": "Attributed event data coded by sayso",
        "description": (
            "Who did what to whom, when, where, and on whose say-so, coded from news by a program. Machine coding errs: "
            "read the words behind a row before you rely on it. The licence is that of the coding; the words of articles "
            "that are quoted or carried along belong to their publishers."
        ),
        "created_by": {"program": MADE_BY, "version": __version__},
        "licenses": [_licence(licence)],
        "sources": _sources(),
    }


def _licence(name: str) -> Json:
    found = next((x for x in licences() if x.name == name), None)
    if found is None:
        known = ", ".join(x.name for x in licences())
        raise SaysoError(f"no such licence: {name}; there are {known}", code="licence")
    return found.model_dump()


def _sources() -> list[Json]:
    return [
        {
            "title": "GeoNames: names, identifiers and coordinates of places, CC BY 4.0",
            "path": "https://www.geonames.org",
        },
        {"title": "PLOVER event ontology, CC BY-SA 4.0", "path": "https://github.com/openeventdata/PLOVER"},
    ]


def _resource(path: Path, chosen: Format, tally: Tally) -> Json:
    found: Json = {"name": _name(path), "title": chosen.about}
    if path.is_dir():
        files = sorted(p.relative_to(path.parent).as_posix() for p in path.rglob("*") if p.is_file())
        return {**found, "path": files, "mediatype": chosen.media, "encoding": "utf-8", "counts": tally.as_json()}
    data = path.stat().st_size, _sha256(path)
    found |= {"path": path.name, "format": chosen.suffix.rsplit(".", 1)[-1], "mediatype": chosen.media}
    found |= {"bytes": data[0], "hash": f"sha256:{data[1]}", "counts": tally.as_json()}
    if chosen.delimiter:
        found |= {"profile": "tabular-data-resource", "encoding": "utf-8", "dialect": _dialect(chosen)}
    if chosen.table:
        found["schema"] = {"fields": [_field(c) for c in columns(chosen.table)], "missingValues": [""]}
    return found


def _dialect(chosen: Format) -> Json:
    """Tab-separated cells are never quoted; quotation marks in them are the article's own."""
    quotes = {"quoteChar": '"', "doubleQuote": True} if chosen.delimiter == "," else {"quoteChar": "\x00"}
    return {"delimiter": chosen.delimiter, "lineTerminator": "\n", "header": chosen.header, **quotes}


def _field(column: Column) -> Json:
    found: Json = {"name": column.name, "type": column.type, "description": column.about}
    return {**found, "trueValues": ["1"], "falseValues": ["0"]} if column.type == "boolean" else found


def _name(path: Path) -> str:
    """Names of resources hold small letters, figures, points and strokes only."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-._") else "-" for c in path.name.lower())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
