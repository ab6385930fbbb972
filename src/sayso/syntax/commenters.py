"""Who says it where the speaker comes last, right before the word of saying: "Four were killed, the mayor, Karl Brun, said".

Trees hang such a speaker inside the clause, among the killed or the killers; commas and the place before the verb tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import is_asking, label
from sayso.text import CLOSING_QUOTES, STRAIGHT_QUOTES

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BEFORE_SPEAKER = frozenset({",", *CLOSING_QUOTES, *STRAIGHT_QUOTES})
_BEFORE_VERB = frozenset({"aux", "advmod"})


@dataclass(frozen=True)
class _Speaker:
    """The head of the speaker, the first token of it, and the word of saying."""

    noun: int
    first: int
    verb: int


def with_late_speakers(doc: Doc) -> Doc:
    """The Doc with each such speaker below its word of saying; the same Doc where all stand right."""
    changed: dict[int, Token] = {}
    for token in doc.tokens:
        if _comments(doc, token) and (found := _speaker(doc, token.index)) is not None:
            changed |= {t.index: t for t in _moved(doc, found)}
    return doc.with_tokens(changed)


def _comments(doc: Doc, token: Token) -> bool:
    """True for a finite word of saying that has a clause and no subject, and no object of its own."""
    telling = token.lemma in grammar_words("telling")
    if token.xpos not in ("VBD", "VBZ", "VBP") or not (telling or token.lemma in grammar_words("commenting")):
        return False
    below = {(label(doc, c), c > token.index) for c in doc.children(token.index)}
    if any(kind in _SUBJECTS for kind, _ in below) or token.deprel == "conj":
        return False
    if ("obj", True) in below and not telling:
        return False
    aside = token.deprel == "parataxis" and 0 <= token.head < token.index
    return ("ccomp", False) in below or (("ccomp", True) in below and token.deprel == "root") or aside


def _speaker(doc: Doc, verb: int) -> _Speaker | None:
    """The phrase between the last fitting comma and the verb, or None where it is none that can speak."""
    last = verb - 1
    while doc.tokens[last].head == verb and label(doc, last) in _BEFORE_VERB:
        last -= 1
    closed = doc.tokens[last].text == ","
    chunk = _chunk(doc, last - 1 if closed else last, verb, closed=closed)
    if chunk is not None and closed and not _has_comma(doc, chunk.first, last):
        chunk = _chunk_before(doc, chunk)
    if chunk is None or doc.tokens[chunk.noun].lemma.lower() in grammar_words("days"):
        return None
    return chunk


def _chunk(doc: Doc, last: int, verb: int, *, closed: bool) -> _Speaker | None:
    """The widest nominal phrase that ends here, opens behind a comma or a quotation and has no preposition."""
    first_word = doc.sentence_of(verb).first
    found = None
    for index in (last, *doc.ancestors(last)):
        if index >= verb or index < first_word:
            break
        first = _opening(doc, index)
        inside = [i for i in doc.subtree(index) if i > last and doc.tokens[i].upos != "PUNCT"]
        whole = closed or _is_joined(doc, index) or not _has_comma(doc, first, last)
        behind = first > first_word + 1 and doc.tokens[first - 1].text in _BEFORE_SPEAKER
        if whole and behind and not inside and _can_speak(doc, index):
            found = _Speaker(index, first, verb)
    return found


def _chunk_before(doc: Doc, chunk: _Speaker) -> _Speaker | None:
    """ "a village chief, Omar Sey, told": the phrase before the last one where it is an office before its name, or both hang
    at one word as appositions do."""
    before = _chunk(doc, chunk.first - 2, chunk.verb, closed=True)
    if before is None:
        return None
    one, other = doc.tokens[before.noun], doc.tokens[chunk.noun]
    named = one.upos == "NOUN" and other.upos == "PROPN"
    return before if named or one.head == other.head else None


def _is_joined(doc: Doc, index: int) -> bool:
    """ "police, firefighters and doctors": a list has commas of its own."""
    return any(label(doc, c) == "conj" for c in doc.children(index))


def _opening(doc: Doc, index: int) -> int:
    """The first token of the phrase, commas before it left out."""
    return next(i for i in doc.subtree(index) if doc.tokens[i].upos != "PUNCT" or i == index)


def _can_speak(doc: Doc, index: int) -> bool:
    """True for a nominal without a preposition that opens with neither "and" nor a word that asks."""
    first = doc.tokens[_opening(doc, index)]
    below = {label(doc, c) for c in doc.children(index)}
    return (
        doc.tokens[index].upos in _NOMINAL
        and not below & {"case", "mark", "cop"}
        and first.upos not in ("CCONJ", "ADP", "SCONJ")
        and not is_asking(doc, first.index)
    )


def _has_comma(doc: Doc, first: int, last: int) -> bool:
    return any(doc.tokens[i].text == "," for i in range(first, last))


def _moved(doc: Doc, found: _Speaker) -> Iterator[Token]:
    """The head of the speaker below the verb, and below that head whatever of the phrase hung elsewhere."""
    yield replace(doc.tokens[found.noun], head=found.verb, deprel="nsubj")
    for index in range(found.first, found.verb):
        token = doc.tokens[index]
        if index == found.noun or found.first <= token.head < found.verb or token.head == found.verb:
            continue
        yield replace(token, head=found.noun, deprel="appos" if token.upos in _NOMINAL else token.deprel)
