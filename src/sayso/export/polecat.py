"""POLECAT's forty columns in their order, then sayso's own: drops into R code written for POLECAT.

A reader of POLECAT takes every row as an event, so what is negated, future, hypothetical or denied is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.export.base import Row, country, country_name, tabled
from sayso.export.columns import names
from sayso.model import Actor, Event, Quote, Record
from sayso.views import View, happened

COLUMNS = names("polecat")
POLECAT = COLUMNS[:40]
QUADS = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")


def rows(record: Record) -> Iterable[Row]:
    """One row for each event with an actor and each of its modes, as POLECAT writes them."""
    view = View(record)
    for event in (e for e in record.events if e.actors and happened(e)):
        for mode in event.modes or ("",):
            yield [*_event(view, event, mode), *_place(view, event), *_story(view), *_ours(view, event)]


def _event(view: View, event: Event, mode: str) -> Row:
    id_, quad = f"{view.record.article.id}_{event.id}", QUADS[event.quad - 1]
    head = [id_, view.event_date(event), event.type, mode, event.intensity, quad, _many(event.contexts)]
    actors, recipients = view.actors(event.actors), view.actors(event.recipients)
    return [*head, *_party(actors, event.actor_text), *_party(recipients, event.recipient_text)]


def _party(actors: list[Actor], words: tuple[Quote, ...]) -> Row:
    known = [country(a.country) for a in actors]
    return [
        _many(a.name for a in actors),
        _many(country_name(a.country) or a.country or "" for a in actors),
        _many(c.cow if c else "" for c in known),
        _many(a.sectors[0] if a.sectors else "" for a in actors),
        _many(s for a in actors for s in a.sectors),
        _many(a.role or "" for a in actors),
        _many(q.text for q in words),
        _many(a.wikidata or "" for a in actors),
    ]


def _many(values: Iterable[str]) -> str:
    """POLECAT's loaders split on a semicolon and a blank."""
    return "; ".join(values)


def _place(view: View, event: Event) -> Row:
    where, place, point = event.where, view.place(event), view.point(event)
    if where is None:
        return [None] * 10
    spot = [point.lat, point.lon] if point else [None, None]
    identity = [place.geonameid, place.text.text] if place else [None, None]
    return [where.name, *view.levels(event), where.country, *spot, *identity, where.resolution]


def _story(view: View) -> Row:
    record = view.record
    people = _many(a.name for a in record.actors if a.kind == "person")
    bodies = _many(a.name for a in record.actors if a.kind in ("organization", "group"))
    places = _many(dict.fromkeys(p.name for p in record.places))
    article = record.article
    return [view.outlet(), article.published, people, bodies, places, article.language, record.coder]


def _ours(view: View, event: Event) -> Row:
    rule = event.because[0].rule if event.because else None
    at = event.trigger
    head = [event.standing, _many(event.auxiliary), view.say_so(event), at.text, at.start, at.end]
    return [*head, view.sentence(at), rule, view.record.article.url]


_ABOUT = "POLECAT's 40 columns, then standing, say-so and spans; only what is told as having happened"
FORMATS = {"polecat": tabled("polecat", ".tsv", _ABOUT, rows, described="polecat")}
