"""What the machine has in each slot of an event, saying or actor, in a form that outlives the ids of its record."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.model import Actor, Event, Quote, Record, Saying
from sayso.review.judgement import Anchor, Judgement, Kind, Party, Under, Values
from sayso.views import ROOT

Target = Event | Saying | Actor


def targets(record: Record, kind: Kind) -> tuple[Target, ...]:
    """Everything of one kind that can be judged; the article itself is no saying to judge."""
    if kind == "event":
        return record.events
    if kind == "saying":
        return tuple(s for s in record.sayings if s.id != ROOT)
    return tuple(a for a in record.actors if a.id != record.article.outlet)


def target_of(record: Record, kind: Kind, id_: str) -> Target | None:
    """The event, saying or actor with this id."""
    return next((t for t in targets(record, kind) if t.id == id_), None)


def kind_of(target: Target) -> Kind:
    """Which of the three it is."""
    return "event" if isinstance(target, Event) else "saying" if isinstance(target, Saying) else "actor"


def anchor_of(target: Target) -> Anchor:
    """Trigger of an event, cue or first content of a saying, first mention of an actor."""
    if isinstance(target, Event):
        return Anchor(start=target.trigger.start, end=target.trigger.end, label=target.type)
    if isinstance(target, Saying):
        spans: list[Quote] = [q for q in (target.cue, *target.content) if q is not None]
        label = target.cue.text if target.cue else ""
    else:
        spans, label = list(target.mentions), target.name
    start, end = spans[0].span if spans else (0, 0)
    return Anchor(start=start, end=end, label=label)


def found_again(record: Record, judgement: Judgement) -> Target | None:
    """The target of a judgement in this record, which may be a later coding: same id and place, or same place.

    An event that people added is the machine's only where it has the same type at the same words.
    """
    here = [t for t in targets(record, judgement.kind) if _same_place(anchor_of(t), judgement.anchor)]
    for wanted in ("id", "label"):
        for target in here:
            if wanted == "id" and target.id == judgement.target:
                return target
            if wanted == "label" and anchor_of(target).label == judgement.anchor.label:
                return target
    return here[0] if len(here) == 1 and not judgement.is_of_added else None


def _same_place(one: Anchor, other: Anchor) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def values_of(record: Record, target: Target) -> Values:
    """Every slot of the target as the record has it."""
    if isinstance(target, Event):
        return _of_event(record, target)
    if isinstance(target, Saying):
        return _of_saying(record, target)
    return Values(
        name=target.name, actor_kind=target.kind, country=target.country, sectors=target.sectors, same_as=None
    )


def _of_event(record: Record, event: Event) -> Values:
    return Values(
        type=event.type,
        modes=event.modes,
        actors=parties(record, event.actors),
        recipients=parties(record, event.recipients),
        trigger=event.trigger,
        when=event.when.model_copy(update={"moment": None}) if event.when else None,
        where=event.where,
        under=under(record, event.said_in),
        standing=event.standing,
        auxiliary=event.auxiliary,
    )


def _of_saying(record: Record, saying: Saying) -> Values:
    return Values(
        speakers=parties(record, saying.speakers),
        cue=saying.cue,
        content=saying.content,
        stance=saying.stance,
        negated=saying.negated,
        form=saying.form,
        under=under(record, saying.parent or ROOT),
    )


def parties(record: Record, ids: Iterable[str]) -> tuple[Party, ...]:
    """The actors with these ids as parties, each with its first mention."""
    by_id = {a.id: a for a in record.actors}
    return tuple(party(by_id[i]) for i in ids if i in by_id)


def party(actor: Actor) -> Party:
    """One actor as a party."""
    first = actor.mentions[0] if actor.mentions else None
    text = Quote(start=first.start, end=first.end, text=first.text) if first else None
    return Party(name=actor.name[:200], actor=actor.id, text=text)


def under(record: Record, id_: str) -> Under:
    """The saying with this id and its cue."""
    cue = next((s.cue for s in record.sayings if s.id == id_), None)
    return Under(saying=id_, cue=cue)
