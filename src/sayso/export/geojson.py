"""One GeoJSON feature an event whose place is a point: a country or region never becomes a dot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.export.base import Format
from sayso.model import Event, Record
from sayso.views import View


def _lines(records: Iterable[Record]) -> Iterator[str]:
    """A FeatureCollection, one feature a line, so that the file can be read as a stream too."""
    yield '{"type": "FeatureCollection", "features": ['
    comma = ""
    for record in records:
        for feature in features(record):
            yield comma + json.dumps(feature, ensure_ascii=False)
            comma = ","
    yield "]}"


def features(record: Record) -> Iterator[dict[str, Any]]:
    """Events with coordinates; the precision stands in `resolution`, other events have a null geometry."""
    view = View(record)
    for event in record.events:
        place = view.point(event)
        point = {"type": "Point", "coordinates": [place.lon, place.lat]} if place else None
        id_ = f"{record.article.id}/{event.id}"
        yield {"type": "Feature", "id": id_, "geometry": point, "properties": _properties(view, event)}


def _properties(view: View, event: Event) -> dict[str, Any]:
    where = event.where
    return {
        "id": f"{view.record.article.id}/{event.id}",
        "type": event.type,
        "modes": list(event.modes),
        "actors": [a.name for a in view.actors(event.actors)],
        "recipients": [a.name for a in view.actors(event.recipients)],
        "start": event.when.start_date if event.when else None,
        "end": event.when.end_date if event.when else None,
        "place": where.name if where else None,
        "country": where.country if where else None,
        "resolution": where.resolution if where else None,
        "standing": event.standing,
        "auxiliary": list(event.auxiliary),
        "confidence": event.confidence,
        "say_so": view.say_so(event),
        "sentence": view.sentence(event.trigger),
        "url": view.record.article.url,
    }


_ABOUT = "events on a map (RFC 7946); countries and regions stay without a point"
FORMATS = {"geojson": Format("geojson", ".geojson", _ABOUT, _lines, media="application/geo+json")}
