"""From acts to events of the record: ids in order of position, slots as exact words and actors, codes and scores."""

from __future__ import annotations

from collections.abc import Iterable

from sayso import syntax
from sayso.model import Article, Auxiliary, Event, Quote
from sayso.what.act import Act
from sayso.what.concerned import with_concerned
from sayso.what.confidence import confidence
from sayso.what.counts import with_counts
from sayso.what.exclusion import excluded
from sayso.what.inner import absorbed, changed_by_auxiliary, with_inner
from sayso.what.joined import partners
from sayso.what.laid import is_laid, with_laid
from sayso.what.manner import contexts, with_modes
from sayso.what.merge import merged
from sayso.what.modality import with_auxiliary
from sayso.what.papers import outspoken
from sayso.what.roles import filled, owners
from sayso.what.scene import Scene
from sayso.what.sense import Senses
from sayso.what.speech import reported
from sayso.what.subject import out_of_place, subjects_of

_ORDER: tuple[Auxiliary, ...] = ("negated", "future", "hypothetical", "historical")


def acts_in(scene: Scene) -> tuple[Act, ...]:
    """All acts of an article, in order of their triggers."""
    senses = Senses(scene)
    found: list[Act] = []
    for sentence in scene.doc.sentences:
        if _coded(scene.article, sentence.start):
            found.extend(_acts_of(scene, senses, range(sentence.first, sentence.last)))
    about = subjects_of(scene)
    return tuple(act for act in found if not out_of_place(scene, act, about))


def _acts_of(scene: Scene, senses: Senses, tokens: range) -> tuple[Act, ...]:
    hits = [hit for hit in (senses.at(i) for i in tokens) if hit is not None]
    acts = tuple(with_inner(scene, senses, with_laid(scene, filled(scene, hit))) for hit in hits)
    hidden = absorbed(scene, acts, senses) | outspoken(scene, acts)
    acts = tuple(
        a for a in acts if (a.index not in hidden or is_laid(a)) and _stands(scene, a) and excluded(scene, a) is None
    )
    acts = tuple(with_modes(scene, with_auxiliary(scene, a)) for a in acts)
    acts = merged(scene, acts)
    return tuple(_finished(scene, a) for a in acts)


def _finished(scene: Scene, act: Act) -> Act:
    return with_counts(scene, with_concerned(scene, changed_by_auxiliary(scene, reported(scene, act))))


def _coded(article: Article, offset: int) -> bool:
    """Page chrome, bylines and datelines tell of no events."""
    block = next((b for b in article.blocks if b.start <= offset < b.end), None)
    return block is None or block.kind not in ("chrome", "byline", "dateline")


def _stands(scene: Scene, act: Act) -> bool:
    """A noun needs a role, a carrier or leave to stand alone; a two-sided act needs a party; harm to oneself is no assault."""
    pattern = act.hit.sense.pattern
    if pattern.type == "ASSAULT" and "suicide-attack" not in pattern.modes and _only_oneself(scene, act):
        return False
    if pattern.parties and pattern.actor == () and not act.actors:
        return pattern.alone
    if pattern.type == "REQUEST" and act.hit.sense.part == "noun" and not act.actors:
        return pattern.alone  # "amid increasing pressure on the court": nobody is there who asks
    return (
        act.hit.sense.part == "verb" or pattern.alone or act.carrier is not None or bool(act.actors or act.recipients)
    )


def _only_oneself(scene: Scene, act: Act) -> bool:
    """ "poisoned themselves", "shot himself"."""
    return bool(act.recipients) and all(scene.doc.tokens[i].feat("Reflex") == "Yes" for i in act.recipients)


def event(scene: Scene, act: Act, number: int) -> Event:
    """The record's form of one act."""
    ontology = scene.lexicon.ontology
    found = contexts(scene, act)
    return Event(
        id=f"e{number}",
        type=act.type,
        modes=act.modes,
        contexts=found,
        cameo=_cameo(scene, act, found),
        quad=ontology.type(act.type).quad,
        intensity=ontology.intensity(act.type, act.modes),
        actors=_ids(scene, act.actors),
        recipients=tuple(i for i in _ids(scene, act.recipients) if i not in _ids(scene, act.actors)),
        trigger=_trigger(scene, act),
        actor_text=_texts(scene, act, act.actors),
        recipient_text=_texts(scene, act, act.recipients),
        instrument=None if act.instrument is None else scene.quote(act.instrument),
        auxiliary=tuple(mode for mode in _ORDER if mode in act.auxiliary),
        counts=act.counts,
        inner=act.inner_type,
        confidence=confidence(scene, act),
        because=tuple(dict.fromkeys(act.because)),
    )


def _cameo(scene: Scene, act: Act, found: tuple[str, ...]) -> str:
    pattern = act.hit.sense.pattern
    if pattern.cameo and pattern.type == act.type:
        return pattern.cameo
    return scene.lexicon.ontology.to_cameo(act.type, act.modes, found, act.inner_type)


def _trigger(scene: Scene, act: Act) -> Quote:
    """The trigger word, with its particle where that follows at once."""
    last = act.index + 1
    words = act.hit.particle.split(" ") if act.hit.particle else []
    for word in words:
        if last < len(scene.doc.tokens) and scene.doc.tokens[last].text.lower() == word:
            last += 1
    return scene.quote_of(act.index, last)


def _texts(scene: Scene, act: Act, heads: Iterable[int]) -> tuple[Quote, ...]:
    others = {*act.actors, *act.recipients}
    triggers = (act.index, *act.merged, act.top)
    return tuple(dict.fromkeys(_text(scene, i, others - {i}, triggers) for i in heads))


def _text(scene: Scene, head: int, others: set[int], triggers: Iterable[int]) -> Quote:
    """The phrase of one filler, cut off before the trigger or another filler that hangs below it."""
    first, last = syntax.phrase(scene.doc, head)
    before = [i for i in partners(scene, head) if i in others]
    if before or scene.doc.tokens[first].upos == "CCONJ":
        first = _behind(scene, max(before, default=first) + bool(before), head)
    inside = [syntax.full_phrase(scene.doc, i)[0] for i in others if head < i < last]
    inside += [i for i in triggers if head < i < last]
    if inside:
        last = min(inside)
        while last - 1 > head and scene.doc.tokens[last - 1].upos in ("ADP", "PUNCT", "CCONJ", "DET"):
            last -= 1
    return scene.quote_of(first, max(last, head + 1))


def _behind(scene: Scene, first: int, head: int) -> int:
    """The first token from here to the head that does not only join ("and Sudria's ministers")."""
    return next(
        i for i in range(first, head + 1) if scene.doc.tokens[i].upos not in ("CCONJ", "PUNCT", "PART") or i == head
    )


def _ids(scene: Scene, heads: Iterable[int]) -> tuple[str, ...]:
    found: list[str] = []
    for index in heads:
        found.extend(_resolved(scene, index))
    return tuple(dict.fromkeys(found))


def _resolved(scene: Scene, index: int) -> Iterable[str]:
    """The actor at the head; of a number or group the one counted; of a thing or act its owner."""
    direct = scene.cast.headed(scene.doc.tokens[index].start)
    if direct is not None:
        return (direct,)
    classes = scene.classes(index)
    if "number" in classes:
        return tuple(a for i in scene.frame(index).get("of") if (a := scene.cast.headed(scene.doc.tokens[i].start)))
    covering = scene.actor_at(index)
    if covering is not None:
        return (covering,)
    if "person" in classes:
        return ()
    return tuple(a for i in owners(scene, index) if (a := scene.actor_at(i)))
