"""Clauses: the finite verb group around a word, its tense, modality and polarity."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.doc import Doc
from sayso.syntax.memory import remembered
from sayso.syntax.phrases import is_verbal, label, marker

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "barely", "scarcely"})
_MODALS = frozenset(
    {"can", "could", "may", "might", "must", "shall", "should", "will", "would", "'ll", "’ll", "'d", "’d", "ought"}
)
_SHORT = {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would"}
_CONDITIONS = frozenset({"if", "unless", "whether", "in case", "provided", "lest", "even if", "only if", "as if"})


@dataclass(frozen=True)
class Clause:
    """The clause of one predicate: its tense ("past", "present", "future", ""), modal verb, polarity and condition."""

    verb: int
    tense: str
    modal: str
    negated: bool
    conditional: bool


@remembered
def clause_of(doc: Doc, index: int) -> Clause:
    """The clause in which the token stands, seen from its nearest predicate."""
    verb = finite_verb(doc, index)
    return Clause(verb, tense_of(doc, verb), modal_of(doc, verb), is_negated(doc, verb), is_conditional(doc, verb))


@remembered
def finite_verb(doc: Doc, index: int) -> int:
    """The nearest predicate at or above the token; the root of the sentence where no verb is found."""
    if is_verbal(doc, index):
        return index
    last = index
    for above in doc.ancestors(index):
        last = above
        if is_verbal(doc, above):
            return above
    return last


def _auxiliaries(doc: Doc, verb: int) -> list[int]:
    return [c for c in doc.children(verb) if label(doc, c) in ("aux", "aux:pass", "cop")]


@remembered
def modal_of(doc: Doc, verb: int) -> str:
    """The modal auxiliary of a verb, lower case ("will", "could"), or ""; through coordination and open complements."""
    for child in _auxiliaries(doc, verb):
        word = doc.tokens[child].text.lower()
        if word in _MODALS:
            return {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "ca": "can", "wo": "will"}.get(
                word, word
            )
        if doc.tokens[child].lemma.lower() in _MODALS:
            return doc.tokens[child].lemma.lower()
    if label(doc, verb) == "conj" and not _auxiliaries(doc, verb) and doc.tokens[verb].xpos in ("VB", "VBN"):
        return modal_of(doc, doc.tokens[verb].head)
    return ""


def is_future(doc: Doc, verb: int) -> bool:
    """True for will, shall, is going to, is to, is about to, is set to."""
    if modal_of(doc, verb) in ("will", "shall"):
        return True
    above = doc.tokens[verb].head
    if label(doc, verb) != "xcomp" or above < 0:
        return any(doc.tokens[c].lemma == "be" for c in _auxiliaries(doc, verb)) and _to_infinitive(doc, verb)
    return doc.tokens[above].lemma.lower() in ("go", "set", "about", "due", "schedule", "poise") and _is_be(doc, above)


def _is_be(doc: Doc, index: int) -> bool:
    return any(doc.tokens[c].lemma == "be" for c in _auxiliaries(doc, index))


def _to_infinitive(doc: Doc, verb: int) -> bool:
    return any(doc.tokens[c].text.lower() == "to" and label(doc, c) == "mark" for c in doc.children(verb))


@remembered
def tense_of(doc: Doc, verb: int) -> str:
    """ "past", "present", "future" or "" of the verb group, read from its finite word; through coordination."""
    if is_future(doc, verb):
        return "future"
    group = [verb, *_auxiliaries(doc, verb)]
    for index in sorted(group):
        token = doc.tokens[index]
        if token.xpos in ("VBD",) or (token.feat("Tense") == "Past" and token.feat("VerbForm") == "Fin"):
            return "past"
        if token.xpos in ("VBP", "VBZ"):
            return "past" if token.lemma == "have" and token.index != verb else "present"
    if label(doc, verb) in ("conj", "xcomp", "advcl") and doc.tokens[verb].head >= 0:
        return tense_of(doc, doc.tokens[verb].head)
    return ""


@remembered
def is_negated(doc: Doc, index: int) -> bool:
    """True where the word itself is denied: not, never, no, neither, without."""
    for child in doc.children(index):
        word = doc.tokens[child].text.lower()
        if label(doc, child) in ("advmod", "det", "cc", "aux", "cc:preconj") and word in _NEGATIONS:
            return not _not_only(doc, child)
    if marker(doc, index) == "without":
        return True
    return _negated_subject(doc, index)


def _not_only(doc: Doc, index: int) -> bool:
    """ "Not only did they attack …": the word denies nothing."""
    return index + 1 < len(doc.tokens) and doc.tokens[index + 1].text.lower() in ("only", "just", "merely", "least")


def _negated_subject(doc: Doc, index: int) -> bool:
    """ "No group attacked": the subject's or object's "no" denies the verb."""
    for child in doc.children(index):
        if label(doc, child) in ("nsubj", "nsubj:pass") and doc.tokens[child].text.lower() in ("nobody", "none"):
            return True
        if label(doc, child) in ("nsubj", "nsubj:pass", "obj") and _has_no(doc, child):
            return True
    return False


def _has_no(doc: Doc, index: int) -> bool:
    return any(label(doc, c) == "det" and doc.tokens[c].text.lower() in ("no", "neither") for c in doc.children(index))


@remembered
def is_conditional(doc: Doc, verb: int) -> bool:
    """True inside an "if", "unless" or "whether" clause, at any depth below it."""
    return any(marker(doc, index) in _CONDITIONS for index in (verb, *doc.ancestors(verb)))


def opens_after(doc: Doc, verb: int, index: int) -> bool:
    """True where the word that opens the verb's clause ("that", "whether") stands behind the token: then the token
    belongs to the clause above, whatever the tree says ("said on Friday that gunmen had attacked")."""
    opening = [c for c in doc.children(verb) if label(doc, c) == "mark" and doc.tokens[c].text.lower() in _OPENINGS]
    return any(index < c for c in opening)


_OPENINGS = frozenset({"that", "whether", "if", "because", "after", "before", "while", "as", "although", "though"})
