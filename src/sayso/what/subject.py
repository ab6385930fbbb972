"""What a whole article is about, where that takes the words of conflict out of their sense: a match, a novel, a storm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso import syntax
from sayso.knowledge.auxiliary import Subject
from sayso.what.act import Act
from sayso.what.scene import Scene

_HARD = "hard"  # the entry whose words speak against every subject
_FEWEST = 3  # sentences: of less text no subject is known
_STRONG = 3  # different strong words without which an article has no subject
_WORDS = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def subjects_of(scene: Scene) -> tuple[Subject, ...]:
    """The subjects that the article has: enough of their words, in enough sentences, and few of hard news."""
    if len(scene.doc.sentences) < _FEWEST:
        return ()
    said = [frozenset(_said(scene, s.first, s.last)) for s in scene.doc.sentences]
    everywhere: frozenset[str] = frozenset().union(*said)
    hard = len(everywhere & scene.lexicon.subject_words.get(_HARD, frozenset()))
    return tuple(s for s in scene.lexicon.rules.subjects if s.types and _is_about(scene, said, everywhere, s, hard))


def _is_about(
    scene: Scene, said: Sequence[frozenset[str]], everywhere: frozenset[str], subject: Subject, hard: int
) -> bool:
    words = scene.lexicon.subject_words[subject.id]
    strong = len(everywhere.intersection(subject.strong))
    if strong < _STRONG or len(everywhere & words) + strong < max(subject.at_least, 2 * hard):
        return False
    return sum(not words.isdisjoint(sentence) for sentence in said) >= subject.share * len(said)


def _said(scene: Scene, first: int, last: int) -> Iterator[str]:
    """Lemmas and forms of a sentence's words, alone and with the word before them; names of people and places left out."""
    before = ""
    for i in range(first, last):
        token = scene.doc.tokens[i]
        text = token.text.lower()
        if token.upos in _WORDS and scene.doc.name_at(i) is None:
            lemma = scene.lemma(i)
            yield from (lemma, text, f"{before} {lemma}")
        before = text


def out_of_place(scene: Scene, act: Act, about: Sequence[Subject]) -> bool:
    """True where the act's words mean something else in an article on one of these subjects."""
    return any(act.type in s.types and not _in_earnest(scene, act, s) for s in about)


def _in_earnest(scene: Scene, act: Act, subject: Subject) -> bool:
    """ "Police arrested three fans", "the ministry banned the novel": told of the world and of those who act in it."""
    if subject.plot and syntax.tense_of(scene.doc, syntax.finite_verb(scene.doc, act.top)) != "past":
        return False
    if scene.says_one_of(act.index, subject.earnest):
        return True
    near = (
        *act.actors,
        *act.recipients,
        act.index,
        *act.merged,
        *((act.instrument,) if act.instrument is not None else ()),
    )
    return any(scene.doc.tokens[i].upos in _NAMING and scene.is_one_of(i, subject.spares) for i in near)
