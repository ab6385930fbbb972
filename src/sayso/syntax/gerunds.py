"""What somebody is accused of where a tree hangs it in an aside: "accused the Guard, a militia, of burning villages"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import label

_ACCUSED = frozenset({"obj", "nsubj:pass"})


def with_gerunds(doc: Doc) -> Doc:
    """The Doc with each such word below the verb that accuses and the noun behind it as its object; the same Doc where all are."""
    changed: dict[int, Token] = {}
    for token in doc.tokens:
        if not _opens_charge(doc, token):
            continue
        verb = _accuser(doc, token)
        marked = doc.tokens[_mark(doc, token)].head == token.index
        if verb is not None and not (token.head == verb and marked):
            changed |= {t.index: t for t in _turned(doc, token, verb)}
    return doc.with_tokens(changed)


def _opens_charge(doc: Doc, token: Token) -> bool:
    """ "of burning villages", "of having burned": a gerund behind "of", behind a comma or as a clause of the noun before it."""
    if token.xpos != "VBG" and not _is_perfect(doc, token):
        return False
    mark = _mark(doc, token)
    before = [t.text.lower() for t in doc.tokens[max(mark - 1, 0) : mark + 1]]
    return before[-1:] == ["of"] and (before[0] == "," or token.deprel == "acl")


def _is_perfect(doc: Doc, token: Token) -> bool:
    """ "having burned"."""
    return token.xpos == "VBN" and token.index > 0 and doc.tokens[token.index - 1].text.lower() == "having"


def _mark(doc: Doc, token: Token) -> int:
    """Where "of" stands before the gerund."""
    return max(token.index - (2 if _is_perfect(doc, token) else 1), 0)


def _accuser(doc: Doc, token: Token) -> int | None:
    """The nearest accusing verb before, where the word hangs inside the phrase of whoever is accused or at the noun behind it."""
    first = doc.sentence_of(token.index).first
    verbs = (i for i in range(token.index - 1, first - 1, -1) if doc.tokens[i].lemma in grammar_words("accusing"))
    verb = next((i for i in verbs if doc.tokens[i].upos == "VERB"), None)
    if verb is None:
        return None
    accused = next((c for c in doc.children(verb) if label(doc, c) in _ACCUSED and c < token.index), None)
    if accused is None:
        return None
    accusers = [
        c for c in doc.children(verb) if label(doc, c) == "obl:agent"
    ]  # "accused by his officers of ordering it"
    aside = token.head in (verb, accused, *accusers) or token.head > token.index or accused in doc.ancestors(token.head)
    return verb if aside else None


def _turned(doc: Doc, token: Token, verb: int) -> Iterator[Token]:
    """The word below the verb, "of" before it below it, and the noun right behind it as its object."""
    yield replace(token, head=verb, deprel="advcl")
    mark = _mark(doc, token)
    yield replace(doc.tokens[mark], head=token.index, deprel="mark")
    behind = [c for c in doc.children(token.index) if label(doc, c) == "obl" and doc.subtree(c)[0] == mark]
    noun = token.head if token.deprel == "amod" else next(iter(behind), None)
    if noun is not None:
        yield replace(doc.tokens[noun], head=token.index, deprel="obj")
