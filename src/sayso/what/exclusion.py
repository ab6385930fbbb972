"""Which sentences use the words of conflict for something else: sport, film, market, weather, disease, metaphor."""

from __future__ import annotations

from collections.abc import Iterable

from sayso import syntax
from sayso.knowledge.auxiliary import Exclusion
from sayso.what.act import Act
from sayso.what.scene import Scene
from sayso.what.sense import topic_words


def excluded(scene: Scene, act: Act) -> str | None:
    """The id of the rule that excludes the act, or None."""
    rules = scene.lexicon.rules.exclusions_of.get(act.hit.sense.pattern.type, ())
    return next((f"auxiliary/exclusions.yml#{r.id}" for r in rules if _hits(scene, act, r)), None)


def _hits(scene: Scene, act: Act, rule: Exclusion) -> bool:
    if rule.triggers and not scene.is_one_of(act.index, rule.triggers):
        return False
    return any(test(scene, act, rule) for test in (_beside, _subject, _recipient, _narrated, _modifying, _topic))


def _beside(scene: Scene, act: Act, rule: Exclusion) -> bool:
    objects = (i for i in scene.frame(act.index).get("object") if "act" in scene.classes(i))
    heads = [act.index, *objects] if rule.beside else []
    return any(scene.is_one_of(i, rule.beside) for h in heads for i in scene.fillers((h,), "modifier"))


def _subject(scene: Scene, act: Act, rule: Exclusion) -> bool:
    return bool(rule.subject) and _only(scene, scene.frame(act.top).get("subject"), rule.subject)


def _recipient(scene: Scene, act: Act, rule: Exclusion) -> bool:
    return bool(rule.recipient) and _only(scene, act.recipients, rule.recipient)


def _only(scene: Scene, fillers: Iterable[int], words: tuple[str, ...]) -> bool:
    """Every filler is of these words and can neither act nor be a place."""
    found = tuple(fillers)
    return bool(found) and all(scene.is_one_of(i, words) and not scene.names_actor(i) for i in found)


def _narrated(scene: Scene, act: Act, rule: Exclusion) -> bool:
    """ "The film tells of a general who bombs his capital"."""
    if not rule.narrator:
        return False
    clauses = [act.top, *(a for a in scene.doc.ancestors(act.top) if syntax.is_verbal(scene.doc, a))]
    inside = [i for c in clauses for slot in ("subject", "in") for i in scene.frame(c).get(slot)]
    return any(scene.is_one_of(i, rule.narrator) for i in (*inside, *_told_in(scene, act)))


def _told_in(scene: Scene, act: Act) -> Iterable[int]:
    """ "wrote a novel about a warden who tortures a thief": the thing that tells of it stands above an "about"."""
    below = act.top
    for above in scene.doc.ancestors(act.top):
        if below in scene.frame(above).get("about"):
            yield above
        below = above


def _modifying(scene: Scene, act: Act, rule: Exclusion) -> bool:
    """ "an attack helicopter": a trigger that only describes another noun is no event, save in "a bombing campaign"."""
    head = scene.doc.tokens[act.index].head
    if not rule.below or act.hit.sense.part != "noun" or head < 0 or act.index not in scene.frame(head).get("compound"):
        return False
    return not scene.is_one_of(head, rule.below)


def _topic(scene: Scene, act: Act, rule: Exclusion) -> bool:
    if not any(topic_words(scene, act.index, name[1:]) >= rule.at_least for name in rule.classes):
        return False
    near = (
        *act.actors,
        *scene.frame(act.top).get("subject"),
        *([act.instrument] if act.instrument is not None else []),
    )
    return not any(scene.is_one_of(i, rule.spares) for i in near)
