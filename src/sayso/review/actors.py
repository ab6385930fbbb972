"""Actors as people judged them: renamed, joined with another, or taken out; the rest of the record follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sayso.model import Actor, Record
from sayso.review.deciding import Decision
from sayso.review.judgement import Party, Values
from sayso.review.reasons import because
from sayso.review.values import Target

Held = Sequence[tuple[Target | None, Decision]]


def with_actors_judged(record: Record, held: Held) -> Record:
    """The record with these decisions on its actors; one that the record no longer has is left aside."""
    by_id = {a.id: a for a in record.actors}
    instead: dict[str, str | None] = {}
    for target, decision in held:
        holds = decision.holds
        if target is None or target.id not in by_id:
            continue
        change = _changed(holds.changes) if holds and holds.verdict == "correct" else {}
        actor = by_id[target.id]
        by_id[target.id] = actor.model_copy(update={**change, "because": (*actor.because, because(decision))})
        if holds and holds.verdict == "reject":
            instead[target.id] = None
        elif holds and holds.changes.same_as:
            instead[target.id] = actor_id(by_id.values(), holds.changes.same_as)
    return _renamed(record.model_copy(update={"actors": tuple(by_id.values())}), instead)


def actor_id(actors: Iterable[Actor], party: Party) -> str | None:
    """The actor that a party means: same id and name, same name, or the one named by its words; None where nobody."""
    known = list(actors)
    for actor in known:
        if actor.id == party.actor and actor.name[:200] == party.name:
            return actor.id
    same = [a.id for a in known if a.name.casefold() == party.name.casefold()]
    if len(same) == 1:
        return same[0]
    span = party.text.span if party.text else None
    return next((a.id for a in known for m in a.mentions if m.span == span), None)


def _changed(changes: Values) -> dict[str, Any]:
    names = {"name": "name", "actor_kind": "kind", "country": "country", "sectors": "sectors"}
    given = {names[s]: getattr(changes, s) for s in changes.slots if s in names}
    return {k: v for k, v in given.items() if v or k in ("country", "sectors")}


def _renamed(record: Record, instead: Mapping[str, str | None]) -> Record:
    """Every place that names a joined actor names the other; a rejected one is named nowhere."""
    gone = {i for i, other in instead.items() if other != i and i != record.article.outlet}
    if not gone:
        return record

    def ids(given: tuple[str, ...]) -> tuple[str, ...]:
        kept = (_final(i, instead) if i in gone else i for i in given)
        return tuple(dict.fromkeys(i for i in kept if i is not None))

    events = (e.model_copy(update={"actors": ids(e.actors), "recipients": ids(e.recipients)}) for e in record.events)
    sayings = (
        s.model_copy(update={"speakers": ids(s.speakers), "addressees": ids(s.addressees)}) for s in record.sayings
    )
    loaded = (
        w.model_copy(update={"about": next(iter(ids((w.about,) if w.about else ())), None)}) for w in record.loaded
    )
    parts = {"events": tuple(events), "sayings": tuple(sayings), "loaded": tuple(loaded)}
    return record.model_copy(update={**parts, "actors": _joined(record.actors, gone, instead)})


def _final(id_: str, instead: Mapping[str, str | None]) -> str | None:
    at: str | None = id_
    for _ in range(len(instead)):
        if at is None or at not in instead or instead[at] == at:
            break
        at = instead[at]
    return at


def _joined(actors: Iterable[Actor], gone: set[str], instead: Mapping[str, str | None]) -> tuple[Actor, ...]:
    """The actors that stay, with the mentions of those that are joined with them."""
    known = list(actors)
    moved: dict[str | None, list[Any]] = {}
    for actor in known:
        if actor.id in gone:
            moved.setdefault(_final(actor.id, instead), []).extend(actor.mentions)
    kept = (a for a in known if a.id not in gone)
    return tuple(
        a.model_copy(update={"mentions": tuple(sorted((*a.mentions, *moved.get(a.id, ())), key=lambda m: m.span))})
        for a in kept
    )
