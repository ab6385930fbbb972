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


@pytest.mark.parametrize(("name", "width"), [("icews", 20), ("polecat", 49), ("acled", 31), ("csv", 49), ("tsv", 49)])
def test_pandas_reads_tables(record: Record, tmp_path: Path, name: str, width: int) -> None:
    pandas = reader("pandas")
    path = saved(name, record, tmp_path)
    quoting = csv.QUOTE_NONE if path.suffix == ".tsv" else csv.QUOTE_MINIMAL
    frame = pandas.read_csv(path, sep="," if path.suffix == ".csv" else "\t", quoting=quoting)
    assert len(frame.columns) == width
    assert len(frame) == len(text_of(name, record).splitlines()) - 1
