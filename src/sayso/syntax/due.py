"""Where a tree takes "due to" before a verb for the cause of something: "the leaders are due to sign a treaty"."""

from __future__ import annotations

from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.phrases import label

_OF_COPULA = frozenset({"nsubj", "cop", "aux", "advmod", "mark", "cc", "punct", "obl", "advcl"})


def with_due(doc: Doc) -> Doc:
    """The Doc with the verb below "due" as what is to come; the same Doc where all are."""
    changed: dict[int, Token] = {}
    for token in doc.tokens:
        if _is_astray(doc, token):
            changed |= _turned(doc, token.index, token.head)
    return doc.with_tokens(changed)


def _is_astray(doc: Doc, token: Token) -> bool:
    """ "are due to sign": "due" marks a bare infinitive behind "to" that has a form of "be" before it."""
    at, verb = token.index, token.head
    if token.text.lower() != "due" or verb <= at + 1 or doc.tokens[verb].xpos != "VB":
        return False
    copula = any(label(doc, c) in ("cop", "aux") and doc.tokens[c].lemma == "be" for c in doc.children(verb))
    return doc.tokens[at + 1].text.lower() == "to" and label(doc, at) in ("mark", "case", "advmod") and copula


def _turned(doc: Doc, due: int, verb: int) -> dict[int, Token]:
    above = doc.tokens[verb]
    found = {
        due: replace(doc.tokens[due], head=above.head, deprel=above.deprel, upos="ADJ", xpos="JJ"),
        due + 1: replace(doc.tokens[due + 1], head=verb, deprel="mark", upos="PART", xpos="TO"),
        verb: replace(above, head=due, deprel="xcomp"),
    }
    for child in doc.children(verb):
        if child < due and label(doc, child) in _OF_COPULA:
            kind = "cop" if label(doc, child) == "aux" and doc.tokens[child].lemma == "be" else label(doc, child)
            found[child] = replace(doc.tokens[child], head=due, deprel=kind)
    return found
