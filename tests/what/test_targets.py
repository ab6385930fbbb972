"""Whom an act concerns: joined parties are several, and who stands behind a petition, ban or dispute is found below it."""

from __future__ import annotations

import pytest

import sayso


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("Norland and Sudrian diplomats met in Halvia.", "CONSULT", ["Norland", "Sudrian diplomats"], []),
        (
            "Norland and Sudria's armies have agreed to share information.",
            "AGREE",
            ["Norland", "Sudria's armies"],
            [],
        ),
        (
            "The presidents of France and Spain signed a border treaty.",
            "SUPPORT",
            ["The presidents of France", "Spain"],
            [],
        ),
        ("Gunmen attacked French and Spanish troops.", "ASSAULT", ["Gunmen"], ["French", "Spanish troops"]),
        ("Gunmen attacked troops from Trinidad and Tobago.", "ASSAULT", ["Gunmen"], ["troops"]),
        ("The court rejected an appeal filed by the miners' union.", "REJECT", ["The court"], ["the miners' union"]),
        ("The court lifted the ban imposed on the Karvan Party.", "CONCEDE", ["The court"], ["the Karvan Party"]),
        ("The junta declared a state of siege in Sudan.", "COERCE", ["The junta"], ["Sudan"]),
        ("The envoys complained that they had to wait.", "ACCUSE", ["The envoys"], []),
    ],
)
def test_the_act_concerns(text: str, type_: str, actor: list[str], recipient: list[str]) -> None:
    events = [e for e in sayso.code(text, published="2024-05-05").events if e.type == type_]
    assert [([q.text for q in e.actor_text], [q.text for q in e.recipient_text]) for e in events] == [
        (actor, recipient)
    ]


def test_joined_parties_keep_their_countries() -> None:
    record = sayso.code(
        "Pakistan and Afghanistan's security services have agreed to share information.", published="2024-05-05"
    )
    actors = {actor.id: actor for actor in record.actors}
    assert [actors[i].country for i in record.events[0].actors] == ["PAK", "AFG"]


def test_a_year_is_nobody() -> None:
    (event,) = sayso.code("A hundred families sought refuge in the first quarter of 2015.").events
    assert event.recipient_text == ()
