"""Who speaks where the tree hides it: the noun before a bare verb, the doer above a participle, who keeps up his own words."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.says.reports import Scene
from sayso.syntax import Frame, frame, governor, is_nominal, is_verbal, marker
from sayso.syntax import reports as tree
from sayso.syntax.edges import grammar_words

_NO_SPEAKER = frozenset({"VERB", "AUX", "PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "ADV"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({":", ";", "—", "–", "--"})
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "CCONJ"})
_CLOSING = frozenset({"”", '"', "''", "’", "'"})


def can_speak(scene: Scene, index: int) -> bool:
    """True for a word that may name somebody."""
    token = scene.doc.tokens[index]
    return token.upos not in _NO_SPEAKER and token.text.lower() not in scene.cues.nobody


def before_verb(scene: Scene, word: int) -> tuple[int, ...]:
    """ "those surveyed say", "57 percent see": the noun right before a finite verb that the tree left without a subject."""
    doc = scene.doc
    first = tree.verb_group(doc, word)[0]
    start = _opening(doc, first)
    at = first - 1
    while at > start and doc.tokens[at].upos == "ADV":
        at -= 1
    if at < start or not any(doc.tokens[i].xpos in _FINITE for i in range(first, word + 1)):
        return ()
    at = _top(doc, at, range(start, first))
    named = is_nominal(doc, at) and tree.preposition_before(doc, at) is None and scene.same_zone(word, at)
    above = doc.tokens[at].head
    taken = 0 <= above < at and is_verbal(doc, above)  # "has enough time doing": the noun is another verb's
    return (at,) if named and not taken and can_speak(scene, at) else ()


def comment_start(doc: Doc, word: int) -> int | None:
    """ ", experts say": the first token behind the comma where only a noun phrase stands between it and the verb, or None."""
    first = tree.verb_group(doc, word)[0]
    at = first
    while at > doc.sentence_of(word).first and doc.tokens[at - 1].upos in _PHRASE:
        at -= 1
    return at if at < first and at > 0 and doc.tokens[at - 1].text == "," and doc.tokens[word].xpos in _FINITE else None


def _opening(doc: Doc, first: int) -> int:
    """Where the stretch begins in which a subject may stand: behind the last colon or dash, or the comma of a comment."""
    set_off = (
        comment_start(doc, first) if doc.tokens[first + 1 : first + 2] and doc.tokens[first + 1].text == "," else None
    )
    if set_off is not None:
        return set_off
    begin = doc.sentence_of(first).first
    return max((i + 1 for i in range(begin, first) if doc.tokens[i].text in _STOPS), default=begin)


def _top(doc: Doc, at: int, before: range) -> int:
    """The head of the phrase that ends here: through its own nouns, or through a clause that describes it."""
    near = at
    while doc.tokens[near].head in before and (is_nominal(doc, doc.tokens[near].head) or not is_nominal(doc, near)):
        near = doc.tokens[near].head
    far = near
    while doc.tokens[far].head in before:
        far = doc.tokens[far].head
    if doc.tokens[far].xpos in ("VBN", "VBG"):  # "people briefed on the talks say": the participle took the noun
        far = next((i for i in frame(doc, far).get("subject") if i < far), far)
    whole = far < near and is_nominal(doc, far) and all(doc.tokens[i].text != "," for i in range(far, at))
    return far if whole else near


def doer_above(scene: Scene, word: int) -> tuple[int, ...]:
    """ "took the step of criticizing P", "praised the plan, promising to go": who acts in the verb above the noun."""
    doc = scene.doc
    noun = tree.described_noun(doc, word)
    if noun is None or doc.tokens[word].xpos != "VBG" or noun > word:
        return ()
    if marker(doc, word) != "of" and not _after_comma(doc, word):
        return ()
    verb = _verb_above(doc, noun)
    if verb is None or not scene.same_zone(word, verb) or frame(doc, verb).passive:
        return ()
    return tuple(i for i in frame(doc, verb).get("subject") if i < verb and can_speak(scene, i))


def _after_comma(doc: Doc, word: int) -> bool:
    """True where a comma stands right before the participle, with or without closing marks between them."""
    before = tree.verb_group(doc, word)[0] - 1
    if before > 0 and doc.tokens[before].text in _CLOSING:
        before -= 1
    return before >= 0 and doc.tokens[before].text == ","


def _verb_above(doc: Doc, noun: int) -> int | None:
    """The verb that has the noun behind it, as its object or in a phrase, or None; never a verb whose subject it is."""
    at: int = noun
    while (above := governor(doc, at)) is not None and above[1] != "subject" and above[0] < at:
        if is_verbal(doc, above[0]):
            return above[0]
        at = above[0]
    return None


def keeper(scene: Scene, word: int, found: Frame) -> tuple[int, ...]:
    """ "stepped up her attacks on the bank": whoever raises, lowers or goes on with his own words speaks them."""
    verb = keeping_verb(scene, word, found)
    return () if verb is None else tuple(i for i in frame(scene.doc, verb).get("subject") if can_speak(scene, i))


def keeping_verb(scene: Scene, word: int, found: Frame) -> int | None:
    """The verb with which somebody goes on with "his" or "their" own words, or None."""
    doc, own = scene.doc, found.get("possessor")
    above = governor(doc, word) if len(own) == 1 and doc.tokens[own[0]].xpos == "PRP$" else None
    if above is None or above[1] != "object" or above[0] > word or not scene.same_zone(word, above[0]):
        return None
    kept = doc.tokens[above[0]].text.lower() in scene.cues.keeping and not frame(doc, above[0]).passive
    return above[0] if kept else None


def doer_within(scene: Scene, word: int) -> tuple[int, ...]:
    """ "built the dam in the hope that P": who acts hopes."""
    above = governor(scene.doc, word)
    if above is None or above[1] not in grammar_words("harbouring") or not is_verbal(scene.doc, above[0]):
        return ()
    found = frame(scene.doc, above[0])
    return () if found.passive else found.get("subject")[-1:]
