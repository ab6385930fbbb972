"""Which country a role is held in is decided here, from the place named with it: "the mayor of X", "X police"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.doc import Doc
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.agents import Agent
from sayso.knowledge.homes import shipped_homes
from sayso.knowledge.states import StateWord
from sayso.model import Because
from sayso.syntax import frame
from sayso.text import folded
from sayso.who.nominals import Nominal

_LOCAL = frozenset(
    {"CVL", "OPP", "COP", "GOV", "LEG", "JUD", "EDU", "MED", "LAB", "REL", "AGR", "REB", "PRM", "CRM", "UAF"}
)  # roles that people hold at home: not soldiers, envoys, reporters or merchants
_HYPHENS = frozenset({"-", "–"})
# Inhabitants below which a place tells no country behind a role ("the mayor of X"), before one, in a body's name
# ("Green Dawn Brigade" has no home).
_VILLAGE, _TOWN, _CITY = 1_000, 20_000, 300_000
_LONGEST = 4  # words of a place's name before a role
Found = tuple[str | None, tuple[Because, ...]]


def named_states(doc: Doc, base: ActorBase) -> frozenset[str]:
    """Countries that the article names outright: they tell which of several places of one name is meant."""
    words = (base.states.sense(doc.span_text(n.first, n.last), "name", "adjective", "people") for n in doc.names)
    return frozenset(w.country for w in words if w is not None)


def place_countries(doc: Doc, base: ActorBase) -> frozenset[str]:
    """Countries in whose capitals or large cities the article is set: they tell whom a name that many share can mean."""
    names = dict.fromkeys(doc.span_text(n.first, n.last) for n in doc.names if n.label in ("GPE", "LOC"))
    found = (_home(base, name, frozenset(), _CITY) for name in names if base.states.sense(name, "name") is None)
    return frozenset(country for country in found if country is not None)


def place_country(doc: Doc, nominal: Nominal, base: ActorBase, agent: Agent) -> Found:
    """ "police in X", "the parliament of X": the state behind, where the role is one that people hold at home."""
    for slot, filler in _fillers(doc, nominal, agent):
        word = _place_state(doc, base, filler)
        if word is not None:
            return word.country, (Because(rule=f"{word.state.id}#{slot}", detail=doc.tokens[filler].text),)
    return None, ()


def home_country(doc: Doc, nominal: Nominal, base: ActorBase, agent: Agent, near: frozenset[str]) -> Found:
    """The country of a city, region or regional people before the role or behind it ("Bavarian police")."""
    least = _CITY if nominal.kind == "name" and nominal.title is None else _TOWN
    places = [(name, least) for name in _before(doc, base, nominal)]
    places += _behind(doc, nominal, agent)
    for name, size in places:
        country = _home(base, name, near, size)
        if country is not None:
            return country, (Because(rule="who#home", detail=name),)
    return _dual(doc, base, nominal) if agent.block.kind == "person" else (None, ())


def _home(base: ActorBase, name: str, near: frozenset[str], least: int) -> str | None:
    if folded(name) in base.agents.qualifiers.namesakes:
        return None
    word = base.states.sense(name, "capital")
    return word.country if word else shipped_homes().country(name, near, least=least)


def _dual(doc: Doc, base: ActorBase, nominal: Nominal) -> Found:
    """ "French-Algerian": of two adjectives the first, but the citizenship where people came to settle."""
    homes = shipped_homes()
    for at in range(nominal.first, max(nominal.name_first, nominal.head) - 2):
        one, hyphen, other = (doc.tokens[i].text for i in (at, at + 1, at + 2))
        second = base.states.sense(other, "adjective") if hyphen in _HYPHENS else None
        first = base.states.sense(one, "adjective") if second else None
        country = first.country if first else homes.combined(one)
        if second is not None and country is not None:
            country = second.country if other in homes.words.settled else country
            return country, (Because(rule="who#dual", detail=f"{one}-{other}"),)
    return None, ()


def _fillers(doc: Doc, nominal: Nominal, agent: Agent) -> Iterator[tuple[str, int]]:
    for slot in ("of", "from", "in"):
        if slot == "in" and (
            not _LOCAL & set(agent.block.sectors) or not shipped_homes().words.abroad.isdisjoint(nominal.words)
        ):
            continue
        for filler in _places(doc, nominal.head, slot, deep=slot == "of" and not agent.block.body):
            yield slot, filler


def _places(doc: Doc, head: int, slot: str, *, deep: bool) -> Iterator[int]:
    """What stands in the slot, then what belongs to that: "the minister of labour and social security of X"."""
    fillers = frame(doc, head).get(slot)
    yield from fillers
    if deep:
        for filler in fillers:
            yield from frame(doc, filler).get("of")


def _place_state(doc: Doc, base: ActorBase, index: int) -> StateWord | None:
    """The state that a word, or the name it stands in, names; a capital names its own unless others share its name."""
    return next((w for form in shipped_homes().forms(_name_at(doc, index)) if (w := _state_word(base, form))), None)


def _state_word(base: ActorBase, name: str) -> StateWord | None:
    namesake = folded(name) in base.agents.qualifiers.namesakes
    return base.states.sense(name, "name") or (None if namesake else base.states.sense(name, "capital"))


def _name_at(doc: Doc, index: int) -> str:
    """The name in which the word stands; of a body called after a place ("University of X") the place alone."""
    name = doc.name_at(index)
    if name is None:
        return doc.tokens[index].text
    of = [i for i in range(name.first, index) if doc.tokens[i].text == "of"]
    return doc.span_text(of[-1] + 1 if of else name.first, name.last)


def _behind(doc: Doc, nominal: Nominal, agent: Agent) -> Iterator[tuple[str, int]]:
    """The names in the slots behind the role, each with its least size; of a common noun none ("residents of camps")."""
    for _, filler in _fillers(doc, nominal, agent):
        name = doc.name_at(filler)
        if name is not None and doc.tokens[name.first - 1].upos != "PART":  # not the half of "Cox's Bazar"
            yield _name_at(doc, filler), _VILLAGE
        elif doc.tokens[filler].upos == "PROPN":
            yield _name_at(doc, filler), _TOWN


def _before(doc: Doc, base: ActorBase, nominal: Nominal) -> Iterator[str]:
    """Runs of capitalised words before the role noun, the nearest first, the longest first at each place."""
    end = nominal.name_first if nominal.title else nominal.last if nominal.kind == "name" else nominal.head
    for last in range(end, nominal.first, -1):
        for first in range(max(nominal.first, last - _LONGEST), last):
            name = doc.span_text(first, last)
            if _may_be_place(doc, base, first, last) and (
                _is_name(doc, first, last) or shipped_homes().is_people(name)
            ):
                yield name


def _is_name(doc: Doc, first: int, last: int) -> bool:
    return any(doc.tokens[i].upos == "PROPN" for i in range(first, last))


def _may_be_place(doc: Doc, base: ActorBase, first: int, last: int) -> bool:
    """Capitalised words that are no role noun and stand alone or in "X-based", not in "X-backed" or "anti-X"."""
    words = [doc.tokens[i] for i in range(first, last)]
    named = all(w.text[:1].isupper() and (w.upos in ("PROPN", "ADJ") or doc.name_at(w.index)) for w in words)
    if not named or base.agents.of_text(words[-1].text) or words[0].text.lower() in ("the", "local"):
        return False
    before = doc.tokens[first - 1] if first else None
    if before is not None and before.text in _HYPHENS and not before.space_after:
        return False
    behind = doc.tokens[last].text if last < len(doc.tokens) else ""
    return behind not in _HYPHENS or folded(doc.tokens[last + 1].text) in base.agents.qualifiers.own
