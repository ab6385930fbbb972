"""What reviewers said shows in every export of an archive, and `--machine` gives what the machine made."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import cli
from sayso.model import Record
from sayso.review import Values
from sayso.store import Archive, reviews
from tests.review.conftest import judge
from tests.web.desk import KEY, archive_at


@pytest.fixture
def where(tmp_path: Path, record: Record) -> str:
    archive: Archive = archive_at(tmp_path, record)
    reviews.add(archive, judge(record, "event", "e1", "correct", article=KEY, changes=Values(type="PROTEST")), 0)
    reviews.add(archive, judge(record, "event", "e2", "reject", article=KEY), 0)
    archive.close()
    return archive.where


def exported(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["export", *arguments], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.stdout


def table(*arguments: str) -> list[tuple[str, str, str]]:
    rows = csv.DictReader(io.StringIO(exported("csv", *arguments)))
    return [(r["type"], r["review"], r["rule"]) for r in rows]


def test_a_table_says_what_was_reviewed(where: str) -> None:
    assert table(where) == [("PROTEST", "corrected", "verbs/assault.yml#shell"), ("COERCE", "", "")]


def test_as_the_machine_made_it(where: str) -> None:
    assert [r[:2] for r in table(where, "--machine")] == [("ASSAULT", ""), ("CONSULT", ""), ("COERCE", "")]


@pytest.mark.parametrize("form", ["plover", "polecat", "jsonl", "geojson", "ftm", "brat", "labelstudio", "turtle"])
def test_no_format_carries_what_was_rejected(where: str, form: str) -> None:
    assert "CONSULT" not in exported(form, where)
    assert "CONSULT" in exported(form, where, "--machine")


def test_the_command_shows_it_too(where: str) -> None:
    def run(key: str) -> Result:
        return CliRunner().invoke(cli, ["show", key, "--json", "--archive", where], standalone_mode=False)

    assert '"type":"PROTEST"' in run(f"{KEY}/e1").output
    assert "reviewers rejected it" in str(run(f"{KEY}/e2").exception)
