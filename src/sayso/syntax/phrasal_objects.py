"""A noun behind a verb and its particle is the verb's object: "shrugged off claims that …", "played down fears that …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.phrases import label

_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl", "aux", "aux:pass", "mark"})


def with_phrasal_objects(doc: Doc) -> Doc:
    """The Doc where what such a verb is done to is its object; the same Doc where all is."""
    verbs = [t for t in doc.tokens if t.xpos == "VBZ" and t.deprel in ("xcomp", "ccomp", "obj")]
    cases = [t for t in doc.tokens if t.xpos == "RP" and t.deprel == "case"]
    if not verbs and not cases:
        return doc
    return doc.with_tokens({t.index: t for found in (_nouns(doc, verbs), _particles(doc, cases)) for t in found})


def _nouns(doc: Doc, verbs: list[Token]) -> Iterator[Token]:
    """ "brushed off hints", "denied reports that …": a form in -s right behind its verb, with no subject, is a noun."""
    for token in verbs:
        before = doc.tokens[token.index - 1] if token.index else token
        below = doc.children(token.index)
        phrasal = before.deprel == "compound:prt" and before.head == token.head
        if not phrasal and not (before.index == token.head and any(label(doc, c) == "ccomp" for c in below)):
            continue
        if any(label(doc, c) in _ARGUMENTS for c in below):
            continue
        yield replace(token, upos="NOUN", xpos="NNS", feats="Number=Plur", deprel="obj")
        for child in below:
            if label(doc, child) == "ccomp":
                yield replace(doc.tokens[child], deprel="acl")


def _particles(doc: Doc, cases: list[Token]) -> Iterator[Token]:
    """ "played down fears that …": a particle right behind the verb above a noun with a clause of its own."""
    for token in cases:
        noun = doc.tokens[token.head]
        first = doc.subtree(noun.index)[0]
        told = any(label(doc, c) == "acl" for c in doc.children(noun.index))
        if noun.deprel == "obl" and told and first == token.index == noun.head + 1:
            yield replace(token, deprel="compound:prt", head=noun.head)
            yield replace(noun, deprel="obj")
