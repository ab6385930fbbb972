"""Which place of the sentence is the event's setting where the tree ties none to it is decided here."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Event
from sayso.syntax import frame, is_nominal, is_to_infinitive, is_verbal
from sayso.text import parted
from sayso.where.chains import Located
from sayso.where.steps import Scene, is_beside


def tells(scene: Scene, verb: int) -> bool:
    """True for a verb that reports a clause: its place is where somebody spoke. "Tried to enter" reports nothing."""
    doc = scene.doc
    told = [c for c in frame(doc, verb).get("complement") if is_verbal(doc, c)]
    if doc.tokens[verb].lemma.lower() in scene.gazetteer.words["tries"]:
        told = [c for c in told if not is_to_infinitive(doc, c)]
    return bool(told)


def in_relative(scene: Scene, trigger: int, _event: Event, here: Sequence[Located]) -> Located | None:
    """ "flew to Puno, where he met miners": the place right before the "where" above the trigger."""
    doc, words = scene.doc, scene.gazetteer.words
    above = {trigger, *doc.ancestors(trigger)}
    first = doc.sentence_of(trigger).first
    marks = [i for i in range(first + 1, trigger) if doc.tokens[i].text.lower() in words["relative"]]
    for mark in reversed([m for m in marks if doc.tokens[m].head in above and doc.tokens[m].head > m]):
        ends = [
            x for x in here if 0 < mark - x.last <= 2 and doc.tokens[mark - 1].text in (",", doc.tokens[x.last].text)
        ]
        if ends:
            return ends[0]
    return None


def in_sentence(scene: Scene, trigger: int, event: Event, here: Sequence[Located]) -> Located | None:
    """The only place of the sentence, hung on a predicate above the trigger that neither tells nor happens itself."""
    if event.type not in scene.gazetteer.words["ground"]:
        return None
    above = set(scene.doc.ancestors(trigger))
    free = [x for x in here if _is_setting(scene, x, above)]
    return free[0] if len({x.place.name for x in free}) == 1 else None


def _is_setting(scene: Scene, located: Located, above: set[int]) -> bool:
    if not located.chain:
        return False
    owner, slot = located.chain[-1]
    locative = slot in scene.gazetteer.words["locative"] and slot != "by"
    return locative and owner in above and owner not in scene.triggers and not tells(scene, owner)


def in_phrase(scene: Scene, trigger: int, event: Event, here: Sequence[Located]) -> Located | None:
    """ "clashed with supporters of the president in Juliaca": the only place below the trigger, inside phrases that tell
    nothing themselves."""
    if event.type not in scene.gazetteer.words["ground"]:
        return None
    free = [x for x in here if _leads_to(scene, x, trigger)]
    return free[0] if len({x.place.name for x in free}) == 1 else None


def _leads_to(scene: Scene, located: Located, trigger: int) -> bool:
    words = scene.gazetteer.words
    if not located.chain or located.chain[0][1] not in words["locative"]:
        return False
    for above, slot in located.chain:
        if slot in words["source"] or slot in ("to", "by", "complement"):
            return False
        if above == trigger:
            return True
        if above in scene.triggers or not is_nominal(scene.doc, above) or is_verbal(scene.doc, above):
            return False
    return False


def standing_free(scene: Scene, trigger: int, event: Event, here: Sequence[Located]) -> Located | None:
    """The only place that the sentence names behind "in", "near" or "at", where it belongs to no speech, talks or past of
    somebody: "a mine collapse near Kolwezi led to riots in which police shot four diggers"."""
    topic = any(_is_topic(scene, i) for i in scene.doc.ancestors(trigger))
    if topic or event.type not in scene.gazetteer.words["deeds"]:
        return None
    free = [x for x in here if _stands_free(scene, x, trigger)]
    finest = [x for x in free if not any(is_beside(scene, x, other) for other in free)]
    if len({x.chain for x in finest}) != 1 and len({x.place.name for x in finest}) != 1:
        return None
    return min(finest, key=lambda x: x.head)


def _stands_free(scene: Scene, located: Located, trigger: int) -> bool:
    words, doc = scene.gazetteer.words, scene.doc
    if not _is_led_in(scene, located):
        return False
    if any(slot in words["source"] or slot in ("describing", "complement") for _, slot in located.chain):
        return False
    if any(_is_speech(scene, above) for above, _ in located.chain):
        return False
    same = _told_by(scene, located.head) == _told_by(scene, trigger)
    return same and not parted(doc.text, doc.tokens[located.head].start, doc.tokens[trigger].start)


def _is_led_in(scene: Scene, located: Located) -> bool:
    """ "in Kolwezi", "at Entebbe airport", "in the centre of Lyon"."""
    words, slots = scene.gazetteer.words, [slot for _, slot in located.chain[:2]]
    if slots and slots[0] in words["standing"]:
        return True
    if len(slots) < 2 or slots[1] not in words["standing"]:
        return False
    noun = scene.doc.tokens[located.chain[0][0]].lemma.lower()
    return (slots[0] == "of" and noun in words["part"]) or (slots[0] == "compound" and noun in words["houses"])


def _is_topic(scene: Scene, above: int) -> bool:
    """ "to protest the murders": what is spoken about did not happen where it was spoken."""
    return scene.triggers.get(above, "") in (*scene.gazetteer.words["spoken"], *scene.gazetteer.words["voiced"])


def _is_speech(scene: Scene, index: int) -> bool:
    """Words for talks, visits and statements, whose place is theirs alone."""
    kind = scene.triggers.get(index)
    if kind is not None and kind not in scene.gazetteer.words["ground"]:
        return True
    lemma, words = scene.doc.tokens[index].lemma.lower(), scene.gazetteer.words
    return any(lemma in words[kind] for kind in ("speech", "office", "afterwards")) or tells(scene, index)


def _told_by(scene: Scene, index: int) -> int:
    """The verb that reports the innermost clause around the token, or -1."""
    doc, at = scene.doc, index
    for above in doc.ancestors(index):
        if is_verbal(doc, above) and at in frame(doc, above).get("complement") and tells(scene, above):
            return above
        at = above
    return -1
