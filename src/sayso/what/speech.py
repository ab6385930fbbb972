"""What a saying makes of the act in it: "X said Y must withdraw" demands, "X said it would attack" threatens."""

from __future__ import annotations

from dataclasses import replace

from sayso import syntax
from sayso.knowledge.auxiliary import SpeechRule
from sayso.what.act import Act
from sayso.what.inner import become
from sayso.what.modality import saying_above
from sayso.what.scene import Scene


def reported(scene: Scene, act: Act) -> Act:
    """The act as a demand or threat of the speaker, where a rule of auxiliary/speech.yml holds."""
    if act.inner is not None or "negated" in act.auxiliary or not scene.frame(act.top).get("subject"):
        return act
    cue = saying_above(scene, act.top)
    modal = syntax.modal_of(scene.doc, act.top)
    for rule in scene.lexicon.rules.speech if cue is not None and modal else ():
        if cue is not None and modal in rule.modals and scene.lemma(cue) in rule.verbs:
            return _changed(scene, act, rule, cue)
    return act


def _changed(scene: Scene, act: Act, rule: SpeechRule, cue: int) -> Act:
    speakers = scene.frame(cue).get("subject")
    becoming = scene.lexicon.ontology.becomes(rule.outer, act.type, act.modes)
    if not speakers or becoming is None or _own(scene, act, speakers) != rule.own:
        return act
    if not rule.own:
        act = replace(act, actors=speakers, recipients=act.actors or act.recipients, two_sided=False)
    act = replace(act, auxiliary=act.auxiliary - {"future", "hypothetical"})
    return become(act, becoming, act.type).reasoned(f"auxiliary/speech.yml#{rule.id}", scene.lemma(cue))


def _own(scene: Scene, act: Act, speakers: tuple[int, ...]) -> bool:
    """The actor is the speaker: a pronoun after him, or the same actor."""
    ids = {scene.actor_at(i) for i in speakers} - {None}
    return any(syntax.is_pronoun(scene.doc, i) or scene.actor_at(i) in ids for i in act.actors)
