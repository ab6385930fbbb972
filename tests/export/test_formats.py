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
from sayso.export.acled import inter
from sayso.export.brat import configuration
from sayso.export.gdelt import COLUMNS as GDELT
from sayso.export.gdelt import MENTIONS
from sayso.export.icews import COLUMNS as ICEWS
from sayso.export.polecat import POLECAT
from sayso.model import Actor, Record

GOLDEN = Path(__file__).parents[1] / "golden" / "export"


def lines(name: str, record: Record) -> list[str]:
    return list(format_named(name).lines([record]))


def tabled(name: str, record: Record) -> list[dict[str, str]]:
    delimiter = "," if format_named(name).suffix == ".csv" else "\t"
    return list(csv.DictReader(io.StringIO("\n".join(lines(name, record))), delimiter=delimiter))


TEXTUAL = [name for name in FORMATS if name != "parquet"]  # test_readers holds the golden file of Parquet
HAPPENED = ["ASSAULT", "CONSULT", "PROTEST"]  # with an actor, neither negated nor only feared


@pytest.mark.parametrize("name", TEXTUAL)
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
    assert [r["type"] for r in rows] == ["ASSAULT", "CONSULT", "COERCE", "ASSAULT", "ASSAULT", "PROTEST"]
    assert [r["auxiliary"] for r in rows] == ["", "", "", "negated", "hypothetical", ""]
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
    coded = [json.loads(line) for line in lines("plover", record)]
    assert [found["event"] for found in coded] == [["ASSAULT"], ["CONSULT"], ["ASSAULT"], ["ASSAULT"], ["PROTEST"]]
    assert [found["sayso"]["auxiliary"] for found in coded[2:]] == [["negated"], ["hypothetical"], []]
    assert [row["Event Type"] for row in tabled("polecat", record)] == HAPPENED


def test_formats_without_a_word_for_it_leave_out_what_did_not_happen(record: Record) -> None:
    """A reader of these formats takes a row as an event: a negated attack must not be one."""
    denied = record.events[0].model_copy(update={"standing": "denied"})
    told = record.model_copy(update={"events": (denied, *record.events[1:])})
    expected = {"polecat": 3, "icews": 3, "gdelt": 3, "gdelt-mentions": 3, "acled": 2}
    for name, number in expected.items():
        head = int(format_named(name).header)
        assert len(lines(name, record)) - head == number
        assert len(lines(name, told)) - head == number - 1
    assert [row["CAMEO Code"] for row in tabled("icews", record)] == ["194", "046", "141"]


def test_polecat_rows_speak_its_words(record: Record) -> None:
    row = tabled("polecat", record)[0]
    assert (row["Quad Code"], row["Country"], row["Event ID"]) == ("MATERIAL CONFLICT", "SYR", "7_e1")
    assert (row["Actor Country"], row["Recipient Sectors"], row["Province"]) == ("Syria", "BUS; CVL", "Homs")


def test_icews_rows_have_numbers_and_cameo_texts(record: Record) -> None:
    row = tabled("icews", record)[0]
    assert 0 <= int(row["Event ID"]) < 2**31
    assert (row["Event Text"], row["Sentence Number"]) == ("Fight with artillery and tanks", "2")


def test_gdelt_says_where_in_the_year_and_what_leads(record: Record) -> None:
    rows = [dict(zip(GDELT, line.split("\t"))) for line in lines("gdelt", record)]
    assert [r["FractionDate"] for r in rows] == ["2024.3342", "2024.3370", "2024.3260"]
    assert [r["IsRootEvent"] for r in rows] == ["1", "0", "0"]
    assert {r["DATEADDED"] for r in rows} == {"20240504000000"}
    assert (rows[0]["ActionGeo_Type"], rows[1]["ActionGeo_Type"], rows[1]["ActionGeo_Lat"]) == ("4", "1", "")


def test_what_is_not_known_stays_empty_in_gdelt(record: Record) -> None:
    article = record.article.model_copy(update={"published": None, "url": None})
    rows = [
        dict(zip(MENTIONS, line.split("\t")))
        for line in lines("gdelt-mentions", record.model_copy(update={"article": article}))
    ]
    assert {(r["MentionTimeDate"], r["MentionType"], r["MentionIdentifier"]) for r in rows} == {("", "2", "7")}


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
    assert [r["sub_event_type"] for r in rows] == ["Shelling/artillery/missile attack", "Peaceful protest"]
    assert rows[0]["fatalities"] == "3"
    assert "fatalities told as: between three and five traders" in rows[0]["tags"]
    assert (rows[0]["interaction"], rows[0]["civilian_targeting"]) == ("Rebel group-Civilians", "Civilian targeting")
    assert (rows[0]["latitude"], rows[0]["longitude"], rows[0]["geo_precision"]) == ("34.5000", "36.2500", "1")


def test_acled_names_the_crowd_and_dates_a_week_by_its_middle(record: Record) -> None:
    row = tabled("acled", record)[1]
    assert (row["actor1"], row["assoc_actor_1"], row["inter1"]) == ("Protesters (Syria)", "Workers", "Protesters")
    assert (row["event_date"], row["time_precision"], row["actor2"]) == ("2024-05-02", "2", "")


def test_acled_calls_nobody_a_civilian_without_knowing(record: Record) -> None:
    unknown = record.actors[3].model_copy(update={"sectors": ()})
    actors = (*record.actors[:3], unknown, *record.actors[4:])
    row = tabled("acled", record.model_copy(update={"actors": actors}))[0]
    assert (row["inter2"], row["civilian_targeting"], row["interaction"]) == ("", "", "Rebel group only")


def test_forces_of_a_state_abroad_are_external() -> None:
    army = Actor(id="a", name="army", kind="organization", country="NOR", sectors=("MIL",))
    assert inter(army, "NOR") == inter(army) == "State forces"
    assert inter(army, "SYR") == "External/Other forces"


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


def test_brat_says_standing_and_negation_and_names_all_it_uses(record: Record) -> None:
    found = lines("brat", record)
    assert any(line.startswith("A") and "Standing E2 claimed" in line for line in found)
    assert any(line.startswith("A") and line.endswith("Negated E5") for line in found)
    events = configuration().split("[events]")[1].split("[attributes]")[0]
    known = {line.split("\t")[0] for line in events.strip().splitlines()}
    assert {line.split("\t")[1].split(":")[0] for line in found if line.startswith("E")} <= known


def test_brat_writes_pairs_into_a_folder(record: Record, tmp_path: Path) -> None:
    save = format_named("brat").save
    assert save is not None
    save([record], tmp_path / "brat")
    assert (tmp_path / "brat" / "00001-7.txt").read_text(encoding="utf8") == record.article.text
    assert (tmp_path / "brat" / "00001-7.ann").read_text(encoding="utf8").splitlines() == lines("brat", record)[1:]


def test_follow_the_money_links_say_who_to_whom(record: Record) -> None:
    found = [json.loads(line) for line in lines("ftm", record)]
    by_id = {e["id"]: e for e in found}
    link = next(e for e in found if e["schema"] == "UnknownLink")
    names = [by_id[link["properties"][side][0]]["properties"]["name"][0] for side in ("subject", "object")]
    assert names == ["Karvan Front rebels", "traders"]


def test_follow_the_money_ids_are_stable(record: Record) -> None:
    """Another file name, and events and actors renumbered by a better coder, change no id."""
    moved = record.model_copy(update={"article": record.article.model_copy(update={"id": "elsewhere/7.html"})})
    fewer = moved.model_copy(update={"events": tuple(reversed(moved.events[:3]))})
    ids = {json.loads(line)["id"] for line in lines("ftm", record)}
    assert {json.loads(line)["id"] for line in lines("ftm", moved)} == ids
    assert {json.loads(line)["id"] for line in lines("ftm", fewer)} < ids
    assert len(ids) == len(lines("ftm", record))


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(SaysoError, match="no such format: xml"):
        format_named("xml")
