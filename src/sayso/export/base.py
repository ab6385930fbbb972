"""What an export is: lines of text made from records, one after another, so that memory stays flat."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso import paths
from sayso.model import Actor, Event, Record
from sayso.text import squeezed
from sayso.views import View

Row = Sequence[object]

__all__ = ["Country", "Format", "Row", "View", "countries", "country", "country_name", "joined", "pairs", "table"]


@dataclass(frozen=True)
class Format:
    """One export format: `lines` gives the whole file line by line, without line ends."""

    name: str
    suffix: str
    about: str
    lines: Callable[[Iterable[Record]], Iterator[str]]
    columns: tuple[str, ...] = ()


def table(
    columns: Sequence[str], rows: Callable[[Record], Iterable[Row]], *, delimiter: str = "\t", header: bool = True
) -> Callable[[Iterable[Record]], Iterator[str]]:
    """A format of rows: UTF-8, no line breaks or delimiters inside tab-separated cells, quoted cells in CSV."""

    def lines(records: Iterable[Record]) -> Iterator[str]:
        if header:
            yield joined(columns, delimiter)
        for record in records:
            for row in rows(record):
                yield joined(row, delimiter)

    return lines


def joined(row: Row, delimiter: str) -> str:
    """One line of a table; None is an empty cell."""
    cells = [squeezed("" if cell is None else str(cell)) for cell in row]
    if delimiter == "\t":
        return "\t".join(cells)
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="").writerow(cells)
    return buffer.getvalue()


def pairs(view: View, event: Event) -> list[tuple[Actor | None, Actor | None]]:
    """Actor and recipient of each dyad; a two-sided event gives each pair of its parties once, in order."""
    actors, recipients = view.actors(event.actors), view.actors(event.recipients)
    if recipients:
        return [(a, r) for a in actors or [None] for r in recipients]  # type: ignore[list-item]
    if len(actors) > 1 and event.type in ("CONSULT", "AGREE", "COOPERATE", "ASSAULT"):
        return [(a, b) for n, a in enumerate(actors) for b in actors[n + 1 :]]
    return [(a, None) for a in actors]


@dataclass(frozen=True)
class Country:
    """Codes of one country in the systems that exports use."""

    iso3: str
    iso2: str
    numeric: str
    fips: str
    cow: str
    name: str


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Country codes by ISO alpha-3; Kosovo under KOS as well."""
    lines = (paths.knowledge() / "export" / "countries.tsv").read_text(encoding="utf8").splitlines()[1:]
    found = {line.split("\t")[0]: Country(*line.split("\t")) for line in lines}
    return {**found, "KOS": found["XKX"]}


def country(code: str | None) -> Country | None:
    """The country behind a code, or None for international codes and unknown ones."""
    return countries().get(code or "")


def country_name(code: str | None) -> str | None:
    """English name of the country; None where the code is no country."""
    found = country(code)
    return found.name if found else None
