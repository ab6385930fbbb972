"""What every column of a table means and of which type it is: read from knowledge/export/columns, one file a table."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from sayso import paths
from sayso.knowledge.loading import Entry, read_entries

Kind = Literal["string", "integer", "number", "boolean", "date"]


class Column(Entry):
    """One column: its name, its type in the words of the Table Schema, and what stands in it."""

    name: str
    type: Kind
    about: str


@lru_cache(maxsize=16)
def columns(table: str) -> tuple[Column, ...]:
    """The columns of one table, in order."""
    return read_entries(paths.knowledge() / "export" / "columns" / f"{table}.yml", Column)


def names(table: str) -> tuple[str, ...]:
    """The names of the columns of one table, in order."""
    return tuple(c.name for c in columns(table))
