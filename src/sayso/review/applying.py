"""The record as people judged it: the machine's, with what was corrected changed and what was rejected left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.model import Event, Notice, Record, Saying
from sayso.record import check_spans
from sayso.review.actors import with_actors_judged
from sayso.review.deciding import Decision
from sayso.review.filling import Filler
from sayso.review.judgement import ADDED, Judgement, Values
from sayso.review.reasons import because
from sayso.review.values import Target, found_again
from sayso.views import ROOT

Held = Sequence[tuple[Target | None, Decision]]


@dataclass(frozen=True)
class Judged:
    """The judged record, the state of each judged target by id, and what was taken out of the machine's record."""

    record: Record
    states: Mapping[str, Decision] = field(default_factory=dict)
    rejected: tuple[Target, ...] = ()


def judged(record: Record, decisions: Iterable[Decision]) -> Judged:
    """Apply decisions to the machine's record, which stays as it is.

    A target that a later coding of the article no longer has comes back from the judgement itself, where it was
    accepted or corrected: people's work is not lost with the machine's. Every value that came from a person says so
    in its reasons (`review/accept`, `review/correct`, `review/add`, `review/differs`).
    """
    held = [(found_again(record, d.latest[-1]), d) for d in decisions]
    if not held:
        return Judged(record)
    states = {(t.id if t else d.latest[-1].target): d for t, d in held}
    rejected = tuple(t for t, d in held if t is not None and d.holds and d.holds.verdict == "reject")
    work = with_actors_judged(record, [(t, d) for t, d in held if d.latest[-1].kind == "actor"])
    filler = Filler(work)
    sayings = _sayings(work, filler, held)
    events = _events(work, filler, held)
    made = work.model_copy(update={"sayings": sayings, "events": events, "actors": filler.actors()})
    result = _without_sayings(made, {t.id for t in rejected if isinstance(t, Saying)})
    result = result.model_copy(update={"warnings": (*result.warnings, _notice(states))})
    check_spans(result)
    return Judged(result, states, rejected)


def _notice(states: Mapping[str, Decision]) -> Notice:
    counted: dict[str, int] = {}
    for decision in states.values():
        counted[decision.state] = counted.get(decision.state, 0) + 1
    words = ", ".join(f"{number} {state}" for state, number in sorted(counted.items()))
    return Notice(code="reviewed", message=f"people reviewed this record: {words}")


def _sayings(work: Record, filler: Filler, held: Held) -> tuple[Saying, ...]:
    found = {s.id: s for s in work.sayings}
    for target, decision in (h for h in held if h[1].latest[-1].kind == "saying"):
        holds, here = decision.holds, _here(found, target, decision)
        if here is not None:
            change = filler.saying(holds.changes) if holds and holds.verdict == "correct" else {}
            found[here] = _marked(found[here], decision, change)
        elif holds and holds.verdict != "reject":
            made = {"id": f"s{ADDED + holds.id}", "parent": ROOT, **filler.saying(holds.after)}
            found[made["id"]] = Saying(**made, because=(because(decision),))
    return _hung(found)


def _here(found: Mapping[str, object], target: Target | None, decision: Decision) -> str | None:
    """The id of what is judged: in the machine's record, or among what people brought back or added."""
    if target is not None:
        return target.id
    said = decision.latest[-1]
    return said.target if said.is_of_added and said.target in found else None


def _hung(found: dict[str, Saying]) -> tuple[Saying, ...]:
    """No saying hangs under one that is not there, under itself, or in a circle: such a one goes up to the article."""
    return tuple(
        s if s.parent is None or _reaches_root(found, s) else s.model_copy(update={"parent": ROOT})
        for s in found.values()
    )


def _reaches_root(found: Mapping[str, Saying], saying: Saying) -> bool:
    at: Saying | None = saying
    for _ in range(len(found) + 1):
        if at is None or at.parent is None:
            return at is not None
        at = found.get(at.parent)
    return False


def _events(work: Record, filler: Filler, held: Held) -> tuple[Event, ...]:
    found = {e.id: e for e in work.events}
    for target, decision in (h for h in held if h[1].latest[-1].kind == "event"):
        holds, here = decision.holds, _here(found, target, decision)
        if here is not None and holds and holds.verdict == "reject":
            del found[here]
        elif here is not None:
            change = filler.event(found[here], holds.changes) if holds and holds.verdict == "correct" else {}
            found[here] = _marked(found[here], decision, change)
        elif holds and holds.verdict != "reject" and holds.after.trigger:
            made = _restored(filler, holds, decision)
            found[made.id] = made
    return tuple(sorted(found.values(), key=lambda e: e.trigger.start))


def _restored(filler: Filler, holds: Judgement, decision: Decision) -> Event:
    """An event that people added, or that they judged and a later coding no longer finds."""
    after = holds.after.changed(Values(type=holds.after.type or "CONSULT"))
    assert after.trigger is not None
    id_ = holds.target if holds.is_of_added else f"e{ADDED + holds.id}"  # the old id may be another event's by now
    bare = Event(id=id_, type=after.type or "", quad=1, intensity=0.0, trigger=after.trigger, confidence=1.0)
    return bare.model_copy(update={**filler.event(bare, after), "because": (because(decision),)})


def _marked(target: Any, decision: Decision, change: Mapping[str, Any]) -> Any:
    return target.model_copy(update={**change, "because": (*target.because, because(decision))})


def _without_sayings(record: Record, gone: set[str]) -> Record:
    """What was said in a rejected saying moves up to the saying above it; standing stays as it was."""
    if not gone:
        return record
    parents = {s.id: s.parent or ROOT for s in record.sayings}

    def above(id_: str | None) -> str | None:
        while id_ in gone:
            id_ = parents[id_]
        return id_

    def lifted(values: Sequence[Any], name: str) -> tuple[Any, ...]:
        return tuple(v.model_copy(update={name: above(getattr(v, name))}) for v in values)

    kept = [s for s in record.sayings if s.id not in gone]
    changed = {
        "sayings": lifted(kept, "parent"),
        "events": lifted(record.events, "said_in"),
        "loaded": lifted(record.loaded, "voice"),
    }
    return record.model_copy(update=changed)
