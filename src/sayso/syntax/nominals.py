"""Whether a word heads a phrase of its own, which word heads a stretch of words, and where its own phrase begins and ends."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.syntax.phrases import label, marker, number_bounds, phrase

_INNER = frozenset(
    {"compound", "flat", "fixed", "nmod:desc", "amod", "det", "goeswith", "compound:prt", "nmod:unmarked"}
)
_LOOSE = frozenset({"acl", "acl:relcl", "advcl", "appos", "parataxis", "conj", "ccomp", "punct", "cc"})


def heads_phrase(doc: Doc, index: int) -> bool:
    """False for words inside the phrase of another ("police" in "police station", "Joe" in "Joe Roe")."""
    return label(doc, index) not in _INNER


def is_modifier(doc: Doc, index: int) -> int | None:
    """The word that this one modifies from inside its phrase, or None."""
    return None if heads_phrase(doc, index) else doc.tokens[index].head


def span_head(doc: Doc, first: int, last: int) -> int:
    """The token of the stretch whose own head lies outside it; the best one where a broken tree has several."""
    tops = [i for i in range(first, last) if not first <= doc.tokens[i].head < last and label(doc, i) != "punct"]
    tops = tops or [first]
    return next((i for i in tops if heads_phrase(doc, i)), tops[0])


def phrase_end(doc: Doc, index: int) -> int:
    """The end (exclusive) of the nominal's own words and its "of"-phrases, before clauses and appositions."""
    last = index + 1
    for child in doc.children(index):
        if child > index and label(doc, child) == "nmod" and marker(doc, child) == "of" and child - last < 8:
            last = max(last, phrase(doc, child)[1])
    breaks = [c for c in range(index + 1, last) if label(doc, c) in _LOOSE and doc.tokens[c].head <= index]
    return min([last, *breaks])


def is_appositive(doc: Doc, index: int) -> bool:
    """True for the head of an apposition."""
    return label(doc, index) == "appos"


def is_subject(doc: Doc, index: int) -> bool:
    """True for the grammatical subject of a clause, passive or not."""
    return label(doc, index) in ("nsubj", "nsubj:pass", "nsubj:outer")


def is_coordinated(doc: Doc, one: int, other: int) -> bool:
    """True where the two words are parts of one coordination."""
    return _first_part(doc, one) == _first_part(doc, other)


def _first_part(doc: Doc, index: int) -> int:
    while label(doc, index) == "conj" and doc.tokens[index].head >= 0:
        index = doc.tokens[index].head
    return index


def clause_head(doc: Doc, index: int) -> int:
    """The word above the nominal in whose clause it stands, coordination undone; -1 at the root."""
    return doc.tokens[_first_part(doc, index)].head


def is_expletive(doc: Doc, index: int) -> bool:
    """True for the "it" of "it seems" and the "there" of "there is"."""
    return label(doc, index) == "expl"


def goes_on(doc: Doc, index: int) -> bool:
    """True for the first word of a name whose next word the tree hangs on it ("Jordan" of "Jordan Roe")."""
    behind = index + 1
    return behind < len(doc.tokens) and label(doc, behind) == "flat" and doc.tokens[behind].head == index


def with_bound(doc: Doc, first: int) -> int:
    """Where a phrase that begins at `first` begins with the whole of a bound of its number ("at least six soldiers")."""
    words = [token.text.lower() for token in doc.tokens[max(doc.sentence_of(first).first, first - 2) : first + 1]]
    if tuple(words[-2:]) in number_bounds():
        return first - 1
    return first - 2 if doc.tokens[first].upos == "NUM" and tuple(words[:-1]) in number_bounds() else first
