"""The flat table as Parquet, typed, written by duckdb (pip install "sayso[parquet]"): a file, never a stream of text."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sayso.errors import SaysoError
from sayso.export import flat
from sayso.export.base import Format
from sayso.export.columns import columns
from sayso.export.tables import typed
from sayso.model import Record

SQL = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def _save(records: Iterable[Record], path: Path) -> None:
    """Rows go through a file of JSON lines beside the target, so that memory stays flat; the target appears whole."""
    duckdb = _duckdb()
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        rows, done = Path(folder) / "rows.jsonl", Path(folder) / "done.parquet"
        with rows.open("w", encoding="utf8") as file:
            file.writelines(line + "\n" for line in _rows(records))
        with duckdb.connect() as connection:
            connection.execute(_copy(rows, done))
        done.replace(path)


def _rows(records: Iterable[Record]) -> Iterator[str]:
    described = columns("events")
    for record in records:
        for row in flat.rows(record):
            cells = {c.name: typed(c.type, v) for c, v in zip(described, row)}
            yield json.dumps(cells, ensure_ascii=False, default=str)


def _copy(rows: Path, done: Path) -> str:
    fields = ", ".join(f"'{c.name}': '{SQL[c.type]}'" for c in columns("events"))
    source = f"read_json({_literal(rows)}, format = 'newline_delimited', columns = {{{fields}}})"
    return f"COPY (SELECT * FROM {source}) TO {_literal(done)} (FORMAT parquet, COMPRESSION zstd)"


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise SaysoError('Parquet needs duckdb: pip install "sayso[parquet]"', code="extra") from error
    return duckdb


def _no_lines(_records: Iterable[Record]) -> Iterator[str]:
    raise SaysoError("Parquet is no text: name a file with -o FILE.parquet", code="format")


FORMATS = {
    "parquet": Format(
        "parquet",
        ".parquet",
        "the flat table, typed, as Parquet (needs duckdb)",
        _no_lines,
        flat.COLUMNS,
        "events",
        media="application/vnd.apache.parquet",
        save=_save,
    )
}
