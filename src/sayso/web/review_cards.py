"""What there is to judge in one article: one card an event, saying or actor, least sure first, with what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.model import Actor, Event, Record, Saying
from sayso.review import Decision, Judged, Kind, Values, judged, values_of
from sayso.review.deciding import own
from sayso.review.values import Target, kind_of, target_of, targets
from sayso.store import Archive
from sayso.store.reviews import blind_round, decisions, last_seen, machine_record, of_article, original_of
from sayso.views import View

KINDS: tuple[Kind, ...] = ("event", "saying", "actor")


@dataclass(frozen=True)
class Card:
    """One target as it stands now, and what the machine had (None where people added it)."""

    kind: Kind
    target: Target
    values: Values
    machine: Values | None
    confidence: float
    state: str = ""  # "" is not judged
    by: str = ""
    note: str = ""
    follows: int = 0

    @property
    def id(self) -> str:
        """The target's id."""
        return self.target.id


@dataclass(frozen=True)
class Desk:
    """One article on one reviewer's desk: the record as this reviewer may see it, and its cards."""

    key: str
    machine: Record
    record: Record
    cards: tuple[Card, ...]
    round: int | None

    def card(self, id_: str | None) -> Card | None:
        """The card with this id."""
        return next((c for c in self.cards if c.id == id_), None)

    def of(self, kind: Kind) -> tuple[Card, ...]:
        """The cards of one kind in the order of the text."""
        return tuple(c for c in self.cards if c.kind == kind)

    def open(self, kind: Kind = "event") -> list[Card]:
        """What is not judged yet, least sure first."""
        return sorted((c for c in self.of(kind) if not c.state), key=lambda c: c.confidence)

    def after(self, id_: str) -> Card | None:
        """What to judge next: the least sure event, then the sayings and actors that follow in the text."""
        rest = [c for kind in KINDS for c in self.open(kind) if c.id != id_]
        here = self.card(id_)
        same = [c for c in rest if here and c.kind == here.kind]
        return next(iter(same or rest), None)


def desk(archive: Archive, key: str, reviewer: str) -> Desk | None:
    """The article as this reviewer may see it: in a blind round only with their own words; None where there is none.

    A copy is judged in its original, whose record it shows.
    """
    key = original_of(archive, key)
    machine = machine_record(archive, key)
    if machine is None:
        return None
    round_ = blind_round(archive, key, reviewer)
    said = own(of_article(archive, key), reviewer, round_) if round_ else decisions(archive, key)
    seen = last_seen(archive, key, reviewer if round_ else "")
    shown = judged(machine, said)
    cards = tuple(_card(machine, shown, target, seen) for target in _all(shown))
    return Desk(key, machine, shown.record, cards, round_)


def _all(shown: Judged) -> list[Target]:
    """What the record has, and what was taken out of it, so that it can be brought back."""
    found: list[Target] = [t for kind in KINDS for t in targets(shown.record, kind)]
    there = {t.id for t in found}
    return sorted((*found, *(t for t in shown.rejected if t.id not in there)), key=_place)


def _place(target: Target) -> tuple[int, int]:
    kind = KINDS.index(kind_of(target))
    if isinstance(target, Event):
        return kind, target.trigger.start
    spans = (target.cue, *target.content) if isinstance(target, Saying) else target.mentions
    return kind, min((q.start for q in spans if q is not None), default=0)


def _card(machine: Record, shown: Judged, target: Target, seen: Mapping[tuple[str, str], int]) -> Card:
    kind = kind_of(target)
    made = target_of(machine, kind, target.id)
    decision = shown.states.get(target.id)
    values = values_of(shown.record, target)
    machines = values_of(machine, made) if made else None
    sure = _confidence(shown.record, target)
    said = decision.latest[-1] if decision else None
    return Card(
        kind,
        target,
        values,
        machines,
        sure,
        state=decision.state if decision else "",
        by=_names(decision) if decision else "",
        note=said.note if said else "",
        follows=seen.get((kind, said.target if said else target.id), 0),
    )


def _names(decision: Decision) -> str:
    return ", ".join(dict.fromkeys(j.author for j in decision.latest))


def _confidence(record: Record, target: Target) -> float:
    """Sayings and actors have none of their own: they are as sure as the least sure event that hangs on them."""
    if isinstance(target, Event):
        return target.confidence
    return min((e.confidence for e in record.events if _hangs(record, e, target)), default=1.0)


def _hangs(record: Record, event: Event, target: Saying | Actor) -> bool:
    if isinstance(target, Saying):
        return target in View(record).path(event)
    return target.id in (*event.actors, *event.recipients)


def progress(cards: Iterable[Card]) -> tuple[int, int]:
    """How many of these are judged, and how many there are."""
    listed: Sequence[Card] = tuple(cards)
    return sum(bool(c.state) for c in listed), len(listed)
