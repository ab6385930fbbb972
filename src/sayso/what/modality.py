"""Did it happen: the auxiliary modes negated, future, hypothetical and historical, from grammar and word rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso import syntax
from sayso.knowledge.auxiliary import Governor
from sayso.model import Auxiliary, Because
from sayso.what.act import Act
from sayso.what.history import historical
from sayso.what.light import carrier_of
from sayso.what.papers import issuing, proposed
from sayso.what.scene import Scene

_PARTICIPLES = ("VBN", "VBD", "VBZ", "VBP")  # "talks held by": a clause that describes, not one that is talked of
Finding = tuple[Auxiliary, str, str]  # mode, rule, detail


def with_auxiliary(scene: Scene, act: Act) -> Act:
    """The act with its auxiliary modes and the reason for each."""
    findings = status(scene, act.index, act.carrier)
    modes = frozenset(mode for mode, _, _ in findings)
    reasons = tuple(Because(rule=rule, detail=detail) for _, rule, detail in findings)
    return replace(act, auxiliary=act.auxiliary | modes, because=(*act.because, *reasons))


def status(scene: Scene, index: int, carrier: int | None = None) -> tuple[Finding, ...]:
    """The auxiliary modes of any verb or noun, with rule and detail; `carrier` is the light verb of an event noun."""
    top = index if carrier is None else carrier
    return (*_own(scene, index, carrier), *_governed(scene, top), *historical(scene, index, top))


def _own(scene: Scene, index: int, carrier: int | None) -> Iterable[Finding]:
    """Signs at the act itself: its light verb, its modifiers, its clause's negation, modal, tense and conjunction."""
    if scene.part_of(index) != "verb":
        yield from _noun_signs(scene, index, carrier)
    if (carrier is not None and not _told(scene, index)) or scene.part_of(index) == "verb":
        yield from _verb_signs(scene, index if carrier is None else carrier)


def _told(scene: Scene, noun: int) -> bool:
    """ "No group has claimed the killing": what is not claimed has happened all the same."""
    carrier = carrier_of(scene, noun)
    return carrier is not None and carrier[1].told


def _noun_signs(scene: Scene, index: int, carrier: int | None) -> Iterable[Finding]:
    texts = [scene.doc.tokens[i].text.lower() for i in scene.fillers((index,), "modifier")]
    for text in (*texts, syntax.determiner(scene.doc, index)):
        marker = scene.lexicon.rules.marker("modifier", text)
        if marker is not None:
            yield marker.gives, f"auxiliary/markers.yml#{marker.id}", text
    if syntax.is_negated(scene.doc, index) and syntax.determiner(scene.doc, index) != "no":
        yield "negated", "auxiliary#negation", scene.doc.tokens[index].text  # "an accident, not an attack"
    if carrier is None:
        return
    for _, entry in scene.lexicon.rules.light_verbs(scene.lemma(carrier)):
        if index in scene.fillers((carrier,), entry.slot):
            if entry.behind and _behind(scene, carrier):
                return
            yield from ((g, f"auxiliary/light.yml#{entry.id}", scene.lemma(carrier)) for g in entry.gives)
            return


def _behind(scene: Scene, verb: int) -> bool:
    """ "The raid was planned by X": told with its planner and in the past, the act lies behind."""
    frame = scene.frame(verb)
    past = syntax.tense_of(scene.doc, verb) == "past"
    return past and frame.passive and bool(frame.get("by")) and not frame.get("for")


def _verb_signs(scene: Scene, verb: int) -> Iterable[Finding]:
    doc, rules = scene.doc, scene.lexicon.rules
    if syntax.is_negated(doc, verb) or _no_longer(scene, verb) or _of_none(scene, verb):
        yield "negated", "auxiliary#negation", doc.tokens[verb].text
    conjunction = rules.marker("conjunction", syntax.marker(doc, verb))
    if conjunction is not None:
        yield conjunction.gives, f"auxiliary/markers.yml#{conjunction.id}", syntax.marker(doc, verb)
    elif syntax.is_conditional(doc, verb):
        yield "hypothetical", "auxiliary/markers.yml#if", doc.tokens[verb].text
    elif syntax.is_asked(doc, verb):
        yield "hypothetical", "auxiliary#question", doc.tokens[verb].text
    modal = rules.marker("modal", syntax.modal_of(doc, verb))
    if modal is not None and _told_ahead(scene, verb):
        yield "future", "auxiliary/markers.yml#will", doc.tokens[verb].text
    elif modal is not None:
        yield modal.gives, f"auxiliary/markers.yml#{modal.id}", syntax.modal_of(doc, verb)
    elif syntax.is_future(doc, verb):
        yield "future", "auxiliary#future", doc.tokens[verb].text
    if any(syntax.determiner(doc, i) == "any" for i in scene.frame(verb).get("subject")):
        yield "hypothetical", "auxiliary#anybody", doc.tokens[verb].text  # "any soldier who shoots a witness"
    for adverb in scene.frame(verb).get("adverb"):
        marker = rules.marker("adverb", doc.tokens[adverb].text.lower())
        if marker is not None and doc.tokens[adverb].text.lower() not in ("ago", "once"):
            yield marker.gives, f"auxiliary/markers.yml#{marker.id}", doc.tokens[adverb].text


def _of_none(scene: Scene, verb: int) -> bool:
    """ "was not a mine laid by Norland but a fault": what describes something that there was not did not happen."""
    noun = scene.doc.tokens[verb].head
    if scene.doc.tokens[verb].xpos != "VBN" or noun < 0 or verb not in syntax.describing(scene.doc, noun):
        return False
    return syntax.determiner(scene.doc, noun) in ("a", "an", "any") and syntax.is_negated(scene.doc, noun)


def _no_longer(scene: Scene, verb: int) -> bool:
    """ "will no longer buy timber": what has ended does not happen."""
    words = scene.doc.tokens
    return any(
        words[i].text.lower() == "longer" and words[i - 1].text.lower() == "no" for i in scene.frame(verb).get("adverb")
    )


def _told_ahead(scene: Scene, verb: int) -> bool:
    """ "said it would send troops": the "will" of a past saying, save where a condition hangs on it."""
    if proposed(scene, verb):
        return syntax.modal_of(scene.doc, verb) == "would"
    if syntax.modal_of(scene.doc, verb) != "would" or any(scene.frame(verb).get(c) for c in ("if", "unless", "should")):
        return False
    cue = saying_above(scene, verb)
    return cue is not None and not syntax.is_conditional(scene.doc, verb)


def saying_above(scene: Scene, verb: int) -> int | None:
    """The verb whose complement the clause is, or on which the clause's sentence hangs as its saying."""
    for above in scene.doc.ancestors(verb):
        return above if verb in scene.frame(above).get("complement") else None
    return next(iter(scene.frame(verb).get("parataxis")), None)


def _governed(scene: Scene, top: int) -> Iterable[Finding]:
    """Walk up from the act: every word above that decides about what stands below it."""
    found: list[Finding] = []
    below, undone = top, -1  # the word below, and the one that last undid the act
    for above in scene.doc.ancestors(top):
        if _told_apart(scene, above, below):
            return found
        governor = _governor(scene, above, below)
        if governor is not None:
            modes = _decided(scene, governor, above)
            twice = below == undone and "negated" in modes  # "failed to stop them from attacking": they attacked
            found = [f for f in found if not (twice and f[0] == "negated")]
            found.extend((m, f"auxiliary/governors.yml#{governor.id}", scene.lemma(above)) for m in modes if not twice)
            undone = above if "negated" in modes and not twice else -1
            if "historical" in governor.gives:
                return found  # "will celebrate the liberation": what is to come is the feast
            found.extend(_clause_signs(scene, governor, above))
        elif _says(scene, above, below):
            return found
        found.extend(_verdict(scene, above, below))
        below = above
    return found


def _decided(scene: Scene, governor: Governor, above: int) -> tuple[Auxiliary, ...]:
    return governor.negated if syntax.is_negated(scene.doc, above) else governor.gives


def _clause_signs(scene: Scene, governor: Governor, above: int) -> Iterable[Finding]:
    """Tense and mood of the governing word: "will try to attack"; "could not stop them" is past, "will not stop them" open."""
    if not syntax.is_verbal(scene.doc, above):
        return
    if not syntax.is_negated(scene.doc, above):
        yield from (sign for sign in _verb_signs(scene, above) if sign[0] != "negated")
    elif not governor.negated and (
        syntax.is_future(scene.doc, above) or syntax.modal_of(scene.doc, above) not in ("", "could")
    ):
        yield "hypothetical", f"auxiliary/governors.yml#{governor.id}", scene.lemma(above)


def _told_apart(scene: Scene, above: int, below: int) -> bool:
    """ "promised to try the soldiers who shot him", "threatened witnesses to the killing": what describes somebody is told
    of him as it was, whatever is promised, feared or planned about him."""
    if scene.doc.tokens[above].upos not in ("NOUN", "PROPN"):
        return False
    if below in syntax.describing(scene.doc, above):
        return scene.finite_past(below) and not syntax.marker(scene.doc, below)  # "evidence that" is no description
    return scene.part_of(below) == "noun" and "person" in scene.classes(above) and "act" not in scene.classes(above)


def _verdict(scene: Scene, above: int, below: int) -> Iterable[Finding]:
    """ "pleaded not guilty to murdering": the adjective beside the act decides, though the act hangs on the verb."""
    beside = scene.frame(above)
    for judged in (*beside.get("complement"), *beside.get("adverb")):
        if judged + 1 != scene.doc.subtree(below)[0] or scene.doc.tokens[judged].upos == "VERB":
            continue
        for governor in scene.lexicon.rules.governing(scene.lemma(judged)):
            if "verdict" in governor.slots:
                modes = governor.negated if syntax.is_negated(scene.doc, judged) else governor.gives
                yield from ((m, f"auxiliary/governors.yml#{governor.id}", scene.lemma(judged)) for m in modes)


def _governor(scene: Scene, above: int, below: int) -> Governor | None:
    if below in syntax.describing(scene.doc, above) and issuing(scene, above, below) is not None:
        return None  # "adopted a resolution condemning": no plan, but said
    for governor in scene.lexicon.rules.governing(scene.lemma(above)):
        for slot in governor.slots:
            if below in scene.fillers((above,), slot) and _infinitive_or_noun(scene, above, below, slot):
                return governor
    return None


def _infinitive_or_noun(scene: Scene, above: int, below: int, slot: str) -> bool:
    """Of finite complements only those of fearing, hoping and the like decide; "helped them, and then …" does not."""
    token = scene.doc.tokens[below]
    if slot == "adverbial":
        return scene.doc.tokens[above].upos == "NOUN" and token.upos == "VERB" and token.xpos not in _PARTICIPLES
    past = scene.finite_past(below)
    if slot != "complement" or token.upos != "VERB" or not (past or token.xpos in ("VBZ", "VBP")):
        return True
    open_ids = ("fear",) if past else ("fear", "demand")  # nobody demands what has happened
    return any(g.id in open_ids for g in scene.lexicon.rules.governing(scene.lemma(above)))


def _says(scene: Scene, above: int, below: int) -> bool:
    """A finite clause ends the reach of what stands above it."""
    return scene.doc.tokens[above].upos == "VERB" and scene.doc.tokens[below].xpos in ("VBD", "VBZ", "VBP")
