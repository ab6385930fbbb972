"""ICEWS's twenty columns, one row a dyad: for pipelines written for the series that ended in 2023.

The format cannot say that something did not happen, so what is negated, future, hypothetical or denied is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from sayso.export.base import Row, country_name, pairs, tabled
from sayso.export.columns import names
from sayso.knowledge.ontology import Ontology
from sayso.model import Actor, Event, Record
from sayso.views import View, happened

COLUMNS = names("icews")


def rows(record: Record) -> Iterable[Row]:
    """One row for each actor-recipient pair; events without an actor are left out, as ICEWS does."""
    view = View(record)
    for event in filter(happened, record.events):
        for number, (actor, target) in enumerate(pairs(view, event), 1):
            if actor is not None:
                yield _row(view, event, number, (actor, target))


def _row(view: View, event: Event, number: int, dyad: tuple[Actor, Actor | None]) -> Row:
    article = view.record.article
    source, target = (_party(a) for a in dyad)
    code, day = event.cameo, view.event_date(event)
    head = [_number(f"{article.id}/{event.id}/{number}"), day, *source, _text(code), code, event.intensity]
    return [*head, *target, article.id, view.paragraph(event.trigger), view.outlet(), *_site(view, event)]


def _number(key: str) -> int:
    """ICEWS's ids are numbers that R reads as 32 bits; unique together with the date, as there."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") >> 1


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    return {line.code: line.text for line in Ontology.shipped().cameo}


def _text(code: str | None) -> str | None:
    return _texts().get(code or "")


def _party(actor: Actor | None) -> Row:
    return [actor.name, ",".join(actor.sectors), country_name(actor.country)] if actor else [None] * 3


def _site(view: View, event: Event) -> Row:
    point = view.point(event)
    country = country_name(event.where.country) if event.where else None
    return [*view.levels(event), country, *([point.lat, point.lon] if point else [None, None])]


_ABOUT = "ICEWS's 20 columns, one row a dyad; only what is told as having happened"
FORMATS = {"icews": tabled("icews", ".tsv", _ABOUT, rows, described="icews")}
