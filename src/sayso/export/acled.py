"""ACLED-shaped rows: the columns and words of ACLED for events it would hold. This is not ACLED data.

Limits, which a reader must know: actor1 and actor2 carry no direction; negated, future, hypothetical and historical
events are left out, and so is talk; fatalities are the lowest reported figure; nobody at ACLED has seen these rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from sayso import paths
from sayso.export.base import Format, Row, View, country, table
from sayso.knowledge.loading import Entry, read_entries
from sayso.model import Actor, Event, Record

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
_INTER = {
    "State forces": ("MIL", "COP", "GOV", "SPY"),
    "Rebel group": ("REB",),
    "Political militia": ("PRM", "UAF", "CRM"),
    "Protesters": ("OPP",),
    "Civilians": ("CVL", "REF", "JRN", "LAB", "EDU", "MED", "AGR", "BUS", "REL", "SOC"),
}
_ORDER = (*_INTER, "Identity militia", "Rioters", "External/Other forces")
_ARMED = ("State forces", "Rebel group", "Political militia")
Side = Literal["armed", "civilians", "protesters", "any"]


class Rule(Entry):
    """One row of knowledge/export/acled.yml."""

    type: str
    modes: tuple[str, ...] = ()
    actor: Side = "any"
    recipient: Side = "any"
    event: str
    sub: str
    disorder: str


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The table of types and modes, in order."""
    return read_entries(paths.knowledge() / "export" / "acled.yml", Rule)


def rows(record: Record) -> Iterable[Row]:
    """One row for each event that ACLED has a place for."""
    view = View(record)
    for event in record.events:
        if not event.auxiliary and event.standing != "denied" and event.when:
            rule = next((r for r in rules() if _fits(r, view, event)), None)
            if rule is not None:
                yield _row(view, event, rule)


def _fits(rule: Rule, view: View, event: Event) -> bool:
    if rule.type != event.type or (rule.modes and not set(rule.modes) & set(event.modes)):
        return False
    return _is_side(rule.actor, view.actors(event.actors)) and _is_side(rule.recipient, view.actors(event.recipients))


def _is_side(side: Side, actors: list[Actor]) -> bool:
    if side == "any":
        return True
    kinds = {inter(a) for a in actors}
    wanted = {"armed": set(_ARMED), "civilians": {"Civilians"}, "protesters": {"Protesters"}}[side]
    return bool(kinds & wanted)


def inter(actor: Actor) -> str:
    """ACLED's word for what a party is, from its primary sector."""
    primary = actor.sectors[0] if actor.sectors else "CVL"
    return next((name for name, sectors in _INTER.items() if primary in sectors), "External/Other forces")


def _row(view: View, event: Event, rule: Rule) -> Row:
    actors, recipients = view.actors(event.actors), view.actors(event.recipients)
    kinds = [inter(side[0]) if side else None for side in (actors, recipients)]
    civilian = "Civilian targeting" if kinds[1] == "Civilians" and rule.disorder.startswith("Political") else None
    return [
        *_head(view, event, rule),
        *_party(actors, kinds[0]),
        *_party(recipients, kinds[1]),
        *(_interaction(kinds), civilian),
        *_site(view, event),
        *(view.outlet(), None, _notes(view, event), _fatalities(event), f"standing={event.standing}", None),
    ]


def _head(view: View, event: Event, rule: Rule) -> Row:
    day = view.event_date(event) or ""
    precision = {"day": 1, "week": 2}.get(event.when.granularity if event.when else "day", 3)
    id_ = f"{view.record.article.id}/{event.id}"
    return [id_, day, day[:4], precision, rule.disorder, rule.event, rule.sub]


def _party(actors: list[Actor], kind: str | None) -> Row:
    return [actors[0].name if actors else None, "; ".join(a.name for a in actors[1:]), kind]


def _interaction(kinds: list[str | None]) -> str | None:
    known = sorted((k for k in kinds if k), key=_ORDER.index)
    return "-".join(known) if len(known) > 1 else f"{known[0]} only" if known else None


def _site(view: View, event: Event) -> Row:
    where, place = event.where, view.place(event)
    if where is None:
        return [None] * 10
    found = country(where.country)
    precision = {"place": 1, "city": 1, "district": 2, "province": 3}.get(where.resolution)
    point = [place.lat, place.lon] if place and precision else [None, None]
    admin1 = place.admin1 if place and precision else None
    numeric, name = (found.numeric, found.name) if found else (None, None)
    return [numeric, None, name, admin1, None, None, where.name, *point, precision]


def _notes(view: View, event: Event) -> str:
    return f"{view.sentence(event.trigger)} [according to: {view.say_so(event)}]"


def _fatalities(event: Event) -> int:
    return next((c.low for c in event.counts if c.kind == "killed"), 0)


_ABOUT = "ACLED-shaped rows (31 columns); not ACLED data, actor1 and actor2 carry no direction"
FORMATS = {"acled": Format("acled", ".csv", _ABOUT, table(COLUMNS, rows, delimiter=","), COLUMNS)}
