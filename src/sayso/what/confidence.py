"""How sure an event is: a weighted sum of a few plain features through a logistic curve, weights kept as data."""

from __future__ import annotations

import math

from sayso.what.act import Act
from sayso.what.concerned import BELOW
from sayso.what.scene import Scene


def confidence(scene: Scene, act: Act) -> float:
    """Between 0 and 1: of the events given 0.8 about 80 % should be right."""
    weights = scene.lexicon.rules.weights
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) for name in features(scene, act))
    return round(1 / (1 + math.exp(-total)), 2)


def features(scene: Scene, act: Act) -> tuple[str, ...]:
    """The names of the features that hold for the act; each has a weight in auxiliary/confidence.yml."""
    pattern = act.hit.sense.pattern
    found = [f"trust-{pattern.trust}", f"type-{act.type}", f"part-{act.hit.sense.part}"]
    found.append("actor" if act.actors else "no-actor")
    if act.actors and any(scene.actor_at(i) for i in act.actors):
        found.append("actor-known")
    if act.two_sided:
        found.append("two-sided")
    elif act.recipients:
        found.append("recipient")
    else:
        found.append("no-recipient")
        if scene.lexicon.ontology.type(act.type).needs_recipient:
            found.append("recipient-missing")
    found.extend(f"aux-{mode}" for mode in sorted(act.auxiliary))
    found.extend(_shape(act))
    found.extend(_far(act))
    if any(b.rule == BELOW for b in act.because):
        found.append("recipient-below")
    return tuple(found)


def _shape(act: Act) -> list[str]:
    """How the act was read: through an inner act, a light verb, several triggers, on a bare word or on named words."""
    pattern = act.hit.sense.pattern
    marks = {
        "inner": act.inner_type is not None,
        "carried": act.carrier is not None,
        "merged": bool(act.merged),
        "bare": not pattern.needs,
        "exact": bool(act.hit.bound or act.hit.particle),
    }
    return [name for name, holds in marks.items() if holds]


def _far(act: Act) -> list[str]:
    """Long ways between trigger and fillers are where parsers err."""
    reach = [abs(i - act.index) for i in (*act.actors, *act.recipients)]
    return ["far"] if reach and max(reach) > 15 else []
