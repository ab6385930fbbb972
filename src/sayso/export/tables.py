"""Tables of events, sayings and actors in memory that pandas, polars, pyarrow and duckdb take over without copying by hand.

They do so through the Arrow stream interface (`__arrow_c_stream__`), which nanoarrow writes: pip install "sayso[arrow]".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from html import escape
from typing import Any

from sayso.errors import SaysoError
from sayso.export import flat
from sayso.export.base import Row
from sayso.export.columns import Column, columns
from sayso.model import Record
from sayso.views import View

SHOWN = 20  # rows in a notebook
_CONVERT: Mapping[str, Callable[[Any], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": lambda value: bool(int(value)),
    "date": lambda value: date.fromisoformat(str(value)),
}


class Table:
    """Rows under typed columns; iterating gives dictionaries. Not a list: readers of Arrow take lists for themselves."""

    def __init__(self, name: str, described: Sequence[Column], rows: Iterable[Row]) -> None:
        self.name = name
        self.columns = tuple(described)
        self._rows = tuple(tuple(typed(c.type, v) for c, v in zip(self.columns, row)) for row in rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        names = [c.name for c in self.columns]
        return (dict(zip(names, row)) for row in self._rows)

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self)} rows, {len(self.columns)} columns>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries; dates are `datetime.date`, what is not known is None."""
        return list(self)

    def to_pandas(self) -> Any:
        """A pandas DataFrame. Raises SaysoError where pandas is not installed."""
        pandas = _wanted("pandas")
        if hasattr(pandas.DataFrame, "from_arrow"):
            return pandas.DataFrame.from_arrow(self)
        return pandas.DataFrame(self.to_dicts(), columns=[c.name for c in self.columns])

    def to_polars(self) -> Any:
        """A polars DataFrame. Raises SaysoError where polars is not installed."""
        return _wanted("polars").DataFrame(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """One batch as an Arrow C stream; strings, integers, doubles, booleans and days, all of them nullable."""
        return _wanted("nanoarrow").c_array_stream(self._batch).__arrow_c_stream__(requested_schema)

    @cached_property
    def _batch(self) -> Any:
        na = _wanted("nanoarrow")
        types = {
            "string": na.string(),
            "integer": na.int64(),
            "number": na.float64(),
            "boolean": na.bool_(),
            "date": na.date32(),
        }
        schema = na.struct({c.name: types[c.type] for c in self.columns})
        cells = zip(*self._rows) if self._rows else [()] * len(self.columns)
        children = [
            na.c_array([_days(v) for v in values] if c.type == "date" else list(values), types[c.type])
            for c, values in zip(self.columns, cells)
        ]
        return na.c_array_from_buffers(schema, length=len(self), buffers=[None], children=children)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(c.name)}</th>" for c in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{_shown(v)}</td>' for v in row)}</tr>" for row in self._rows[:SHOWN])
        more = f"<caption>{len(self)} rows</caption>" if len(self) > SHOWN else ""
        return f'<div style="overflow-x:auto"><table>{more}<tr>{head}</tr>{body}</table></div>'


def typed(kind: str, value: object) -> Any:
    """A cell as its column's type; None where it is empty."""
    if value is None or (value == "" and kind != "string"):
        return None
    return _CONVERT[kind](value)


def event_table(records: Iterable[Record]) -> Table:
    """One row an event, with the columns of the flat export."""
    return Table("events", columns("events"), (row for record in records for row in flat.rows(record)))


def saying_table(records: Iterable[Record]) -> Table:
    """One row a saying; the article's own voice is left out."""
    return Table("sayings", columns("sayings"), (row for record in records for row in _sayings(record)))


def actor_table(records: Iterable[Record]) -> Table:
    """One row an actor of an article."""
    return Table("actors", columns("actors"), (row for record in records for row in _actors(record)))


def _sayings(record: Record) -> Iterator[Row]:
    view, article = View(record), record.article
    for saying in record.sayings[1:]:
        addressees = ";".join(a.name for a in view.actors(saying.addressees))
        span = (
            [min(q.start for q in saying.content), max(q.end for q in saying.content)] if saying.content else [None] * 2
        )
        cue, venue = saying.cue.text if saying.cue else None, saying.venue.kind if saying.venue else None
        head = [article.id, saying.id, view.outlet(), article.published, view.speakers(saying), saying.parent, cue]
        said = " … ".join(q.text for q in saying.content)
        yield [*head, saying.form, saying.stance, saying.negated, addressees, venue, said, *span]


def _actors(record: Record) -> Iterator[Row]:
    for actor in record.actors:
        head = [record.article.id, actor.id, actor.name, actor.kind, actor.country, " ".join(actor.sectors)]
        yield [*head, actor.role, actor.entry, actor.wikidata, actor.resolved_by, len(actor.mentions)]


def _days(value: date | None) -> int | None:
    return None if value is None else (value - date(1970, 1, 1)).days


def _shown(value: object) -> str:
    return "" if value is None else escape(str(value))


def _wanted(module: str) -> Any:
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError as error:
        extra = "sayso[arrow]" if module == "nanoarrow" else module
        raise SaysoError(f'{module} is not installed: pip install "{extra}"', code="extra") from error
