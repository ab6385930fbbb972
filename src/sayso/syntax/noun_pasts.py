"""Pasts that a tree takes for nouns, so that the doer is lost: "the Red Scarves shot and killed a teacher"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import PAST, label, marker

_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_OF_NOUN = frozenset({"det", "amod", "nummod", "compound", "nmod:poss", "flat"})
_CLAUSES = frozenset({"root", "ccomp", "parataxis", "advcl", "conj", "nsubj"})
_LOST = frozenset({"nsubj", "obl", "obl:unmarked"})  # what the object behind "dead" is taken for


def with_pasts_for_nouns(doc: Doc) -> Doc:
    """The Doc with each such word a verb whose subject stands before it; the same Doc where there is none."""
    changed: dict[int, Token] = {}
    lemmas = _lemmas()
    for token in doc.tokens:
        lemma = lemmas.get(token.text.lower())
        if lemma is None or not 0 < token.index < len(doc.tokens) - 2:
            continue
        if _joins_verb(doc, token) or _tells_death(doc, token):
            changed |= _turned(doc, token, lemma)
    return doc.with_tokens(changed)


@cache
def _lemmas() -> dict[str, str]:
    """The forms that may be such a past, with their lemmas."""
    return dict(pair.split() for pair in grammar_words("noun_pasts"))


def _joins_verb(doc: Doc, token: Token) -> bool:
    """ "shot and killed": a noun to which a past right behind "and" is joined, with a noun before it."""
    verb = doc.tokens[token.index + 2]
    joined = doc.tokens[token.index + 1].text.lower() == "and" and verb.head == token.index and verb.deprel == "conj"
    return token.upos == "NOUN" and joined and verb.xpos in ("VBD", "VBN") and _has_doer(doc, token)


def _tells_death(doc: Doc, token: Token) -> bool:
    """ "shot dead a herder": in the active, whatever the tree makes of it."""
    passive = any(label(doc, c) in ("aux:pass", "obl:agent", "nsubj:pass") for c in doc.children(token.index))
    behind = doc.tokens[token.index + 1]
    told = behind.text.lower() in grammar_words("results") and behind.head == token.index
    return told and not passive and _has_doer(doc, token) and _victim(doc, token.index) is not None


def _has_doer(doc: Doc, token: Token) -> bool:
    """A noun right before that hangs at the word, in a clause of its own; not "fired a shot and killed a dog"."""
    before = doc.tokens[token.index - 1]
    return before.upos in _NAMING and before.head == token.index and token.deprel in _CLAUSES


def _victim(doc: Doc, verb: int) -> int | None:
    """The nominal right behind "dead" below the verb."""
    return next(
        (c for c in doc.children(verb) if c > verb + 1 and doc.subtree(c)[0] == verb + 2 and not marker(doc, c)), None
    )


def _turned(doc: Doc, token: Token, lemma: str) -> dict[int, Token]:
    """The word as a verb, the noun before it as its subject with whatever describes that noun, the victim as its object."""
    at, doer = token.index, token.index - 1
    above = "ccomp" if token.deprel == "nsubj" else token.deprel
    found = {at: replace(token, upos="VERB", xpos="VBD", lemma=lemma, feats=PAST, deprel=above)}
    for child in doc.children(at):
        if child < doer and label(doc, child) in _OF_NOUN:
            found[child] = replace(doc.tokens[child], head=doer)
    found[doer] = replace(doc.tokens[doer], deprel="nsubj")
    victim = _victim(doc, at) if doc.tokens[at + 1].text.lower() != "and" else None
    if victim is not None and label(doc, victim) in _LOST:
        found[victim] = replace(doc.tokens[victim], deprel="obj")
    return found
