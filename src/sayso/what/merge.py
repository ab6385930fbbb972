"""When two trigger words tell of one act: an attack that killed three is one event, and keeps the three."""

from __future__ import annotations

from dataclasses import replace

from sayso import syntax
from sayso.what.act import Act
from sayso.what.scene import Scene

_MEANS = ("in", "by", "during", "with", "subject", "from", "after")


def merged(scene: Scene, acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The acts with those joined that plainly are the same one; the first trigger stays, in order of position."""
    kept: list[Act] = []
    for act in acts:
        partner = next((n for n, other in enumerate(kept) if _same(scene, other, act)), None)
        if partner is None:
            kept.append(act)
        else:
            kept[partner] = _joined(kept[partner], act)
    return tuple(kept)


def _same(scene: Scene, first: Act, second: Act) -> bool:
    if first.type != second.type or first.type != "ASSAULT":
        return first.type == second.type and _carries(scene, first, second)
    if scene.doc.tokens[first.index].sentence != scene.doc.tokens[second.index].sentence or _apart(
        scene, first, second
    ):
        return False
    triggers = {first.index, *first.hit.bound, *first.merged}
    return (
        any(_is_means(scene, noun, verb) for noun in triggers for verb in (second.index,))
        or any(_is_means(scene, second.index, verb) for verb in triggers)
        or _is_result(scene, first, second)
        or _is_further_toll(scene, first, second)
    )


def _apart(scene: Scene, first: Act, second: Act) -> bool:
    """ "bombed the camp after rebels shot a pilot", "killed four on Monday and took two on Tuesday": other ones, other days."""
    if first.actors and second.actors and not set(first.actors) & set(second.actors):
        return first.hit.sense.part == second.hit.sense.part == "verb"
    if any(_long_before(scene, act.index) for act in (first, second)):
        return True
    days = [{scene.lemma(i) for i in _times(scene, act.index)} for act in (first, second)]
    return bool(days[0] and days[1]) and not days[0] & days[1]


def _long_before(scene: Scene, verb: int) -> bool:
    """ "shot two days after rebels burned his house", "after they had burned it": what lies before is another act."""
    if syntax.marker(scene.doc, verb) != "after":
        return False
    clause = [i for i in scene.doc.subtree(verb) if i < verb]
    at = next((i for i in clause if scene.doc.tokens[i].text.lower() == "after"), 0)
    timed = at > 0 and "time" in scene.lexicon.classes.of(scene.lemma(at - 1))
    return timed or any(scene.lemma(i) == "have" for i in scene.doc.children(verb) if i < verb)


def _times(scene: Scene, index: int) -> list[int]:
    """The days and hours that the verb or noun names beside itself."""
    frame = scene.frame(index)
    beside = (i for slot in ("on", "in", "unmarked", "at") for i in frame.get(slot))
    return [i for i in beside if "time" in scene.lexicon.classes.of(scene.lemma(i))]


def _carries(scene: Scene, first: Act, second: Act) -> bool:
    """A verb and the event noun in its object or its clause are one act of one type."""
    one, other = (first, second) if first.hit.sense.part == "verb" else (second, first)
    if one.hit.sense.part != "verb" or other.hit.sense.part != "noun":
        return False
    return other.index in scene.frame(one.index).get("object") or other.index in scene.frame(one.index).get(
        "complement"
    )


def _is_means(scene: Scene, noun: int, verb: int) -> bool:
    """The attack killed X; X was killed in the attack; the attack in which X was killed."""
    if noun == verb:
        return False
    frame = scene.frame(verb)
    return any(noun in frame.get(slot) for slot in _MEANS)


def _is_result(scene: Scene, first: Act, second: Act) -> bool:
    """Attacked the convoy, killing three: a participle without a subject of its own that hangs on the first act."""
    token = scene.doc.tokens[second.index]
    below = token.head in (first.index, first.top, *first.merged)
    joined = second.index in syntax.conjuncts(scene.doc, first.index)  # "of burning huts and raping women": two acts
    return below and not joined and token.xpos == "VBG" and syntax.is_verbal(scene.doc, second.index)


def _is_further_toll(scene: Scene, first: Act, second: Act) -> bool:
    """Killed the mayor and wounded his driver: a second verb of harm that shares the subject of the first."""
    if "abduct" in first.modes:
        return False  # "abducted the mayor and executed two guards"
    joined = second.index in syntax.conjuncts(scene.doc, first.index) and second.hit.sense.part == "verb"
    return joined and bool(second.hit.sense.pattern.counts) and first.actors == second.actors


def _joined(first: Act, second: Act) -> Act:
    recipients = first.recipients
    if not recipients or second.hit.sense.pattern.counts:
        recipients = tuple(dict.fromkeys((*first.recipients, *second.recipients)))
    actors = first.actors or tuple(i for i in second.actors if i != first.index)
    recipients = tuple(i for i in recipients if i not in (first.index, second.index, *actors))
    return replace(
        first,
        actors=tuple(i for i in actors if i != second.index),
        recipients=recipients,
        modes=tuple(dict.fromkeys((*first.modes, *second.modes))),
        contexts=tuple(dict.fromkeys((*first.contexts, *second.contexts))),
        instrument=first.instrument if first.instrument is not None else second.instrument,
        merged=(*first.merged, second.index, *second.merged),
        auxiliary=first.auxiliary & second.auxiliary | (first.auxiliary & {"historical"}),
        because=(*first.because, *second.because),
    ).reasoned("what/merge#same-act", str(second.index))
