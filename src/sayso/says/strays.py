"""Where the words reported stand that the tree hung elsewhere or lost: behind a late "that", before a main clause, at "why"."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.syntax import frame, is_nominal, marker
from sayso.syntax.edges import grammar_words

_FAR = 14  # tokens between a cue and the "that" of its clause
_NEAR = 2  # tokens of a clause at least
_TAIL = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"})  # a time, place or addressee behind a cue
_LOOSE = frozenset({"ADP", "ADV", "PROPN"})  # how a time or place behind a cue begins
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def stray_clause(doc: Doc, word: int) -> list[int]:
    """The tokens of the clause, or none."""
    return stray_that(doc, word) or _before_main(doc, word) or _asked_why(doc, word)


def stray_that(doc: Doc, word: int) -> list[int]:
    """ "said for the first time that P": from "that" on, where the tree hung the clause at the time or lost it."""
    end = doc.sentence_of(word).last if doc.tokens[word].head < 0 else word
    mark = next((i for i in range(word + 1, min(end, word + _FAR)) if doc.tokens[i].upos not in _TAIL), end)
    between = doc.tokens[word + 1 : mark]
    if mark == end or doc.tokens[mark].text.lower() != "that" or doc.tokens[mark].xpos != "IN":
        return []
    if any(t.lemma.lower() in grammar_words("contentful") for t in between) or (
        between and between[0].upos not in _LOOSE
    ):
        return []  # "has not responded to the claim that P", "trusts the promise that P": the noun has the clause
    return list(range(mark, end)) if any(doc.tokens[i].xpos in _FINITE for i in range(mark, end)) else []


def _before_main(doc: Doc, word: int) -> list[int]:
    """ "While she said the well was dry, they dug": up to the comma of the main clause, of which the tree made it a part."""
    main = doc.tokens[word].head
    found = frame(doc, word)
    if main < word or not (marker(doc, word) or found.get("adverb")) or not _speaks_before(doc, word):
        return []
    if found.get("object") or found.get("complement"):
        return []  # "While the clerk continues to count the boats, …"
    opens = min((doc.subtree(i)[0] for i in frame(doc, main).get("subject") if word < i), default=main)
    comma = next((i for i in range(min(opens, main) - 1, word, -1) if doc.tokens[i].text == ","), None)
    return [] if comma is None else _clause(doc, range(word + 1, comma))


def _asked_why(doc: Doc, word: int) -> list[int]:
    """ "explained why the well was dry": a question of which the tree made an adverb and a clause of its own."""
    behind = range(word + 1, doc.sentence_of(word).last)
    first = doc.tokens[word + 1] if len(behind) > _NEAR else doc.tokens[word]
    if first.xpos != "WRB" or first.text.lower() == "when":
        return []
    return _clause(doc, behind)


def _speaks_before(doc: Doc, word: int) -> bool:
    return any(i < word for i in frame(doc, word).get("subject"))


def _clause(doc: Doc, tokens: range) -> list[int]:
    """The tokens where a subject and a finite verb stand in them and nothing sets them off from the cue."""
    verb = next((i for i in tokens if doc.tokens[i].xpos in _FINITE), None)
    if verb is None or doc.tokens[tokens[0]].upos in ("PUNCT", "ADP", "CCONJ"):
        return []
    return list(tokens) if any(is_nominal(doc, i) for i in tokens if i < verb) else []
