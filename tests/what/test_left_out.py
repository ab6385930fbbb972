"""Who acts and who suffers where the words that say so are left out, left behind or hung in the wrong place."""

from __future__ import annotations

import pytest

import sayso


def sides(text: str, type_: str) -> list[tuple[list[str], list[str], str]]:
    events = sayso.code(text, published="2024-05-05").events
    return [
        ([q.text for q in e.actor_text], [q.text for q in e.recipient_text], e.standing)
        for e in events
        if e.type == type_
    ]


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "standing"),
    [
        ("Foreman stabbed as miners march past police", [], ["Foreman"], "fact"),
        ("The ferry was fired on by pirates.", ["pirates"], ["The ferry"], "fact"),
        ("It was the coast guard, the pirates insist, that opened fire first.", [], [], "claimed"),
        ('Villagers said planes "like the general\'s" had bombed them.', [], ["them"], "claimed"),
        ("An officer ordered conscripts to beat a deserter.", ["conscripts"], ["a deserter"], "claimed"),
    ],
)
def test_the_doer_is_found_or_left_open(text: str, actor: list[str], recipient: list[str], standing: str) -> None:
    assert sides(text, "ASSAULT") == [(actor, recipient, standing)]


def test_what_an_inquiry_is_told_is_a_claim() -> None:
    told = "A widow told the inquiry that border guards had killed her husband after he refused to pay them."
    assert sides(told, "ASSAULT") == [(["border guards"], ["her husband"], "claimed")]


def test_a_charge_without_was_is_still_a_charge() -> None:
    charged = "Five guards were suspended, and five inmates charged with attacking a guard."
    assert [standing for _, _, standing in sides(charged, "ASSAULT")] == ["claimed"]


@pytest.mark.parametrize(
    "text",
    [
        "The explosion that wrecked the paper was an accident, experts found.",
        "Two men were killed in an accidental explosion at the depot.",
        "The poet wrote a novel about a warden who tortures a thief.",
    ],
)
def test_accidents_and_novels_are_no_attacks(text: str) -> None:
    assert sides(text, "ASSAULT") == []


def test_a_crowd_after_an_accident_is_one() -> None:
    assert sides("After the accident, a crowd beat the driver.", "ASSAULT") == [(["a crowd"], ["the driver"], "fact")]
