"""Adding to an archive: nothing is coded twice, copies once, failures on the side, at any stop."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import cli

pytestmark = pytest.mark.usefixtures("quick_coder")
TEXT = (
    "Rebels attacked the town of Orlu on Monday, killing three soldiers, police said. It was the {} attack this year."
)


def lines(path: Path, *texts: str) -> Path:
    path.write_text("".join(json.dumps({"id": f"n{n}", "text": t}) + "\n" for n, t in enumerate(texts)))
    return path


def add(archive: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["add", "--jobs", "1", "--archive", str(archive), *arguments], standalone_mode=False)


def test_a_second_run_codes_nothing(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", TEXT.format("first"), TEXT.format("second"))
    archive = tmp_path / "news.db"
    assert "2 read, 2 coded" in add(archive, str(source)).stderr
    assert "2 read, 0 coded, 2 known already" in add(archive, str(source)).stderr


def test_a_stopped_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", *(TEXT.format(w) for w in ("first", "second", "third")))
    archive = tmp_path / "news.db"
    add(archive, str(source), "--limit", "1")
    assert "3 read, 2 coded, 1 known already" in add(archive, str(source)).stderr


def test_copies_are_kept_and_not_coded(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", TEXT.format("first"), "  " + TEXT.format("FIRST"))
    result = add(tmp_path / "news.db", str(source))
    assert "1 coded, 0 known already, 1 copies" in result.stderr


def test_failures_go_to_a_side_file_and_the_rest_is_coded(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", TEXT.format("first"), "   ", TEXT.format("second"))
    side = tmp_path / "failed.jsonl"
    result = add(tmp_path / "news.db", str(source), "--failures", str(side))
    assert result.return_value == 3
    assert [json.loads(line)["id"] for line in side.read_text().splitlines()] == ["n1"]


def test_what_was_added_is_found_shown_counted_checked_and_exported(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", TEXT.format("first"))
    archive = tmp_path / "news.db"
    add(archive, str(source))

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(cli, [*arguments], env={"SAYSO_ARCHIVE": str(archive)}, standalone_mode=False)
        assert result.exception is None, result.exception
        return result.stdout

    event = json.loads(run("events", "--type", "ASSAULT").splitlines()[0])
    assert "ASSAULT" in run("show", event["key"])
    assert "police" in run("sayings", "--format", "csv")
    assert "ASSAULT" in run("count", "--by", "type", "--format", "table")
    assert "sound" in run("check")
    assert "ASSAULT" in run("export", "csv", str(archive))
    assert json.loads(run("articles"))["article_id"] == "n0"
