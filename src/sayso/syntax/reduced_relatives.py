"""Which verb is the clause's behind a relative clause without "that": "after troops they had trained fired on a crowd"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import PAST, label

_OPENERS = frozenset({"case", "mark", "advmod"})
_VERBAL = frozenset({"advcl", "ccomp", "parataxis", "conj", "acl:relcl", "acl"})
_OF_NOUN = frozenset({"case", "mark", "advmod", "det", "amod", "nummod", "compound", "nmod:poss", "flat"})


@dataclass(frozen=True)
class _Clause:
    """The noun, who has it ("they"), what they did with it ("trained"), and what it did ("fired")."""

    noun: int
    keeper: int
    kept: int
    verb: int

    def __contains__(self, index: int) -> bool:
        return self.noun <= index <= self.verb


def with_reduced_relatives(doc: Doc) -> Doc:
    """The Doc with each such noun the subject of the second verb, not of the first; the same Doc where all are."""
    changed: dict[int, Token] = {}
    for token in doc.tokens:
        found = _clause(doc, token)
        if found is not None:
            changed |= {t.index: t for t in _turned(doc, found)}
    return doc.with_tokens(changed)


def _clause(doc: Doc, token: Token) -> _Clause | None:
    """A noun, a pronoun right behind it, perhaps "had", a verb of having men, and right behind that a past."""
    kept, verb = token.index, token.index + 1
    if token.lemma not in grammar_words("keeping") or token.upos != "VERB" or verb >= len(doc.tokens):
        return None
    if doc.tokens[verb].xpos not in ("VBD", "VBN") or doc.tokens[verb].upos != "VERB":
        return None
    keeper = kept - 2 if doc.tokens[kept - 1].upos == "AUX" else kept - 1
    noun = keeper - 1
    if noun < doc.sentence_of(kept).first or doc.tokens[keeper].xpos != "PRP":
        return None
    if doc.tokens[keeper].text.lower() in ("them", "him", "me", "us"):
        return None
    return _Clause(noun, keeper, kept, verb) if doc.tokens[noun].upos in ("NOUN", "PROPN") else None


def _turned(doc: Doc, found: _Clause) -> Iterator[Token]:
    """The two verbs and the noun hung anew, with what stands before the noun and behind the second verb."""
    outer = next((i for i in (found.verb, found.kept, found.noun) if doc.tokens[i].head not in found), found.verb)
    above, kind = doc.tokens[outer].head, _kind(doc, outer)
    yield replace(doc.tokens[found.verb], head=above, deprel=kind, xpos="VBD", feats=PAST)
    yield replace(doc.tokens[found.noun], head=found.verb, deprel="nsubj")
    yield replace(doc.tokens[found.kept], head=found.noun, deprel="acl:relcl")
    yield replace(doc.tokens[found.keeper], head=found.kept, deprel="nsubj")
    if found.kept - found.keeper == 2:
        yield replace(doc.tokens[found.kept - 1], head=found.kept, deprel="aux")
    for index in (*doc.children(found.noun), *doc.children(found.kept), *doc.children(found.verb)):
        token = doc.tokens[index]
        if index in found:
            continue
        if index < found.noun and label(doc, index) in _OF_NOUN:
            opens = label(doc, index) in _OPENERS
            yield replace(token, head=found.verb if opens else found.noun, deprel="mark" if opens else token.deprel)
        elif index > found.verb:
            yield replace(token, head=found.verb)


def _kind(doc: Doc, outer: int) -> str:
    """What the whole clause is to the word above it."""
    if doc.tokens[outer].head < 0 or label(doc, outer) in _VERBAL - {"acl", "acl:relcl"}:
        return label(doc, outer)
    said = doc.tokens[doc.tokens[outer].head].lemma in grammar_words("commenting")
    return "ccomp" if said else "advcl"
