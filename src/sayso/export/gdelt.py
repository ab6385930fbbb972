"""GDELT 2.0's 61 event columns and 16 mention columns, both without a header, as GDELT ships them.

The format cannot say that something did not happen, so what is negated, future, hypothetical or denied is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from sayso.export.base import Row, country, pairs, tabled
from sayso.export.columns import names
from sayso.model import Actor, Event, EventPlace, Place, Quote, Record
from sayso.views import View, happened

COLUMNS = names("gdelt")
MENTIONS = names("gdelt-mentions")
ACTOR_WIDTH = 10  # Code to Type3Code
Dyad = tuple[Actor | None, Actor | None]


def rows(record: Record) -> Iterable[Row]:
    """One row for each actor-recipient pair of an event with an actor, a date and a CAMEO code."""
    view = View(record)
    for event, number, dyad in _dyads(view):
        yield _event_row(view, event, number, dyad)


def mention_rows(record: Record) -> Iterable[Row]:
    """The mention of each of those rows: where in which article the words stand."""
    view = View(record)
    for event, number, _ in _dyads(view):
        yield _mention_row(view, event, number)


def _dyads(view: View) -> Iterable[tuple[Event, int, Dyad]]:
    coded = (e for e in view.record.events if happened(e) and e.cameo and view.event_date(e))
    numbered = ((event, number, dyad) for event in coded for number, dyad in enumerate(pairs(view, event), 1))
    yield from (row for row in numbered if row[2][0] is not None)


def _number(view: View, event: Event, number: int) -> int:
    """A stable id for the row: GDELT's are numbers, so ours is a hash of where the event stands."""
    key = f"{view.record.article.id}|{view.record.article.url}|{event.id}|{event.trigger.start}|{event.type}|{number}"
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big")


def _event_row(view: View, event: Event, number: int, dyad: Dyad) -> Row:
    day = (view.event_date(event) or "").replace("-", "")
    return [
        *(_number(view, event, number), day, day[:6], day[:4], _fraction(view.event_date(event) or "")),
        *_actor(dyad[0]),
        *_actor(dyad[1]),
        *_code(view, event),
        *(1, 1, 1, None),
        *_actor_geo(dyad[0]),
        *_actor_geo(dyad[1]),
        *_geo(event.where, view.point(event)),
        *(_midnight(view.record.article.published), view.record.article.url),
    ]


def _midnight(day: str | None) -> str | None:
    """YYYYMMDDHHMMSS of a day; None where the day is not known."""
    return day.replace("-", "") + "000000" if day else None


def _code(view: View, event: Event) -> Row:
    code = event.cameo or ""
    return [int(view.leads(event.trigger)), code, code[:3], code[:2], event.quad, event.intensity]


def _fraction(day: str) -> str:
    """Year and share of the year gone; every month has thirty days, as in GDELT's own rows (20190320 is 2019.2192)."""
    when = date.fromisoformat(day)
    return f"{when.year + ((when.month - 1) * 30 + when.day) / 365:.4f}"


def _actor(actor: Actor | None) -> Row:
    if actor is None:
        return [None] * ACTOR_WIDTH
    sectors = [*actor.sectors, None, None, None][:3]
    code = (actor.country or "") + "".join(actor.sectors[:1])
    return [code, actor.name.upper(), actor.country, None, None, None, None, *sectors]


def _actor_geo(actor: Actor | None) -> Row:
    """An actor's country, never a point: where an actor was is not known."""
    found = country(actor.country) if actor else None
    return [1, found.name, found.fips, found.fips, None, None, None, found.fips] if found else [0, *[None] * 7]


def _geo(where: EventPlace | None, place: Place | None) -> Row:
    found = country(where.country) if where else None
    if where is None or found is None:
        return [0, *[None] * 7]
    if where.resolution == "country":
        return [1, found.name, found.fips, found.fips, None, None, None, found.fips]
    kind = (2 if found.iso3 == "USA" else 5) if where.resolution == "province" else (3 if found.iso3 == "USA" else 4)
    point = [place.lat, place.lon] if place else [None, None]
    return [kind, f"{where.name}, {found.name}", found.fips, None, None, *point, None]


def _mention_row(view: View, event: Event, number: int) -> Row:
    article = view.record.article
    offsets = [_offset(q) for q in (event.actor_text, event.recipient_text)]
    times = [_midnight(view.event_date(event)), _midnight(article.published)]
    kind, address = (1, article.url) if article.url else (2, article.id)
    head = [_number(view, event, number), *times, kind, view.outlet(), address, view.paragraph(event.trigger)]
    tail = [1, round(100 * event.confidence), len(article.text), None, None, None]
    return [*head, *offsets, event.trigger.start, *tail]


def _offset(quotes: tuple[Quote, ...]) -> int:
    return quotes[0].start if quotes else -1


_EVENTS = "GDELT 2.0's 61 event columns, no header, one row a dyad; actor codes are PLOVER's"
_SAID = "GDELT 2.0's 16 mention columns for the rows of `gdelt`, offsets in code points"
FORMATS = {
    "gdelt": tabled("gdelt", ".export.tsv", _EVENTS, rows, described="gdelt", header=False),
    "gdelt-mentions": tabled(
        "gdelt-mentions", ".mentions.tsv", _SAID, mention_rows, described="gdelt-mentions", header=False
    ),
}
