"""Names of places that a tree takes for a second doer: "in the capital, Sool, a crowd stormed the palace"."""

from __future__ import annotations

from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.phrases import label

_PLACES = frozenset({"GPE", "LOC", "FAC"})


def with_named_places(doc: Doc) -> Doc:
    """The Doc with each such name as an apposition of the noun before it; the same Doc where none is astray."""
    found = ((t, noun) for t in doc.tokens if (noun := _noun_before(doc, t)) is not None)
    return doc.with_tokens({t.index: replace(t, head=noun, deprel="appos") for t, noun in found})


def _noun_before(doc: Doc, token: Token) -> int | None:
    """The noun before the comma, where the name of a place is one of two subjects and stands between commas."""
    if token.deprel != "nsubj" or token.head < token.index:
        return None
    name = doc.name_at(token.index)
    if name is None or name.label not in _PLACES:
        return None
    words = [i for i in doc.subtree(token.index) if doc.tokens[i].upos != "PUNCT" or i == token.index]
    first, last = words[0], words[-1]
    if first < 2 or last + 1 >= len(doc.tokens):
        return None
    if doc.tokens[first - 1].text != "," or doc.tokens[last + 1].text != ",":
        return None
    others = [c for c in doc.children(token.head) if label(doc, c) == "nsubj" and c > token.index]
    placed = [c for c in doc.children(token.head) if label(doc, c) == "obl" and doc.subtree(c)[0] < c < first]
    noun = next((c for c in placed if doc.tokens[c].upos == "NOUN" and _reaches(doc, c, first)), None)
    return noun if others else None


def _reaches(doc: Doc, noun: int, comma_behind: int) -> bool:
    """True where the phrase of the noun ends right before the comma."""
    inside = [i for i in doc.subtree(noun) if doc.tokens[i].upos != "PUNCT"]
    return inside[-1] == comma_behind - 2
