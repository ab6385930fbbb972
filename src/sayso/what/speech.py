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
    if not _open(scene, act):
        return act
    cue = saying_above(scene, act.top)
    modal = syntax.modal_of(scene.doc, act.top)
    for rule in scene.lexicon.rules.speech if cue is not None and modal else ():
        if cue is not None and modal in rule.modals and scene.lemma(cue) in rule.verbs:
            return _changed(scene, act, rule, cue)
    return act


def _open(scene: Scene, act: Act) -> bool:
    """An act still to be done, by somebody or, in a passive, by nobody named ("must be freed"); "should have left" blames."""
    frame = scene.frame(act.top)
    told = act.inner is not None and act.type not in ("AGREE", "CONCEDE")
    return (
        (bool(frame.get("subject")) or frame.passive) and not told and "have" not in syntax.helpers(scene.doc, act.top)
    )


def _changed(scene: Scene, act: Act, rule: SpeechRule, cue: int) -> Act:
    speakers, denied = scene.frame(cue).get("subject"), "negated" in act.auxiliary
    becoming = scene.lexicon.ontology.becomes(rule.outer, act.type, act.modes)
    own = _own(scene, act, speakers)
    if not speakers or becoming is None or own != rule.own or (rule.own and (denied or act.inner is not None)):
        return act
    if (
        not rule.own
    ):  # "must not attack", "the raids must stop": who is to leave off is addressed as much as who is to act
        asked = tuple(i for i in act.actors if i not in speakers)
        act = replace(act, actors=speakers, recipients=asked, two_sided=False)
    act = replace(act, auxiliary=act.auxiliary - {"future", "hypothetical", "negated"})
    return become(act, becoming, act.type).reasoned(f"auxiliary/speech.yml#{rule.id}", scene.lemma(cue))


def _own(scene: Scene, act: Act, speakers: tuple[int, ...]) -> bool:
    """The actor is the speaker: a pronoun after him, or the same actor."""
    ids = {scene.actor_at(i) for i in speakers} - {None}
    return any(syntax.is_pronoun(scene.doc, i) or scene.actor_at(i) in ids for i in act.actors)
