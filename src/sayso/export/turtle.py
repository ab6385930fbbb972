"""RDF in Turtle: events as SEM, say-so as GRaSP attributions, the coding as PROV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote as percent

from sayso.export.base import Format, View
from sayso.model import Event, Record, Saying

PREFIXES = (
    "@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .",
    "@prefix grasp: <http://groundedannotationframework.org/grasp#> .",
    "@prefix prov: <http://www.w3.org/ns/prov#> .",
    "@prefix dct: <http://purl.org/dc/terms/> .",
    "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .",
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
    "@prefix sayso: <urn:sayso:vocabulary:> .",
)


def _lines(records: Iterable[Record]) -> Iterator[str]:
    yield from PREFIXES
    for record in records:
        yield from triples(record)


def triples(record: Record) -> Iterator[str]:
    """The statements about one article, one subject a line."""
    view, article = View(record), record.article
    named = [
        ("dct:title", _text(article.title)),
        ("dct:publisher", _text(view.outlet())),
        ("dct:issued", _day(article.published)),
    ]
    yield _subject(
        _iri(record),
        "prov:Entity",
        [*named, ("dct:source", f"<{percent(article.url, safe=':/?&=#%')}>" if article.url else None)],
    )
    for actor in record.actors:
        country = [("sayso:country", _text(actor.country))]
        yield _subject(_iri(record, actor.id), "sem:Actor", [("rdfs:label", _text(actor.name)), *country])
    for saying in record.sayings:
        yield _saying(record, saying)
    for event in record.events:
        yield _event(view, event)


def _saying(record: Record, saying: Saying) -> str:
    pairs: list[tuple[str, str | None]] = [("grasp:wasAttributedTo", _iri(record, s)) for s in saying.speakers]
    pairs += [("prov:wasDerivedFrom", _iri(record, saying.parent) if saying.parent else _iri(record))]
    pairs += [("sayso:stance", _text(saying.stance)), ("sayso:cue", _text(saying.cue.text if saying.cue else None))]
    return _subject(_iri(record, saying.id), "grasp:Attribution", pairs)


def _event(view: View, event: Event) -> str:
    record = view.record
    pairs: list[tuple[str, str | None]] = [("sem:eventType", _text(event.type))]
    pairs += [("sayso:mode", _text(m)) for m in event.modes]
    pairs += [("sem:hasActor", _iri(record, a)) for a in event.actors]
    pairs += [("sayso:recipient", _iri(record, a)) for a in event.recipients]
    if event.when:
        pairs += [
            ("sem:hasBeginTimeStamp", _day(event.when.start_date)),
            ("sem:hasEndTimeStamp", _day(event.when.end_date)),
        ]
    pairs += [("sem:hasPlace", _text(event.where.name if event.where else None))]
    pairs += [("sayso:standing", _text(event.standing)), ("grasp:hasAttribution", _iri(record, event.said_in))]
    pairs += [("nif:anchorOf", _text(event.trigger.text)), ("nif:beginIndex", str(event.trigger.start))]
    pairs += [("nif:endIndex", str(event.trigger.end)), ("prov:wasDerivedFrom", _iri(record))]
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


FORMATS = {"turtle": Format("turtle", ".ttl", "RDF in Turtle: SEM events, GRaSP attributions, PROV", _lines)}
