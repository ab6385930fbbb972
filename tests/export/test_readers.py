"""Each format is read back by the reader of that format, where PyPI has one; a missing reader is named in the skip."""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sayso.errors import SaysoError
from sayso.export import format_named
from sayso.export.conllu import layers
from sayso.export.labelstudio import configuration
from sayso.model import Record

GOLDEN = Path(__file__).parents[1] / "golden" / "export"


def reader(module: str, install: str = "") -> ModuleType:
    """The reader; where it is not installed the test is skipped and says how to get it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        return pytest.skip(f"{module} is not installed: pip install {install or module}")


def text_of(name: str, record: Record) -> str:
    return "\n".join(format_named(name).lines([record])) + "\n"


def saved(name: str, record: Record, folder: Path) -> Path:
    """The export in a file of its usual suffix."""
    chosen, path = format_named(name), folder / f"events{format_named(name).suffix}"
    if chosen.save is not None:
        chosen.save([record], path)
    else:
        path.write_text(text_of(name, record), encoding="utf8")
    return path


def test_duckdb_reads_parquet_with_the_types_of_its_columns(record: Record, tmp_path: Path) -> None:
    duckdb = reader("duckdb")
    path, golden = saved("parquet", record, tmp_path), GOLDEN / "parquet.parquet"
    if os.environ.get("SAYSO_GOLDEN") == "write":
        golden.write_bytes(path.read_bytes())
    rows = duckdb.sql(f"SELECT * FROM '{path}'")
    assert rows.columns == list(format_named("csv").columns)
    assert {"BIGINT", "DOUBLE", "BOOLEAN", "DATE", "VARCHAR"} == {str(t) for t in rows.types}
    assert rows.fetchall() == duckdb.sql(f"SELECT * FROM '{golden}'").fetchall()


def test_parquet_and_csv_tell_the_same(record: Record, tmp_path: Path) -> None:
    duckdb = reader("duckdb")
    path = saved("parquet", record, tmp_path)
    told = list(csv.DictReader(io.StringIO(text_of("csv", record))))
    rows = duckdb.sql(f"SELECT type, start_date::VARCHAR, lat, killed, date_assumed FROM '{path}'").fetchall()
    for row, line in zip(rows, told, strict=True):
        flag = {"1": True, "0": False, "": None}[line["date_assumed"]]
        lat = float(line["lat"]) if line["lat"] else None
        assert row == (line["type"], line["start_date"] or None, lat, line["killed"] or None, flag)


def test_parquet_needs_a_file(record: Record) -> None:
    with pytest.raises(SaysoError, match="no text"):
        list(format_named("parquet").lines([record]))


def test_conllu_reads_tokens_and_layers(record: Record) -> None:
    conllu = reader("conllu")
    sentences = conllu.parse(text_of("conllu", record))
    assert [s.metadata["sent_id"] for s in sentences] == [f"7-{n}" for n in range(1, len(sentences) + 1)]
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for token in (token for sentence in sentences for token in sentence):
        start, end = (int(n) for n in token["misc"]["TokenRange"].split(":"))
        assert record.article.text[start:end] == token["form"]
        for name, values in token["misc"].items():
            for value in values.split(",") if name not in ("TokenRange", "SpaceAfter") else ():
                spans.setdefault((name, value[2:]), []).append((start, end))
    for layer in layers(record):
        found = spans[(layer.name, layer.value)]
        assert layer.start in {s for s, _ in found}
        assert layer.end in {e for _, e in found}


def test_rdflib_reads_turtle(record: Record) -> None:
    rdflib = reader("rdflib")
    graph = rdflib.Graph().parse(data=text_of("turtle", record), format="turtle")
    sem, grasp = "http://semanticweb.cs.vu.nl/2009/11/sem/", "http://groundedannotationframework.org/grasp#"
    query = f"""PREFIX sem: <{sem}> PREFIX grasp: <{grasp}> PREFIX sayso: <urn:sayso:vocabulary:>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?type ?who ?standing WHERE {{ ?e a sem:Event ; sem:eventType ?type ; sayso:standing ?standing ;
        grasp:hasAttribution ?s . ?s grasp:wasAttributedTo ?a . ?a rdfs:label ?who }} ORDER BY ?e"""
    rows = [tuple(str(v) for v in row) for row in graph.query(query)]
    assert rows[0] == ("urn:sayso:vocabulary:ASSAULT", "The army", "claimed")
    assert len(rows) == len(record.events)


def test_no_place_of_a_country_has_coordinates_in_turtle(record: Record) -> None:
    rdflib = reader("rdflib")
    graph = rdflib.Graph().parse(data=text_of("turtle", record), format="turtle")
    places = {str(s) for s, _ in graph.subject_objects(rdflib.URIRef("http://www.w3.org/2003/01/geo/wgs84_pos#lat"))}
    assert places == {"urn:sayso:7:p1"}


def test_geojson_reads_features(record: Record) -> None:
    geojson = reader("geojson")
    found = geojson.loads(text_of("geojson", record))
    assert found.is_valid
    assert len(found.features) == len(record.events)
    assert [f.properties["auxiliary"] for f in found.features][3:5] == [["negated"], ["hypothetical"]]


def test_follow_the_money_accepts_every_entity(record: Record) -> None:
    ftm = reader("followthemoney", "followthemoney (needs libicu)")
    for line in text_of("ftm", record).splitlines():
        data: dict[str, Any] = json.loads(line)
        proxy = ftm.model.get_proxy(data)
        for name, values in data["properties"].items():
            assert sorted(proxy.get(name)) == sorted(set(values)), (data["schema"], name)


@pytest.mark.parametrize(("name", "width"), [("icews", 20), ("polecat", 49), ("acled", 31), ("csv", 50), ("tsv", 50)])
def test_pandas_reads_tables(record: Record, tmp_path: Path, name: str, width: int) -> None:
    pandas = reader("pandas")
    path = saved(name, record, tmp_path)
    quoting = csv.QUOTE_NONE if path.suffix == ".tsv" else csv.QUOTE_MINIMAL
    frame = pandas.read_csv(path, sep="," if path.suffix == ".csv" else "\t", quoting=quoting)
    assert len(frame.columns) == width
    assert tuple(frame.columns) == format_named(name).columns
    assert len(frame) == len(text_of(name, record).splitlines()) - 1


def test_brat_reads_spans_events_and_standing(record: Record, tmp_path: Path) -> None:
    reader("bioc")
    brat = importlib.import_module("bioc.brat")
    chosen = format_named("brat")
    assert chosen.save is not None
    chosen.save([record], tmp_path / "brat")
    (found,) = brat.listdir(tmp_path / "brat")
    assert found.text == record.article.text
    spans = {e.id: e for e in found.entities}
    for span in spans.values():
        parts = [found.text[p.begin : p.end] for p in sorted(span.locations)]
        assert " ".join(parts) == span.text
    told = [e for e in found.events if e.type != "Saying"]
    assert [(e.type, spans[e.trigger_id].text) for e in told] == [(e.type, e.trigger.text) for e in record.events]
    assert all(spans[e.trigger_id].type == e.type for e in found.events)
    roles = {role: spans[id_].text for role, id_ in told[0].arguments.items()}
    assert roles == {"Actor": "Karvan Front rebels", "Recipient": "the market in Halvia"}
    standings = [a.attributes for a in found.attributes if a.type == "Standing"]
    assert standings == [{e.standing} for e in record.events]
    assert {a.refid for a in found.attributes} <= {e.id for e in found.events}


def test_label_studio_accepts_tasks_and_configuration(record: Record, tmp_path: Path) -> None:
    """By its SDK: the interface is sound, the predictions fit it, and its converter takes them as annotations."""
    reader("label_studio_sdk", "label-studio-sdk (366 MB; docs/integrations.md)")
    interface = importlib.import_module("label_studio_sdk.label_interface").LabelInterface(configuration())
    interface.validate()
    objects = importlib.import_module("label_studio_sdk.label_interface.objects")
    (task,) = json.loads(text_of("labelstudio", record))
    assert objects.TaskValue(**task).predictions[0].model_version == record.coder
    (prediction,) = task["predictions"]
    assert interface.validate_prediction(prediction, return_errors=True) == []
    assert {o.value_name for o in interface.objects} <= set(task["data"])
    for result in prediction["result"]:
        wrong = {**result, "value": {**result.get("value", {}), "labels": ["Nobody"]}, "to_id": "nowhere"}
        assert interface.validate_prediction({**prediction, "result": [wrong]}, return_errors=True) != []


def test_label_studio_converts_accepted_predictions(record: Record, tmp_path: Path) -> None:
    """What a reviewer accepts unchanged comes out of its converter with the words and labels that went in."""
    reader("label_studio_sdk", "label-studio-sdk (366 MB; docs/integrations.md)")
    converter = importlib.import_module("label_studio_sdk.converter").Converter(configuration(), str(tmp_path))
    (task,) = json.loads(text_of("labelstudio", record))
    (prediction,) = task["predictions"]
    accepted = {"id": 1, "completed_by": 1, "created_at": "2024-05-05", "result": prediction["result"]}
    asked = tmp_path / "tasks.json"
    asked.write_text(json.dumps([{"id": 1, "data": task["data"], "annotations": [accepted]}]), encoding="utf8")
    converter.convert_to_json_min(str(asked), str(tmp_path / "out"), is_dir=False)
    (told,) = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf8"))
    assert told["text"] == record.article.text
    wide = record.article.text.encode("utf-16-le")
    for label in told["label"]:
        assert wide[2 * label["start"] : 2 * label["end"]].decode("utf-16-le") == label["text"]
    words = {(label["labels"][0], label["text"]) for label in told["label"]}
    assert {(e.type, e.trigger.text) for e in record.events} <= words
    assert {("Source", "The army"), ("Cue", "said")} <= words
