"""Whom nobody may blame: the accused is accused, the acquitted did not, and the accuser never did what he accuses of."""

from __future__ import annotations

import pytest

import sayso
from sayso.model import Event, Record


def assault(text: str) -> tuple[Record, Event]:
    record = sayso.code(text, published="2024-05-05")
    (event,) = [e for e in record.events if e.type == "ASSAULT"]
    return record, event


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Norland accused Sudria of bombing a hospital.", "Sudria"),
        ("The minister accused the rebels of killing two judges.", "the rebels"),
        ("The commander warned his men against killing civilians.", "his men"),
    ],
)
def test_the_act_is_that_of_the_accused_and_only_claimed(text: str, actor: str) -> None:
    record, event = assault(text)
    assert [a.name for a in record.actors if a.id in event.actors] == [actor]
    assert event.standing == "claimed"


@pytest.mark.parametrize(
    "text",
    [
        "The man was accused of killing a judge.",
        "Two men were charged with killing a judge.",
        "Dana Roe was wrongly convicted of killing a judge.",
        "Karel Sund, who is accused of ordering the murder of a journalist, met the president on Monday.",
    ],
)
def test_who_is_accused_by_nobody_named_did_nothing_for_a_fact(text: str) -> None:
    assert assault(text)[1].standing == "claimed"


@pytest.mark.parametrize(
    "text",
    ["Dana Roe was acquitted of murdering her husband.", "The court cleared the general of ordering the massacre."],
)
def test_what_somebody_was_acquitted_of_is_negated(text: str) -> None:
    assert assault(text)[1].auxiliary == ("negated",)


def test_who_wounds_is_not_wounded() -> None:
    record, event = assault("The army killed, wounded or captured 40 rebels, its spokesman said.")
    assert [a.name for a in record.actors if a.id in event.actors] == ["The army"]
