"""What an article is about: words of war mean nothing in a match report, and everything where a bomb goes off at the match."""

from __future__ import annotations

import pytest

import sayso

MATCH = (
    "Tesmin bombarded the goalkeeper with crosses in the second half. The striker killed the game with a header. "
    "Their coach said the defence had never surrendered. The referee ended the match, and the midfielder attacked him. "
    "Tesmin are third in the league and hope to avoid relegation."
)
RAID = (
    "Police raided the theatre during the premiere of a comedy. The audience booed. "
    "The playwright had sold out the theatre for weeks. Critics praised the actress and the costumes. "
    "The director said the drama would move to a cinema."
)


@pytest.fixture
def force(request: pytest.FixtureRequest) -> list[str]:
    return [e.trigger.text for e in sayso.code(request.param, published="2024-05-05").events if e.type == "ASSAULT"]


@pytest.mark.parametrize("force", [MATCH], indirect=True)
def test_a_match_report_tells_of_no_force(force: list[str]) -> None:
    assert force == []


@pytest.mark.parametrize(
    "force", [MATCH.replace("The referee ended the match", "A bomb went off at the match")], indirect=True
)
def test_a_bomb_at_the_match_is_meant_in_earnest(force: list[str]) -> None:
    assert "went off" in force


@pytest.mark.parametrize("force", ["Tesmin bombarded the port."], indirect=True)
def test_a_single_sentence_has_no_subject(force: list[str]) -> None:
    assert force == ["bombarded"]


def test_the_past_of_police_stands_and_the_present_of_a_plot_does_not() -> None:
    told = sayso.code(RAID, published="2024-05-05").events
    plot = sayso.code(RAID.replace("raided", "raid").replace("booed", "boo"), published="2024-05-05").events
    assert [e.trigger.text for e in told if e.type in ("ASSAULT", "COERCE")] == ["raided"]
    assert not [e for e in plot if e.type in ("ASSAULT", "COERCE")]
