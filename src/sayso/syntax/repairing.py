"""How a tree is put right: each repair is asked only for words of the labels that it can mend, and tells those that change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sayso.doc import Doc, Token
from sayso.syntax.phrases import label

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
Repair = tuple[Callable[[Doc, Token], Iterator[Token]], frozenset[str]]


def repaired(doc: Doc, repairs: Sequence[Repair]) -> Doc:
    """The Doc after one repair after the other; the same Doc where none finds anything."""
    for repair, kinds in repairs:
        places = _by_label(doc)
        found = sorted(i for kind in kinds for i in places.get(kind, ()))
        doc = doc.with_tokens({t.index: t for i in found for t in repair(doc, doc.tokens[i])})
    return doc


def _by_label(doc: Doc) -> dict[str, list[int]]:
    """The places of the words of each label, worked out once for each state of a tree: forty repairs ask for them."""
    known: dict[str, list[int]] | None = doc.memory.get("syntax.labels")
    if known is None:
        known = doc.memory["syntax.labels"] = {}
        for token in doc.tokens:
            known.setdefault(token.deprel, []).append(token.index)
    return known


def child(doc: Doc, index: int, *labels: str) -> Token | None:
    """The first child with one of these labels."""
    return next((doc.tokens[c] for c in doc.children(index) if label(doc, c) in labels), None)


def has_subject(doc: Doc, index: int) -> bool:
    """True for a word with a subject of its own, "it" and "there" among them."""
    return child(doc, index, *SUBJECTS) is not None


def words_of(doc: Doc, index: int) -> list[int]:
    """The word with all below it, marks at the edges left out."""
    inside = doc.subtree(index)
    words = [i for i in inside if doc.tokens[i].upos != "PUNCT"]
    return [i for i in inside if words[0] <= i <= words[-1]] if words else [index]
