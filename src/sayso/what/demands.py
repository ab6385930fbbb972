"""A duty that somebody else states ("he said they must leave") is decided here to be a demand, not an act."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from sayso import paths, syntax
from sayso.knowledge.loading import read_mapping
from sayso.what.act import Act
from sayso.what.scene import Scene

_RULE = "auxiliary/demands.yml"


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    data = read_mapping(paths.knowledge() / "lang" / "en" / "auxiliary" / "demands.yml")
    return frozenset(data["modals"]), frozenset(data["cues"])


def demanded(scene: Scene, act: Act) -> Act:
    """The act as a REQUEST of the speaker to the one who must act; as it was where nobody else says so."""
    modals, _ = _words()
    clause = syntax.clause_of(scene.doc, act.index)
    if clause.modal not in modals or clause.negated or act.hit.sense.part != "verb" or clause.verb != act.index:
        return act
    speakers = tuple(i for i in _speakers(scene, clause.verb) if i not in act.actors)
    becoming = scene.lexicon.ontology.becomes("REQUEST", act.type, act.modes)
    if not speakers or becoming is None or act.type == "REQUEST" or _of_themselves(scene, speakers, act):
        return act
    modes = (becoming.mode,) if becoming.mode else ()
    asked = replace(act, type=becoming.type, modes=modes, inner_type=act.type, actors=speakers, recipients=act.actors)
    return replace(asked, auxiliary=act.auxiliary - {"hypothetical"}).reasoned(_RULE, f"{clause.modal} {act.type}")


def _of_themselves(scene: Scene, speakers: tuple[int, ...], act: Act) -> bool:
    """ "She said she must leave" asks nothing of anybody."""
    said, due = ({scene.actor_at(i) for i in heads} - {None} for heads in (speakers, act.actors))
    return bool(said & due)


def _speakers(scene: Scene, verb: int) -> tuple[int, ...]:
    """Subject of the verb of saying in whose complement the duty stands, coordination undone."""
    _, cues = _words()
    above = syntax.governor(scene.doc, verb)
    if above is None or above[1] != "complement" or scene.lemma(above[0]) not in cues:
        return ()
    return tuple(i for i in scene.frame(above[0]).get("subject") if scene.names_actor(i))
