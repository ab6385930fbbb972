"""Which subjects, agents and joined verbs the tree plainly hangs or names wrongly, so that somebody else seems to speak.

Each shape contradicts itself: a subject with "by", an indirect object before its verb, two subjects around one verb,
two objects of one, a passive that no passive can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.misread_words import with_right_words
from sayso.syntax.phrases import PAST, is_to_infinitive, label, marker
from sayso.syntax.repairing import FINITE, SUBJECTS, Repair, child, has_subject, repaired

_VERBAL = frozenset({"obj", "ccomp", "xcomp", "aux", "cop", "aux:pass", "expl"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})


def with_subjects(doc: Doc) -> Doc:
    """The Doc with each such word where it belongs; the same Doc where all are."""
    return repaired(with_right_words(doc), _REPAIRS)


def _inverted(doc: Doc, token: Token) -> Iterator[Token]:
    """ "“The river was burning,” said her neighbour": not a second subject of "burning", but that of the comment."""
    if token.head < 0 or token.head > token.index:
        return
    above, verb = token.head, doc.subtree(token.index)[0] - 1
    if not above < verb or doc.tokens[verb].lemma not in grammar_words("commenting"):
        return
    one = any(label(doc, c) in SUBJECTS and c < above for c in doc.children(above))
    lost = doc.tokens[verb].upos == "VERB" and not has_subject(doc, verb)
    if one and lost:
        yield replace(token, head=verb, deprel="nsubj")


def _fronted(doc: Doc, token: Token) -> Iterator[Token]:
    """ "…, but freed women say P": who stands right before a verb without a subject is not told anything."""
    if token.head < token.index or marker(doc, token.index):
        return
    verb = doc.tokens[token.head]
    finite = verb.xpos in FINITE and doc.subtree(token.index)[-1] == verb.index - 1
    if finite and not has_subject(doc, verb.index):
        yield replace(token, deprel="nsubj")


def _agent(doc: Doc, token: Token) -> Iterator[Token]:
    """ "was quoted as saying by the agency": no subject has a "by"; it is the agent of the passive above."""
    if token.head < 0 or token.head > token.index or marker(doc, token.index) != "by":
        return
    passives = (i for i in (token.head, *doc.ancestors(token.head)) if _is_passive(doc, i))
    verb = next(passives, None)
    if verb is not None:
        yield replace(token, head=verb, deprel="obl:agent")


def _is_passive(doc: Doc, index: int) -> bool:
    return child(doc, index, "aux:pass", "nsubj:pass") is not None


def _told(doc: Doc, token: Token) -> Iterator[Token]:
    """ "two of his friends told police he had left": no phrase before the verb owns the noun behind it."""
    verb = token.index - 1
    if not token.head < verb or doc.children(token.index):
        return
    over = doc.tokens[verb]
    telling = over.upos == "VERB" and over.lemma in grammar_words("telling") and over.sentence == token.sentence
    clause = any(label(doc, c) == "ccomp" and c > token.index for c in doc.children(verb))
    if telling and clause:
        yield replace(token, head=verb, deprel="iobj")


def _named(doc: Doc, token: Token) -> Iterator[Token]:
    """ "called the offer an insult": the second object is what the first is called."""
    if token.head < 0 or doc.tokens[token.head].lemma not in grammar_words("naming"):
        return
    before = [c for c in doc.children(token.head) if token.head < c < token.index and label(doc, c) == "obj"]
    if before and not marker(doc, token.index):
        yield replace(token, deprel="xcomp")


def _owner(doc: Doc, token: Token) -> Iterator[Token]:
    """ "Maran's stabbing by a neighbour": a subject with an ending of possession owns a noun in -ing that has no object."""
    above = doc.tokens[token.head]
    owns = any(doc.tokens[c].xpos == "POS" for c in doc.children(token.index))
    if above.xpos == "VBG" and token.head > token.index and owns and child(doc, above.index, *_VERBAL) is None:
        yield replace(token, deprel="nmod:poss")
        yield replace(above, lemma=above.text.lower(), upos="NOUN", xpos="NN", feats="Number=Sing")


def _joined(doc: Doc, token: Token) -> Iterator[Token]:
    """ "said that two had been killed and threatened to strike": nobody is threatened to strike; whoever says so threatens."""
    if token.xpos not in ("VBN", "VBD") or token.head < 0:
        return
    if token.lemma not in grammar_words("never_passive") or child(doc, token.index, *_HELPERS) is not None:
        return
    told = doc.tokens[token.head]
    says = doc.tokens[told.head] if told.deprel == "ccomp" and told.head >= 0 else None
    infinitive = any(label(doc, c) == "xcomp" and is_to_infinitive(doc, c) for c in doc.children(token.index))
    if says is not None and infinitive and _is_passive(doc, told.index) and says.xpos in FINITE:
        yield replace(token, head=says.index, xpos="VBD", feats=PAST)


_REPAIRS: tuple[Repair, ...] = (
    (_inverted, SUBJECTS),
    (_fronted, frozenset({"iobj"})),
    (_agent, frozenset({"nsubj"})),
    (_told, frozenset({"nmod"})),
    (_named, frozenset({"obj"})),
    (_owner, frozenset({"nsubj"})),
    (_joined, frozenset({"conj"})),
)
