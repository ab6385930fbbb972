"""RDF in Turtle: events as SEM, say-so as GRaSP attributions, the coding as PROV.

A saying is a grasp:Attribution; what hangs on it (grasp:isAttributionFor) is told on the word of grasp:wasAttributedTo.
`sayso:standing` says what that makes of an event: nothing here turns a claim into a fact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote as percent

from sayso.export.base import Format
from sayso.model import Actor, Event, Place, Record, Saying
from sayso.views import ROOT, View

PREFIXES = (
    "@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .",
    "@prefix grasp: <http://groundedannotationframework.org/grasp#> .",
    "@prefix gaf: <http://groundedannotationframework.org/gaf#> .",
    "@prefix prov: <http://www.w3.org/ns/prov#> .",
    "@prefix dct: <http://purl.org/dc/terms/> .",
    "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .",
    "@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .",
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
    "@prefix sayso: <urn:sayso:vocabulary:> .",
)
Pairs = list[tuple[str, str | None]]


def _lines(records: Iterable[Record]) -> Iterator[str]:
    yield from PREFIXES
    for record in records:
        yield from triples(record)


def triples(record: Record) -> Iterator[str]:
    """The statements about one article, one subject a line."""
    view = View(record)
    yield _article(view)
    yield _coding(record)
    yield from (_actor(record, a) for a in record.actors)
    yield from (_place(record, p) for p in record.places)
    yield from (_saying(record, s) for s in record.sayings)
    yield from (_event(view, e) for e in record.events)


def _article(view: View) -> str:
    article = view.record.article
    address = f"<{percent(article.url, safe=':/?&=#%+,;@~!$*()')}>" if article.url else None
    pairs: Pairs = [
        ("dct:identifier", _text(article.id)),
        ("dct:title", _text(article.title)),
        ("dct:publisher", _text(view.outlet())),
        ("dct:issued", _day(article.published)),
        ("dct:language", _text(article.language)),
        ("dct:source", address),
    ]
    return _subject(_iri(view.record), "prov:Entity", pairs)


def _coding(record: Record) -> str:
    pairs: Pairs = [("prov:used", _iri(record)), ("sayso:coder", _text(record.coder))]
    return _subject(_iri(record, "coding"), "prov:Activity", pairs)


def _actor(record: Record, actor: Actor) -> str:
    wikidata = f"<http://www.wikidata.org/entity/{actor.wikidata}>" if actor.wikidata else None
    pairs: Pairs = [("rdfs:label", _text(actor.name)), ("sayso:country", _text(actor.country))]
    pairs += [("sayso:sector", _text(s)) for s in actor.sectors]
    return _subject(_iri(record, actor.id), "sem:Actor", [*pairs, ("owl:sameAs", wikidata)])


def _place(record: Record, place: Place) -> str:
    """Coordinates only for what is a point, never for a country or region."""
    point = place.lat is not None and place.resolution not in ("country", "region")
    geonames = f"<https://sws.geonames.org/{place.geonameid}/>" if place.geonameid else None
    pairs: Pairs = [("rdfs:label", _text(place.name)), ("sayso:country", _text(place.country))]
    pairs += [("sayso:resolution", _text(place.resolution)), ("owl:sameAs", geonames)]
    if point:
        pairs += [("geo:lat", _number(place.lat)), ("geo:long", _number(place.lon))]
    return _subject(_iri(record, place.id), "sem:Place", pairs)


def _saying(record: Record, saying: Saying) -> str:
    pairs: Pairs = [("grasp:wasAttributedTo", _iri(record, s)) for s in saying.speakers]
    told = [*(e.id for e in record.events if e.said_in == saying.id), *_inside(record, saying)]
    pairs += [("grasp:isAttributionFor", _iri(record, i)) for i in told]
    pairs += [("prov:wasDerivedFrom", _iri(record, saying.parent) if saying.parent else _iri(record))]
    pairs += [("sayso:stance", _text(saying.stance)), ("sayso:negated", "true" if saying.negated else None)]
    pairs += [("sayso:cue", _text(saying.cue.text if saying.cue else None))]
    pairs += [("rdf:value", _text(q.text)) for q in saying.content]
    return _subject(_iri(record, saying.id), "grasp:Attribution", pairs)


def _inside(record: Record, saying: Saying) -> list[str]:
    return [s.id for s in record.sayings if s.parent == saying.id and s.id != ROOT]


def _event(view: View, event: Event) -> str:
    record, at = view.record, event.trigger
    pairs: Pairs = [("sem:eventType", f"sayso:{event.type}")]
    pairs += [("sayso:mode", _text(m)) for m in event.modes]
    pairs += [("sem:hasActor", _iri(record, a)) for a in dict.fromkeys((*event.actors, *event.recipients))]
    pairs += [("sayso:actor", _iri(record, a)) for a in event.actors]
    pairs += [("sayso:recipient", _iri(record, a)) for a in event.recipients]
    if event.when:
        begin, end = _day(event.when.start_date), _day(event.when.end_date)
        pairs += [("sem:hasBeginTimeStamp", begin), ("sem:hasEndTimeStamp", end)]
    pairs += [("sem:hasPlace", _iri(record, event.where.place) if event.where and event.where.place else None)]
    pairs += [("sayso:place", _text(event.where.name if event.where else None))]
    pairs += [("sayso:standing", _text(event.standing)), *(("sayso:auxiliary", _text(a)) for a in event.auxiliary)]
    pairs += [("sayso:confidence", _number(event.confidence)), ("grasp:hasAttribution", _iri(record, event.said_in))]
    pairs += [("gaf:denotedBy", f"{_iri(record)[:-1]}#char={at.start},{at.end}>"), ("nif:anchorOf", _text(at.text))]
    pairs += [("nif:beginIndex", str(at.start)), ("nif:endIndex", str(at.end))]
    pairs += [("prov:wasDerivedFrom", _iri(record)), ("prov:wasGeneratedBy", _iri(record, "coding"))]
    return _subject(_iri(record, event.id), "sem:Event", pairs)


def _iri(record: Record, part: str = "") -> str:
    tail = f":{part}" if part else ""
    return f"<urn:sayso:{percent(record.article.id or 'article', safe='')}{tail}>"


def _subject(iri: str, kind: str, pairs: Iterable[tuple[str, str | None]]) -> str:
    said = "".join(f" ; {name} {value}" for name, value in pairs if value is not None)
    return f"{iri} a {kind}{said} ."


def _text(value: str | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _day(value: str | None) -> str | None:
    return None if value is None else f'"{value}"^^xsd:date'


def _number(value: float | None) -> str | None:
    return None if value is None else f'"{value}"^^xsd:double'


_ABOUT = "RDF in Turtle: SEM events, GRaSP attributions, PROV"
FORMATS = {"turtle": Format("turtle", ".ttl", _ABOUT, _lines, media="text/turtle")}
