"""How it was done and what it belongs to: modes from instruments and trigger words, contexts from the words around."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sayso.model import Because
from sayso.what.act import Act
from sayso.what.scene import Scene


def with_modes(scene: Scene, act: Act) -> Act:
    """The act with the modes that its instrument, trigger and neighbours name; only modes of its own type."""
    if act.inner_type is not None:
        return act
    at: dict[str, Iterable[int]] = {}
    for cue in scene.lexicon.rules.modes_of.get(act.type, ()):
        mode = cue.mode.partition(".")[2]
        if mode in act.modes:
            continue
        # A gun elsewhere in the sentence tells how an act was done only where nothing nearer does: police beat, gunmen shot.
        where = [place for place in cue.where if place != "sentence" or not act.modes]
        at.update({place: tuple(_at(scene, act, place)) for place in where if place not in at})
        seen = next((i for place in where for i in at[place] if scene.is_one_of(i, cue.words)), None)
        if seen is not None:
            word = scene.doc.tokens[seen].text
            act = act.with_modes((mode,), Because(rule=f"auxiliary/modes.yml#{cue.id}", detail=word))
    return act


def _at(scene: Scene, act: Act, place: str) -> Iterable[int]:
    if place == "trigger":
        return (act.index, *act.hit.bound, *act.merged)
    if place == "instrument":
        return () if act.instrument is None else (act.instrument,)
    found: list[int] = []
    for index in (act.index, *act.merged):
        found.extend(scene.fillers((index,), place))
    if place == "subject" and act.carrier is not None:
        found.extend(scene.fillers((act.carrier,), place))
    return found


def contexts(scene: Scene, act: Act) -> tuple[str, ...]:
    """The contexts of the act in the ontology's order: its own, those of its modes, those its words bring."""
    found = set(act.contexts) | _brought(scene, act)
    type_ = scene.lexicon.ontology.type(act.type)
    found.update(c for mode in act.modes for c in type_.mode(mode).adds)
    for cue in scene.lexicon.rules.contexts:
        if cue.id in found and found & set(cue.without):
            found.discard(cue.id)
    return tuple(c.id for c in scene.lexicon.ontology.contexts if c.id in found)


def _brought(scene: Scene, act: Act) -> set[str]:
    """One strong word in the act's sentence, or two different words there and in the sentences beside it."""
    own = scene.doc.sentence_of(act.index)
    near = [s for s in scene.doc.sentences[max(0, own.index - 1) : own.index + 2] if s.block == own.block]
    strong: set[str] = set()
    words: dict[str, set[str]] = defaultdict(set)
    for sentence in near:
        for context, word, is_strong in sentence_cues(scene, sentence.index):
            words[context].add(word)
            if is_strong and sentence.index == own.index:
                strong.add(context)
    return strong | {context for context, seen in words.items() if len(seen) > 1 and _here(scene, own.index, context)}


def _here(scene: Scene, sentence: int, context: str) -> bool:
    return any(context == c for c, _, _ in sentence_cues(scene, sentence))


def sentence_cues(scene: Scene, sentence: int) -> tuple[tuple[str, str, bool], ...]:
    """Every context word of a sentence: the context, the word, and whether one such word is enough."""
    found = scene.context_cues.get(sentence)
    if found is None:
        found = scene.context_cues[sentence] = tuple(_cues(scene, sentence))
    return found


def _cues(scene: Scene, sentence: int) -> Iterable[tuple[str, str, bool]]:
    here = scene.doc.sentences[sentence]
    look, ends = scene.lexicon.rules.context_words, scene.lexicon.rules.context_ends
    for index in range(here.first, here.last):
        lemma, text = scene.lemma(index), scene.doc.tokens[index].text.lower()
        if lemma not in ends and text not in ends:
            continue
        words = {lemma, text}
        if index > here.first:
            before = scene.doc.tokens[index - 1]
            words |= {f"{before.text.lower()} {lemma}", f"{before.lemma.lower()} {lemma}"}
        for word in sorted(words):
            yield from ((context, lemma, strong) for context, strong in look(word))
