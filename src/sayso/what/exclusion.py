"""Which sentences use the words of conflict for something else: sport, film, market, weather, disease, metaphor."""

from __future__ import annotations

from sayso.knowledge.auxiliary import Exclusion
from sayso.what.act import Act
from sayso.what.scene import Scene
from sayso.what.sense import topic_words


def excluded(scene: Scene, act: Act) -> str | None:
    """The id of the rule that excludes the act, or None."""
    return next(
        (f"auxiliary/exclusions.yml#{r.id}" for r in scene.lexicon.rules.exclusions if _hits(scene, act, r)), None
    )


def _hits(scene: Scene, act: Act, rule: Exclusion) -> bool:
    if act.hit.sense.pattern.type not in rule.types:
        return False
    if rule.beside and any(scene.is_one_of(i, rule.beside) for i in scene.fillers((act.index,), "modifier")):
        return True
    if rule.subject and any(scene.is_one_of(i, rule.subject) for i in scene.frame(act.top).get("subject")):
        return not any(scene.names_actor(i) for i in scene.frame(act.top).get("subject"))
    return any(topic_words(scene, act.index, name[1:]) >= rule.at_least for name in rule.classes)
