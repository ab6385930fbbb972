"""Words that tell what an act made of its object, and stand before it: "shot dead 41 protesters"."""

from __future__ import annotations

from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words


def with_results(doc: Doc) -> Doc:
    """The Doc with each such word below its verb, no part of the phrase behind it; the same Doc where none is astray."""
    astray = (t for t in doc.tokens if t.text.lower() in grammar_words("results") and _is_astray(doc, t))
    return doc.with_tokens({t.index: replace(t, head=t.index - 1, deprel="xcomp") for t in astray})


def _is_astray(doc: Doc, token: Token) -> bool:
    """Right behind its verb, but hung at the noun that the verb has for its object."""
    if token.index == 0 or token.head <= token.index or token.deprel != "amod":
        return False
    verb = doc.tokens[token.index - 1]
    return verb.upos == "VERB" and verb.text.lower() in grammar_words("killing") and verb.sentence == token.sentence
