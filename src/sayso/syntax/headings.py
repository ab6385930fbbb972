"""A name and a colon before a sentence are no subject of it: "Minister: Norland sank trawler" says who speaks, not who sank."""

from __future__ import annotations

from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.phrases import label
from sayso.syntax.repairing import words_of

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def with_headings(doc: Doc) -> Doc:
    """The Doc where what stands before a colon is no second subject of the verb behind it."""
    if not any(t.text == ":" for t in doc.tokens):
        return doc
    return doc.with_tokens({t.index: replace(t, deprel="dislocated") for t in doc.tokens if _is_heading(doc, t)})


def _is_heading(doc: Doc, token: Token) -> bool:
    """A subject whose phrase opens the sentence and ends at a colon, where the verb has another one behind it."""
    if token.deprel not in _SUBJECTS or token.head < token.index:
        return False
    inside = words_of(doc, token.index)  # without the colon, which the tree may hang below the noun
    behind = inside[-1] + 1
    if inside[0] != doc.sentence_of(token.index).first or behind >= token.head or doc.tokens[behind].text != ":":
        return False
    return any(c > behind and label(doc, c) in _SUBJECTS for c in doc.children(token.head))
