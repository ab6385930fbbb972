"""A date taken up by "when", the same day as a day, and a date behind the doer of an act that is spoken of."""

import pytest

import sayso


def _day(text: str, trigger: str) -> str | None:
    record = sayso.code(text, published="2024-01-18")
    event = next(e for e in record.events if e.trigger.text == trigger)
    return event.when.start_date if event.when else None


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("The war began in 2021, when the League seized the dam.", "seized", "2021-01-01"),
        ("The envoy welcomed the release of 45 detainees by the Coalition on Sunday.", "release", "2024-01-14"),
        ("The envoy welcomed the release of 45 detainees by the Coalition on Sunday.", "welcomed", "2024-01-18"),
        ("Guards fled last month. The same day, he signed a decree.", "signed", "2024-01-18"),
        ("Guards fled on Tuesday. The same day, he signed a decree.", "signed", "2024-01-16"),
        ("The envoy condemned the attack on Sunday.", "condemned", "2024-01-14"),
    ],
)
def test_which_act_the_date_is_of(text: str, trigger: str, day: str) -> None:
    assert _day(text, trigger) == day
