"""How far a name or role noun reaches to the left, and which title stands before a name, is decided here.

Titles are read off the surface, since a tree is often wrong exactly there ("former US President X", "Acting Assistant
Secretary of State Y").
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.doc import Doc
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.agents import Agent
from sayso.syntax.nominals import with_bound
from sayso.text import folded

_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_JOINERS = frozenset({"'s", "’s", "'", "’", "-", "–", "."})
_FARTHEST = 12  # tokens a title may reach to the left


@dataclass(frozen=True, slots=True)
class Title:
    """The words before a name that give an office, rank or form of address: tokens first..last (exclusive)."""

    first: int
    last: int
    agent: Agent | None  # None for a bare form of address ("Mr")
    gender: str = ""


def words_of(doc: Doc, first: int, last: int) -> list[str]:
    """The folded words of some tokens, split where the text has blanks or hyphens."""
    return folded(doc.span_text(first, last)).split() if last > first else []


def chunk_start(doc: Doc, index: int) -> int:
    """The first token of the run of adjectives, nouns and possessives that ends at the token, with its determiner."""
    first, floor = index, doc.sentence_of(index).first
    while first > floor and _belongs(doc, first - 1, first):
        first -= 1
        if doc.tokens[first].upos == "DET" or doc.tokens[first].xpos == "PRP$":
            break
    while first < index and doc.tokens[first].text in _JOINERS:
        first += 1
    return with_bound(doc, _whole_name(doc, first, floor))


def _whole_name(doc: Doc, first: int, floor: int) -> int:
    """A phrase does not begin inside a name ("United States Government"), whatever the tags of its first words."""
    name = doc.name_at(first)
    if name is None or not floor <= name.first < first or name.label == "PER":
        return first
    return name.first - 1 if name.first > floor and doc.tokens[name.first - 1].upos == "DET" else name.first


def _belongs(doc: Doc, left: int, right: int) -> bool:
    token = doc.tokens[left]
    if token.upos in _NOMINAL or token.upos == "DET" or token.xpos == "PRP$":
        return not _list_break(doc, left, right)
    if token.text in _JOINERS:
        return token.upos != "PUNCT" or (not token.space_after or token.text == ".")
    participle = token.xpos in ("VBN", "VBG") or (token.upos == "VERB" and doc.tokens[left - 1].text == "-")
    return participle and _inside(doc, left, right)


def _inside(doc: Doc, left: int, right: int) -> bool:
    """A participle belongs to the noun behind it where the tree hangs it there."""
    return doc.tokens[left].head >= right or doc.tokens[left].text[:1].isupper()


def _list_break(doc: Doc, left: int, right: int) -> bool:
    """ "told reporters President X": a plural noun before a capitalised word is a phrase of its own."""
    one, other = doc.tokens[left], doc.tokens[right]
    return one.xpos == "NNS" and one.upos == "NOUN" and other.upos in ("PROPN", "NOUN") and other.text[:1].isupper()


def title_before(doc: Doc, base: ActorBase, first: int) -> Title | None:
    """The title that ends right before the token `first`, or None."""
    floor = max(doc.sentence_of(first).first, first - _FARTHEST)
    if first == floor or doc.tokens[first - 1].upos in ("VERB", "ADP", "CCONJ", "AUX", "ADV", "PRON"):
        return None
    agent = base.agents.of_text(doc.span_text(floor, first)) if _closed(doc, first) else None
    if agent is not None and (agent.length > 1 or agent.block.rank != "civilian"):
        begin = _words_back(doc, floor, first, agent.before + 1)
        return Title(_left(doc, base, begin), first, agent, agent.block.gender or "")
    return _address(doc, base, floor, first)


def _closed(doc: Doc, first: int) -> bool:
    """No comma or the like stands between the title and the name."""
    return doc.tokens[first - 1].upos != "PUNCT"


def _words_back(doc: Doc, floor: int, end: int, words: int) -> int:
    at = end
    while at > floor and len(words_of(doc, at, end)) < words:
        at -= 1
    return at


def _address(doc: Doc, base: ActorBase, floor: int, first: int) -> Title | None:
    """A short rank ("Lt. Gen.") or form of address ("Mrs.") before the name."""
    for size in (4, 3, 2, 1):
        if first - size < floor:
            continue
        words = " ".join(words_of(doc, first - size, first))
        long = base.persons.short.get(words)
        if long:
            return Title(_left(doc, base, first - size), first, base.agents.of_text(long))
        if words in base.persons.address and doc.tokens[first - size].text[:1].isupper():
            return Title(first - size, first, None, base.persons.address[words] or "")
    return None


def _left(doc: Doc, base: ActorBase, begin: int) -> int:
    """The title's own modifiers: country, "former", "acting", the body it belongs to, and the article."""
    first = begin
    floor = doc.sentence_of(begin).first
    while first > floor and _qualifies(doc, base, first - 1):
        first -= 1
        if doc.tokens[first].upos == "DET":
            break
    while first < begin and doc.tokens[first].text in _JOINERS:
        first += 1
    return first


def _qualifies(doc: Doc, base: ActorBase, index: int) -> bool:
    token = doc.tokens[index]
    if token.text in _JOINERS:
        return token.upos != "PUNCT" or not token.space_after
    if token.upos in ("ADJ", "DET"):
        return True
    if token.upos == "NOUN":
        return token.xpos == "NN"
    name = doc.name_at(index)
    if token.upos == "PROPN":
        known = base.states.sense(token.text) is not None or base.agents.of_text(token.text) is not None
        return known or (name is not None and name.label in ("ORG", "GPE", "NORP"))
    return folded(token.text) in ("acting", "ruling", "retired", "visiting", "outgoing", "sitting", "then")


def role_noun(doc: Doc, base: ActorBase, head: int, first: int, last: int) -> Agent | None:
    """The role noun whose head is the token `head` of the phrase first..last (exclusive)."""
    before = words_of(doc, first, head)
    own = words_of(doc, head, head + 1)
    if not own:
        return None
    after = words_of(doc, head + 1, min(max(last, _adjective_behind(doc, head)), head + 5))
    found = base.agents.match([*before, *own[:-1]], own[-1], after)
    if found is None or found.length > 1:
        return found
    return base.agents.match_apart(before, own[-1]) or found


def _adjective_behind(doc: Doc, head: int) -> int:
    """The end of "attorney general": an adjective right behind its noun belongs to it."""
    at = head + 1
    behind = at < len(doc.tokens) and doc.tokens[at].upos == "ADJ" and doc.tokens[at].head == head
    return at + 1 if behind else at
