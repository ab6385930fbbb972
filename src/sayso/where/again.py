"""Which event told before a later word tells again, so that it happened in the same place, is decided here."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.doc import Doc
from sayso.model import Event
from sayso.syntax import determiner
from sayso.where.steps import Scene


def told_before(scene: Scene, trigger: int, event: Event, earlier: Sequence[Event]) -> tuple[Event, str] | None:
    """A placed event and by which rule this one happened there: "the attack", what befell the same person, or what a sentence
    without a place goes on to tell."""
    same = _by_noun(scene, trigger, event, earlier) or _by_person(scene.doc, event, earlier)
    if same is not None:
        return same, "where#same-event"
    told = _by_sentence(scene, trigger, event, earlier)
    return (told, "where#goes-on") if told is not None else None


def _by_noun(scene: Scene, trigger: int, event: Event, earlier: Sequence[Event]) -> Event | None:
    """ "the attack" points back at an act."""
    doc, token = scene.doc, scene.doc.tokens[trigger]
    if token.upos != "NOUN" or determiner(doc, trigger) not in scene.gazetteer.words["pointing"] or token.xpos == "NNS":
        return None
    same = [e for e in earlier if e.where and _may_be_same(scene, e, event, token.lemma.lower())]
    return same[-1] if same else None


def _may_be_same(scene: Scene, earlier: Event, event: Event, noun: str) -> bool:
    """Same type, no mode against it. Told by the same word, parties must meet where both name some; told by a noun for any such
    act ("the attack"), they must meet where this one names any."""
    if earlier.type != event.type or (earlier.modes and event.modes and not set(earlier.modes) & set(event.modes)):
        return False
    at = scene.doc.token_at(earlier.trigger.start)
    ours, theirs = {*event.actors, *event.recipients}, {*earlier.actors, *earlier.recipients}
    if at is not None and scene.doc.tokens[at].lemma.lower() == noun:
        return not ours or not theirs or bool(ours & theirs)
    named = bool(ours or event.actor_text or event.recipient_text)
    return noun in scene.gazetteer.words["anyact"] and (not named or bool(ours & theirs))


def _by_person(doc: Doc, event: Event, earlier: Sequence[Event]) -> Event | None:
    """ "Roe was shot dead in Lima. ... Roe was killed": the same act on one named person, unless the days differ."""
    if not event.recipients or not _names_person(doc, event):
        return None
    same = [e for e in earlier if e.where and e.type == event.type and set(e.recipients) == set(event.recipients)]
    same = [e for e in same if e.modes == event.modes and e.auxiliary == event.auxiliary and not _days_differ(e, event)]
    return same[-1] if same else None


def _names_person(doc: Doc, event: Event) -> bool:
    inside = [i for q in event.recipient_text for i in doc.tokens_in(q.start, q.end)]
    return any(n.label == "PER" and n.first in inside for n in doc.names)


def _days_differ(one: Event, other: Event) -> bool:
    times = (one.when, other.when)
    if times[0] is None or times[1] is None or times[0].assumed or times[1].assumed:
        return False
    return times[0].start_date != times[1].start_date


def _by_sentence(scene: Scene, trigger: int, event: Event, earlier: Sequence[Event]) -> Event | None:
    """ "Gunmen raided a farm outside Tumaco. Three labourers were taken away": a sentence that names no place goes on in the one
    place where the sentence right before it, in the same paragraph, told an act of the same type."""
    doc = scene.doc
    here = doc.sentence_of(trigger)
    if event.type not in scene.gazetteer.words["ground"] or event.auxiliary or here.index == 0:
        return None
    before = doc.sentences[here.index - 1]
    if before.block != here.block or any(doc.tokens[x.head].sentence == here.index for x in scene.located):
        return None
    told = [e for e in earlier if e.where and before.start <= e.trigger.start < before.end and not e.auxiliary]
    told = [e for e in told if e.type in scene.gazetteer.words["ground"] and e.said_in == event.said_in]
    told = [e for e in told if not _days_differ(e, event)]
    return told[0] if len({e.where.name for e in told if e.where}) == 1 else None
