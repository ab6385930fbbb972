"""One row an event, everything that matters in plain columns: for R, pandas and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.export.base import Row, tabled
from sayso.export.columns import names
from sayso.model import Actor, Count, CountKind, Event, Quote, Record
from sayso.review.reasons import review_of
from sayso.views import View

COLUMNS = names("events")
COUNTS: tuple[CountKind, ...] = ("killed", "injured", "arrested", "displaced", "abducted")


def rows(record: Record) -> Iterable[Row]:
    """One row for each event of the record."""
    view = View(record)
    return [_row(view, event) for event in record.events]


def _row(view: View, event: Event) -> Row:
    return [
        *_article(view, event),
        *_what(view, event),
        *_when_where(view, event),
        *_says(view, event),
        *_why(view, event),
    ]


def _article(view: View, event: Event) -> Row:
    article = view.record.article
    return [article.id, event.id, view.outlet(), article.published, article.url, article.title]


def _what(view: View, event: Event) -> Row:
    head = [event.type, _many(event.modes), _many(event.contexts), event.cameo, event.quad, event.intensity]
    actors, recipients = view.actors(event.actors), view.actors(event.recipients)
    return [*head, *_party(actors, event.actor_text), *_party(recipients, event.recipient_text)]


def _party(actors: list[Actor], words: tuple[Quote, ...]) -> Row:
    names, countries = _many(a.name for a in actors), _many(a.country or "" for a in actors)
    return [names, countries, _many(" ".join(a.sectors) for a in actors), _many(q.text for q in words)]


def _when_where(view: View, event: Event) -> Row:
    when, where, place = event.when, event.where, view.place(event)
    time = [when.start_date, when.end_date, when.granularity, int(when.assumed)] if when else [None] * 4
    site = [where.name, where.country, where.resolution] if where else [None] * 3
    point = view.point(event)
    spot = [point.lat, point.lon] if point else [None] * 2
    geonameid = place.geonameid if place else None
    return [*time, *site, *spot, geonameid, *(_count(event.counts, kind) for kind in COUNTS)]


def _count(counts: Iterable[Count], kind: str) -> str | None:
    found = next((c for c in counts if c.kind == kind), None)
    if found is None:
        return None
    return str(found.low) if found.high == found.low else f"{found.low}-{'' if found.high is None else found.high}"


def _says(view: View, event: Event) -> Row:
    path = view.path(event)
    nearest = path[0] if path else None
    says = [view.speakers(nearest), nearest.cue and nearest.cue.text, nearest.stance] if nearest else [None] * 3
    venue = nearest.venue.kind if nearest and nearest.venue else None
    return [_many(event.auxiliary), event.standing, view.say_so(event), *says, venue]


def _why(view: View, event: Event) -> Row:
    rule = event.because[0].rule if event.because else None
    words = [event.trigger.text, event.trigger.start, event.trigger.end, view.sentence(event.trigger)]
    return [f"{event.confidence:.2f}", *words, rule, view.record.coder, review_of(event)]


def _many(values: Iterable[str]) -> str:
    return ";".join(values)


_ABOUT = "one row an event in plain columns"
FORMATS = {
    "csv": tabled("csv", ".csv", f"{_ABOUT}, comma separated", rows, described="events"),
    "tsv": tabled("tsv", ".tsv", f"{_ABOUT}, tab separated", rows, described="events"),
}
