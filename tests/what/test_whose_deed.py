"""Whose deed it is: the owner of a murder suffers it, who stands near it did nothing, what is denied blames nobody."""

from __future__ import annotations

import pytest

import sayso
from sayso.model import Event


def assaults(text: str) -> list[Event]:
    return [e for e in sayso.code(text, published="2024-05-05").events if e.type == "ASSAULT"]


def sides(event: Event) -> tuple[list[str], list[str]]:
    return [q.text for q in event.actor_text], [q.text for q in event.recipient_text]


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Ilo Maran's murder shocked the island.", [], ["Ilo Maran"]),
        ("Ilo Maran's stabbing by a neighbour shocked the island.", ["a neighbour"], ["Ilo Maran"]),
        ("The gang's murder of Ilo Maran shocked the island.", ["The gang"], ["Ilo Maran"]),
        ("The church bombing shocked the island.", [], ["church"]),
        ("Norland's bombing of the chapel shocked the island.", ["Norland"], ["the chapel"]),
        ("The chapel was bombed by mistake.", [], ["The chapel"]),
        ("The chapel was bombed by the river.", [], ["The chapel"]),
        ("The chapel was bombed by the army.", ["the army"], ["The chapel"]),
        ("A miner was stabbed hours after a march by soldiers.", [], ["A miner"]),
        ("A guard's rifle was used to kill the miner.", [], ["the miner"]),
        ("The owner hired two men to kill the miner.", ["two men"], ["the miner"]),
        ("Two clerks saw the guards beat a miner.", ["the guards"], ["a miner"]),
        ("The miners were killed not by soldiers but by bandits.", ["bandits"], ["The miners"]),
        ("It was bandits, not soldiers, who killed the miners.", ["bandits"], ["the miners"]),
        ("The bandits, rather than the army, bombed the chapel.", ["The bandits"], ["the chapel"]),
        ("The guard faces charges of killing a miner.", ["The guard"], ["a miner"]),
        ("No group has claimed the killing of the miner.", [], ["the miner"]),
    ],
)
def test_the_doer_is_the_doer(text: str, actor: list[str], recipient: list[str]) -> None:
    (event,) = assaults(text)
    assert sides(event) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Had the army fired on the miners, dozens would have died.", ["the army"]),
        ("Were rebels to attack the port, trade would stop.", None),
        ("Did the army kill the miners?", ["the army"]),
        ("Neither the army nor the rebels shelled the mine.", None),
        ("It was not the rebels who shelled the mine.", None),
        ("None of the soldiers fired at the miners.", None),
        ("It is not true that rebels shelled the mine.", ["rebels"]),
        ("It is possible that rebels shelled the mine.", ["rebels"]),
        ("The claims that rebels shelled the mine are false.", ["rebels"]),
        ("The general joked about bombing the mine.", ["The general"]),
        ("The general stopped short of bombing the mine.", None),
        ("The drill simulated an attack on the mine by rebels.", ["rebels"]),
        ("Any soldier who shoots a miner will be tried.", ["Any soldier"]),
        ("The guard pleaded not guilty to killing the miner.", None),
        ("Police foiled a plot by students to kill the governor.", ["students"]),
    ],
)
def test_what_is_asked_denied_or_imagined_is_no_fact(text: str, actor: list[str] | None) -> None:
    (event,) = assaults(text)
    assert {"negated", "hypothetical"} & set(event.auxiliary)
    assert actor is None or sides(event)[0] == actor


@pytest.mark.parametrize(
    "text",
    [
        "Why did the army kill the miners?",
        "The island, which the army shelled in May, had asked for talks.",
        "The general spoke of the bombing of the mine by rebels.",
        "The rebels had fired on the miners before noon.",
        "The mayor promised to try the soldiers who shot a miner.",
    ],
)
def test_what_a_question_or_a_description_takes_for_told_is_told(text: str) -> None:
    (event,) = assaults(text)
    assert event.auxiliary == ()


@pytest.mark.parametrize(
    "text",
    [
        "The guard is on trial for killing a miner.",
        "The rebels were accused by the army of shelling a mine.",
        "The militia has been blamed for executing captives.",
        "Navy shelled lighthouse - fishermen",
        "Miner beaten by guards: police",
        "Union leader “beaten by police”",
        "The court heard the guard had boasted of killing miners.",
        "It is rumoured that the general poisoned his rival.",
    ],
)
def test_talk_is_no_fact(text: str) -> None:
    (event,) = assaults(text)
    assert event.standing in ("claimed", "suspected")


def test_who_asks_for_an_end_of_force_threatens_nobody() -> None:
    for text in ("The army promised not to bomb the mine again.", "The army pledged to stop bombing mines."):
        assert [e.type for e in sayso.code(text).events] == ["CONCEDE"]
    assert [e.type for e in sayso.code("The army promised to bomb the mine again.").events] == ["THREATEN"]


def test_the_one_who_asks_is_nobody() -> None:
    assert [sides(e) for e in assaults("Who killed the mayor?")] == [([], ["the mayor"])]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The mayor will celebrate the liberation of the valley.", "RETREAT"),
        ("“We have not yet taken revenge for the killing of our leader,” the chief said.", None),
        ("The two parties will work together so that they can fight their common enemy.", "ASSAULT"),
    ],
)
def test_feasts_delays_and_common_enemies_are_no_events(text: str, type_: str | None) -> None:
    found = sayso.code(text, published="2024-05-05").events
    assert type_ not in {e.type for e in found}
    assert all(e.trigger.text != "taken" for e in found)


def test_a_law_that_demanded_demands_whatever_becomes_of_it() -> None:
    text = "The council wants to apply the assembly's law, which demanded the withdrawal of all troops."
    asked = [e for e in sayso.code(text).events if e.type == "REQUEST"]
    assert [(e.modes, e.auxiliary) for e in asked] == [(("yield",), ())]


def test_a_loaded_word_shows_one_plain_word() -> None:
    record = sayso.code("The terror group shelled the mill. A tyrant fled.")
    assert [(w.text.text, w.plain) for w in record.loaded] == [("terror group", "armed group"), ("tyrant", "leader")]
