"""Every format has a golden file, is read back by a reader of its kind, and keeps its own rules."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.export import FORMATS, format_named
from sayso.export.acled import COLUMNS as ACLED
from sayso.export.gdelt import COLUMNS as GDELT
from sayso.export.gdelt import MENTIONS
from sayso.export.icews import COLUMNS as ICEWS
from sayso.export.polecat import POLECAT
from sayso.model import Record

GOLDEN = Path(__file__).parents[1] / "golden" / "export"


def lines(name: str, record: Record) -> list[str]:
    return list(format_named(name).lines([record]))


def tabled(name: str, record: Record) -> list[dict[str, str]]:
    delimiter = "," if format_named(name).suffix == ".csv" else "\t"
    return list(csv.DictReader(io.StringIO("\n".join(lines(name, record))), delimiter=delimiter))


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_equals_its_golden_file(name: str, record: Record) -> None:
    """SAYSO_GOLDEN=write writes them anew; read the difference before you commit it."""
    path = GOLDEN / f"{name}{format_named(name).suffix}"
    text = "\n".join(lines(name, record)) + "\n"
    if os.environ.get("SAYSO_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8")
    assert path.read_text(encoding="utf8") == text


def test_column_counts_are_those_of_the_formats() -> None:
    assert (len(POLECAT), len(GDELT), len(MENTIONS), len(ICEWS), len(ACLED)) == (40, 61, 16, 20, 31)


def test_the_record_comes_back_whole(record: Record) -> None:
    assert Record.model_validate_json(lines("jsonl", record)[0]) == record


def test_flat_rows_carry_say_so_and_exact_words(record: Record) -> None:
    rows = tabled("csv", record)
    assert [r["type"] for r in rows] == ["ASSAULT", "CONSULT", "COERCE"]
    assert rows[0]["say_so"] == "The army < The Halvia Post"
    assert rows[0]["killed"] == "3-5"
    start, end = int(rows[0]["trigger_start"]), int(rows[0]["trigger_end"])
    assert record.article.text[start:end] == rows[0]["trigger"] == "shelled"


def test_a_country_never_becomes_a_point(record: Record) -> None:
    assert tabled("csv", record)[1]["lat"] == ""
    assert tabled("polecat", record)[1]["Latitude"] == ""
    collection = json.loads("\n".join(lines("geojson", record)))
    points = {f["properties"]["id"]: f["geometry"] for f in collection["features"]}
    assert points["7/e1"]["coordinates"] == [36.25, 34.5]
    assert points["7/e2"] is None


def test_events_without_an_actor_stay_out_of_the_plover_family(record: Record) -> None:
    assert [json.loads(line)["event"] for line in lines("plover", record)] == [["ASSAULT"], ["CONSULT"]]
    for name, column in (("polecat", "Event Type"), ("icews", "Event Text")):
        assert not any("COERCE" in row[column] for row in tabled(name, record))


def test_a_two_sided_event_is_one_record_and_one_dyad(record: Record) -> None:
    talks = json.loads(lines("plover", record)[1])
    assert [a["entity_text"] for a in talks["actor"]] == ["Norland", "Sudria"]
    assert talks["recipient"] == []
    assert [(r["Source Name"], r["Target Name"]) for r in tabled("icews", record)][1] == ("Norland", "Sudria")


def test_tables_have_no_stray_tabs_or_line_breaks(record: Record) -> None:
    for name, width in (("gdelt", 61), ("gdelt-mentions", 16), ("icews", 20), ("polecat", 49)):
        assert {line.count("\t") + 1 for line in lines(name, record)} == {width}


def test_gdelt_mentions_point_to_the_rows_of_gdelt(record: Record) -> None:
    events = {line.split("\t")[0] for line in lines("gdelt", record)}
    mentions = {line.split("\t")[0] for line in lines("gdelt-mentions", record)}
    assert events == mentions
    assert all(event.isdigit() for event in events)


def test_acled_counts_the_lowest_figure_and_knows_no_talk(record: Record) -> None:
    rows = tabled("acled", record)
    assert [r["sub_event_type"] for r in rows] == ["Shelling/artillery/missile attack"]
    assert rows[0]["fatalities"] == "3"


def test_label_studio_offsets_count_utf16_units(record: Record) -> None:
    task = json.loads("\n".join(lines("labelstudio", record)))[0]
    units = record.article.text.encode("utf-16-le")
    for result in task["predictions"][0]["result"]:
        if "value" in result:
            start, end = 2 * result["value"]["start"], 2 * result["value"]["end"]
            assert units[start:end].decode("utf-16-le") == result["value"]["text"]


def test_brat_spans_equal_the_text_also_over_a_line_break(record: Record) -> None:
    text = record.article.text
    bound = [line.split("\t") for line in lines("brat", record) if line.startswith("T")]
    assert any(";" in parts[1] for parts in bound)
    for _, where, words in bound:
        pieces = [piece.split() for piece in where.split(" ", 1)[1].split(";")]
        assert " ".join(text[int(a) : int(b)] for a, b in pieces) == words


def test_follow_the_money_links_say_who_to_whom(record: Record) -> None:
    found = [json.loads(line) for line in lines("ftm", record)]
    by_id = {e["id"]: e for e in found}
    link = next(e for e in found if e["schema"] == "UnknownLink")
    names = [by_id[link["properties"][side][0]]["properties"]["name"][0] for side in ("subject", "object")]
    assert names == ["Karvan Front rebels", "traders"]


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(SaysoError, match="no such format: xml"):
        format_named("xml")
