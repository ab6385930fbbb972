"""What a role noun says of its bearer (kind of actor, PLOVER sectors, rank, gender) is decided by these lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sayso import paths
from sayso.knowledge.loading import Entry, read_folder, read_mapping
from sayso.text import folded

AgentKind = Literal["person", "group", "organization", "people", "state"]
_LONGEST = 5  # words of one role noun


class AgentBlock(Entry):
    """Role nouns that say the same: see the head of knowledge/lang/en/titles/agents/government.yml."""

    kind: AgentKind
    rank: str
    sectors: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    body: bool = False
    weak: bool = False
    gender: Literal["f", "m"] | None = None
    number: Literal["plur"] | None = None
    country: str | None = None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agent:
    """One role noun as found: its words in the singular, whether it stood in the plural, and what its block says."""

    word: str
    plural: bool
    block: AgentBlock
    before: int = 0  # words of the match before the head
    after: int = 0  # words of the match behind the head

    @property
    def length(self) -> int:
        """How many words matched."""
        return self.before + 1 + self.after


@dataclass(frozen=True)
class Qualifiers:
    """Words around role nouns; see knowledge/lang/en/titles/qualifiers.yml."""

    former: frozenset[str]
    sectors: dict[str, str]  # adjective -> sector
    own: frozenset[str]
    not_own: frozenset[str]
    against: frozenset[str]
    metonym_verbs: frozenset[str]
    metonym_nouns: frozenset[str]
    metonym_slots: frozenset[str]
    place_slots: frozenset[str]
    site_nouns: frozenset[str]
    heads: frozenset[str]
    namesakes: frozenset[str]
    same_ranks: tuple[frozenset[str], ...]
    general_roles: frozenset[str]
    same_offices: tuple[frozenset[str], ...]


class Agents:
    """Look-up of role nouns by the words around a head."""

    def __init__(self, blocks: Sequence[AgentBlock], qualifiers: Qualifiers) -> None:
        self.qualifiers = qualifiers
        self._words: dict[str, tuple[str, bool, AgentBlock]] = {}
        for block in blocks:
            for form, word, plural in _forms(block):
                self._words.setdefault(form, (word, plural, block))

    def match(self, before: Sequence[str], head: str, after: Sequence[str] = ()) -> Agent | None:
        """The longest role noun that contains the head word; all words folded."""
        for behind in range(min(len(after), _LONGEST - 1), -1, -1):
            for ahead in range(min(len(before), _LONGEST - 1), -1, -1):
                found = self._words.get(" ".join([*before[len(before) - ahead :], head, *after[:behind]]))
                if found:
                    return Agent(*found, before=ahead, after=behind)
        return None

    def match_apart(self, before: Sequence[str], head: str) -> Agent | None:
        """A two-word role noun whose first word stands further off ("armed Shia group")."""
        for word in reversed(before):
            found = self._words.get(f"{word} {head}")
            if found:
                return Agent(*found, before=1)
        return None

    def of_text(self, words: str) -> Agent | None:
        """The role noun that a whole phrase ends in ("the deputy foreign minister")."""
        split = folded(words).split()
        return self.match(split[:-1], split[-1]) if split else None

    def same_rank(self, one: str, other: str) -> bool:
        """True where words of the two ranks may stand for one another ("head" and "leader")."""
        return one == other or any(one in group and other in group for group in self.qualifiers.same_ranks)

    def same_office(self, word: str, other: str) -> bool:
        """True where a role noun, such as "the premier", names the office that another word names."""
        pairs = ((word, other), (word.split()[-1], other.split()[-1]))
        return any(
            one == two or any(one in group and two in group for group in self.qualifiers.same_offices)
            for one, two in pairs
        )


@lru_cache(maxsize=1)
def shipped_agents() -> Agents:
    """The shipped role nouns, read once a process."""
    folder = paths.knowledge() / "lang" / "en" / "titles"
    blocks = [block for _, block in read_folder(folder / "agents", AgentBlock)]
    return Agents(blocks, _qualifiers(read_mapping(folder / "qualifiers.yml")))


def _qualifiers(table: dict[str, list[str]] | dict[str, object]) -> Qualifiers:
    def words(name: str) -> frozenset[str]:
        listed = table.get(name, ())
        return frozenset(folded(str(w)) for w in listed) if isinstance(listed, list) else frozenset()

    sectors = table["sectors"]
    ranks = table["same_ranks"]
    assert isinstance(sectors, dict)
    offices = table["same_offices"]
    assert isinstance(ranks, list)
    assert isinstance(offices, list)
    return Qualifiers(
        former=words("former"),
        sectors={folded(word): sector for sector, listed in sectors.items() for word in listed},
        own=words("own"),
        not_own=words("not_own"),
        against=words("stance_prefixes"),
        metonym_verbs=words("metonym_verbs"),
        metonym_nouns=words("metonym_nouns"),
        metonym_slots=words("metonym_slots"),
        place_slots=words("place_slots"),
        site_nouns=words("site_nouns"),
        heads=words("heads"),
        namesakes=words("namesakes"),
        same_ranks=tuple(frozenset(group) for group in ranks),
        general_roles=words("general_roles"),
        same_offices=tuple(frozenset(group) for group in offices),
    )


def _forms(block: AgentBlock) -> Iterator[tuple[str, str, bool]]:
    """Every form of every word of a block, folded: (form, singular, is it plural?)."""
    for entry in block.words:
        one, _, many = entry.partition("|")
        single = folded(one)
        yield single, single, block.number == "plur"
        if block.number != "plur":
            yield folded(many) if many else plural_of(single), single, True


def plural_of(word: str) -> str:
    """The regular plural of the last word of a phrase."""
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"
