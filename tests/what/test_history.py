"""Today's act told beside old years is today's; an old act is history through the clause, the year or the paragraph it hangs on."""

from __future__ import annotations

import pytest

import sayso


def historical(text: str, type_: str) -> list[bool]:
    return ["historical" in e.auxiliary for e in sayso.code(text, published="2024-05-14").events if e.type == type_]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The tribunal on Monday jailed a warder for the murder of hostages in 1979.", "SANCTION"),
        ("Karva shelled the harbour for the first time since 1988.", "ASSAULT"),
        ("Raiders burned the depot, the company's store since 2003.", "ASSAULT"),
        ("On the anniversary of the mutiny, guards arrested thirty clerks.", "COERCE"),
        ("Karva has sent gunboats to the lake again, as it did in 2010.", "MOBILIZE"),
    ],
)
def test_old_years_beside_an_act_of_today(text: str, type_: str) -> None:
    assert historical(text, type_) == [False]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The quarrel began in 1987, when customs men shot a ferryman.", "ASSAULT"),
        ("Eleven years have passed since pirates kidnapped the two divers.", "ASSAULT"),
        ("The marshal fled in 1958 after cadets had arrested his brother.", "COERCE"),
        ("The Karvan navy invaded the reef in 1976. Its guns shelled the lighthouse.", "ASSAULT"),
    ],
)
def test_old_acts_are_history(text: str, type_: str) -> None:
    assert all(historical(text, type_))
    assert historical(text, type_)


def test_a_paragraph_leaves_its_year_where_a_sentence_says_when() -> None:
    text = "The Karvan navy invaded the reef in 1976. On Sunday its guns shelled the lighthouse."
    assert historical(text, "ASSAULT") == [True, False]
