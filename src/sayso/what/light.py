"""Which light verb carries an event noun: "carried out an attack", "came under attack", "the attack took place"."""

from __future__ import annotations

from collections.abc import Iterable

from sayso import syntax
from sayso.knowledge.auxiliary import LightVerb
from sayso.what.scene import Scene


def carrier_of(scene: Scene, noun: int) -> tuple[int, LightVerb] | None:
    """The light verb that carries an event noun and the entry that says what its subject is."""
    if noun not in scene.carriers:
        scene.carriers[noun] = _carrier(scene, noun)
    return scene.carriers[noun]


def _carrier(scene: Scene, noun: int) -> tuple[int, LightVerb] | None:
    for verb in _verbs_at(scene, noun):
        for rest, entry in scene.lexicon.rules.light_verbs(scene.lemma(verb)):
            particle = not rest or bool(scene.fillers((verb,), rest)) or _loose(scene, verb, rest)
            if particle and _carries(scene, noun, scene.fillers((verb,), entry.slot)):
                return verb, entry
    return None


def _carries(scene: Scene, noun: int, fillers: tuple[int, ...]) -> bool:
    """ "held talks", "held two hours of talks"."""
    return noun in fillers or any(noun in scene.measured(i) for i in fillers)


def _verbs_at(scene: Scene, noun: int) -> Iterable[int]:
    """The predicate above, then those of the clauses that describe the noun ("the raid that X ordered")."""
    above = syntax.governor(scene.doc, noun)
    if above is not None and noun in scene.measured(above[0]):
        above = syntax.governor(scene.doc, above[0])
    if above is not None:
        yield above[0]
    yield from syntax.describing(scene.doc, noun)


def _loose(scene: Scene, verb: int, rest: str) -> bool:
    frame = scene.frame(verb)
    first = rest.split(" ")[0]
    return any(scene.is_word(i, first) for i in (*frame.get("particle"), *frame.get("adverb"), *frame.get("object")))
