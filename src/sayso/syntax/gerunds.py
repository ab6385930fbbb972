"""What somebody is accused of where a tree hangs it in an aside or takes it for an adjective, and what more he is accused of.

"Accused the Guard, a militia, of burning villages"; "accused the Guard of burning huts and robbing herders".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import label

_ACCUSED = frozenset({"obj", "nsubj:pass"})


def with_gerunds(doc: Doc) -> Doc:
    """The Doc with each such word below the verb that accuses and the noun behind it as its object; the same Doc where all are."""
    if not any(t.lemma in grammar_words("accusing") for t in doc.tokens):
        return doc
    return _with_further(_with_first(doc))


def _with_first(doc: Doc) -> Doc:
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
    return before[-1:] == ["of"] and (before[0] == "," or token.deprel == "acl" or _describes(doc, token))


def _describes(doc: Doc, token: Token) -> bool:
    """ "accused the Guard of burning huts", "burning" taken for an adjective of huts that hang at the verb or the accused."""
    verb = (
        _accuser(doc, token) if token.deprel == "amod" and token.text.lower() not in grammar_words("growing") else None
    )
    over = doc.tokens[token.head].head
    return verb is not None and (over == verb or (over < token.index and doc.tokens[over].head == verb))


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


def _with_further(doc: Doc) -> Doc:
    """ "and robbing herders": below the gerund before, not below the verb that accuses or the noun between."""
    moved = {t.index: replace(t, head=above) for t in doc.tokens if (above := _gerund_above(doc, t)) is not None}
    return doc.with_tokens(moved)


def _gerund_above(doc: Doc, token: Token) -> int | None:
    """The gerund that a further one without doer or auxiliary belongs to, where it hangs elsewhere."""
    if (
        token.xpos != "VBG"
        or token.deprel != "conj"
        or doc.tokens[token.index - 1].text.lower() not in ("and", "or", ",")
    ):
        return None
    if any(label(doc, c) in ("nsubj", "aux", "mark") for c in doc.children(token.index)):
        return None
    above = doc.tokens[token.head]
    verb = (
        token.head
        if above.lemma in grammar_words("accusing")
        else doc.tokens[above.head].head
        if above.head >= 0
        else -1
    )
    if verb < 0 or doc.tokens[verb].lemma not in grammar_words("accusing") or doc.tokens[verb].xpos == "VBG":
        return None
    gerunds = [c for c in doc.children(verb) if label(doc, c) == "advcl" and _is_charge(doc, c) and c < token.index]
    if token.head == verb and not gerunds and doc.tokens[token.index - 2].upos == "NOUN":
        return token.index - 2  # "of fraud and beating a boy": whoever accuses does not beat
    return gerunds[-1] if gerunds and (token.head == verb or above.head in gerunds) else None


def _is_charge(doc: Doc, index: int) -> bool:
    """ "of burning villages"."""
    token = doc.tokens[index]
    return token.xpos == "VBG" and doc.tokens[_mark(doc, token)].text.lower() == "of"


def _turned(doc: Doc, token: Token, verb: int) -> Iterator[Token]:
    """The word below the verb, "of" before it below it, and the noun right behind it as its object."""
    yield replace(token, head=verb, deprel="advcl")
    mark = _mark(doc, token)
    yield replace(doc.tokens[mark], head=token.index, deprel="mark")
    behind = [c for c in doc.children(token.index) if label(doc, c) == "obl" and doc.subtree(c)[0] == mark]
    noun = token.head if token.deprel == "amod" else next(iter(behind), None)
    if noun is not None:
        yield replace(doc.tokens[noun], head=token.index, deprel="obj")
