"""How a record becomes rows: what of it stands in columns, under which keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from sayso.model import Actor, Article, Event, Record, Saying
from sayso.review.reasons import review_of
from sayso.text import folded, squeezed
from sayso.views import View

Row = dict[str, Any]


def key_of(*parts: str | None) -> str:
    """A content hash of 24 hexadecimal digits."""
    return hashlib.sha256("\0".join(p or "" for p in parts).encode()).hexdigest()[:24]


def article_key(article: Article) -> str:
    """The same id, address and text give the same key, whenever and from wherever they come."""
    return key_of(article.id, article.url, article.text)


def text_key(text: str) -> str:
    """The same words give the same key, whatever their spacing, case and marks."""
    return key_of(folded(text))


def storable(value: Any) -> Any:
    """PostgreSQL takes no NUL in a text, and no database takes half a character (as in names of files)."""
    if not isinstance(value, str):
        return value
    return value.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def article_row(article: Article, source: str, added: str) -> Row:
    """The columns that are known before coding."""
    return {
        "key": article_key(article),
        "article_id": article.id,
        "source": source,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
        "words": len(article.text.split()),
        "text_key": text_key(article.text),
        "added": added,
    }


def event_rows(record: Record, article: str) -> Iterator[Row]:
    """One row an event."""
    view = View(record)
    for event in record.events:
        yield {**_what(event, article), **_when_where(view, event), **_says(view, event)}


def _what(event: Event, article: str) -> Row:
    return {
        "key": f"{article}/{event.id}",
        "article": article,
        "event_id": event.id,
        "said_in": event.said_in,
        "type": event.type,
        "modes": " ".join(event.modes),
        "contexts": " ".join(event.contexts),
        "quad": event.quad,
        "cameo": event.cameo,
        "intensity": event.intensity,
        "confidence": event.confidence,
        "review": review_of(event),
        "trigger": event.trigger.text,
        "rule": event.because[0].rule if event.because else None,
    }


def _when_where(view: View, event: Event) -> Row:
    when, where, place = event.when, event.where, view.place(event)
    point = place if place and where and where.resolution not in ("country", "region") else None
    return {
        "start_date": when.start_date if when else None,
        "end_date": when.end_date if when else None,
        "granularity": when.granularity if when else None,
        "assumed": when.assumed if when else None,
        "place": where.name if where else None,
        "country": where.country if where else None,
        "resolution": where.resolution if where else None,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
    }


def _says(view: View, event: Event) -> Row:
    path = view.path(event)
    return {
        "standing": event.standing,
        "auxiliary": " ".join(event.auxiliary),
        "stance": path[0].stance if path else None,
        "speaker": view.speakers(path[0]) if path else None,
        "say_so": view.say_so(event),
        "sentence": view.sentence(event.trigger),
    }


def party_rows(record: Record, article: str) -> Iterator[Row]:
    """One row for each actor and recipient of each event."""
    view = View(record)
    for event in record.events:
        for side, ids in (("actor", event.actors), ("recipient", event.recipients)):
            for place, actor in enumerate(view.actors(ids)):
                yield {"event": f"{article}/{event.id}", "side": side, "place": place, **_party(actor)}


def _party(actor: Actor) -> Row:
    return {
        "name": actor.name,
        "folded": folded(actor.name),
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sectors[0] if actor.sectors else None,
        "entry": actor.entry,
    }


def dyad_rows(parties: Iterable[Row]) -> Iterator[Row]:
    """One row for each pair of actor and recipient of an event; two of one country count once."""
    labels: dict[str, dict[str, dict[str, None]]] = {}
    for row in parties:
        sides = labels.setdefault(row["event"], {"actor": {}, "recipient": {}})
        sides[row["side"]][row["country"] or row["name"]] = None
    for event, sides in labels.items():
        for actor, recipient in product(sides["actor"], sides["recipient"]):
            yield {"actor": actor, "recipient": recipient, "event": event}


def saying_rows(record: Record, article: str) -> Iterator[Row]:
    """One row a saying, but for the article itself."""
    view = View(record)
    for saying in record.sayings[1:]:
        yield _saying(view, saying, article)


def _saying(view: View, saying: Saying, article: str) -> Row:
    speakers = view.speakers(saying)
    return {
        "key": f"{article}/{saying.id}",
        "article": article,
        "saying_id": saying.id,
        "speakers": speakers,
        "folded": folded(speakers),
        "cue": saying.cue.text if saying.cue else None,
        "stance": saying.stance,
        "negated": saying.negated,
        "form": saying.form,
        "venue": saying.venue.kind if saying.venue else None,
        "content": " … ".join(squeezed(q.text) for q in saying.content),
    }
