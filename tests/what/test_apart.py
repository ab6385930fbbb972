"""Acts that stay two, years that belong to something else, things that are not counted as people."""

from __future__ import annotations

import pytest

import sayso
from sayso.model import Event


def events(text: str, type_: str) -> list[Event]:
    return [e for e in sayso.code(text, published="2024-05-14").events if e.type == type_]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "The army bombed the camp after rebels shot down a helicopter.",
            [(["The army"], ["the camp"]), (["rebels"], ["a helicopter"])],
        ),
        (
            "The rebels killed four soldiers on Monday and kidnapped two nurses on Tuesday.",
            [(["The rebels"], ["four soldiers"]), (["The rebels"], ["two nurses"])],
        ),
        ("Gunmen killed the mayor and wounded his driver.", [(["Gunmen"], ["the mayor", "his driver"])]),
    ],
)
def test_other_doers_and_other_days_are_other_acts(text: str, sides: list[tuple[list[str], list[str]]]) -> None:
    found = [([q.text for q in e.actor_text], [q.text for q in e.recipient_text]) for e in events(text, "ASSAULT")]
    assert found == sides


def test_the_army_squeezed_into_its_verb_acts() -> None:
    (retaken,) = events("Rebels shelled the town before the army retook it.", "COERCE")
    assert [q.text for q in retaken.actor_text] == ["the army"]


@pytest.mark.parametrize(
    ("text", "type_", "historical"),
    [
        ("The army deployed 2000 soldiers along the river.", "MOBILIZE", False),
        ("Norland sent aid to veterans of the 1991 war.", "AID", False),
        ("Police arrested a man who had been on the run since 1998.", "COERCE", False),
        ("Norland invaded the island in 1974.", "ASSAULT", True),
        ("Students occupied this hall during the protests of 1968.", "PROTEST", True),
    ],
)
def test_a_year_dates_the_act_it_stands_beside(text: str, type_: str, *, historical: bool) -> None:
    assert ["historical" in e.auxiliary for e in events(text, type_)] == [historical]


def test_a_tanker_is_not_counted_as_abducted() -> None:
    assert [e.counts for e in events("Pirates hijacked a tanker.", "ASSAULT")] == [()]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "The fighters abducted the harbour master and executed two sentries.",
            [(["The fighters"], ["the harbour master"]), (["The fighters"], ["two sentries"])],
        ),
        (
            "The islanders accused the Reef Guard of burning boats and beating divers.",
            [(["the Reef Guard"], ["boats"]), (["the Reef Guard"], ["divers"])],
        ),
        ("The islanders accused the governor of fraud and beating divers.", [([], ["divers"])]),
        ("Jailers tortured dozens of poets, a charity said.", [(["Jailers"], ["dozens of poets"])]),
    ],
)
def test_each_charge_is_an_act_of_the_accused_and_no_fact(text: str, sides: list[tuple[list[str], list[str]]]) -> None:
    found = events(text, "ASSAULT")
    assert [([q.text for q in e.actor_text], [q.text for q in e.recipient_text]) for e in found] == sides
    assert all(e.standing == ("claimed" if "accused" in text or "said" in text else "fact") for e in found)


def test_whoever_is_told_by_his_age_is_somebody() -> None:
    (shot,) = events("A 17-year-old was shot outside the skating rink.", "ASSAULT")
    assert [q.text for q in shot.recipient_text] == ["A 17-year-old"]


def test_a_named_judge_is_a_judge() -> None:
    text = "Judge Ana Lind sentenced Olo Bran, 61, who kept the mill, to nine years."
    assert [q.text for e in events(text, "SANCTION") for q in e.actor_text] == ["Judge Ana Lind"]
    assert not events("Chef Ana Lind sentenced Olo Bran to a week of dishes.", "SANCTION")
