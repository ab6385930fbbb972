"""Who did an act of force that is only named: whoever claims or disowns it, or is blamed for it, where nobody else acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso import syntax
from sayso.knowledge.laid import Laid, laid_by_lemma, laid_by_marker
from sayso.what.act import Act
from sayso.what.scene import Scene

_CLAIMED = frozenset({"ASSAULT", "COERCE"})
_RULES = "auxiliary/laid.yml#"
_ACTS = ("@attack", "@act")


def with_laid(scene: Scene, act: Act) -> Act:
    """The act with the one to whom it is laid as its doer; says/standing makes a claim or suspicion of it."""
    if act.type not in _CLAIMED or act.actors or act.two_sided:
        return act
    for noun in _nouns(scene, act):
        for entry, doers in _laid(scene, noun):
            others = tuple(r for r in act.recipients if r not in doers)
            found = replace(act, actors=doers, recipients=others)
            return found.reasoned(f"{_RULES}{entry.id}", scene.doc.tokens[doers[0]].text)
    return act


def is_laid(act: Act) -> bool:
    """True where the doer was found here: the act counts although it is only named."""
    return any(b.rule.startswith(_RULES) for b in act.because)


def _nouns(scene: Scene, act: Act) -> Iterator[int]:
    """The words that name the act: its trigger, or the subject of "the attack killed six"."""
    if act.hit.sense.part == "noun":
        yield act.index
        return
    yield from (i for i in scene.frame(act.index).get("subject") if scene.is_one_of(i, _ACTS))


def _laid(scene: Scene, noun: int) -> Iterator[tuple[Laid, tuple[int, ...]]]:
    """The entries that hold for the noun, each with its doers."""
    entry = laid_by_marker().get(syntax.marker(scene.doc, noun))
    if entry is not None:
        yield from _with_doers(scene, entry, (noun,))
    for above in _above(scene, noun):
        for entry in laid_by_lemma().get(scene.lemma(above), ()):
            if _holds(scene, entry, above, noun):
                yield from _with_doers(scene, entry, (above, noun) if entry.words else (above,))


def _above(scene: Scene, noun: int) -> Iterator[int]:
    """The words above the noun, two levels up, and those of the clauses that describe it."""
    at: int | None = noun
    for _ in range(2):
        above = None if at is None else syntax.governor(scene.doc, at)
        at = None if above is None else above[0]
        if at is not None:
            yield at
    yield from syntax.describing(scene.doc, noun)


def _holds(scene: Scene, entry: Laid, above: int, noun: int) -> bool:
    """The noun fills one of the entry's slots, the word has the object it needs, and nobody denies the word."""
    if _untrue(scene, above) or not any(noun in scene.fillers((above,), s) for s in entry.act):
        return False
    objects = scene.frame(above).get("object")
    return not entry.words or any(scene.is_one_of(i, entry.words) for i in objects)


def _untrue(scene: Scene, above: int) -> bool:
    """ "did not claim it", "was wrongly blamed for it"."""
    adverbs = (scene.doc.tokens[i].text.lower() for i in scene.frame(above).get("adverb"))
    found = (scene.lexicon.rules.marker("adverb", word) for word in adverbs)
    return syntax.is_negated(scene.doc, above) or any(m is not None and m.gives == "hypothetical" for m in found)


def _with_doers(scene: Scene, entry: Laid, heads: Sequence[int]) -> Iterator[tuple[Laid, tuple[int, ...]]]:
    doers = next((found for slot in entry.doer if (found := _someone(scene, heads, slot))), ())
    if doers:
        yield entry, doers


def _someone(scene: Scene, heads: Sequence[int], slot: str) -> tuple[int, ...]:
    """Who fills the slot; behind "put the blame for the attack on" the tree may hang him at the act."""
    found = scene.fillers(heads, slot)
    known = (i for i in found if scene.names_actor(i) or scene.actor_at(i) is not None)
    return tuple(i for i in known if not syntax.is_negated(scene.doc, i) and _definite(scene, i))


def _definite(scene: Scene, index: int) -> bool:
    """Among pronouns only "he", "they": neither "who" nor "nobody" did it."""
    return not syntax.is_pronoun(scene.doc, index) or scene.doc.tokens[index].xpos == "PRP"
