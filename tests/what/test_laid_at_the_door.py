"""Acts that are only named: who claims, disowns or is blamed for one is its doer, and the standing says how that is known."""

from __future__ import annotations

import pytest

import sayso

BOMB, KILL = "The bombing", "the killing of two farmers"


def _told(text: str) -> list[tuple[list[str], str]]:
    events = sayso.code(text, published="2024-05-05").events
    return [([q.text for q in e.actor_text], e.standing) for e in events if e.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "doer", "standing"),
    [
        ("The Karvan Front claimed the bombing.", "The Karvan Front", "admitted"),
        (f"{BOMB} was claimed by the Karvan Front.", "the Karvan Front", "admitted"),
        ("Responsibility for the bombing was claimed by the Karvan Front.", "the Karvan Front", "admitted"),
        ("An attack claimed by the Karvan Front killed six soldiers.", "the Karvan Front", "admitted"),
        ("Police said the Front had claimed responsibility for the bombing.", "the Front", "claimed"),
        (f"{BOMB} was blamed on the Karvan Front.", "the Karvan Front", "suspected"),
        (f"Police blamed the Karvan Front for {KILL}.", "the Karvan Front", "claimed"),
        (f"The army was held responsible for {KILL}.", "The army", "suspected"),
        ("The report put the blame for the shelling on both armies.", "both armies", "suspected"),
        ("The kidnapping was attributed to the Karvan Front.", "the Karvan Front", "suspected"),
        (f"The army was responsible for {KILL}.", "The army", "fact"),
        (f"The army denied any role in {KILL}.", "The army", "denied"),
        ("The Karvan Front is believed to be behind the attack.", "The Karvan Front", "suspected"),
    ],
)
def test_the_one_to_whom_it_is_laid_is_the_doer(text: str, doer: str, standing: str) -> None:
    assert _told(text) == [([doer], standing)]


@pytest.mark.parametrize(
    "text",
    [
        "No group claimed the bombing.",
        "The Karvan Front has not claimed responsibility for the bombing.",
        "Nobody was blamed for the bombing.",
        "The bombing was wrongly blamed on the Karvan Front.",
        "It is not known who was behind the bombing.",
        "The team claimed victory after the bombing.",
        "The widow claimed the body after the bombing.",
        "The bombing claimed 12 lives.",
        "The mayor blamed the weather for the delay of the bombing trial.",
    ],
)
def test_nobody_is_blamed(text: str) -> None:
    assert all(not doers for doers, _ in _told(text))


@pytest.mark.parametrize("text", ["The party claimed victory.", "The delay was blamed on the weather."])
def test_no_act_is_no_event(text: str) -> None:
    assert not _told(text)
