"""When two names may be one actor's."""

from __future__ import annotations

import pytest

from sayso.knowledge.names import loose_key, name_key
from sayso.knowledge.persons import shipped_persons
from sayso.text import folded
from sayso.who.matching import is_acronym_of, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Exampli", "Omar al-Exampli"),
        ("Bill Roe", "William Roe"),
        ("J. Roe", "John Roe"),
        ("Omar Exampli", "Umar al-Exampli"),
        ("John Q. Roe", "John Roe"),
        ("Roe", "Joey Roe Jr."),
        ("Viktor Exempel", "Exempel Viktor"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert same_person(one, other, shipped_persons())
    assert same_person(other, one, shipped_persons())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hassan Exampli", "Hussein Exampli"),
        ("Peter Roe", "Paula Roe"),
        ("Omar", "Omara Roe"),
        ("Joey", "Ann Joey Roe"),
        ("Hamad bin Exampli", "Exampli bin Hamad"),
        ("Omar bin Hamad al-Exampli", "Hamad bin Omar al-Exampli"),
    ],
)
def test_different_persons(one: str, other: str) -> None:
    assert not same_person(one, other, shipped_persons())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moammar Gadhafi", "Muammar Qaddafi"),
        ("Qassem Exampli", "Kassim al-Exampli"),
        ("Hizbullah", "Hezbollah"),
        ("Zelenskyy", "Zelensky"),
        ("Al-Shabab", "al-Shabaab"),
    ],
)
def test_transliterations_have_one_loose_key(one: str, other: str) -> None:
    assert loose_key(one).split()[-1] == loose_key(other).split()[-1]


def test_strict_keys() -> None:
    assert name_key("the U.S.") == name_key("US") == "us"
    assert name_key("Côte d’Ivoire") == name_key("Cote d'Ivoire")
    for name in ("Ain al-Assad", "People's Army", "10 Downing Street", "e-Group_1"):
        assert name_key(name) == folded(name)


def test_acronyms() -> None:
    assert is_acronym_of("PGU", "Popular Guard Units")
    assert is_acronym_of("P.G.U.", "the Popular Guard Units")
    assert not is_acronym_of("Pgu", "Popular Guard Units")


def test_a_common_name_tells_nobody_from_his_namesakes() -> None:
    persons = shipped_persons()
    assert persons.is_shared("John Lee")
    assert not persons.is_shared("Xiomara Exampleson")
    assert not persons.is_shared("John Q. Lee")
