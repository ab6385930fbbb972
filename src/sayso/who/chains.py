"""Which mentions of an article are one actor is decided here by sieves, the surest first.

Each sieve merges what it is sure of, since a wrong merge blames the wrong actor. A merge is refused where the two
chains contradict one another in kind, gender, number, country or name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from sayso.doc import Doc
from sayso.knowledge.actors import ActorBase
from sayso.model import Because
from sayso.syntax import appositions, is_negated, modal_of, predicate_nouns
from sayso.syntax.nominals import is_appositive, is_coordinated
from sayso.text import CLOSING_QUOTES, OPENING_QUOTES, STRAIGHT_QUOTES
from sayso.who.matching import given_only, is_acronym_of, same_body, same_person
from sayso.who.nominals import Nominal
from sayso.who.reading import Reading

_MARKS = frozenset(OPENING_QUOTES + CLOSING_QUOTES + STRAIGHT_QUOTES)


@dataclass
class Chains:
    """Mentions, their readings, and the chain each belongs to (the number of its first mention)."""

    doc: Doc
    base: ActorBase
    mentions: Sequence[Nominal]
    readings: Sequence[Reading]
    links: dict[int, Because] = field(default_factory=dict)  # mention -> why it joined
    slots: dict[int, str] = field(default_factory=dict)  # head of a mention -> its slot, once it was asked for
    _of: list[int] = field(default_factory=list)
    _members: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._of = list(range(len(self.mentions)))
        self._members = {i: [i] for i in self._of}
        self.by_head = {m.head: i for i, m in enumerate(self.mentions)}

    def chain(self, mention: int) -> int:
        """The number of the chain in which the mention stands."""
        return self._of[mention]

    def members(self, mention: int) -> list[int]:
        """All mentions of the chain in which the mention stands, in order of position."""
        return self._members[self._of[mention]]

    def all(self) -> list[list[int]]:
        """Every chain, in order of its first mention."""
        return [self._members[i] for i in sorted(self._members)]

    def sentence(self, mention: int) -> int:
        """The number of the sentence in which the mention stands."""
        return self.doc.tokens[self.mentions[mention].head].sentence

    def merge(self, one: int, other: int, rule: str, detail: str = "") -> bool:
        """Join the chains of two mentions unless they contradict; True where they are one afterwards."""
        a, b = sorted((self._of[one], self._of[other]))
        if a == b:
            return True
        if not self.agree(a, b):
            return False
        self._members[a] = sorted(self._members[a] + self._members[b])
        for mention in self._members.pop(b):
            self._of[mention] = a
        self.links.setdefault(max(one, other), Because(rule=rule, detail=detail))
        return True

    def country(self, mention: int) -> str | None:
        """The country of a mention: what its words say, else the base's where one entry is known."""
        countries = {c for e in self.mentions[mention].entries for c in e.countries}
        return self.readings[mention].country or (countries.pop() if len(countries) == 1 else None)

    def agree(self, one: int, other: int) -> bool:
        """False where two chains cannot be one actor."""
        first, second = self.members(one), self.members(other)
        return (
            _one_value(self._genders(first) | self._genders(second))
            and self._numbers_agree(first, second)
            and self._countries_agree(first, second)
            and self._names_agree(first, second)
            and not any(self._apart(i, j) for i in first for j in second)
        )

    def _genders(self, members: Sequence[int]) -> set[str]:
        return {self.mentions[i].gender for i in members} - {""}

    def _numbers_agree(self, first: Sequence[int], second: Sequence[int]) -> bool:
        """Persons are not plural; bodies and peoples may be either."""
        plurals = {self.mentions[i].plural for i in (*first, *second) if self.personal(i)}
        return not (True in plurals and False in plurals)

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The tokens between quotation marks; a mark left open ends with its paragraph."""
        found: set[int] = set()
        inside, block = False, -1
        for token in self.doc.tokens:
            here = self.doc.sentences[token.sentence].block
            inside, block = inside and here == block, here
            if token.text in _MARKS:
                inside = token.text in OPENING_QUOTES or (token.text in STRAIGHT_QUOTES and not inside)
            elif inside:
                found.add(token.index)
        return frozenset(found)

    def personal(self, mention: int) -> bool:
        """True where the mention names one or several persons, not a body, state or people."""
        nominal = self.mentions[mention]
        if nominal.kind == "name":
            return (nominal.label == "PER" and not nominal.entries) or any(e.kind == "person" for e in nominal.entries)
        if nominal.agent is not None:
            return nominal.agent.block.kind == "person"
        return nominal.gender in ("f", "m")

    def _countries_agree(self, first: Sequence[int], second: Sequence[int]) -> bool:
        """Role nouns with a country of their own do not join an actor of another."""
        one = {self.readings[i].country for i in first} - {None}
        other = {self.readings[i].country for i in second} - {None}
        return not one or not other or bool(one & other)

    def _names_agree(self, first: Sequence[int], second: Sequence[int]) -> bool:
        ones = [self.mentions[i] for i in first if self.mentions[i].kind == "name"]
        others = [self.mentions[i] for i in second if self.mentions[i].kind == "name"]
        return all(self._may_be_same(a, b) for a in ones for b in others)

    def _may_be_same(self, one: Nominal, other: Nominal) -> bool:
        if one.name == other.name and one.name.isupper():
            return True  # an acronym is a person's here and a body's there only by a slip
        if one.state and other.state and not (one.entries or other.entries):
            return one.state.state.id == other.state.state.id
        if one.label == "PER" and other.label == "PER" and not (one.entries and other.entries):
            same = same_person(one.name, other.name, self.base.persons)
            return (
                same
                or given_only(one.name, other.name, self.base.persons)
                or given_only(other.name, one.name, self.base.persons)
            )
        if one.entries and other.entries:
            return bool({e.id for e in one.entries} & {e.id for e in other.entries})
        return (one.label == "PER") == (other.label == "PER") or bool(one.entries or other.entries)

    def _apart(self, one: int, other: int) -> bool:
        """Parts of one coordination, and a mention inside another, are not the same actor."""
        a, b = self.mentions[one], self.mentions[other]
        if self.doc.tokens[a.head].sentence != self.doc.tokens[b.head].sentence:
            return False
        if "pronoun" not in (a.kind, b.kind) and is_coordinated(self.doc, a.head, b.head):
            return True
        inside = a.first <= b.head < a.last or b.first <= a.head < b.last
        return inside and not (is_appositive(self.doc, a.head) or is_appositive(self.doc, b.head))


def _one_value(values: set[str]) -> bool:
    return len(values) <= 1


Sieve = Callable[[Chains], None]


def run_sieves(chains: Chains) -> None:
    """The sieves of names, in order of trust."""
    for sieve in (_exact, _states, _known, _brackets, _appositions, _predicates, _acronyms, _surnames):
        sieve(chains)


def _names(chains: Chains) -> list[int]:
    return [i for i, m in enumerate(chains.mentions) if m.kind == "name"]


def _exact(chains: Chains) -> None:
    """The same name again."""
    names = [i for i in _names(chains) if chains.mentions[i].state is None or chains.mentions[i].entries]
    for n, i in enumerate(names):
        for j in names[:n]:
            one, other = chains.mentions[i], chains.mentions[j]
            if same_body(one.name, other.name) and chains.merge(j, i, "coref#exact", one.name):
                break


def _states(chains: Chains) -> None:
    """Names of one state; its people, its adjective and its seat of government each stay an actor of their own."""
    seen: dict[tuple[str, str], int] = {}
    for i, nominal in enumerate(chains.mentions):
        key = state_key(chains, i)
        if key is None or nominal.entries:
            continue
        if key in seen:
            chains.merge(seen[key], i, "coref#state", key[0])
        seen.setdefault(key, i)


def state_key(chains: Chains, mention: int) -> tuple[str, str] | None:
    """The state that a name or "the country" means, and whether the state, its people or its government is meant."""
    nominal, reading = chains.mentions[mention], chains.readings[mention]
    if nominal.state is not None:
        use = nominal.state.use
        return nominal.state.state.id, {"weak": "name", "adjective": "name", "seat": "capital"}.get(use, use)
    state = chains.base.states.of_code(reading.country) if reading.kind == "state" else None
    return (state.id, "name") if state else None


def _known(chains: Chains) -> None:
    """Two names under which the base files one actor."""
    seen: dict[str, int] = {}
    for i in _names(chains):
        entries = chains.mentions[i].entries
        if len(entries) != 1:
            continue
        id_ = entries[0].id
        if id_ in seen:
            chains.merge(seen[id_], i, "coref#alias", id_)
        seen.setdefault(id_, i)


def _brackets(chains: Chains) -> None:
    """ "Long Name (LN)", "X (Y)": a name in brackets right behind a name is another name of the same body."""
    names = _names(chains)
    for i, j in pairwise(names):
        one, other = chains.mentions[i], chains.mentions[j]
        if "PER" in (one.label, other.label) and not (one.entries and other.entries) and not other.name.isupper():
            continue
        tokens = chains.doc.tokens
        opened = other.first == one.last + 1 and tokens[one.last].text == "("
        if opened and other.last < len(tokens) and tokens[other.last].text == ")":
            chains.merge(i, j, "coref#brackets", other.name)


def _appositions(chains: Chains) -> None:
    """ "X, the leader of Y": one of the two is a name, the other a role noun, both of one kind."""
    for i, nominal in enumerate(chains.mentions):
        for head in appositions(chains.doc, nominal.head):
            j = chains.by_head.get(head)
            if j is not None and _may_describe(chains, i, j):
                chains.merge(i, j, "coref#apposition", chains.doc.span_text(nominal.first, nominal.last))


def _may_describe(chains: Chains, name: int, noun: int) -> bool:
    one, other = chains.mentions[name], chains.mentions[noun]
    if "pronoun" in (one.kind, other.kind) or (one.kind, other.kind) == ("name", "name"):
        return False
    if one.plural is True and other.plural is not True and other.kind == "name":
        return False
    return chains.personal(name) == chains.personal(noun)


def _predicates(chains: Chains) -> None:
    """ "X is the leader of Y", affirmed and in fact."""
    for i, nominal in enumerate(chains.mentions):
        for head in predicate_nouns(chains.doc, nominal.head):
            j = chains.by_head.get(head)
            if j is None or is_negated(chains.doc, head) or modal_of(chains.doc, head):
                continue
            if (
                chains.mentions[j].kind == "noun"
                and nominal.kind == "name"
                and chains.personal(i) == chains.personal(j)
            ):
                chains.merge(i, j, "coref#predicate", nominal.name)


def _acronyms(chains: Chains) -> None:
    """An acronym of one longer name of the article."""
    names = [i for i in _names(chains) if chains.mentions[i].label != "PER"]
    for i in names:
        short = chains.mentions[i].name
        full = {chains.chain(j) for j in names if is_acronym_of(short, chains.mentions[j].name)}
        if len(full) == 1:
            chains.merge(full.pop(), i, "coref#acronym", short)


def _surnames(chains: Chains) -> None:
    """A surname for the full name, where only one actor of the article fits; else the last one before that agrees."""
    persons = [i for i in _names(chains) if chains.mentions[i].label == "PER"]
    for i in sorted(persons, key=lambda i: len(chains.mentions[i].name.split())):
        name = chains.mentions[i].name
        fits = [
            j for j in persons if chains.chain(j) != chains.chain(i) and _longer(chains, name, chains.mentions[j].name)
        ]
        fitting = {chains.chain(j) for j in fits if chains.agree(i, j)}
        before = [j for j in fits if j < i and chains.chain(j) in fitting]
        if len(fitting) == 1:
            chains.merge(fitting.pop(), i, "coref#surname", name)
        elif before and len(fitting) > 1:
            chains.merge(before[-1], i, "coref#surname-last", name)


def _longer(chains: Chains, name: str, other: str) -> bool:
    if len(other.split()) <= len(name.split()) and len(name) >= len(other):
        return False
    return same_person(name, other, chains.base.persons) or given_only(name, other, chains.base.persons)
