"""FollowTheMoney entities: article, actors, events, who-to-whom links, and a note with the words behind each."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.export.base import Format, country
from sayso.model import Actor, Event, Record
from sayso.views import View

_SCHEMATA = {"person": "Person", "group": "Organization", "organization": "Organization", "state": "PublicBody"}
Entity = dict[str, Any]


def entities(record: Record) -> Iterator[Entity]:
    """The entities of one record.

    Ids are hashes of what a thing is: an article of its address and text, wherever its file lies; an event of its type
    and trigger; an actor of its entry, or of the article and name. Coding again gives the same ids.
    """
    view, keys = View(record), event_keys(record)
    yield _entity("Article", _id(record, "article"), **_article(view))
    for actor in record.actors:
        yield _entity(_SCHEMATA.get(actor.kind, "LegalEntity"), _actor_id(record, actor), **_actor(actor))
    for event in record.events:
        key = keys[event.id]
        yield _entity("Event", _id(record, key), **_event(view, event))
        yield from _links(view, event, key)
        yield _entity("Note", _id(record, key, "note"), **_note(view, event, key))


def _entity(schema: str, id_: str, **properties: Iterable[object]) -> Entity:
    filled = {k: [str(v) for v in values if v not in (None, "")] for k, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {k: v for k, v in filled.items() if v}}


def event_keys(record: Record) -> dict[str, str]:
    """A key for each event that does not hang on the events around it: its type and the place of its trigger."""
    seen: Counter[str] = Counter()
    found = {}
    for event in record.events:
        key = f"{event.type}|{event.trigger.start}|{event.trigger.end}"
        seen[key] += 1
        found[event.id] = f"{key}|{seen[key]}"
    return found


def _id(record: Record, *parts: str) -> str:
    key = "|".join((record.article.url or "", record.article.text, *parts))
    return hashlib.sha1(key.encode()).hexdigest()


def _actor_id(record: Record, actor: Actor) -> str:
    """An actor of the knowledge base is the same entity in every article; others are of one article only."""
    if actor.entry:
        return hashlib.sha1(f"sayso|{actor.entry}".encode()).hexdigest()
    first = min((m.start for m in actor.mentions), default=-1)
    return _id(record, "actor", actor.kind, actor.name, str(first))


def _article(view: View) -> dict[str, Iterable[object]]:
    article = view.record.article
    return {
        "title": [article.title],
        "author": [article.byline],
        "publishedAt": [article.published],
        "bodyText": [article.text],
        "language": ["eng" if article.language == "en" else article.language],
        "publisher": [view.outlet()],
        "sourceUrl": [article.url],
        "contentHash": [hashlib.sha1(article.text.encode()).hexdigest()],
        "processingAgent": [view.record.coder],
    }


def _actor(actor: Actor) -> dict[str, Iterable[object]]:
    found = country(actor.country)
    names = dict.fromkeys(m.text for m in actor.mentions if m.kind == "name")
    return {
        "name": [actor.name],
        "alias": [n for n in names if n != actor.name],
        "country": [found.iso2.lower() if found else None],
        "summary": [actor.role],
        "keywords": actor.sectors,
        "wikidataId": [actor.wikidata],
    }


def _event(view: View, event: Event) -> dict[str, Iterable[object]]:
    record, where = view.record, event.where
    found = country(where.country) if where else None
    return {
        "name": [" ".join((event.type, *event.modes, event.trigger.text))],
        "summary": [view.sentence(event.trigger)],
        "startDate": [event.when.start_date if event.when else None],
        "endDate": [event.when.end_date if event.when else None],
        "location": [where.name if where else None],
        "country": [found.iso2.lower() if found else None],
        "involved": [_actor_id(record, a) for a in view.actors((*event.actors, *event.recipients))],
        "proof": [_id(record, "article")],
        "publisher": [view.outlet()],
        "sourceUrl": [record.article.url],
        "recordId": [f"{record.article.id}/{event.id}"],
        "keywords": [event.type, *event.modes, event.standing, *event.auxiliary],
    }


def _links(view: View, event: Event, key: str) -> Iterator[Entity]:
    """An Event has no direction in FollowTheMoney: who-to-whom stands in an UnknownLink."""
    record = view.record
    for actor in view.actors(event.actors):
        for other in view.actors(event.recipients):
            yield _entity(
                "UnknownLink",
                _id(record, key, _actor_id(record, actor), _actor_id(record, other)),
                subject=[_actor_id(record, actor)],
                object=[_actor_id(record, other)],
                role=[" ".join((event.type, *event.modes))],
                date=[event.when.start_date if event.when else None],
                summary=[f"{event.standing}: {view.say_so(event)}"],
                proof=[_id(record, "article")],
            )


def _note(view: View, event: Event, key: str) -> dict[str, Iterable[object]]:
    at = event.trigger
    words = f"“{at.text}” [{at.start}:{at.end}] in “{view.sentence(at)}”; said by {view.say_so(event)}"
    return {"entity": [_id(view.record, key)], "description": [words]}


def _lines(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        for found in entities(record):
            yield json.dumps(found, ensure_ascii=False)


FORMATS = {
    "ftm": Format("ftm", ".ftm.json", "FollowTheMoney entities, one a line", _lines, media="application/x-ndjson")
}
