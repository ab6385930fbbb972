"""Which subjects, agents and joined verbs the tree plainly hangs or names wrongly, so that somebody else seems to speak.

Each shape contradicts itself: a subject with "by", an indirect object before its verb, two subjects around one verb,
two objects of one, a passive that no passive can be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.misread_words import with_right_words
from sayso.syntax.phrases import PAST, is_to_infinitive, label, marker

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
_VERBAL = frozenset({"obj", "ccomp", "xcomp", "aux", "cop", "aux:pass", "expl"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})


def with_subjects(doc: Doc) -> Doc:
    """The Doc with each such word where it belongs; the same Doc where all are."""
    doc = with_right_words(doc)
    for repair, kinds in _REPAIRS:
        changed: dict[int, Token] = {}
        for token in doc.tokens:
            if token.deprel in kinds:
                changed |= repair(doc, token)
        doc = doc.with_tokens(changed)
    return doc


def _inverted(doc: Doc, token: Token) -> dict[int, Token]:
    """ "“The river was burning,” said her neighbour": not a second subject of "burning", but that of the comment."""
    if token.head < 0 or token.head > token.index:
        return {}
    above, verb = token.head, doc.subtree(token.index)[0] - 1
    if not above < verb or doc.tokens[verb].lemma not in grammar_words("commenting"):
        return {}
    one = any(label(doc, c) in _SUBJECTS and c < above for c in doc.children(above))
    lost = doc.tokens[verb].upos == "VERB" and not any(label(doc, c) in _SUBJECTS for c in doc.children(verb))
    return {token.index: replace(token, head=verb, deprel="nsubj")} if one and lost else {}


def _fronted(doc: Doc, token: Token) -> dict[int, Token]:
    """ "…, but freed women say P": who stands right before a verb without a subject is not told anything."""
    if token.head < token.index or marker(doc, token.index):
        return {}
    verb = doc.tokens[token.head]
    finite = verb.xpos in ("VBD", "VBZ", "VBP") and doc.subtree(token.index)[-1] == verb.index - 1
    lost = not any(label(doc, c) in _SUBJECTS for c in doc.children(verb.index))
    return {token.index: replace(token, deprel="nsubj")} if finite and lost else {}


def _agent(doc: Doc, token: Token) -> dict[int, Token]:
    """ "was quoted as saying by the agency": no subject has a "by"; it is the agent of the passive above."""
    if token.head < 0 or token.head > token.index or marker(doc, token.index) != "by":
        return {}
    passives = (i for i in (token.head, *doc.ancestors(token.head)) if _is_passive(doc, i))
    verb = next(passives, None)
    return {} if verb is None else {token.index: replace(token, head=verb, deprel="obl:agent")}


def _is_passive(doc: Doc, index: int) -> bool:
    return any(label(doc, c) in ("aux:pass", "nsubj:pass") for c in doc.children(index))


def _told(doc: Doc, token: Token) -> dict[int, Token]:
    """ "two of his friends told police he had left": no phrase before the verb owns the noun behind it."""
    verb = token.index - 1
    if not token.head < verb or doc.children(token.index):
        return {}
    over = doc.tokens[verb]
    telling = over.upos == "VERB" and over.lemma in grammar_words("telling") and over.sentence == token.sentence
    clause = any(label(doc, c) == "ccomp" and c > token.index for c in doc.children(verb))
    return {token.index: replace(token, head=verb, deprel="iobj")} if telling and clause else {}


def _named(doc: Doc, token: Token) -> dict[int, Token]:
    """ "called the offer an insult": the second object is what the first is called."""
    if token.head < 0 or doc.tokens[token.head].lemma not in grammar_words("naming"):
        return {}
    before = [c for c in doc.children(token.head) if token.head < c < token.index and label(doc, c) == "obj"]
    return {token.index: replace(token, deprel="xcomp")} if before and not marker(doc, token.index) else {}


def _opening_that(doc: Doc, token: Token) -> dict[int, Token]:
    """ "his confession that he had stabbed the banker": a verb with an object of its own leaves "that" to open its clause."""
    if token.text.lower() != "that" or token.head < token.index:
        return {}
    objects = [c for c in doc.children(token.head) if label(doc, c) == "obj"]
    return {token.index: replace(token, deprel="mark")} if len(objects) > 1 else {}


def _claiming_that(doc: Doc, token: Token) -> dict[int, Token]:
    """ "the claims that rebels shelled the mine": a verb with another subject and an object leaves "that" to open its clause."""
    if token.text.lower() != "that" or token.head < token.index:
        return {}
    below = {label(doc, c): c for c in doc.children(token.head) if c > token.index}
    other = below.get("nsubj")
    if other is None or "obj" not in below:
        return {}
    noun = doc.tokens[other]
    if noun.xpos == "VBZ":
        noun = replace(noun, upos="NOUN", xpos="NNS", feats="Number=Plur")
    return {token.index: replace(token, upos="SCONJ", xpos="IN", feats="", deprel="mark"), other: noun}


def _owner(doc: Doc, token: Token) -> dict[int, Token]:
    """ "Maran's stabbing by a neighbour": a subject with an ending of possession owns a noun in -ing that has no object."""
    above = doc.tokens[token.head]
    if (
        above.xpos != "VBG"
        or token.head < token.index
        or not any(doc.tokens[c].xpos == "POS" for c in doc.children(token.index))
    ):
        return {}
    if any(label(doc, c) in _VERBAL for c in doc.children(above.index)):
        return {}
    noun = replace(above, lemma=above.text.lower(), upos="NOUN", xpos="NN", feats="Number=Sing")
    return {token.index: replace(token, deprel="nmod:poss"), above.index: noun}


def _joined(doc: Doc, token: Token) -> dict[int, Token]:
    """ "said that two had been killed and threatened to strike": nobody is threatened to strike; whoever says so threatens."""
    if token.xpos not in ("VBN", "VBD") or token.head < 0:
        return {}
    if token.lemma not in grammar_words("never_passive") or any(
        label(doc, c) in _HELPERS for c in doc.children(token.index)
    ):
        return {}
    told = doc.tokens[token.head]
    says = doc.tokens[told.head] if told.deprel == "ccomp" and told.head >= 0 else None
    infinitive = any(label(doc, c) == "xcomp" and is_to_infinitive(doc, c) for c in doc.children(token.index))
    if says is None or not infinitive or not _is_passive(doc, told.index) or says.xpos not in ("VBD", "VBZ", "VBP"):
        return {}
    return {token.index: replace(token, head=says.index, xpos="VBD", feats=PAST)}


_REPAIRS: tuple[tuple[Callable[[Doc, Token], dict[int, Token]], frozenset[str]], ...] = (
    (_inverted, _SUBJECTS),
    (_fronted, frozenset({"iobj"})),
    (_agent, frozenset({"nsubj"})),
    (_told, frozenset({"nmod"})),
    (_named, frozenset({"obj"})),
    (_opening_that, frozenset({"obj"})),
    (_claiming_that, frozenset({"nsubj"})),
    (_owner, frozenset({"nsubj"})),
    (_joined, frozenset({"conj"})),
)
