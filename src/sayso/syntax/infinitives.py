"""Which infinitives behind "refused on Tuesday" and "ordered the ministry in a ruling" are what is refused or ordered.

Trees take an infinitive for a purpose wherever a date or a place stands between it and its verb; after these verbs it is none.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import is_to_infinitive, label

_CLAUSES = frozenset({"xcomp", "ccomp"})
_OBJECTS = frozenset({"obj", "iobj", "nsubj:pass"})


def with_infinitives(doc: Doc) -> Doc:
    """The Doc with each such infinitive as the complement of its verb; the same Doc where there is none."""
    found = (t for t in doc.tokens if t.deprel == "advcl" and _is_complement(doc, t))
    return doc.with_tokens({t.index: replace(t, deprel="xcomp") for t in found})


def _is_complement(doc: Doc, token: Token) -> bool:
    above = token.head
    if above < 0 or above > token.index or doc.tokens[above].upos != "VERB" or not _is_plain(doc, token):
        return False
    kinds = {label(doc, c) for c in doc.children(above)}
    if kinds & _CLAUSES:
        return False
    takers = "infinitive_of_object" if kinds & _OBJECTS else "infinitive_of_subject"
    return doc.tokens[above].lemma.lower() in grammar_words(takers)


def _is_plain(doc: Doc, token: Token) -> bool:
    """ "to lift", not "in order to lift", "so as to lift"."""
    marks = [c for c in doc.children(token.index) if label(doc, c) == "mark"]
    return token.xpos == "VB" and len(marks) == 1 and is_to_infinitive(doc, token.index)
