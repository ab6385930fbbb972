"""What has happened is told, not demanded, threatened or only imagined: "told reporters that", "insisted that"."""

from __future__ import annotations

import pytest

import sayso

TOLD = [
    "The driver blew up the vehicle near the bridge, the spokesman told reporters.",
    "The spokesman told reporters that rebels killed two soldiers.",
    "He insisted that the army shelled the village.",
    "The minister warned that rebels had killed two people.",
]


@pytest.mark.parametrize("text", TOLD)
def test_a_past_act_below_a_saying_is_claimed_and_nothing_else(text: str) -> None:
    (event,) = sayso.code(text, published="2024-05-05").events
    assert (event.type, event.standing, event.auxiliary, event.inner) == ("ASSAULT", "claimed", (), None)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("He insisted that the army leave the village.", "REQUEST"),
        ("Norland warned Sudria that it would bomb the port.", "THREATEN"),
        ("The group threatened to kill the hostages.", "THREATEN"),
    ],
)
def test_an_act_to_come_is_still_demanded_or_threatened(text: str, type_: str) -> None:
    assert [e.type for e in sayso.code(text, published="2024-05-05").events] == [type_]
