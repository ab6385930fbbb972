"""What undoes an act and what does not: acts not prevented, two denials, a thing that was not there, deeds long before."""

from __future__ import annotations

import pytest

import sayso


def told(text: str) -> list[tuple[list[str], list[str], tuple[str, ...]]]:
    events = sayso.code(text, published="2024-05-05").events
    return [
        ([q.text for q in e.actor_text], [q.text for q in e.recipient_text], e.auxiliary)
        for e in events
        if e.type == "ASSAULT"
    ]


@pytest.mark.parametrize(
    ("text", "auxiliary"),
    [
        ("The truce did not stop the rebels from attacking the town.", ()),
        ("The truce failed to stop the rebels from attacking the town.", ()),
        ("Envoys could not keep the rebels from attacking the town.", ()),
        ("The truce stopped the rebels from attacking the town.", ("negated",)),
        ("The king did not forbid the rebels from attacking the town.", ("hypothetical",)),
    ],
)
def test_what_is_not_prevented_happened(text: str, auxiliary: tuple[str, ...]) -> None:
    assert told(text) == [(["the rebels"], ["the town"], auxiliary)]


def test_what_will_not_be_prevented_is_still_open() -> None:
    ((_, _, auxiliary),) = told("A truce will not stop the rebels from attacking the town.")
    assert auxiliary == ("hypothetical",)


def test_what_describes_a_thing_that_was_not_there_did_not_happen() -> None:
    text = "What sank the ferry was not a mine laid by Norland but a fault in the boiler."
    assert all("negated" in auxiliary for actor, _, auxiliary in told(text) if actor)


def test_what_lies_days_before_is_another_act() -> None:
    acts = told("The judge was shot dead two days after the militia had burned his house.")
    assert ([], ["The judge"], ()) in acts
    assert not any(actor == ["the militia"] and recipient == ["The judge"] for actor, recipient, _ in acts)


@pytest.mark.parametrize(
    "text",
    ["The villager was killed by the army or by the Front.", "Either the army or the Front killed the villager."],
)
def test_one_of_two_is_nobody_known(text: str) -> None:
    assert [actor for actor, _, _ in told(text)] == [[]]


@pytest.mark.parametrize(
    "text",
    ["The convoy came under fire, killing two drivers.", "The village took a direct hit, killing two drivers."],
)
def test_who_suffers_did_not_do_what_follows(text: str) -> None:
    assert [actor for actor, _, _ in told(text)] == [[]]


def test_who_is_blamed_in_a_headline_admits_nothing() -> None:
    events = sayso.code("Army blamed for killing nine villagers", published="2024-05-05").events
    assert [e.standing for e in events if e.type == "ASSAULT"] == ["claimed"]
