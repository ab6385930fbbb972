"""Which words of an article could name an actor is decided here, each with its extent, head and what its form tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sayso import paths
from sayso.doc import Doc
from sayso.knowledge.actors import ActorBase, ActorEntry
from sayso.knowledge.agents import Agent
from sayso.knowledge.loading import read_mapping
from sayso.knowledge.states import StateWord
from sayso.model import MentionKind
from sayso.syntax import governor, possessor, predicate_nouns
from sayso.syntax.nominals import heads_phrase, is_modifier, phrase_end, span_head
from sayso.text import folded
from sayso.who.chunks import Title, chunk_start, role_noun, title_before, words_of
from sayso.who.names import NameSpan, name_spans

_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})


@dataclass(frozen=True, slots=True)
class Nominal:
    """One possible mention of an actor; tokens first..last (exclusive) are its extent."""

    head: int
    first: int
    last: int
    kind: MentionKind
    label: str = ""  # PER ORG GPE NORP of names, else ""
    name: str = ""
    name_first: int = -1  # first token of the name itself
    agent: Agent | None = None
    title: Title | None = None
    entries: tuple[ActorEntry, ...] = ()
    state: StateWord | None = None
    plural: bool | None = None
    gender: str = ""  # f m n or ""
    person: int = 3
    definite: bool = False
    words: tuple[str, ...] = ()  # folded words of the chunk up to the head

    @property
    def role(self) -> Agent | None:
        """The role noun of the mention, its own or its title's."""
        return self.agent or (self.title.agent if self.title else None)


def nominals(doc: Doc, base: ActorBase) -> tuple[Nominal, ...]:
    """All possible mentions in order of position, at most one a head word."""
    names = [n for span in name_spans(doc, base) for n in _named(doc, base, span)]
    titles = {i for n in names if n.title for i in _consumed(doc, n) if i < n.name_first}
    names = [n for n in names if n.name_first not in titles]
    consumed = {i for n in names for i in _consumed(doc, n)}
    nouns = [n for i in range(len(doc.tokens)) if i not in consumed and (n := _noun(doc, base, i))]
    pronouns = [n for i in range(len(doc.tokens)) if (n := pronoun_at(doc, i))]
    inside = {i for n in nouns if n.agent for i in range(n.head + 1, n.head + 1 + n.agent.after)}
    nouns = [n for n in nouns if n.head not in inside]  # no "staff" in "chief of staff"
    found = {n.head: n for n in (*pronouns, *nouns, *names)}
    return tuple(sorted(found.values(), key=lambda n: (n.first, n.last)))


def _consumed(doc: Doc, nominal: Nominal) -> Iterator[int]:
    """Tokens that belong to a name and must not make mentions of their own: the name, and its title's role noun."""
    yield from range(nominal.name_first, nominal.last)
    if nominal.title and nominal.title.agent:
        length, at = nominal.title.agent.length, nominal.name_first
        while at > nominal.first and len(words_of(doc, at, nominal.name_first)) < length:
            at -= 1
        yield from range(at, nominal.name_first)


def _named(doc: Doc, base: ActorBase, span: NameSpan) -> Iterator[Nominal]:
    """The mention that a name makes, if any."""
    head = span_head(doc, span.first, span.last)
    if span.label == "PER" and not _is_body(span.entries):
        yield _person(doc, base, span)
    elif span.state is not None and (not span.entries or span.state.use == "seat"):
        yield from _state(doc, base, span, head)
    elif not span.entries and _names_site(doc, base, head):
        return
    elif span.entries or span.label == "ORG" or (span.label == "NORP" and not _says_which(doc, base, span, head)):
        yield _body(doc, base, span, head)


def _names_site(doc: Doc, base: ActorBase, head: int) -> bool:
    """ "the Orlu airbase": the name belongs to a place, which is no actor."""
    owner = is_modifier(doc, head)
    return owner is not None and folded(doc.tokens[owner].lemma) in base.agents.qualifiers.site_nouns


def _is_body(entries: Sequence[ActorEntry]) -> bool:
    return bool(entries) and all(e.kind != "person" for e in entries)


def _person(doc: Doc, base: ActorBase, span: NameSpan) -> Nominal:
    first = span.first if span.entries else _after_title(doc, base, span)
    title = title_before(doc, base, first)
    begin = title.first if title else span.first
    name = doc.span_text(first, span.last)
    head = _head_with_title(doc, begin, first, span.last)
    gender = (title.gender if title else "") or _entry_gender(span.entries) or base.persons.gender_of(name) or ""
    entries = span.entries or base.named(name) if " " in name else span.entries
    words = tuple(words_of(doc, begin, span.last))
    return Nominal(
        head, begin, span.last, "name", "PER", name, first, None, title, entries, None, False, gender, words=words
    )


def _entry_gender(entries: Sequence[ActorEntry]) -> str:
    genders = {e.gender for e in entries}
    return (genders.pop() or "") if len(genders) == 1 else ""


def _after_title(doc: Doc, base: ActorBase, span: NameSpan) -> int:
    """Where the name itself begins, when the model's span takes in a title ("Dr. Roe", "Secretary of State Roe")."""
    for at in range(span.last - 1, span.first, -1):
        title = title_before(doc, base, at)
        if title is not None and title.first <= span.first and doc.tokens[at].text[:1].isupper():
            return at
    return span.first


def _head_with_title(doc: Doc, begin: int, name_first: int, last: int) -> int:
    """The name's head as the tree has it, or the title word above it where the tree heads the phrase there."""
    head = span_head(doc, name_first, last)
    above = doc.tokens[head].head
    while begin <= above < name_first:
        head, above = above, doc.tokens[above].head
    return head


def _state(doc: Doc, base: ActorBase, span: NameSpan, head: int) -> Iterator[Nominal]:
    """A state, its people or its government's seat; no actor where the word only says where or which."""
    assert span.state is not None
    if _says_which(doc, base, span, head):
        return
    use = span.state.use
    if use in ("capital", "seat") and not _stands_for_government(doc, base, head, seat=use == "seat"):
        return
    if use == "adjective" and doc.tokens[head].upos != "ADJ" and heads_phrase(doc, head):
        sense = base.states.sense(doc.span_text(span.first, span.last), "people")
        span = replace(span, state=sense or span.state)
    first = _with_article(doc, span.first)
    name = doc.span_text(span.first, span.last)
    label = "NORP" if span.state and span.state.use == "people" else "GPE"
    plural = doc.tokens[head].xpos in ("NNPS", "NNS") if label == "NORP" else False
    yield Nominal(
        head, first, span.last, "name", label, name, span.first, entries=span.entries, state=span.state, plural=plural,
        gender="n" if label == "GPE" else "", words=tuple(words_of(doc, first, span.last)),
    )  # fmt: skip


def _says_which(doc: Doc, base: ActorBase, span: NameSpan, head: int) -> bool:
    """The word only tells which actor is meant ("Iraqi" in "Iraqi groups", "US" in "US-backed forces")."""
    owner = is_modifier(doc, head)
    hyphen = (
        span.last + 1 < len(doc.tokens)
        and doc.tokens[span.last].text == "-"
        and not doc.tokens[span.last - 1].space_after
    )
    if hyphen:
        second = folded(doc.tokens[span.last + 1].text)
        owner = is_modifier(doc, span.last + 1) if second in base.agents.qualifiers.own else None
        return owner is None or _is_role(doc, base, owner)
    return owner is not None and not span.first <= owner < span.last and _is_role(doc, base, owner)


def _is_role(doc: Doc, base: ActorBase, index: int) -> bool:
    return role_noun(doc, base, index, chunk_start(doc, index), index + 1) is not None


def _stands_for_government(doc: Doc, base: ActorBase, head: int, *, seat: bool) -> bool:
    """ "Moscow said", "Moscow's decision", "accused Moscow", "the Kremlin": not "in Moscow", "near the Kremlin"."""
    above = governor(doc, head)
    if above is None:
        return False
    word, slot = above
    qualifiers = base.agents.qualifiers
    lemma = folded(doc.tokens[word].lemma)
    if seat:
        return slot not in qualifiers.place_slots
    if slot == "subject":
        return not any(head in (doc.tokens[p].index,) for p in predicate_nouns(doc, head)) and _acts(doc, word)
    if slot in ("possessor", "compound", "adjective"):
        return lemma in qualifiers.metonym_nouns
    if slot == "object":
        return lemma in qualifiers.metonym_verbs
    return slot in qualifiers.metonym_slots


def _acts(doc: Doc, word: int) -> bool:
    """The predicate is a verb, not a description ("Moscow is cold")."""
    return doc.tokens[word].upos in ("VERB", "AUX")


def _with_article(doc: Doc, first: int) -> int:
    floor = doc.sentence_of(first).first
    return first - 1 if first > floor and doc.tokens[first - 1].text.lower() == "the" else first


def _body(doc: Doc, base: ActorBase, span: NameSpan, head: int) -> Nominal:
    inner = is_modifier(doc, head) is not None
    first = (
        span.first if inner else max(chunk_start(doc, span.first), _after_name(doc, base, span.first, span.first - 8))
    )
    name = doc.span_text(span.first, span.last)
    agent = base.agents.of_text(name) or _body_of(base, name)
    agent = agent if agent and agent.block.kind != "person" else None
    label = span.label if span.label in _BODY_LABELS else "ORG"
    label = "ORG" if span.entries and label not in ("ORG", "NORP") else label
    words = tuple(words_of(doc, first, span.last))
    return Nominal(
        head,
        first,
        span.last,
        "name",
        label,
        name,
        span.first,
        agent,
        None,
        span.entries,
        span.state,
        None,
        "n",
        words=words,
    )


def _body_of(base: ActorBase, name: str) -> Agent | None:
    """The kind of body before "of" ("University of X"); words that name other things too say nothing there."""
    agent = base.agents.of_text(name.partition(" of ")[0]) if " of " in name else None
    return None if agent is None or agent.block.weak else agent


def _is_other_name(doc: Doc, base: ActorBase, at: int) -> bool:
    """A person's or body's name, but not a state's word."""
    name = doc.name_at(at)
    if name is None or name.label not in ("PER", "ORG"):
        return False
    return base.states.sense(doc.span_text(name.first, name.last), "name", "adjective") is None


def _after_name(doc: Doc, base: ActorBase, end: int, first: int) -> int:
    """The chunk of a body's name must not run into the name before it."""
    for at in range(end - 1, max(first, 0) - 1, -1):
        half = at + 2 < end and doc.tokens[at + 1].text == "-"  # "state-run", "Hamas-run"
        if not half and (_is_other_name(doc, base, at) or doc.tokens[at].upos == "NOUN"):
            return at + 1
    return max(first, 0)


def _noun(doc: Doc, base: ActorBase, index: int) -> Nominal | None:
    """A role noun with its modifiers ("three gunmen", "the deputy commander of the unit")."""
    token = doc.tokens[index]
    if token.upos not in ("NOUN", "PROPN") or not (heads_phrase(doc, index) or possessor_of(doc, index)):
        return None
    first = chunk_start(doc, index)
    agent = role_noun(doc, base, index, first, phrase_end(doc, index))
    if agent is None or (agent.block.weak and not _is_specific(doc, base, index, first)):
        return None
    last = max(phrase_end(doc, index), _match_end(doc, index, agent))
    determiner = doc.tokens[first].text.lower()
    definite = determiner in ("the", "this", "these", "that", "those") or doc.tokens[first].xpos == "PRP$"
    plural = agent.plural or token.xpos in ("NNS", "NNPS")
    gender = agent.block.gender or ("" if agent.block.kind in ("person", "people") else "n")
    words = tuple(words_of(doc, first, index + 1))
    return Nominal(
        index, first, last, "noun", agent=agent, plural=plural, gender=gender,
        definite=definite or possessor(doc, index) is not None, words=words,
    )  # fmt: skip


def possessor_of(doc: Doc, index: int) -> bool:
    """True where the word is followed by a possessive ending."""
    return (
        index + 1 < len(doc.tokens)
        and doc.tokens[index + 1].text in ("'s", "’s", "'", "’")
        and (doc.tokens[index + 1].upos == "PART")
    )


def _match_end(doc: Doc, index: int, agent: Agent) -> int:
    at = index + 1
    while at < len(doc.tokens) and len(words_of(doc, index + 1, at)) < agent.after:
        at += 1
    return at


def _is_specific(doc: Doc, base: ActorBase, index: int, first: int) -> bool:
    """A weak noun ("house", "office", "unit") is an actor only with a state, a body or a person before it."""
    return any(base.states.senses(doc.tokens[i].text) or doc.name_at(i) is not None for i in range(first, index))


@lru_cache(maxsize=1)
def _pronouns() -> dict[str, dict[str, object]]:
    return dict(read_mapping(paths.knowledge() / "lang" / "en" / "titles" / "pronouns.yml"))


def pronoun_at(doc: Doc, index: int) -> Nominal | None:
    """The mention that a personal pronoun makes, or None for any other word."""
    token = doc.tokens[index]
    form = _pronouns().get(token.text.lower()) if token.upos == "PRON" or token.xpos == "PRP$" else None
    if form is None:
        return None
    plural = form.get("plural")
    return Nominal(
        index, index, index + 1, "pronoun", plural=bool(plural) if plural is not None else None,
        gender=str(form.get("gender", "")), person=int(str(form["person"])), words=(token.text.lower(),),
    )  # fmt: skip
