"""POLECAT's forty columns in their order, then sayso's own: drops into R code written for POLECAT."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.export.base import Format, Row, View, country, country_name, table
from sayso.model import Actor, Event, Place, Quote, Record

_PARTY = ("Name", "Country", "COW", "Primary {} Sector", "Sectors", "Title", "Name Raw", "Wikipedia {} ID")


def _party_columns(side: str) -> tuple[str, ...]:
    return tuple(c.format(side) if "{}" in c else f"{side} {c}" for c in _PARTY)


POLECAT = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    *_party_columns("Actor"),
    *_party_columns("Recipient"),
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
OURS = ("Standing", "Auxiliary", "Say So", "Trigger", "Trigger Start", "Trigger End", "Sentence", "Rule", "URL")
COLUMNS = (*POLECAT, *OURS)


def rows(record: Record) -> Iterable[Row]:
    """One row for each event with an actor and each of its modes, as POLECAT writes them."""
    view = View(record)
    for event in (e for e in record.events if e.actors):
        for mode in event.modes or ("",):
            yield [*_event(view, event, mode), *_place(view, event), *_story(view), *_ours(view, event)]


def _event(view: View, event: Event, mode: str) -> Row:
    id_ = f"{view.record.article.id}/{event.id}"
    head = [id_, view.event_date(event), event.type, mode, event.intensity, event.quad, ";".join(event.contexts)]
    actors, recipients = view.actors(event.actors), view.actors(event.recipients)
    return [*head, *_party(actors, event.actor_text), *_party(recipients, event.recipient_text)]


def _party(actors: list[Actor], words: tuple[Quote, ...]) -> Row:
    known = [country(a.country) for a in actors]
    return [
        ";".join(a.name for a in actors),
        ";".join(country_name(a.country) or a.country or "" for a in actors),
        ";".join(c.cow if c else "" for c in known),
        ";".join(a.sectors[0] if a.sectors else "" for a in actors),
        ";".join(s for a in actors for s in a.sectors),
        ";".join(a.role or "" for a in actors),
        ";".join(q.text for q in words),
        ";".join(a.wikidata or "" for a in actors),
    ]


def _place(view: View, event: Event) -> Row:
    where, place = event.where, view.place(event)
    if where is None:
        return [None] * 10
    levels = [where.name if where.resolution == level else None for level in ("city", "district", "province")]
    levels[2] = levels[2] or (place.admin1 if place and where.resolution != "country" else None)
    point = [place.lat, place.lon] if place and where.resolution not in ("country", "region") else [None, None]
    identity = [place.geonameid, place.text.text] if place else [None, None]
    return [where.name, *levels, country_name(where.country), *point, *identity, where.resolution]


def _story(view: View) -> Row:
    record = view.record
    people = ";".join(a.name for a in record.actors if a.kind == "person")
    bodies = ";".join(a.name for a in record.actors if a.kind in ("organization", "group"))
    places = ";".join(dict.fromkeys(_named(p) for p in record.places))
    article = record.article
    return [view.outlet(), article.published, people, bodies, places, article.language, record.coder]


def _named(place: Place) -> str:
    return place.name


def _ours(view: View, event: Event) -> Row:
    rule = event.because[0].rule if event.because else None
    at = event.trigger
    head = [event.standing, ";".join(event.auxiliary), view.say_so(event), at.text, at.start, at.end]
    return [*head, view.sentence(at), rule, view.record.article.url]


_ABOUT = "POLECAT's 40 columns, then standing, say-so and spans; events without an actor left out"
FORMATS = {"polecat": Format("polecat", ".tsv", _ABOUT, table(COLUMNS, rows), COLUMNS)}
