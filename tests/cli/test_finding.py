"""Finding in an archive from the command line: every filter, order and page, and each form of the output."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sayso.cli import cli
from sayso.cli.count import bar, with_gaps
from sayso.model import Article, Record
from sayso.store import Archive
from tests.store.sample import TEXT, record

__all__ = ["record"]


@pytest.fixture
def where(tmp_path: Path, record: Record) -> str:
    """Two coded articles of different days and outlets, and a copy of one."""
    path = str(tmp_path / "news.db")
    archive = Archive(path)
    one = Article(id="7", title="Shells", outlet="The Halvia Post", published="2024-05-04", text=TEXT)
    other = Article(id="8", title="Again", outlet="Daily Norland", published="2024-06-01", text=TEXT + " More.")
    archive.put(one, "a", record)
    archive.put(other, "a", record)
    archive.put(one.model_copy(update={"id": "9"}), "a", None, copy_of=archive_keys(path)[0])
    archive.close()
    return path


def archive_keys(path: str) -> list[str]:
    return [json.loads(line)["key"] for line in run(path, "articles").stdout.splitlines()]


def run(where: str, *arguments: str) -> Result:
    command, *rest = arguments
    return CliRunner().invoke(cli, [command, *rest, "--archive", where], standalone_mode=False)


def rows(where: str, *arguments: str) -> list[dict[str, Any]]:
    result = run(where, *arguments)
    assert result.exception is None, result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("asked", "types"),
    [
        (("--actor", "Karvan Front"), ["ASSAULT"]),
        (("--actor", "SYR"), ["ASSAULT"]),
        (("--actor", "reb"), ["ASSAULT"]),
        (("--actor", "x/karvan-front"), ["ASSAULT"]),
        (("--actor", "Norland", "--recipient", "Sudria"), []),
        (("--recipient", "traders"), ["ASSAULT"]),
        (("--type", "consult"), ["CONSULT"]),
        (("--mode", "arrest"), ["COERCE"]),
        (("--quad", "4"), ["ASSAULT", "COERCE"]),
        (("--since", "2024-05-03"), ["CONSULT"]),
        (("--until", "2024-05-02"), ["ASSAULT"]),
        (("--since", "2024", "--until", "2024-05"), ["ASSAULT", "CONSULT"]),
        (("--country", "syr"), ["ASSAULT"]),
        (("--place", "halvia"), ["ASSAULT"]),
        (("--speaker", "the army"), ["ASSAULT"]),
        (("--stance", "ASSERT"), ["ASSAULT"]),
        (("--standing", "claimed"), ["ASSAULT"]),
        (("--standing", "denied"), []),
        (("--outlet", "daily norland"), ["ASSAULT", "COERCE", "CONSULT"]),
        (("--words", '"Karvan Front" market'), ["ASSAULT", "COERCE", "CONSULT"]),
        (("--words", "nothing"), []),
        (("--article", "8"), ["ASSAULT", "COERCE", "CONSULT"]),
    ],
)
def test_every_filter_finds_what_it_names(where: str, asked: tuple[str, ...], types: list[str]) -> None:
    assert sorted({r["type"] for r in rows(where, "events", *asked)}) == types


def test_the_aliases_of_one_side_are_not_those_of_the_other(where: str) -> None:
    """Norland's other names must not make Norland the recipient too."""
    from sayso.store import Filter
    from sayso.store.search import find_events

    archive = Archive(where, readonly=True)
    both = Filter(actor="x", names=("Karvan Front rebels",), recipient="nobody")
    assert find_events(archive, both).total == 0
    assert find_events(archive, Filter(recipient="x", names=("traders",))).total == 2
    sides = Filter(actor="x", names=("Karvan Front rebels",), recipient="y", recipient_names=("traders",))
    assert find_events(archive, sides).total == 2


def test_sayings_and_articles_can_be_asked_for_events(where: str) -> None:
    told = rows(where, "sayings", "--type", "ASSAULT", "--actor", "REB")
    assert [(r["speakers"], r["cue"]) for r in told] == [("The army", "said")] * 2
    assert rows(where, "sayings", "--type", "CONSULT") == []  # told by the outlet itself, in no saying
    assert rows(where, "sayings", "--stance", "deny") == []
    assert {r["article_id"] for r in rows(where, "articles", "--type", "CONSULT")} == {"7", "8"}
    assert {r["article_id"] for r in rows(where, "articles", "--speaker", "army", "--since", "2024-06")} == {"8"}
    assert rows(where, "articles", "--mode", "drone") == []


def test_actors_are_listed_with_what_they_do_and_suffer(where: str) -> None:
    found = {r["name"]: (r["acts"], r["suffers"]) for r in rows(where, "actors")}
    expected = {"Karvan Front rebels": (2, 0), "traders": (0, 2), "Norland": (2, 0), "Sudria": (2, 0)}
    assert found == expected
    assert [r["name"] for r in rows(where, "actors", "--actor", "BUS")] == ["traders"]
    assert {r["name"] for r in rows(where, "actors", "--type", "CONSULT")} == {"Norland", "Sudria"}
    assert [r["acts"] for r in rows(where, "actors", "--actor", "Norland", "--outlet", "Daily Norland")] == [1]


def test_pages_neither_repeat_nor_lose_a_row(where: str) -> None:
    whole = [r["key"] for r in rows(where, "events", "--limit", "0")]
    parts = [r["key"] for n in range(0, 6, 2) for r in rows(where, "events", "--limit", "2", "--offset", str(n))]
    assert parts == whole
    assert len(set(whole)) == 6


@pytest.mark.parametrize(
    ("command", "sort", "column"),
    [
        ("events", "confidence", "confidence"),
        ("events", "type", "type"),
        ("events", "outlet", "outlet"),
        ("sayings", "date", "published"),
        ("articles", "words", "words"),
        ("articles", "title", "title"),
        ("actors", "name", "name"),
        ("actors", "suffers", "suffers"),
    ],
)
def test_rows_are_sorted_both_ways(where: str, command: str, sort: str, column: str) -> None:
    down = sort in ("confidence", "date", "words", "suffers")
    one = [r[column] for r in rows(where, command, "--sort", sort)]
    assert one == sorted(one, reverse=down)
    other = [r[column] for r in rows(where, command, "--sort", sort, "--reverse")]
    assert other == sorted(one, reverse=not down)


def test_what_has_no_date_comes_last_in_either_order(where: str) -> None:
    for more in ((), ("--reverse",)):
        assert [r["start_date"] for r in rows(where, "events", *more)][-2:] == [None, None]


def test_csv_has_a_header_and_the_same_rows(where: str) -> None:
    found = list(csv.DictReader(io.StringIO(run(where, "events", "--format", "csv").stdout)))
    assert [r["key"] for r in found] == [r["key"] for r in rows(where, "events")]
    assert found[0]["say_so"]


@pytest.mark.parametrize(("columns", "shown"), [("80", False), ("160", True)])
def test_a_table_fits_its_terminal(where: str, monkeypatch: pytest.MonkeyPatch, columns: str, *, shown: bool) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for command in ("events", "sayings", "articles", "actors"):
        result = run(where, command, "--format", "table")
        assert result.exception is None
        assert max(len(line) for line in result.stdout.splitlines()) <= int(columns)
        assert " of " in result.stderr
    events = run(where, "events", "--format", "table").stdout
    assert ("words" in events.splitlines()[0]) is shown
    assert "claimed" in events
    assert "Karvan Front" in events


def test_nothing_found_is_said_and_is_no_error(where: str) -> None:
    result = run(where, "events", "--type", "AID", "--format", "table")
    assert (result.stdout, result.stderr.strip(), result.return_value) == ("", "no events found", 0)


@pytest.mark.parametrize(
    "asked", [("--type", "WAR"), ("--since", "May"), ("--quad", "5"), ("--standing", "true"), ("--sort", "size")]
)
def test_a_condition_that_cannot_be_is_a_usage_error(where: str, asked: tuple[str, str]) -> None:
    """An unknown type would otherwise look like an archive without such events."""
    assert getattr(run(where, "events", *asked).exception, "exit_code", None) == 2


def test_counts_by_all_that_can_be_counted(where: str) -> None:
    found = {r["type"]: r["events"] for r in rows(where, "count")}
    assert found == {"ASSAULT": 2, "CONSULT": 2, "COERCE": 2}
    assert {r["month"]: r["events"] for r in rows(where, "count", "--by", "month")} == {"2024-05": 4, "unknown": 2}
    assert rows(where, "count", "--by", "dyad") == [{"dyad": "SYR → traders", "events": 2}]
    assert {r["quad"] for r in rows(where, "count", "--by", "quad")} == {"1", "4"}
    assert rows(where, "count", "--by", "outlet", "--type", "ASSAULT")[0]["events"] == 1
    chart = run(where, "count", "--by", "month", "--format", "table")
    assert "█" in chart.stdout
    assert "6 events" in chart.stderr


def test_bars_are_drawn_to_scale_and_never_vanish() -> None:
    assert [bar(n, 16, 2) for n in (0, 4, 8, 16)] == ["", "▌", "█", "██"]
    assert bar(1, 10_000, 10) == "▏"


def test_empty_months_are_drawn_or_told() -> None:
    found = [("2023-11", 1), ("2024-01", 2), ("2025-01", 3), ("unknown", 4)]
    lines = [("2023-11", 1), ("2023-12", 0), ("2024-01", 2), ("… 11 months", 0), ("2025-01", 3), ("unknown", 4)]
    assert with_gaps(found) == lines


def test_show_prints_words_chain_and_reason(where: str) -> None:
    key = rows(where, "events", "--type", "ASSAULT")[0]["key"]
    shown = run(where, "show", key[:10] + "/e1").stdout
    for words in ("ASSAULT heavy-weapons", "shelled", "The army said", "claimed", "verbs/assault.yml#shell", key):
        assert words in shown
    assert json.loads(run(where, "show", key, "--json").stdout)["id"] == "e1"
    assert "Who is who" in run(where, "show", key.split("/")[0]).stdout


def test_show_says_what_is_not_there(where: str) -> None:
    assert "holds no article ffff" in str(run(where, "show", "ffff").exception)
    key = rows(where, "events")[0]["key"].split("/")[0]
    assert "has no event e99" in str(run(where, "show", f"{key}/e99").exception)
