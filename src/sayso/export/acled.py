"""ACLED-shaped rows: the columns and words of ACLED for events it would hold. This is not ACLED data.

Limits, which a reader must know: actor1 and actor2 carry no direction; negated, future, hypothetical, historical and
denied events are left out, and so is talk and what is dated more loosely than a month; fatalities are the lowest figure
told; region, admin2, admin3, source_scale and timestamp stay empty; nobody at ACLED has seen these rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from sayso import paths
from sayso.export.base import Row, country, country_name, tabled
from sayso.export.columns import names
from sayso.knowledge.loading import Entry, read_entries
from sayso.model import Actor, Event, EventTime, Record
from sayso.views import View, happened

COLUMNS = names("acled")
PRECISION = {"minute": 1, "hour": 1, "day": 1, "week": 2, "month": 3}  # granularity to time_precision
Side = Literal["armed", "civilians", "protesters", "any"]


class Rule(Entry):
    """One row of knowledge/export/acled.yml."""

    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actor: Side = "any"
    recipient: Side = "any"
    event: str
    sub: str
    disorder: str
    crowd: Literal["Protesters", "Rioters"] | None = None


class Kind(Entry):
    """One row of knowledge/export/acled_sides.yml: a kind of party."""

    name: str
    number: int
    armed: bool
    sectors: tuple[str, ...]


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The table of types and modes, in order."""
    return read_entries(paths.knowledge() / "export" / "acled.yml", Rule)


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """ACLED's kinds of parties by their name, in the order of its numbers."""
    found = read_entries(paths.knowledge() / "export" / "acled_sides.yml", Kind)
    return {k.name: k for k in sorted(found, key=lambda k: k.number)}


def rows(record: Record) -> Iterable[Row]:
    """One row for each event that ACLED has a place for."""
    view = View(record)
    for event in filter(happened, record.events):
        if not event.auxiliary and event.when and event.when.granularity in PRECISION:
            rule = next((r for r in rules() if _fits(r, view, event)), None)
            if rule is not None:
                yield _row(view, event, rule)


def _fits(rule: Rule, view: View, event: Event) -> bool:
    needed = ((rule.modes, event.modes), (rule.contexts, event.contexts))
    if rule.type != event.type or any(some and not set(some) & set(found) for some, found in needed):
        return False
    return _is_side(rule.actor, view.actors(event.actors)) and _is_side(rule.recipient, view.actors(event.recipients))


def _is_side(side: Side, actors: list[Actor]) -> bool:
    if side == "any":
        return True
    found = [kinds()[k] for k in map(inter, actors) if k]
    return any(k.armed if side == "armed" else k.name.lower() == side for k in found)


def inter(actor: Actor, at: str | None = None) -> str | None:
    """ACLED's word for what a party is, from its primary sector; forces of a state abroad (`at`) are external."""
    primary = actor.sectors[0] if actor.sectors else ""
    found = next((k.name for k in kinds().values() if primary in k.sectors), None)
    abroad = at is not None and actor.country is not None and country(actor.country) and actor.country != at
    return "External/Other forces" if found == "State forces" and abroad else found


def _row(view: View, event: Event, rule: Rule) -> Row:
    parties = _parties(view, event, rule)
    sides = [parties[0][2], parties[1][2]]
    aimed = rule.disorder.startswith("Political") and sides[1] == "Civilians"
    return [
        *_head(view, event, rule),
        *parties[0],
        *parties[1],
        *(_interaction(sides), "Civilian targeting" if aimed else None),
        *_site(view, event),
        *(view.outlet(), None, _notes(view, event), _fatalities(event), _tags(event), None),
    ]


def _head(view: View, event: Event, rule: Rule) -> Row:
    assert event.when is not None
    day = _middle(event.when)
    precision = max(2, PRECISION[event.when.granularity]) if event.when.assumed else PRECISION[event.when.granularity]
    id_ = f"{view.record.article.id}/{event.id}"
    return [id_, day.isoformat(), day.year, precision, rule.disorder, rule.event, rule.sub]


def _middle(when: EventTime) -> date:
    """ACLED dates what is known to the week or month by its middle."""
    first, last = date.fromisoformat(when.start_date), date.fromisoformat(when.end_date)
    return first + timedelta(days=(last - first).days // 2)


def _parties(view: View, event: Event, rule: Rule) -> list[Row]:
    """Name, further names and kind of both sides; a crowd stands for those in it, and protests have one side only."""
    at = event.where.country if event.where else None
    found = [_party(view.actors(ids), at) for ids in (event.actors, event.recipients)]
    if rule.crowd is None:
        return found
    side = 0 if event.type == "PROTEST" else 1
    members = view.actors((event.actors, event.recipients)[side])
    home = country_name(at) or next((country_name(a.country) for a in members if country(a.country)), None)
    crowd = [f"{rule.crowd} ({home})" if home else rule.crowd, "; ".join(a.name for a in members), rule.crowd]
    return [crowd, [None] * 3] if side == 0 else [found[0], crowd]


def _party(actors: list[Actor], at: str | None) -> Row:
    if not actors:
        return [None] * 3
    return [actors[0].name, "; ".join(a.name for a in actors[1:]), inter(actors[0], at)]


def _interaction(sides: list[object]) -> str | None:
    found = [k for k in kinds() if k in sides for _ in range(sides.count(k))]
    return "-".join(found) if len(found) > 1 else f"{found[0]} only" if found else None


def _site(view: View, event: Event) -> Row:
    where, point = event.where, view.point(event)
    if where is None:
        return [None] * 10
    found = country(where.country)
    spot = [f"{point.lat:.4f}", f"{point.lon:.4f}"] if point else [None, None]
    precision = {"place": 1, "city": 1, "district": 2, "province": 3}[where.resolution] if point else None
    numeric, name = (found.numeric, found.name) if found else (None, None)
    return [numeric, None, name, view.levels(event)[2], None, None, where.name, *spot, precision]


def _notes(view: View, event: Event) -> str:
    return f"{view.sentence(event.trigger)} [according to: {view.say_so(event)}]"


def _fatalities(event: Event) -> int:
    return next((c.low for c in event.counts if c.kind == "killed"), 0)


def _tags(event: Event) -> str:
    toll = [f"fatalities told as: {c.text.text}" for c in event.counts if c.kind == "killed"]
    return "; ".join((f"standing={event.standing}", *toll))


_ABOUT = "ACLED-shaped rows (31 columns); not ACLED data, actor1 and actor2 carry no direction"
FORMATS = {"acled": tabled("acled", ".csv", _ABOUT, rows, described="acled")}
