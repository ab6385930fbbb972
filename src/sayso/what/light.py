"""Which light verb carries an event noun: "carried out an attack", "came under attack", "the attack took place"."""

from __future__ import annotations

from sayso import syntax
from sayso.knowledge.auxiliary import LightVerb
from sayso.what.scene import Scene


def carrier_of(scene: Scene, noun: int) -> tuple[int, LightVerb] | None:
    """The light verb that carries an event noun and the entry that says what its subject is."""
    above = syntax.governor(scene.doc, noun)
    if above is None:
        return None
    verb, _ = above
    for rest, entry in scene.lexicon.rules.light_verbs(scene.lemma(verb)):
        particle = not rest or any(scene.fillers((verb,), s) for s in (rest,)) or _loose(scene, verb, rest)
        if particle and noun in scene.fillers((verb,), entry.slot):
            return verb, entry
    return None


def _loose(scene: Scene, verb: int, rest: str) -> bool:
    frame = scene.frame(verb)
    first = rest.split(" ")[0]
    return any(scene.is_word(i, first) for i in (*frame.get("particle"), *frame.get("adverb"), *frame.get("object")))
