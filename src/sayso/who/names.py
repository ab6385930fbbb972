"""Which stretches are names of possible actors is decided here: the model's names, completed by the base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.doc import Doc, Token
from sayso.knowledge.actors import ActorBase, ActorEntry
from sayso.knowledge.reference import shipped_reference
from sayso.knowledge.states import StateWord
from sayso.syntax.nominals import goes_on
from sayso.who.spelled import spelled_names

_LONGEST = 14  # tokens of a name looked up in the base
_LABELS = frozenset({"PER", "ORG", "GPE", "NORP", "FAC", "LOC"})


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens first..last (exclusive) that are one name, its label, and what the base knows under it."""

    first: int
    last: int
    label: str
    entries: tuple[ActorEntry, ...] = ()
    state: StateWord | None = None


def name_spans(doc: Doc, base: ActorBase) -> tuple[NameSpan, ...]:
    """All names that could be actors, in order, not overlapping."""
    spelled = list(_spelled(doc, base))
    found = [*_known(doc, base), *_read(doc, base)]
    taken: set[int] = set()
    kept: list[NameSpan] = []
    for span in [*spelled, *sorted(found, key=lambda s: (not s.entries, not s.state, s.first - s.last))]:
        if taken.isdisjoint(range(span.first, span.last)):
            kept.append(span)
            taken.update(range(span.first, span.last))
    return tuple(sorted(kept, key=lambda s: s.first))


def _spelled(doc: Doc, base: ActorBase) -> Iterator[NameSpan]:
    """Names spelled out before an acronym, and that acronym wherever it stands."""
    known: dict[str, tuple[ActorEntry, ...]] = {}
    for (first, last), short in spelled_names(doc):
        entries = base.named(doc.span_text(first, last))
        known.setdefault(short, entries)
        yield NameSpan(first, last, "ORG", entries)
    for token in doc.tokens if known else ():
        if token.text in known:
            yield NameSpan(token.index, token.index + 1, "ORG", known[token.text])


def _read(doc: Doc, base: ActorBase) -> Iterator[NameSpan]:
    for name in doc.names:
        first, last = _trimmed(doc, name.first, name.last)
        text = doc.span_text(first, last)
        if name.label in _LABELS and any(c.isupper() for c in text):
            state = base.states.sense(text) if name.label != "PER" or last - first == 1 else None
            if state and state.use == "capital" and name.label == "PER":
                state = None
            yield NameSpan(first, last, name.label, base.named(text) if last - first > 1 else (), state)


def _trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Without determiner, marks and possessive ending at the two ends, and without a verb at the end."""
    while first < last and doc.tokens[first].upos in ("DET", "PUNCT", "PART"):
        first += 1
    while last > first and _is_left_over(doc.tokens[last - 1]):
        last -= 1
    return first, last


def _is_left_over(token: Token) -> bool:
    """What ends no name: marks and small words, and the verb of "accused the Alliance of planning"."""
    joins = token.upos in ("PUNCT", "PART", "ADP") and token.text != "."
    return joins or (token.upos in ("VERB", "AUX") and token.text.islower())


def _known(doc: Doc, base: ActorBase) -> Iterator[NameSpan]:
    """Names of the base and words for states found in the text itself, the longest first at each place."""
    at = 0
    while at < len(doc.tokens):
        span = _known_at(doc, base, at) if _may_begin(doc, at) else None
        if span:
            yield span
        at = span.last if span else at + 1


def _known_at(doc: Doc, base: ActorBase, first: int) -> NameSpan | None:
    sentence = doc.sentence_of(first)
    for last in range(min(sentence.last, first + _LONGEST, _run_end(doc, first)), first, -1):
        if not _may_end(doc, last - 1):
            continue
        text = doc.span_text(first, last)
        entries = base.named(text) if _distinct(text) else ()
        state = base.states.sense(text)
        if (entries or state) and not _part_of_person(doc, first, last, entries) and not _surname(doc, first, last):
            label = _label(entries, state)
            return NameSpan(first, last, label, entries, state)
    return None


def _surname(doc: Doc, first: int, last: int) -> bool:
    """ "Paris" where the model reads a person and the article names a "Dana Paris"."""
    name = doc.name_at(first)
    if name is None or name.label != "PER" or (name.first, name.last) != (first, last) or last - first > 1:
        return False
    word = doc.tokens[first].text
    return any(
        n.label == "PER" and n.last - n.first > 1 and doc.tokens[n.last - 1].text == word and n.first < first
        for n in doc.names
    )


def _part_of_person(doc: Doc, first: int, last: int, entries: tuple[ActorEntry, ...]) -> bool:
    """ "Jordan" in "Jordan Roe", "Green" in "Green Dawn": one word of what the model reads as a longer name."""
    name = doc.name_at(first)
    if last - first == 1 and goes_on(doc, first) and not entries:
        return True
    if name is None or last - first > 1 or name.last - name.first == 1 or name.label == "NORP":
        return False
    return name.label in ("PER", "GPE", "LOC") or any(e.kind == "person" for e in entries)


def _run_end(doc: Doc, first: int) -> int:
    """The end of the run of capitalised words, small joining words and marks that begins at `first`."""
    at, inside = first + 1, shipped_reference().inside_names
    while at < len(doc.tokens) and (_may_end(doc, at) or doc.tokens[at].text.lower() in inside):
        at += 1
    return at


def _may_begin(doc: Doc, index: int) -> bool:
    """A capitalised word; of determiners only those that are no article ("All Workers Congress")."""
    token = doc.tokens[index]
    quantifier = (
        token.upos == "DET"
        and token.text[:1].isupper()
        and any(kind in token.feats for kind in ("PronType=Ind", "PronType=Tot"))
    )
    return quantifier or _capital(doc, index)


def _may_end(doc: Doc, index: int) -> bool:
    return _capital(doc, index) or _after_hyphen(doc, index)


def _after_hyphen(doc: Doc, index: int) -> bool:
    """The second half of a name such as "Ki-moon"."""
    return (
        index > 1
        and doc.tokens[index - 1].text == "-"
        and not doc.tokens[index - 1].space_after
        and (_capital(doc, index - 2))
    )


def _capital(doc: Doc, index: int) -> bool:
    text = doc.tokens[index].text
    word = doc.tokens[index].upos not in ("PRON", "DET") or _is_acronym(doc, index)
    return (text[:1].isupper() and word) or text[:1].isdigit()


def _is_acronym(doc: Doc, index: int) -> bool:
    """ "WHO" amid words of small letters is no pronoun."""
    text = doc.tokens[index].text
    sentence = doc.sentence_of(index)
    return (
        len(text) > 2
        and text.isupper()
        and any(doc.tokens[i].text.islower() for i in range(sentence.first, sentence.last))
    )


def _distinct(text: str) -> bool:
    """Several words, an acronym, or one long capitalised word: short single words are too common to be looked up."""
    return " " in text or "-" in text or (text.isupper() and len(text) > 1) or (text[:1].isupper() and len(text) > 3)


def _label(entries: tuple[ActorEntry, ...], state: StateWord | None) -> str:
    if state and state.use in ("adjective", "people"):
        return "NORP"
    if state and state.use in ("name", "capital", "weak"):
        return "GPE"
    kinds = {e.kind for e in entries}
    return "PER" if kinds == {"person"} else "ORG"
