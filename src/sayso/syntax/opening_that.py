"""Which "that" opens a clause, though the tree takes it for a slot or a time of it: "the claims that rebels shelled the mine".

The clause has its subject, its object, or both besides, so that no slot is left for "that" to fill.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.phrases import label
from sayso.syntax.repairing import Repair, child, has_subject, repaired


def with_opening_that(doc: Doc) -> Doc:
    """The Doc with each such word as the mark of its clause; the same Doc where all are."""
    return repaired(doc, _REPAIRS)


def _is_that(token: Token) -> bool:
    """True for "that" below a word behind it."""
    return token.text.lower() == "that" and token.head > token.index


def _opening(token: Token, head: int) -> Token:
    return replace(token, upos="SCONJ", xpos="IN", feats="", head=head, deprel="mark")


def _object(doc: Doc, token: Token) -> Iterator[Token]:
    """ "his confession that he had stabbed the banker": the verb has an object of its own besides."""
    if _is_that(token) and sum(label(doc, c) == "obj" for c in doc.children(token.head)) > 1:
        yield _opening(token, token.head)


def _subject(doc: Doc, token: Token) -> Iterator[Token]:
    """ "the claims that rebels shelled the mine": the verb has another subject and an object."""
    if not _is_that(token):
        return
    below = {label(doc, c): c for c in doc.children(token.head) if c > token.index}
    other = below.get("nsubj")
    if other is None or "obj" not in below:
        return
    yield _opening(token, token.head)
    if doc.tokens[other].xpos == "VBZ":
        yield replace(doc.tokens[other], upos="NOUN", xpos="NNS", feats="Number=Plur")


def _at_subject(doc: Doc, token: Token) -> Iterator[Token]:
    """ "the story that looters shot the baker": it hangs at the subject of a verb that has an object."""
    if not _is_that(token):
        return
    verb = doc.tokens[doc.tokens[token.head].head]
    full = doc.tokens[token.head].deprel == "nsubj" and child(doc, verb.index, "obj") is not None
    if full and verb.deprel == "acl:relcl" and verb.head == token.index - 1:
        yield _opening(token, verb.index)
        yield replace(verb, deprel="acl")


def _time(doc: Doc, token: Token) -> Iterator[Token]:
    """ "said at noon that geese had left": before a whole clause it is no phrase of time."""
    if not _is_that(token) or not has_subject(doc, token.head) or doc.subtree(token.head)[0] != token.index:
        return
    if doc.tokens[token.index + 1].text != ",":
        yield _opening(token, token.head)


_REPAIRS: tuple[Repair, ...] = (
    (_object, frozenset({"obj"})),
    (_subject, frozenset({"nsubj"})),
    (_at_subject, frozenset({"obl:unmarked"})),
    (_time, frozenset({"obl:unmarked"})),
)
