"""Which words before a verb without a subject are its subject, though the tree hangs them otherwise.

"37 percent say P" is no measure of the saying, and right behind a turned word of saying stands whoever says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import marker
from sayso.syntax.repairing import FINITE, Repair, child, has_subject, repaired, words_of
from sayso.text import CLOSING_QUOTES, STRAIGHT_QUOTES

_COUNTED = frozenset({"obl:unmarked", "dep", "parataxis", "advmod", "amod", "obl", "nmod", "nmod:unmarked"})
_TURNED = frozenset({",", "''", *CLOSING_QUOTES, *STRAIGHT_QUOTES})


def with_found_subjects(doc: Doc) -> Doc:
    """The Doc with each such subject below its verb; the same Doc where all are."""
    return repaired(doc, _REPAIRS)


def _counted(doc: Doc, token: Token) -> Iterator[Token]:
    """ "37 percent say P", "few on either bank think P": a number or a part right before a finite verb acts in it."""
    verb = _verb_behind(doc, token)
    if verb is None or verb.sentence != token.sentence or verb.lemma not in grammar_words("counted"):
        return
    if token.head == verb.index or token.deprel == "parataxis":
        yield replace(token, head=verb.index, deprel="nsubj")


def _verb_behind(doc: Doc, token: Token) -> Token | None:
    if token.text.lower() not in grammar_words("parts") or marker(doc, token.index):
        return None
    at = words_of(doc, token.index)[-1] + 1
    if at >= len(doc.tokens):
        return None
    verb = doc.tokens[at]
    plain = verb.upos == "VERB" and verb.xpos in (*FINITE, "VB") and not has_subject(doc, at)
    return verb if plain and child(doc, at, "aux:pass", "mark") is None and at > token.index else None


def _behind_comment(doc: Doc, token: Token) -> Iterator[Token]:
    """ "“P,” added his brother Karl, speaking to us": the phrase right behind a turned word of saying speaks."""
    verb = doc.tokens[doc.subtree(token.index)[0] - 1]
    if not 0 < verb.index < token.index or verb.index == token.head or verb.sentence != token.sentence:
        return
    saying = verb.upos == "VERB" and verb.xpos in FINITE and verb.lemma in grammar_words("commenting")
    if not saying or doc.tokens[verb.index - 1].text not in _TURNED or has_subject(doc, verb.index):
        return
    if token.upos not in ("NOUN", "PROPN", "PRON") or marker(doc, token.index):
        return
    if token.head > token.index and not _set_off(doc, token):
        return
    yield replace(token, head=verb.index, deprel="nsubj")


def _set_off(doc: Doc, token: Token) -> bool:
    """True where a comma follows the phrase, so that the clause behind it is another's."""
    behind = words_of(doc, token.index)[-1] + 1
    return behind < len(doc.tokens) and doc.tokens[behind].text == ","


_REPAIRS: tuple[Repair, ...] = (
    (_counted, _COUNTED),
    (_behind_comment, frozenset({"nsubj", "nsubj:pass", "obj"})),
)
