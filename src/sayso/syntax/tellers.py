"""Who tells whom what, where a tree hangs it at the wrong noun: "promised the farmers that P", "P, said an officer quoted by X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import label

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
_HELPING = frozenset({"aux", "aux:pass", "cop", "mark"})


def with_tellers(doc: Doc) -> Doc:
    """The Doc where what is told, and whoever tells it, hang at the verb of telling; the same Doc where all do."""
    told = (t for t in doc.tokens if t.deprel == "acl:relcl" for t in _told(doc, t))
    doc = doc.with_tokens({t.index: t for t in told})
    quoted = (t for t in doc.tokens if t.deprel == "ccomp" and t.xpos == "VBN" for t in _quoted(doc, t))
    return doc.with_tokens({t.index: t for t in quoted})


def _told(doc: Doc, clause: Token) -> Iterator[Token]:
    """ "promised the farmers that the canal would be dug": a "that" with no slot in its clause describes no farmers."""
    noun = doc.tokens[clause.head]
    verb = doc.tokens[noun.head]
    if noun.deprel not in ("obj", "iobj") or verb.lemma not in grammar_words("telling") or noun.index != clause.head:
        return
    below = {label(doc, c): doc.tokens[c] for c in doc.children(clause.index)}
    opens = below.get("mark")
    if opens is None or opens.text.lower() != "that" or not _SUBJECTS & set(below) or noun.index > clause.index:
        return
    yield replace(clause, head=verb.index, deprel="ccomp")
    yield replace(noun, deprel="iobj")


def _quoted(doc: Doc, participle: Token) -> Iterator[Token]:
    """ "The ship sank, said an officer quoted by the radio": without an auxiliary the participle describes the officer."""
    verb = doc.tokens[participle.head]
    if participle.head >= participle.index or verb.lemma not in grammar_words("commenting") or verb.xpos != "VBD":
        return
    below = [c for c in doc.children(participle.index) if label(doc, c) in _SUBJECTS | _HELPING]
    noun = doc.tokens[below[0]] if len(below) == 1 else participle
    if noun.deprel != "nsubj:pass" or doc.subtree(noun.index)[0] != verb.index + 1:
        return
    if doc.tokens[verb.index - 1].text != "," or any(label(doc, c) in _SUBJECTS for c in doc.children(verb.index)):
        return
    yield replace(noun, head=verb.index, deprel="nsubj")
    yield replace(participle, head=noun.index, deprel="acl")
