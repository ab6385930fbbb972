"""What a person's name tells: likely gender, forms of address before it, and which given names are short for others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sayso import paths
from sayso.knowledge.loading import read_mapping
from sayso.text import folded

Gender = Literal["f", "m"]


@dataclass(frozen=True)
class PersonNames:
    """Given names, forms of address and nicknames, all folded."""

    genders: dict[str, Gender]
    address: dict[str, Gender | None]  # "mr" -> "m", "dr" -> None
    short: dict[str, str]  # "lt gen" -> "lieutenant general"
    nicknames: dict[str, frozenset[str]]
    common: frozenset[str] = frozenset()  # given names that very many bear
    surnames: frozenset[str] = frozenset()  # family names that very many bear
    generations: frozenset[str] = frozenset()  # "jr": marks behind a name that are no part of it
    descent: frozenset[str] = frozenset()  # "bin": words before a father's name

    def gender_of(self, name: str) -> Gender | None:
        """The gender that the given name tells, or None."""
        words = folded(name).split()
        return self.genders.get(words[0]) if len(words) > 1 or words[:1] else None

    def is_given(self, word: str) -> bool:
        """True for a known given name."""
        return folded(word) in self.genders

    def is_shared(self, name: str) -> bool:
        """True for a given name and a family name that are both so common that many people must bear them together."""
        words = folded(name).split()
        return len(words) == 2 and words[0] in self.common and words[1] in self.surnames

    def is_plain(self, name: str) -> bool:
        """True for one word, and for two of which either is common: too little to tell a stranger by."""
        words = folded(name).split()
        return len(words) < 2 or (len(words) == 2 and (words[0] in self.common or words[1] in self.surnames))

    def same_given(self, one: str, other: str) -> bool:
        """True for equal given names, a nickname and its long form, or an initial and a name that begins with it."""
        a, b = folded(one), folded(other)
        if a == b or a in self.nicknames.get(b, ()) or b in self.nicknames.get(a, ()):
            return True
        return (len(a) == 1 or len(b) == 1) and a[:1] == b[:1]


@lru_cache(maxsize=1)
def shipped_persons() -> PersonNames:
    """The shipped lists, read once a process."""
    folder = paths.knowledge() / "lang" / "en" / "titles"
    given, address = read_mapping(folder / "given_names.yml"), read_mapping(folder / "honorifics.yml")
    genders: dict[str, Gender] = {folded(n): "m" for n in given["m"].split()}
    genders.update({folded(n): "f" for n in given["f"].split()})
    forms: dict[str, Gender | None] = {folded(w): None for w in address["neutral"]}
    forms.update({folded(w): "m" for w in address["masculine"]})
    forms.update({folded(w): "f" for w in address["feminine"]})
    shared = read_mapping(folder / "surnames.yml")
    nick = read_mapping(folder / "nicknames.yml")
    return PersonNames(
        genders=genders,
        address=forms,
        short={folded(k): v for k, v in address["short"].items()},
        nicknames={folded(k): frozenset(folded(x) for x in v) for k, v in nick.items()},
        common=frozenset(folded(n) for n in shared["given"].split()),
        surnames=frozenset(folded(n) for n in shared["common"].split()),
        generations=frozenset(shared["generations"]),
        descent=frozenset(shared["descent"]),
    )
