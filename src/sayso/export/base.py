"""What an export is: lines of text made from records, one after another, so that memory stays flat."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso import paths
from sayso.model import Actor, Event, Place, Quote, Record, Saying
from sayso.text import squeezed

Row = Sequence[object]
ROOT = "s0"


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


@dataclass(frozen=True)
class View:
    """One record with the look-ups that every export needs."""

    record: Record

    def actors(self, ids: Iterable[str]) -> list[Actor]:
        """The actors with these ids, in that order."""
        by_id = {a.id: a for a in self.record.actors}
        return [by_id[i] for i in ids]

    def outlet(self) -> str | None:
        """Name of the outlet."""
        id_ = self.record.article.outlet
        return next((a.name for a in self.record.actors if a.id == id_), None)

    def path(self, event: Event) -> list[Saying]:
        """The sayings from the event up to, not including, the article itself."""
        by_id, at, found = {s.id: s for s in self.record.sayings}, event.said_in, []
        while at != ROOT and at in by_id:
            found.append(by_id[at])
            at = by_id[at].parent or ROOT
        return found

    def speakers(self, saying: Saying) -> str:
        """Names of the speakers, or the words that stand for them."""
        names = [a.name for a in self.actors(saying.speakers)]
        return ", ".join(names) or (saying.speaker.text if saying.speaker else "")

    def say_so(self, event: Event) -> str:
        """The path of sayings in words: "police < The Post"."""
        steps = [self.speakers(s) or "somebody" for s in self.path(event)]
        return " < ".join([*steps, self.outlet() or "the article"])

    def place(self, event: Event) -> Place | None:
        """The resolved place of the event."""
        if event.where is None or event.where.place is None:
            return None
        return next((p for p in self.record.places if p.id == event.where.place), None)

    def sentence(self, quote: Quote) -> str:
        """The line of the article in which the quotation stands."""
        text = self.record.article.text
        end = text.find("\n", quote.end)
        return squeezed(text[text.rfind("\n", 0, quote.start) + 1 : len(text) if end < 0 else end])

    def event_date(self, event: Event) -> str | None:
        """First day of the event, or the article's day where nothing else is known."""
        return event.when.start_date if event.when else self.record.article.published


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
