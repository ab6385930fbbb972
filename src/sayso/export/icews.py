"""ICEWS's twenty columns, one row a dyad: for pipelines written for the series that ended in 2023."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.export.base import Format, Row, View, country_name, pairs, table
from sayso.model import Actor, Event, Record

COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)


def rows(record: Record) -> Iterable[Row]:
    """One row for each actor-recipient pair; events without an actor are left out, as ICEWS does."""
    view = View(record)
    for event in record.events:
        for number, (actor, target) in enumerate(pairs(view, event), 1):
            if actor is not None:
                yield _row(view, event, number, (actor, target))


def _row(view: View, event: Event, number: int, dyad: tuple[Actor, Actor | None]) -> Row:
    article = view.record.article
    text = " ".join((event.type, *event.modes))
    source, target = (_party(a) for a in dyad)
    head = [f"{article.id}/{event.id}/{number}", view.event_date(event), *source, text, event.cameo, event.intensity]
    return [*head, *target, article.id, _line_number(view, event), view.outlet(), *_site(view, event)]


def _party(actor: Actor | None) -> Row:
    return [actor.name, ",".join(actor.sectors), country_name(actor.country)] if actor else [None] * 3


def _line_number(view: View, event: Event) -> int:
    """The paragraph, counted from 1: records keep no sentences."""
    text = view.record.article.text[: event.trigger.start]
    return 1 + sum(1 for line in text.split("\n")[:-1] if line.strip())


def _site(view: View, event: Event) -> Row:
    where, place = event.where, view.place(event)
    if where is None:
        return [None] * 6
    levels = [where.name if where.resolution == level else None for level in ("city", "district", "province")]
    point = [place.lat, place.lon] if place and where.resolution not in ("country", "region") else [None, None]
    return [*levels, country_name(where.country), *point]


FORMATS = {"icews": Format("icews", ".tsv", "ICEWS's 20 columns, one row a dyad", table(COLUMNS, rows), COLUMNS)}
