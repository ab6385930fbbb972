"""Which trees are plainly wrong and how they are put right: pasts and participles taken for one another.

"Gunmen believed to belong to the Front kidnapped three nurses": the participle describes the gunmen. "The Post reported on
Tuesday": a past with no auxiliary is no passive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import label

_PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
_HELPED = frozenset({"aux", "aux:pass", "cop", "obl:agent"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP", "VB"})  # a past is often tagged as one of the others here
_BELOW = frozenset({"mark", "cop", "aux", "aux:pass", "advmod"})


@dataclass(frozen=True)
class _Path:
    """The verb taken for the main one, the noun before it, and the verb that is the main one."""

    noun: int
    participle: int
    main: int


def mended(doc: Doc) -> Doc:
    """The Doc with each such tree put right; the same Doc where all are."""
    return _with_pasts(_with_participles(doc))


def _with_pasts(doc: Doc) -> Doc:
    """The Doc with the pasts that the tree takes for passives: their subject acts."""
    pasts = [t.index for t in doc.tokens if t.xpos == "VBN" and _is_past(doc, t)]
    if not pasts:
        return doc
    tokens = list(doc.tokens)
    for at in pasts:
        tokens[at] = replace(tokens[at], xpos="VBD", feats=_PAST)
        if tokens[at].deprel == "acl:relcl":
            above = tokens[at].head if tokens[tokens[at].head].head < 0 else tokens[tokens[at].head].head
            tokens[at] = replace(tokens[at], head=above, deprel="parataxis")
        for child in doc.children(at):
            if label(doc, child) == "nsubj:pass":
                tokens[child] = replace(tokens[child], deprel="nsubj")
    return replace(doc, tokens=tuple(tokens))


def _is_past(doc: Doc, token: Token) -> bool:
    """A passive without an auxiliary that has an object or a clause, or comments on the sentence as words of saying do."""
    aside = token.deprel == "acl:relcl" and _is_aside(doc, token.index)
    if token.upos != "VERB" or (token.deprel not in ("root", "parataxis", "ccomp") and not aside):
        return False
    below = {label(doc, c) for c in doc.children(token.index)}
    if "nsubj:pass" not in below or below & _HELPED:
        return False
    comments = (aside or token.deprel == "parataxis") and token.lemma in grammar_words("commenting")
    posts = token.lemma in grammar_words("commenting") and any(_opens_clause(doc, i) for i in doc.subtree(token.index))
    return comments or posts or bool(below & {"obj", "ccomp"})


def _is_aside(doc: Doc, verb: int) -> bool:
    """ ", the Post reported on Tuesday": behind a comma and without "which" or "who"."""
    inside = [i for i in doc.subtree(verb) if i <= verb]
    first = next((i for i in inside if doc.tokens[i].upos != "PUNCT"), verb)
    plain = all(doc.tokens[i].xpos not in ("WDT", "WP", "WP$", "WRB", "IN") for i in inside)
    return plain and first > 0 and doc.tokens[first - 1].text == ","


def _opens_clause(doc: Doc, index: int) -> bool:
    """True for the "that" of a clause, not of a relative one."""
    return label(doc, index) == "mark" and doc.tokens[index].text.lower() == "that"


def _with_participles(doc: Doc) -> Doc:
    """The Doc with each participle taken for the main verb below its noun, which acts in the verb behind."""
    paths = [path for token in doc.tokens if (path := _path(doc, token)) is not None]
    if not paths:
        return doc
    tokens = list(doc.tokens)
    for path in paths:
        for index, head, kind in _turned(doc, path):
            tokens[index] = replace(tokens[index], head=head, deprel=kind)
        tokens[path.participle] = replace(tokens[path.participle], xpos="VBN", feats="Tense=Past|VerbForm=Part")
        tokens[path.main] = replace(
            tokens[path.main], xpos="VBD", upos="VERB", feats="Mood=Ind|Tense=Past|VerbForm=Fin"
        )
    return replace(doc, tokens=tuple(tokens))


def _path(doc: Doc, token: Token) -> _Path | None:
    """A past of "believe" or its like right behind its subject and before "to", with a second verb and no second subject."""
    at = token.index
    if token.xpos != "VBD" or token.lemma not in grammar_words("reputed") or not 0 < at < len(doc.tokens) - 2:
        return None
    if doc.tokens[at + 1].text.lower() != "to" or doc.tokens[at + 2].xpos != "VB":
        return None
    if doc.tokens[at - 1].sentence != token.sentence:
        return None
    below = doc.children(at)
    nouns = [c for c in below if label(doc, c) in _SUBJECTS and doc.tokens[c].upos in ("NOUN", "PROPN")]
    if len(nouns) != 1 or doc.subtree(nouns[0])[-1] != at - 1:
        return None
    main = next((c for c in below if c > at + 2 and _is_main(doc, c)), None)
    return None if main is None else _Path(nouns[0], at, main)


def _is_main(doc: Doc, verb: int) -> bool:
    """True for a verb with nothing before it that joins, opens or helps it, and with no subject of its own."""
    token = doc.tokens[verb]
    if label(doc, verb) not in ("ccomp", "xcomp") or token.xpos not in _FINITE or token.upos != "VERB":
        return False
    if any(label(doc, c) in _SUBJECTS or label(doc, c) == "expl" for c in doc.children(verb)):
        return False
    before = doc.tokens[verb - 1]
    return before.upos not in ("AUX", "CCONJ", "SCONJ", "PART", "PUNCT", "ADP", "VERB")


def _turned(doc: Doc, path: _Path) -> Iterator[tuple[int, int, str]]:
    """Token, new head and new label of everything that moves."""
    above = doc.tokens[path.participle]
    yield path.main, above.head, above.deprel
    yield path.noun, path.main, "nsubj"
    yield path.participle, path.noun, "acl"
    for child in doc.children(path.participle):
        if child > path.main:
            yield child, path.main, label(doc, child)
    yield from _reputation(doc, path)


def _reputation(doc: Doc, path: _Path) -> Iterator[tuple[int, int, str]]:
    """The infinitive that the tree hung below the main verb goes to the participle, with its "to" and its copula."""
    before = [c for c in doc.children(path.main) if c < path.main]
    held = next((c for c in reversed(before) if label(doc, c) not in _BELOW and label(doc, c) != "punct"), None)
    if held is None:
        return
    yield held, path.participle, "xcomp"
    for child in before:
        if child < held and label(doc, child) in _BELOW:
            yield child, held, "cop" if label(doc, child) == "aux:pass" else label(doc, child)
