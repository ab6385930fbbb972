"""A word for what became of somebody is no part of the phrase that names him."""

import pytest

import sayso


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("In 2019, soldiers shot dead 41 protesters in Kavara.", "41 protesters"),
        ("Police shot dead two men on Monday.", "two men"),
        ("Troops shot dead soldiers who had deserted.", "soldiers"),
    ],
)
def test_the_dead_were_alive(text: str, recipient: str) -> None:
    event = next(event for event in sayso.code(text).events if event.type == "ASSAULT")
    assert [quote.text for quote in event.recipient_text] == [recipient]


def test_who_is_buried_dead_stays_so() -> None:
    record = sayso.code("The villagers buried dead soldiers in the valley.")
    assert all(event.type != "ASSAULT" for event in record.events)
