"""Participles that only ever describe the noun behind them: "accused neighbouring Morania of arming the group"."""

from __future__ import annotations

from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words


def with_describing(doc: Doc) -> Doc:
    """The Doc with each such word below its noun, and the noun where the word was; the same Doc where none is astray."""
    astray = [
        t for t in doc.tokens if t.upos == "VERB" and t.text.lower() in grammar_words("describing") and _noun(doc, t)
    ]
    changed: dict[int, Token] = {}
    for token in astray:
        noun, verb = token.index + 1, token.head
        changed |= {child: replace(doc.tokens[child], head=verb) for child in doc.children(token.index)}
        changed[noun] = replace(doc.tokens[noun], head=verb, deprel="obj")
        changed[token.index] = replace(token, upos="ADJ", xpos="JJ", head=noun, deprel="amod")
    return doc.with_tokens(changed)


def _noun(doc: Doc, token: Token) -> bool:
    """True where the word hangs at a verb before it and has the noun right behind for its object."""
    behind = token.index + 1
    if token.head < 0 or token.head > token.index or behind >= len(doc.tokens):
        return False
    noun = doc.tokens[behind]
    return noun.upos in ("NOUN", "PROPN") and noun.head == token.index and noun.deprel == "obj"
