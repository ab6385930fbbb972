"""The data package beside an export names its columns, versions and licence, and its own reader finds no fault in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.export import FORMATS, format_named
from sayso.export.columns import names
from sayso.export.package import Tally, describe
from sayso.model import Record
from sayso.version import __version__
from tests.export.test_readers import reader, saved

TABLES = [name for name in FORMATS if format_named(name).delimiter]


def written(name: str, record: Record, folder: Path, licence: str | None = None) -> Path:
    tally = Tally()
    list(tally.through([record]))
    return describe(saved(name, record, folder), format_named(name), tally, licence)


def test_every_table_has_a_description_of_each_column() -> None:
    assert TABLES == ["csv", "tsv", "polecat", "icews", "gdelt", "gdelt-mentions", "acled"]
    for name in TABLES:
        assert format_named(name).columns == names(format_named(name).table)


@pytest.mark.parametrize("name", TABLES)
def test_frictionless_finds_no_fault(name: str, record: Record, tmp_path: Path) -> None:
    """Types, widths, dialect, length and hash are those that the description names."""
    frictionless = reader("frictionless")
    path = written(name, record, tmp_path)
    with frictionless.system.use_context(trusted=True):
        report = frictionless.Package(str(path)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert report.tasks[0].type == "table"


def test_a_wrong_cell_would_be_found(record: Record, tmp_path: Path) -> None:
    frictionless = reader("frictionless")
    path = written("csv", record, tmp_path)
    table = tmp_path / "events.csv"
    table.write_text(table.read_text(encoding="utf8").replace("2024-05-02", "in spring"), encoding="utf8")
    assert not frictionless.Package(str(path)).validate().valid


def test_versions_counts_and_licence_are_named(record: Record, tmp_path: Path) -> None:
    package = json.loads(written("csv", record, tmp_path, "CC0-1.0").read_text(encoding="utf8"))
    assert package["created_by"] == {"program": "sayso", "version": __version__}
    assert package["licenses"][0]["name"] == "CC0-1.0"
    counts = package["resources"][0]["counts"]
    assert counts == {"records": 1, "events": 6, "sayings": 1, "coders": ["sayso test"]}


def test_exports_into_one_folder_share_a_description(record: Record, tmp_path: Path) -> None:
    written("csv", record, tmp_path, "ODbL-1.0")
    written("turtle", record, tmp_path)
    again = written("csv", record, tmp_path)
    package = json.loads(again.read_text(encoding="utf8"))
    assert [r["name"] for r in package["resources"]] == ["events.csv", "events.ttl"]
    assert package["licenses"][0]["name"] == "ODbL-1.0"


def test_the_description_of_others_is_left_alone(record: Record, tmp_path: Path) -> None:
    own = tmp_path / "datapackage.json"
    own.write_text('{"name": "mine"}', encoding="utf8")
    assert written("csv", record, tmp_path).name == "events.csv.datapackage.json"
    assert own.read_text(encoding="utf8") == '{"name": "mine"}'


def test_an_unknown_licence_is_refused(record: Record, tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="no such licence: mine"):
        written("csv", record, tmp_path, "mine")
