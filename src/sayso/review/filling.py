"""How a reviewer's values become fields of the record: parties become actors, new ones where the record has none."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sayso.knowledge.ontology import Ontology
from sayso.model import Actor, Because, Event, EventPlace, Mention, Quote, Record
from sayso.review.actors import actor_id
from sayso.review.judgement import Party, Under, Values
from sayso.views import ROOT


@lru_cache(maxsize=1)
def ontology() -> Ontology:
    """The ontology that ships with sayso, read once."""
    return Ontology.shipped()


def modes_of(type_: str) -> tuple[str, ...]:
    """The modes that a type has; none where there is no such type."""
    return next((tuple(m.id for m in t.modes) for t in ontology().types if t.id == type_), ())


class Filler:
    """Fills slots against one record and remembers the actors that had to be made for it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._made: list[Actor] = []

    def actors(self) -> tuple[Actor, ...]:
        """The record's actors and the new ones."""
        return (*self._record.actors, *self._made)

    def event(self, event: Event, values: Values) -> dict[str, Any]:
        """The fields that change when an event gets these values."""
        found: dict[str, Any] = {slot: getattr(values, slot) for slot in values.slots & {"when", "auxiliary"}}
        given = {slot: getattr(values, slot) for slot in values.slots & {"standing", "trigger"}}
        found |= {slot: value for slot, value in given.items() if value is not None}
        if values.slots & {"type", "modes"}:
            found.update(_typed(event, values))
        for side in values.slots & {"actors", "recipients"}:
            found.update(self._side(side, getattr(values, side)))
        if "where" in values.slots:
            found["where"] = self._place(values.where)
        if "under" in values.slots:
            found["said_in"] = self._saying(values.under)
        return found

    def saying(self, values: Values) -> dict[str, Any]:
        """The fields that change when a saying gets these values."""
        found = {slot: getattr(values, slot) for slot in values.slots & {"cue", "content", "negated"}}
        for slot in values.slots & {"stance", "form"}:
            found |= {slot: getattr(values, slot)} if getattr(values, slot) else {}
        if "speakers" in values.slots:
            found["speakers"] = self._ids(values.speakers)
            found["speaker"] = next((p.text for p in values.speakers if p.text), None)
        if "under" in values.slots:
            found["parent"] = self._saying(values.under)
        return found

    def _side(self, side: str, parties: tuple[Party, ...]) -> dict[str, Any]:
        words = tuple(p.text for p in parties if p.text)
        return {side: self._ids(parties), f"{side[:-1]}_text": words}

    def _ids(self, parties: Iterable[Party]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._id(p) for p in parties))

    def _id(self, party: Party) -> str:
        found = actor_id(self.actors(), party)
        if found is None:
            found = f"a{_last(self.actors()) + 1}"
            self._made.append(_actor(found, party))
        return found

    def _saying(self, under: Under) -> str:
        """The saying with this cue, or with this id where there is no cue; the article where neither is there."""
        for saying in self._record.sayings:
            if under.cue and saying.cue and saying.cue.span == under.cue.span:
                return saying.id
        known = {s.id for s in self._record.sayings}
        return under.saying if under.cue is None and under.saying in known else ROOT

    def _place(self, where: EventPlace | None) -> EventPlace | None:
        """A place keeps its link to the record's place only where that still has this name."""
        if where is None:
            return None
        known = {p.id: p.name for p in self._record.places}
        return where if known.get(where.place or "") == where.name else where.model_copy(update={"place": None})


def _typed(event: Event, values: Values) -> dict[str, Any]:
    """Type and modes with what follows from them: quad class, score and CAMEO code."""
    known = {str(t.id): t for t in ontology().types}
    type_ = known.get(values.type or event.type, known[event.type])
    wanted = values.modes if "modes" in values.slots else event.modes
    modes = tuple(m for m in wanted if m in {mode.id for mode in type_.modes})
    return {
        "type": type_.id,
        "modes": modes,
        "quad": type_.quad,
        "intensity": ontology().intensity(type_.id, modes),
        "cameo": ontology().to_cameo(type_.id, modes, event.contexts),
        "inner": event.inner if type_.id == event.type else None,
    }


def _last(actors: Iterable[Actor]) -> int:
    return max((int(a.id[1:]) for a in actors if a.id[1:].isdigit()), default=0)


def _actor(id_: str, party: Party) -> Actor:
    """An actor that a reviewer named; nothing about it is guessed."""
    mentions = (_mention(party.text),) if party.text else ()
    reason = Because(rule="review/named", detail=party.name)
    return Actor(id=id_, name=party.name, kind="unnamed", mentions=mentions, because=(reason,))


def _mention(text: Quote) -> Mention:
    return Mention(start=text.start, end=text.end, text=text.text, kind="name", head=text.start)
