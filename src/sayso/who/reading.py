"""What the text itself says of one mention (country, sectors, role, whose) is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.doc import Doc
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.agents import Agent
from sayso.knowledge.homes import shipped_homes
from sayso.knowledge.states import StateWord
from sayso.knowledge.terms import term_at
from sayso.model import ActorKind, Because
from sayso.syntax import frame
from sayso.text import folded, squeezed
from sayso.who.chunks import words_of
from sayso.who.homes import home_country, place_country
from sayso.who.nominals import Nominal

OFFICES = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY"})
_WORLD = frozenset({"UNO", "IGO", "NGO"})  # bodies that do not govern: their officials are not GOV
_SENT = "diplomat"  # who is sent by the first country named with him ("the US Syria envoy")
_ARMS = frozenset({"MIL", "COP", "JUD", "SPY", "LEG"})  # "federal troops", "state police" stay what they are
_OWNER_SLOTS = ("possessor", "compound", "of", "for", "from", "at", "with")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words around one mention say; `owner` is the head of the mention that the role belongs to."""

    kind: ActorKind | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    rank: str = ""
    former: bool = False
    owner: int | None = None
    body: bool = False
    because: tuple[Because, ...] = ()


@dataclass
class Reader:
    """Reads the mentions of one article; what a role's owner says is read first, once."""

    doc: Doc
    base: ActorBase
    by_head: Mapping[int, Nominal]
    date: str | None
    near: frozenset[str] = frozenset()  # countries that the article names
    _read: dict[int, Reading] = field(default_factory=dict)

    def read(self, nominal: Nominal) -> Reading:
        """The reading of one mention; a bare name gives an empty one."""
        if nominal.head not in self._read:
            self._read[nominal.head] = Reading()  # what a circle of owners finds
            self._read[nominal.head] = self._fresh(nominal)
        return self._read[nominal.head]

    def _fresh(self, nominal: Nominal) -> Reading:
        if nominal.kind == "pronoun":
            return Reading()
        if nominal.state is not None and nominal.agent is None:
            return _of_state(nominal.state)
        if nominal.role is None:
            return _of_name(nominal, self.base, self.doc)
        return self._of_role(nominal, nominal.role)

    def _of_role(self, nominal: Nominal, agent: Agent) -> Reading:
        owner = _owner(self.doc, nominal, self.by_head)
        text = _role_words(self.doc, nominal)
        former = _is_former(self.base, nominal)
        owned = self._told(owner) if owner else (None, ())
        country, seats, why = self._country(nominal, agent, owner, owned[0])
        words = _free_words(self.doc, nominal, owner)
        around = _of_inner(self.base, words, agent, bool(country)) or _adjectives(self.base, words, agent)
        sectors = _sectors(agent, around, owned[1] or seats, bool(country))
        if former and agent.block.kind == "person" and OFFICES & set(sectors):
            sectors = ("ELI",)
        if country in _WORLD and sectors == ("GOV",):
            sectors = owned[1]
        because = (Because(rule=f"agents#{agent.word.replace(' ', '-')}", detail=text), *why)
        return Reading(
            _kind(nominal, agent, country), country, sectors, text, agent.block.rank, former,
            owner.head if owner else None, agent.block.body, because,
        )  # fmt: skip

    def _told(self, owner: Nominal) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors of the body or person that a role belongs to, by its own mention or the base."""
        if owner.state is not None:
            return owner.state.country, ()
        reading = self.read(owner)
        terms = {(t.country, t.sectors) for t in (term_at(e, self.date) for e in owner.entries)}
        if len(terms) == 1 and reading.country in (None, *(t[0] for t in terms)):
            return terms.pop()
        personal = reading.kind == "person" or (owner.agent is not None and owner.agent.block.kind == "person")
        return reading.country, () if personal else reading.sectors

    def _country(
        self, nominal: Nominal, agent: Agent, owner: Nominal | None, owned: str | None
    ) -> tuple[str | None, tuple[str, ...], tuple[Because, ...]]:
        """The country, the sectors of a seat of power among the words, and the reason."""
        named = list(state_words(self.base, _role_text(self.doc, nominal)))
        sent = agent.block.rank == _SENT
        if sent and owned is not None and owner is not None and owner.last <= nominal.head:
            named = []  # "the UN's Libya envoy" is sent to Libya, not by it
        for word in named[:1] if sent else named[-1:]:
            because = Because(rule=f"{word.state.id}#{word.use}", detail=word.state.name)
            return word.country, word.sectors if word.use == "seat" else (), (because,)
        known = nominal.kind == "name" and nominal.title is None and nominal.entries
        if agent.block.country and not known:  # "the alliance" is one of states, the "State of Law Alliance" is not
            return agent.block.country, (), ()
        if owner is not None and owned is not None:
            return owned, (), (Because(rule="who#owner", detail=owner.name or " ".join(owner.words)),)
        return (None, (), ()) if known else self._home(nominal, agent)

    def _home(self, nominal: Nominal, agent: Agent) -> tuple[str | None, tuple[str, ...], tuple[Because, ...]]:
        """The country of the state, else of the city or region, that the words name as the role's place."""
        country, because = place_country(self.doc, nominal, self.base, agent)
        if country is None:
            country, because = home_country(self.doc, nominal, self.base, agent, self.near)
        return country, (), because


def _role_words(doc: Doc, nominal: Nominal) -> str:
    end = nominal.name_first if nominal.title else nominal.last
    return squeezed(doc.text[doc.tokens[nominal.first].start : doc.tokens[max(end, nominal.first + 1) - 1].end])


def _of_state(word: StateWord) -> Reading:
    kind: ActorKind = (
        "people" if word.use == "people" else "organization" if word.use in ("capital", "seat") else "state"
    )
    rule = f"{word.state.id}#{word.use}"
    return Reading(kind, word.country, word.sectors, because=(Because(rule=rule, detail=word.state.name),))


def _of_name(nominal: Nominal, base: ActorBase, doc: Doc) -> Reading:
    """A body's own name may tell its country ("Iraqi Red Crescent"); a person's never does."""
    if nominal.label == "PER":
        return Reading(kind="person")
    words = list(state_words(base, squeezed(doc.span_text(nominal.first, _named_end(nominal)))))
    country = words[0].country if words else None
    because = (Because(rule=f"{words[0].state.id}#in-name", detail=nominal.name),) if words else ()
    return Reading("people" if nominal.label == "NORP" else "organization", country, because=because)


def state_words(base: ActorBase, text: str) -> Iterator[StateWord]:
    """The words of a phrase that name a state as its own: not "anti-X", not "X-backed", not "ethnic X"."""
    words = text.replace("’", "'").split()
    at = 0
    while at < len(words):
        size, sense = _state_at(base, words, at)
        descent = at > 0 and words[at - 1].lower() in shipped_homes().words.descent
        if sense is not None and not descent:
            yield sense
        at += size


def _state_at(base: ActorBase, words: Sequence[str], at: int) -> tuple[int, StateWord | None]:
    if words[at].islower() and words[at] != "the":
        return 1, None  # of names with a small first word only "the Solomons" and the like are not found at the next
    for size in (4, 3, 2, 1):
        phrase = " ".join(words[at : at + size])
        if at + size <= len(words):
            sense = _own_state(base, phrase)
            if sense is not None:
                return size, sense
    return 1, None


def _own_state(base: ActorBase, phrase: str) -> StateWord | None:
    bare = phrase.strip("\"“”'(),;").removesuffix("'s").removesuffix("'")
    first, hyphen, second = bare.partition("-")
    if hyphen and base.states.sense(bare) is None:
        qualifiers = base.agents.qualifiers
        if folded(first) in qualifiers.against or folded(second) not in qualifiers.own:
            return None
        bare = first
    return base.states.sense(bare, "name", "adjective", "people", "seat")


def _owner(doc: Doc, nominal: Nominal, by_head: Mapping[int, Nominal]) -> Nominal | None:
    """The body, person or role that the mention's role belongs to ("Hamas" in "a Hamas leader")."""
    if nominal.title is not None:
        inside = [
            n for n in by_head.values() if nominal.first <= n.head < nominal.name_first and n.head != nominal.head
        ]
        named = [n for n in inside if n.state is None or n.entries]
        return (
            max(named, key=lambda n: n.head) if named else _owner_in_tree(doc, nominal, by_head, ("of", "for", "from"))
        )
    return _owner_in_tree(doc, nominal, by_head, _OWNER_SLOTS)


def _owner_in_tree(doc: Doc, nominal: Nominal, by_head: Mapping[int, Nominal], slots: Sequence[str]) -> Nominal | None:
    around = frame(doc, nominal.head)
    for slot in slots:
        for filler in around.get(slot):
            other = by_head.get(filler)
            if other is not None and other.head != nominal.head:
                return other
    inside = [n for n in by_head.values() if nominal.first <= n.first and n.last <= nominal.head and n.entries]
    return inside[-1] if inside else _owner_behind(doc, nominal, by_head) or _owner_before(doc, nominal, by_head)


def _owner_behind(doc: Doc, nominal: Nominal, by_head: Mapping[int, Nominal]) -> Nominal | None:
    """ "leader of the X" read off the words, where the tree hangs the X elsewhere."""
    at = nominal.head + 1 + (nominal.agent.after if nominal.agent else 0)
    if nominal.kind != "noun" or at >= len(doc.tokens) or doc.tokens[at].text.lower() not in ("of", "for"):
        return None
    return next((n for n in by_head.values() if n.first == at + 1 and n.kind != "pronoun"), None)


def _owner_before(doc: Doc, nominal: Nominal, by_head: Mapping[int, Nominal]) -> Nominal | None:
    """ "X's leader" read off the words, where the tree does not hang the X on the role."""
    mark = nominal.first - 1
    if nominal.kind != "noun" or mark < 1 or doc.tokens[mark].text not in ("'s", "’s"):
        return None
    return next((n for n in by_head.values() if n.last == mark and n.kind == "name"), None)


def _is_former(base: ActorBase, nominal: Nominal) -> bool:
    title = nominal.title
    words = nominal.words[: title.last - title.first + 2] if title else nominal.words
    return bool(base.agents.qualifiers.former & set(words))


def _kind(nominal: Nominal, agent: Agent, country: str | None) -> ActorKind:
    if nominal.label == "PER":
        return "person"
    if nominal.kind == "name":
        return "group" if agent.block.kind == "group" else "organization"
    if agent.block.kind == "people":
        return "people" if country else "unnamed"
    known = (country and nominal.definite) or (agent.block.kind == "organization" and country)
    return agent.block.kind if known and agent.block.kind in ("organization", "group") else "unnamed"


def _role_text(doc: Doc, nominal: Nominal) -> str:
    end = nominal.name_first if nominal.title else max(nominal.head + 1, nominal.first + 1)
    if nominal.kind == "name" and not nominal.title:
        end = _named_end(nominal)
    return doc.span_text(nominal.first, end)


def _named_end(nominal: Nominal) -> int:
    """Where the telling words of a body end: a name that the base knows as a whole is not read word by word."""
    return max(nominal.name_first, nominal.first) if nominal.entries else nominal.last


def _sectors(agent: Agent, adjectives: Sequence[str], owned: tuple[str, ...], state: bool) -> tuple[str, ...]:
    """Sectors in the order of trust: the body named with the role, the adjectives, the state, the noun itself."""
    block = agent.block
    if block.body and owned:
        return owned
    around = [s for s in adjectives if not (s == "GOV" and _ARMS & set(block.sectors))]
    if around and (block.body or not block.sectors):
        return (around[0],)
    return (block.state if state and block.state else block.sectors) or owned


def _free_words(doc: Doc, nominal: Nominal, owner: Nominal | None) -> Sequence[str]:
    """The words of the mention without its owner's name: "union" says nothing in "African Union envoy"."""
    if owner is None or not owner.entries or not nominal.first <= owner.first < owner.last <= nominal.head:
        return nominal.words
    return [*words_of(doc, nominal.first, owner.first), *words_of(doc, owner.last, nominal.head + 1)]


def _of_inner(base: ActorBase, words: Sequence[str], agent: Agent, state: bool) -> list[str]:
    """Sectors of the body named right before the role: a "health ministry spokesman" is no medic."""
    before = list(words[: len(words) - agent.before - 1])
    inner = base.agents.match(before[:-1], before[-1]) if before else None
    if inner is None or inner.block.kind not in ("organization", "group") or not (inner.length > 1 or state):
        return []
    return list(inner.block.state if state and inner.block.state else inner.block.sectors)


def _adjectives(base: ActorBase, words: Sequence[str], agent: Agent) -> list[str]:
    """Sectors that adjectives before the noun name, the nearest first; "anti-terror" says what somebody is against."""
    told, against, own = base.agents.qualifiers.sectors, base.agents.qualifiers.against, set(agent.word.split())
    found: list[str] = []
    for before, word in zip(("", *words), words):
        sector = told.get(f"{before} {word}") if before in against else told.get(word)
        if sector and word not in own:
            found.insert(0, sector)
    return found
