"""Tables hand over to pandas, polars, pyarrow and duckdb through the Arrow stream interface; what is missing is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sayso.export.tables import Table, actor_table, event_table, saying_table
from sayso.model import Record
from tests.export.test_readers import reader

TYPES = ("ASSAULT", "CONSULT", "COERCE", "ASSAULT", "ASSAULT", "PROTEST")


@pytest.fixture
def table(record: Record) -> Table:
    reader("nanoarrow")
    return event_table([record])


def test_rows_are_typed_and_nullable(table: Table) -> None:
    rows = table.to_dicts()
    assert tuple(r["type"] for r in rows) == TYPES
    assert (rows[0]["start_date"], rows[0]["lat"], rows[0]["date_assumed"]) == (date(2024, 5, 2), 34.5, False)
    assert (rows[2]["start_date"], rows[2]["geonameid"]) == (None, None)


def test_sayings_and_actors_have_tables_of_their_own(record: Record) -> None:
    said, who = list(saying_table([record])), list(actor_table([record]))
    assert [(s["speakers"], s["venue"], s["negated"]) for s in said] == [("The army", "statement", False)]
    assert record.article.text[said[0]["start"] : said[0]["end"]].startswith("that Karvan Front")
    assert [a["name"] for a in who] == [a.name for a in record.actors]


def test_nanoarrow_reads_the_stream(table: Table) -> None:
    rows = list(reader("nanoarrow").ArrayStream(table).read_all().to_pylist())
    assert rows == table.to_dicts()


def test_duckdb_queries_the_table(table: Table) -> None:
    duckdb = reader("duckdb")
    with duckdb.connect() as connection:
        connection.register("events", table)
        rows = connection.execute("SELECT type, start_date FROM events WHERE lat > 34 ORDER BY 1").fetchall()
    assert rows == [("ASSAULT", date(2024, 5, 2)), ("PROTEST", date(2024, 4, 29))]


def test_pyarrow_takes_the_table(table: Table) -> None:
    taken: Any = reader("pyarrow").table(table)
    assert taken.to_pylist() == table.to_dicts()


def test_polars_takes_the_table(table: Table) -> None:
    reader("polars")
    assert table.to_polars().to_dicts() == table.to_dicts()


def test_pandas_takes_the_table(table: Table) -> None:
    reader("pandas")
    frame = table.to_pandas()
    assert list(frame["type"]) == list(TYPES)
    assert frame["lat"].isna().sum() == 4


def test_a_table_without_rows_keeps_its_columns(record: Record) -> None:
    duckdb = reader("duckdb")
    reader("nanoarrow")
    empty = event_table([])
    assert (len(empty), empty.to_dicts()) == (0, [])
    with duckdb.connect() as connection:
        connection.register("events", empty)
        assert connection.execute("SELECT count(*), count(lat) FROM events").fetchone() == (0, 0)


def test_a_notebook_shows_escaped_rows(table: Table) -> None:
    table = Table("t", table.columns[:1], [["<b>x</b>"]])
    assert "&lt;b&gt;x" in table._repr_html_()
