"""The commands as a user meets them: what they print where, and with which exit code they leave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from sayso import paths
from sayso.cli import cli
from sayso.schema import schema
from sayso.version import __version__

TEXT = "Rebels attacked the town of Orlu on Monday, killing three soldiers, police said.\n"
pytestmark = pytest.mark.usefixtures("quick_coder")


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin, standalone_mode=False)


def code_of(result: Result) -> int:
    """What `main` would leave with."""
    if result.exception is not None:
        return getattr(result.exception, "exit_code", 1)
    return result.return_value if isinstance(result.return_value, int) else 0


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf8")
    return path


def records(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_article_becomes_one_line_that_holds_to_the_schema(article: Path) -> None:
    result = run("code", "--published", "2024-05-01", "--outlet", "The Orlu Post", str(article))
    assert code_of(result) == 0
    (record,) = records(result)
    Draft202012Validator(schema()).validate(record)
    assert record["article"]["text"] == TEXT  # type: ignore[index]
    assert record["article"]["published"] == "2024-05-01"  # type: ignore[index]
    assert any(e["type"] == "ASSAULT" for e in record["events"])  # type: ignore[attr-defined]


def test_standard_input_and_ids_keep_their_order() -> None:
    lines = [json.dumps({"id": f"n{n}", "text": TEXT}) for n in range(3)]
    result = run("code", "-", stdin="\n".join([lines[0], "{broken", lines[1], lines[2]]) + "\n")
    assert code_of(result) == 3
    found = records(result)
    assert [r["article"]["id"] for r in found if "error" not in r] == ["n0", "n1", "n2"]  # type: ignore[index]
    assert "error" in found[1]
    assert "1 failed" in result.stderr


def test_only_failures_leave_with_one(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    result = run("code", str(empty))
    assert code_of(result) == 1
    assert "empty.txt" in result.stderr
    assert records(result)[0]["error"]["code"] == "empty"  # type: ignore[index]


def test_usage_errors_leave_with_two(article: Path) -> None:
    assert code_of(run("code", "--published", "yesterday", str(article))) == 2
    assert code_of(run("code", "--format", "xml", str(article))) == 2
    assert code_of(run("explain", str(article), "e99")) == 2


def test_text_for_people_shows_who_says_what(article: Path) -> None:
    result = run("code", "--format", "text", str(article))
    for words in ("ASSAULT", "police", "claimed", "Orlu", "3 killed"):
        assert words in result.stdout


def test_output_goes_to_the_file(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out.jsonl"
    result = run("code", "-o", str(target), str(article))
    assert result.stdout == ""
    assert json.loads(target.read_text(encoding="utf8"))["schema"] == "sayso/1"


def test_explain_names_the_entry_that_fired(article: Path) -> None:
    result = run("explain", str(article))
    assert code_of(result) == 0
    assert "verbs/assault.yml#attack" in result.stdout
    assert "said in s1" in result.stdout
    assert "the article itself" in result.stdout


def test_parse_prints_conllu_with_names(article: Path) -> None:
    result = run("parse", str(article))
    rows = [line.split("\t") for line in result.stdout.splitlines() if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {10}
    assert "Name=B-" in result.stdout
    assert result.stdout.startswith("# newdoc id = ")


def test_schema_and_version() -> None:
    assert json.loads(run("schema").stdout)["title"] == "sayso/1"
    assert __version__ in run("--version").stdout


def test_ontology_lists_sixteen_types_and_the_decisions() -> None:
    types = {line.split()[0] for line in run("ontology").stdout.splitlines() if line[:1].isupper()}
    assert {"ASSAULT", "CONSULT", "RETREAT", "COERCE"} <= types
    assert "quad" in run("ontology", "decisions").stdout


def test_actors_are_found_added_and_checked(tmp_path: Path) -> None:
    assert "IRQ" in run("actors", "find", "Iraq").stdout
    assert code_of(run("actors", "find", "Nobody Whatsoever Xyz")) == 1
    own = tmp_path / "own.yml"
    added = run("actors", "add", str(own), "Karvan Front", "--kind", "group", "--country", "SYR", "--sector", "REB")
    assert code_of(added) == 0
    assert "own/karvan-front" in run("actors", "find", "Karvan Front", "--actors", str(own)).stdout
    assert code_of(run("actors", "check", str(own))) == 0


def test_a_broken_actor_file_is_named_with_its_line(tmp_path: Path, article: Path) -> None:
    own = tmp_path / "own.yml"
    own.write_text("- id: own/x\n  name: X\n  kind: robot\n", encoding="utf8")
    result = run("code", "--actors", str(own), str(article))
    assert f"{own}:3:" in str(result.exception)


def test_export_reads_what_code_writes(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "records.jsonl"
    run("code", "-o", str(target), "--published", "2024-05-01", str(article))
    assert "ASSAULT" in run("export", "csv", str(target)).stdout
    assert "POLECAT" in run("export", "list").stdout
    assert code_of(run("export", "csv", str(article))) == 2


def test_every_command_teaches() -> None:
    for name in cli.list_commands(None):  # type: ignore[arg-type]
        result = CliRunner().invoke(cli, [name, "--help"])
        assert result.exit_code == 0
        assert "Usage:" in result.output
    assert "sayso demo" in CliRunner().invoke(cli, ["--help"]).output


def test_a_closed_pipe_and_no_color_are_honoured() -> None:
    """The real program in a real pipe: `| head` ends it quietly, and a pipe gets no colour."""
    command = f"{sys.executable} -m sayso code {paths.samples()}/0*.txt | head -c 20"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith('{"schema":"sayso/1"')
    environment = {**os.environ, "NO_COLOR": "1"}
    text = [sys.executable, "-m", "sayso", "code", "--format", "text", "-"]
    shown = subprocess.run(text, input=TEXT, capture_output=True, text=True, env=environment, check=True)
    assert "\x1b[" not in shown.stdout


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    lines.write_text("".join(json.dumps({"id": str(n), "text": f"{TEXT} It was day {n}."}) + "\n" for n in range(5)))
    one = run("code", "--quiet", str(lines)).stdout
    command = [sys.executable, "-m", "sayso", "code", "--quiet", "--jobs", "2", str(lines)]
    two = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert two.splitlines() == one.splitlines()
