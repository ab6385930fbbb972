"""Whether two names can be one actor's is decided here, by their words alone."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.knowledge.names import initials, loose_key, name_key
from sayso.knowledge.persons import PersonNames, shipped_persons
from sayso.text import folded


def person_words(name: str) -> tuple[str, ...]:
    """The loose words of a person's name, without generation marks, single initials in the middle, and articles."""
    generations = shipped_persons().generations
    words = [w for w in loose_key(name).split() if w not in generations]
    return tuple(w for i, w in enumerate(words) if len(w) > 1 or i == 0)


def same_person(one: str, other: str, persons: PersonNames) -> bool:
    """Equal names; surname and full name; nickname and given name with one surname; a shorter form of the longer."""
    a, b = sorted((person_words(one), person_words(other)), key=len)
    if not a or not b:
        return False
    if a == b or name_key(one) == name_key(other):
        return True
    if len(a) == 1:
        return a[0] == b[-1] or (len(b) > 2 and a[0] in b[1:] and not persons.is_given(min(one, other, key=len)))
    if a[-1] == b[-1]:
        return persons.same_given(_given(one), _given(other)) or shorter_form(a, b)
    return shorter_form(a, b) or (len(a) == len(b) == 2 and a == b[::-1] and not _names_father(one, other))


def shorter_form(short: Sequence[str], long: Sequence[str]) -> bool:
    """All words of the shorter name, in their order: "Hamad bin Khalifa" is not his father "Khalifa bin Hamad"."""
    rest = iter(long)
    return all(word in rest for word in short)


def _names_father(*names: str) -> bool:
    return any(not shipped_persons().descent.isdisjoint(folded(name).split()) for name in names)


def _given(name: str) -> str:
    return folded(name).partition(" ")[0]


def given_only(one: str, other: str, persons: PersonNames) -> bool:
    """True where `one` is only the given name of `other` ("Joe" of "Joe Roe")."""
    a, b = folded(one).split(), folded(other).split()
    return len(a) == 1 and len(b) > 1 and a[0] == b[0] and persons.is_given(a[0])


def same_body(one: str, other: str) -> bool:
    """Equal names of bodies, strictly or as transliterations, or equal but for generic ending words."""
    return name_key(one) == name_key(other) or loose_key(one) == loose_key(other)


def is_acronym_of(short: str, name: str) -> bool:
    """True where the capitals of `short` are the initials of `name`."""
    letters = short.replace(".", "")
    return len(letters) > 1 and letters.isupper() and letters in initials(name)
