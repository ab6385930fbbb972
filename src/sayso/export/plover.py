"""PLOVER's own JSON: one object an event, the field names of the manual, and sayso's additions under `sayso`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.export.base import Format
from sayso.model import Actor, Event, Record
from sayso.views import View


def events(record: Record, *, unnamed: bool = False) -> Iterator[dict[str, Any]]:
    """PLOVER objects of a record. PLOVER requires an actor: events without one are left out unless `unnamed`."""
    view = View(record)
    for event in record.events:
        if event.actors or unnamed:
            yield _object(view, event)


def _object(view: View, event: Event) -> dict[str, Any]:
    article = view.record.article
    found: dict[str, Any] = {
        "id": f"{article.id}/{event.id}",
        "date": view.event_date(event),
        "actor": [_entity(a) for a in view.actors(event.actors)],
        "event": [event.type],
        "recipient": [_entity(a) for a in view.actors(event.recipients)],
        "quad_code": event.quad,
        "event_scale": event.intensity,
        "mode": list(event.modes),
        "context": list(event.contexts),
        "event_text": [event.trigger.text],
        "text": view.sentence(event.trigger),
        "link": article.url,
        "coder": view.record.coder,
    }
    if event.when and event.when.end_date != event.when.start_date:
        found["enddate"] = event.when.end_date
    size = {n: c.low for c in event.counts for n in [_SIZES.get(c.kind)] if n}
    extra = {"size": size} if size else {}
    return {
        **found,
        **extra,
        "event_loc": _location(view, event),
        "cite_info": _cited(view),
        "sayso": _more(view, event),
    }


_SIZES = {"killed": "dead", "injured": "injured", "arrested": "arrested"}


def _entity(actor: Actor) -> dict[str, Any]:
    return {
        "code": actor.country,
        "sector": list(actor.sectors),
        "entity_text": actor.name,
        "identifier_id": actor.wikidata,
        "identifier_text": actor.entry,
        "office": actor.role,
    }


def _location(view: View, event: Event) -> dict[str, Any] | None:
    where, place = event.where, view.place(event)
    if where is None:
        return None
    point = view.point(event)
    return {
        "extracted_place": place.text.text if place else where.name,
        "resolved_place": where.name,
        "geonameid": place.geonameid if place else None,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "country_code": where.country,
        "resolution": _LEVELS.get(where.resolution),
    }


_LEVELS = {"place": 5, "city": 4, "district": 3, "province": 2, "country": 1}


def _cited(view: View) -> dict[str, Any]:
    article = view.record.article
    return {"publication": view.outlet(), "title": article.title, "url": article.url, "language": article.language}


def _more(view: View, event: Event) -> dict[str, Any]:
    """What PLOVER has no field for: on whose say-so, and what that makes of the event."""
    rules = [b.rule for b in event.because]
    return {
        "standing": event.standing,
        "auxiliary": list(event.auxiliary),
        "say_so": view.say_so(event),
        "rules": rules,
    }


def _lines(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        for found in events(record):
            yield json.dumps(found, ensure_ascii=False)


_ABOUT = "PLOVER objects, one a line; events without an actor left out; what did not happen is said under `sayso`"
FORMATS = {"plover": Format("plover", ".jsonl", _ABOUT, _lines, media="application/x-ndjson")}
