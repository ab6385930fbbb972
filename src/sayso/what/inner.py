"""What a demanded, threatened, promised, refused or future act is coded as, by knowledge/ontology/inner.yml."""

from __future__ import annotations

import itertools
from dataclasses import replace

from sayso import syntax
from sayso.knowledge.ontology import Becoming
from sayso.what.act import Act
from sayso.what.roles import land_at
from sayso.what.scene import Scene
from sayso.what.sense import Hit, Senses

_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN", "PROTEST"})
_WILL = frozenset({"auxiliary/markers.yml#will", "auxiliary#future"})


def with_inner(scene: Scene, senses: Senses, act: Act) -> Act:
    """The act with the type and mode that its inner act asks for."""
    if not act.hit.sense.pattern.inner:
        return act
    inner = senses.inner(act.hit)
    if inner is None:
        return replace(act, recipients=act.recipients or _complement_actors(scene, act))
    pattern = inner.sense.pattern
    spared = _forgone(scene, act, inner)
    if spared:
        becoming = scene.lexicon.ontology.becomes("AGREE" if act.type == "THREATEN" else act.type, "RETREAT", ())
    else:
        becoming = scene.lexicon.ontology.becomes(act.type, pattern.type, pattern.modes)
    if becoming is None:
        return replace(act, inner=inner)
    act = become(act, becoming, pattern.type)
    recipients = act.recipients
    if not recipients and act.type == "REQUEST":
        recipients = _asked(scene, act, inner)
    recipients = recipients or _inner_recipients(scene, act, inner) or _inner_land(scene, act, inner)
    return replace(act, inner=inner, recipients=recipients)


def _forgone(scene: Scene, act: Act, inner: Hit) -> bool:
    """ "promised not to bomb the clinic", "pledged to stop bombing it": what is promised or asked is that force ends."""
    if inner.sense.pattern.type not in _FORCE or (act.type == "THREATEN" and not _may_promise(scene, act)):
        return False
    if syntax.is_negated(scene.doc, inner.index):
        return True
    between = itertools.takewhile(lambda i: i != act.index, scene.doc.ancestors(inner.index))
    return any(g.id in ("fail", "end") for i in between for g in scene.lexicon.rules.governing(scene.lemma(i)))


def _may_promise(scene: Scene, act: Act) -> bool:
    """ "pledged", "vowed": a word that promises as well as threatens; "threatened not to come" stays a threat."""
    words = scene.lexicon.headed("verb", scene.lemma(act.index))
    return act.hit.sense.part == "verb" and any(sense.pattern.type == "AGREE" for _, sense in words)


def _asked(scene: Scene, act: Act, inner: Hit) -> tuple[int, ...]:
    """ "demanded the withdrawal of all foreign forces": who is to act in what is demanded is asked."""
    slots = inner.sense.pattern.actor or (("subject",) if inner.sense.part == "verb" else ("possessor", "by", "of"))
    for slot in slots:
        found = tuple(i for i in scene.fillers(inner.heads, slot) if scene.names_actor(i) and i not in act.actors)
        if found:
            return found
    return ()


def _inner_land(scene: Scene, act: Act, inner: Hit) -> tuple[int, ...]:
    """ "agreed to withdraw from Sudria": the land that the promised act concerns."""
    return tuple(i for i in land_at(scene, inner.heads) if i not in act.actors)


def _complement_actors(scene: Scene, act: Act) -> tuple[int, ...]:
    """Whom an unknown inner act concerns: "refused to let the envoy land"."""
    for slot in ("complement.object", "complement.to", "complement.with", "complement.from"):
        if slot.split(".")[0] in act.hit.sense.pattern.inner:
            found = tuple(i for i in scene.fillers(act.hit.heads, slot) if scene.names_actor(i) and i not in act.actors)
            if found:
                return found
    return ()


def _inner_recipients(scene: Scene, act: Act, inner: Hit) -> tuple[int, ...]:
    """Whom the threat or promise is about, where the outer words name nobody: the object of the inner act."""
    slots = inner.sense.pattern.recipient
    for slot in slots if slots is not None else ("object",) if inner.sense.part == "verb" else ("on", "against", "of"):
        found = tuple(i for i in scene.fillers(inner.heads, slot) if scene.names_actor(i) and i not in act.actors)
        if found:
            return found
    for slot in inner.sense.pattern.parties:
        found = tuple(i for i in scene.fillers(inner.heads, slot) if scene.names_actor(i) and i not in act.actors)
        if found:
            return found
    return ()


def changed_by_auxiliary(scene: Scene, act: Act) -> Act:
    """A denied acceptance is a refusal; a meeting, help or withdrawal still to come is a promise."""
    denied = act.hit.sense.pattern.negated
    if "negated" in act.auxiliary and denied is not None:
        rest = act.auxiliary - {"negated"}
        if act.type == denied:
            return replace(act, auxiliary=rest)
        becoming = scene.lexicon.ontology.becomes(denied, act.type, act.modes)
        mode = becoming.mode if becoming and becoming.type == denied else None
        act = become(replace(act, auxiliary=rest), Becoming(inner=act.type, type=denied, mode=mode), act.type)
        return act.reasoned("ontology/inner.yml#negated", denied)
    if {"future", "negated"} <= act.auxiliary:
        becoming = scene.lexicon.ontology.becomes("refused", act.type, act.modes)
        if becoming is not None:
            refused = replace(act, auxiliary=act.auxiliary - {"future", "negated"})
            return become(refused, becoming, act.type).reasoned("ontology/inner.yml#refused", act.type)
    if "future" in act.auxiliary and "negated" not in act.auxiliary and act.inner is None:
        return _to_come(scene, act)
    return act


def _to_come(scene: Scene, act: Act) -> Act:
    """A promise of help or talks; a threat, where the text says outright that somebody will use force."""
    outright = act.actors and "hypothetical" not in act.auxiliary and any(b.rule in _WILL for b in act.because)
    for outer in ("future", "announced") if outright else ("future",):
        becoming = scene.lexicon.ontology.becomes(outer, act.type, act.modes)
        if becoming is not None:
            return become(_promised(act), becoming, act.type).reasoned(f"ontology/inner.yml#{outer}", act.type)
    return act


def _promised(act: Act) -> Act:
    """ "will host the king": of a visit that is promised the host is the one who promises it."""
    hosted = act.type == "CONSULT" and "subject" in (act.hit.sense.pattern.recipient or ())
    return replace(act, actors=act.recipients, recipients=act.actors) if hosted and act.recipients else act


def become(act: Act, becoming: Becoming, inner_type: str) -> Act:
    """The act with the type and mode of a line of the table; what it was before is kept as its inner type."""
    kept = act.modes if becoming.type == act.type else ()
    modes = (becoming.mode,) if becoming.mode else kept
    changed = replace(act, type=becoming.type, modes=modes, inner_type=inner_type)
    return changed.reasoned(f"ontology/inner.yml#{act.type}", f"{inner_type} -> {becoming.type}")


def absorbed(scene: Scene, acts: tuple[Act, ...], senses: Senses) -> frozenset[int]:
    """Triggers that make no event of their own because an outer act holds them.

    "Guards tortured two monks, the abbot said": force that somebody is accused of stays an act, claimed by the accuser.
    """
    found: set[int] = set()
    told = {act.index for act in acts if act.type == "ASSAULT" and act.hit.sense.part == "verb"}
    for act in acts:
        found.update(set(act.hit.bound) - told if act.type == "ACCUSE" else act.hit.bound)
        if act.inner is not None and scene.lexicon.ontology.absorbs(act.hit.sense.pattern.type):
            found.update(_held(scene, act, senses))
    return frozenset(found)


def _held(scene: Scene, act: Act, senses: Senses) -> set[int]:
    """The inner act, and the acts joined to it in the same slots."""
    held = {act.inner.index} if act.inner else set()
    for slot in act.hit.sense.pattern.inner:
        for filler in scene.fillers(act.hit.heads, slot):
            if senses.at(filler) is not None:
                held.add(filler)
    return held
