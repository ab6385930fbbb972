"""Nobody admits what he accuses another of, though that other is called by what he is to him."""

import pytest

import sayso


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Norland accused its neighbour, Sudria, of arming rebels.", "claimed"),
        ("Norland said its soldiers had killed four rebels.", "admitted"),
    ],
)
def test_what_a_neighbour_is_accused_of(text: str, standing: str) -> None:
    record = sayso.code(text, published="2024-05-01")
    assert [e.standing for e in record.events if e.trigger.text in ("arming", "killed")] == [standing]
