"""What an export is: lines of text made from records, one after another, so that memory stays flat."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sayso import paths
from sayso.export.columns import names
from sayso.model import Actor, Event, Record
from sayso.text import squeezed
from sayso.views import View

Row = Sequence[object]
Lines = Callable[[Iterable[Record]], Iterator[str]]


def _nothing() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class Format:
    """One export format: `lines` gives the whole file line by line, without line ends.

    `save` writes formats that are no lines of text. `beside` gives files that the readers of the format need next to
    it, by name. `table` names the description of the columns, where the format is a table.
    """

    name: str
    suffix: str
    about: str
    lines: Lines
    columns: tuple[str, ...] = ()
    table: str = ""
    delimiter: str = ""
    header: bool = True
    media: str = "text/plain"
    save: Callable[[Iterable[Record], Path], None] | None = None
    beside: Callable[[], Mapping[str, str]] = _nothing


def tabled(
    name: str, suffix: str, about: str, rows: Callable[[Record], Iterable[Row]], *, described: str, header: bool = True
) -> Format:
    """A format of rows, commas where the suffix says CSV, tabs otherwise; `described` names the file of its columns."""
    comma = suffix.endswith(".csv")
    columns, delimiter = names(described), "," if comma else "\t"
    lines = table(columns, rows, delimiter=delimiter, header=header)
    media = "text/csv" if comma else "text/tab-separated-values"
    return Format(
        name=name, suffix=suffix, about=about, lines=lines, columns=columns, table=described, delimiter=delimiter,
        header=header, media=media,
    )  # fmt: skip


def table(
    columns: Sequence[str], rows: Callable[[Record], Iterable[Row]], *, delimiter: str = "\t", header: bool = True
) -> Lines:
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
