"""Which of two subjects that a tree gives one verb is the verb's: a title and its name are one, and whoever comments stands last.

"Guild president | Ana Lind said P"; "The old dam, | the engineers wrote, is safe"; "The dam, said | Ana Lind, is safe".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import is_asking, label, marker
from sayso.syntax.repairing import Repair, child, has_subject, repaired, words_of
from sayso.text import CLOSING_QUOTES, STRAIGHT_QUOTES

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE_SPEAKER = frozenset({",", "''", *CLOSING_QUOTES, *STRAIGHT_QUOTES})
_BETWEEN = frozenset({"ADV", "AUX", "PART"})
_OPENING = frozenset({"mark", "cc", "case", "punct"})
_BEHIND = frozenset({"ccomp", "obj", "xcomp"})


def with_one_subject(doc: Doc) -> Doc:
    """The Doc with one subject for each such verb; the same Doc where none has two."""
    return repaired(doc, _REPAIRS)


def _next_subject(doc: Doc, token: Token) -> Token | None:
    """The next subject of the same verb behind this one and before the verb."""
    verb = token.head
    if verb < token.index:
        return None
    behind = (c for c in doc.children(verb) if token.index < c < verb and label(doc, c) in _SUBJECTS)
    return next((doc.tokens[c] for c in behind), None)


def _titled(doc: Doc, token: Token) -> Iterator[Token]:
    """ "Guild president Ana Lind said P": a title, or half a name, right before a name belongs to it."""
    name = _next_subject(doc, token)
    if name is None or name.xpos != "NNP" or token.upos not in _NOUNS or _is_day(name):
        return
    words, inside = words_of(doc, token.index), [i for i in words_of(doc, name.index) if i > token.index]
    owned = any(label(doc, c) in ("det", "nmod:poss") and c in inside for c in doc.children(name.index))
    bare = token.upos == "PROPN" or child(doc, token.index, "det", "acl", "acl:relcl") is None
    if words[-1] == inside[0] - 1 and bare and not owned:
        yield replace(token, head=name.index, deprel="nmod:desc")
        for opening in doc.children(token.index):
            if label(doc, opening) in _OPENING:
                yield replace(doc.tokens[opening], head=token.head)


def _is_day(token: Token) -> bool:
    return token.lemma.lower() in grammar_words("days")


def _commented(doc: Doc, token: Token) -> Iterator[Token]:
    """ "The old dam, the engineers wrote, is safe": whoever stands right before the verb says so."""
    speaker = _next_subject(doc, token)
    if speaker is None or _next_subject(doc, speaker) is not None or is_asking(doc, token.index):
        return
    verb, inside = doc.tokens[token.head], [i for i in words_of(doc, speaker.index) if i > token.index]
    saying = verb.lemma in grammar_words("commenting") or verb.lemma in grammar_words("telling")
    open_behind = all(doc.tokens[i].upos in _BETWEEN for i in range(inside[-1] + 1, verb.index))
    if not saying or not open_behind or doc.tokens[inside[0] - 1].text not in _BEFORE_SPEAKER:
        return
    if child(doc, speaker.index, "conj") is not None or is_asking(doc, speaker.index):
        return
    clause = _clause_of(doc, token, verb)
    front = doc.tokens[words_of(doc, token.index)[0] - 1]
    if clause is None and front.text in CLOSING_QUOTES:
        return  # "“P,” a friend, Ana Lind, said"
    if clause is not None:
        yield replace(token, head=clause.index)
        yield replace(clause, deprel="ccomp")
    else:
        behind = any(label(doc, c) in _BEHIND and c > verb.index for c in doc.children(verb.index))
        yield replace(token, deprel="advcl" if behind else "ccomp")


def _clause_of(doc: Doc, token: Token, verb: Token) -> Token | None:
    """The clause without a subject of its own of which the first subject is the subject."""
    kinds = ("ccomp", "conj", "parataxis")
    below = (doc.tokens[c] for c in doc.children(verb.index) if c > token.index and label(doc, c) in kinds)
    open_ones = (t for t in below if t.deprel == "ccomp" or t.index < verb.index)
    return next((t for t in open_ones if not has_subject(doc, t.index) and not marker(doc, t.index)), None)


def _turned(doc: Doc, token: Token) -> Iterator[Token]:
    """ "The old dam, said Ana Lind, an engineer, would hold": right behind the verb of saying stands who says it."""
    verb = doc.tokens[token.head]
    if (
        verb.index < token.index
        or verb.lemma not in grammar_words("commenting")
        or doc.tokens[verb.index - 1].text != ","
    ):
        return
    words = words_of(doc, token.index)
    if words[-1] != verb.index - 2 or any(doc.tokens[i].text == "," for i in words):
        return  # "aides to the mayor, who left, said their speeches, …, would change"
    for clause in (doc.tokens[c] for c in doc.children(verb.index) if c > verb.index and label(doc, c) == "ccomp"):
        speaker = child(doc, clause.index, "nsubj", "nsubj:pass")
        if speaker is None or doc.subtree(speaker.index)[0] != verb.index + 1 or is_asking(doc, speaker.index):
            continue
        behind = words_of(doc, speaker.index)[-1] + 1
        if behind < len(doc.tokens) and doc.tokens[behind].text == "," and not marker(doc, clause.index):
            yield replace(token, head=clause.index, deprel=speaker.deprel)
            yield replace(speaker, head=verb.index, deprel="nsubj")
            return


_REPAIRS: tuple[Repair, ...] = (
    (_titled, _SUBJECTS),
    (_commented, _SUBJECTS),
    (_turned, frozenset({"nsubj"})),
)
