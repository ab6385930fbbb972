"""Which words of an article are toponyms is decided here: the names the model found, and the familiar ones it may have missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.doc import Doc, Name
from sayso.knowledge.places import Gazetteer
from sayso.model import BODY_KINDS, Article, PlaceKind, Resolution
from sayso.text import folded

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_OTHERS = frozenset({"PER", "TITLE", "WEAPON"})
_LONGEST = 6  # tokens of a familiar name


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place: offsets, tokens first..last (exclusive), kind so far, and what a type word beside it says."""

    start: int
    end: int
    text: str
    first: int
    last: int
    kind: PlaceKind = "literal"
    hint: Resolution | None = None
    label: str = ""

    @property
    def key(self) -> str:
        """The form under which mentions of one name are taken together."""
        return folded(self.text)


def find_toponyms(article: Article, doc: Doc, gazetteer: Gazetteer) -> list[Toponym]:
    """All toponyms in order of position, not overlapping; names of the model win over familiar words."""
    found = [t for n in doc.names if (t := _of_name(doc, n, gazetteer)) is not None]
    taken = {i for t in found for i in range(t.first, t.last)}
    blocked = taken | {i for n in doc.names if n.label in _OTHERS for i in range(n.first, n.last)}
    found += _familiar(doc, gazetteer, blocked)
    return sorted((t for t in found if _in_body(article, t.start)), key=lambda t: t.start)


def _in_body(article: Article, offset: int) -> bool:
    kinds = [b.kind for b in article.blocks if b.start <= offset < b.end]
    return not article.blocks or any(k in BODY_KINDS or k == "dateline" for k in kinds)


def _of_name(doc: Doc, name: Name, gazetteer: Gazetteer) -> Toponym | None:
    """A name of the model as a toponym: places, peoples with a country, and bodies that are called like a place."""
    first, last = _trimmed(doc, name.first, name.last)
    if first >= last:
        return None
    text = doc.span_text(first, last)
    if name.label == "NORP" or text in gazetteer.demonyms:
        return toponym(doc, first, last, gazetteer, "demonym") if text in gazetteer.demonyms else None
    if name.label in _PLACES:
        return toponym(doc, first, last, gazetteer, label=name.label)
    return None


def _trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Without "the" before and the possessive behind."""
    while first < last and doc.tokens[first].text.lower() in ("the", "greater"):
        first += 1
    while last > first and doc.tokens[last - 1].text.lower() in ("'s", "’s", "'", "’", ",", "."):
        last -= 1
    return first, last


def toponym(
    doc: Doc, first: int, last: int, gazetteer: Gazetteer, kind: PlaceKind = "literal", label: str = ""
) -> Toponym:
    """A toponym over the tokens, grown over a type word that belongs to the name ("Rapides Parish")."""
    if kind == "literal" and last < len(doc.tokens) and _is_type(doc, last, gazetteer):
        longer = doc.span_text(first, last + 1)
        if gazetteer.candidates(longer):
            last += 1
    start, end = doc.tokens[first].start, doc.tokens[last - 1].end
    return Toponym(start, end, doc.text[start:end], first, last, kind, _hint(doc, first, last, gazetteer), label)


def _is_type(doc: Doc, index: int, gazetteer: Gazetteer) -> bool:
    token = doc.tokens[index]
    return token.text[:1].isupper() and token.text.lower() in gazetteer.type_words


def _hint(doc: Doc, first: int, last: int, gazetteer: Gazetteer) -> Resolution | None:
    """What the name's own last word, the word behind it, or "city of" before it says about its kind."""
    words = gazetteer.type_words
    inside = doc.tokens[last - 1].text.lower()
    if last - first > 1 and inside in words:
        return words[inside]
    after = doc.tokens[last].text.lower() if last < len(doc.tokens) else ""
    if after in words:
        return words[after]
    if first >= 2 and doc.tokens[first - 1].text.lower() == "of":
        return words.get(doc.tokens[first - 2].text.lower())
    return None


def _familiar(doc: Doc, gazetteer: Gazetteer, blocked: set[int]) -> Iterator[Toponym]:
    """Countries, peoples and hand-listed places, and abbreviated provinces after a comma, where no name stands yet."""
    at = 0
    while at < len(doc.tokens):
        token = doc.tokens[at]
        if at in blocked or not token.text[:1].isupper():
            at += 1
            continue
        found = _longest_familiar(doc, at, gazetteer, blocked)
        if found is not None:
            yield found
            at = found.last
        else:
            at += 1


def _longest_familiar(doc: Doc, at: int, gazetteer: Gazetteer, blocked: set[int]) -> Toponym | None:
    sentence = doc.sentence_of(at)
    for last in range(min(at + _LONGEST, sentence.last), at, -1):
        if any(i in blocked for i in range(at, last)):
            continue
        text = doc.span_text(at, last)
        if text in gazetteer.demonyms:
            return toponym(doc, at, last, gazetteer, "demonym")
        if _is_familiar(doc, at, last, text, gazetteer):
            return toponym(doc, at, last, gazetteer)
    return None


def _is_familiar(doc: Doc, at: int, last: int, text: str, gazetteer: Gazetteer) -> bool:
    if last == at + 1 and at > 0 and doc.tokens[at - 1].text == "," and _dotted(doc, at) in gazetteer.abbreviations:
        return True
    if folded(text) not in gazetteer.familiar:
        return False
    return len(text) > 2 or text.isupper()


def _dotted(doc: Doc, index: int) -> str:
    """An abbreviation with the full stop that may have become a token of its own."""
    token = doc.tokens[index]
    return doc.text[token.start : token.end + 1] if doc.text[token.end : token.end + 1] == "." else token.text
