"""The tables that judge sayings: shown on every run, and the same in the documentation as in the data."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.says.standing import rules
from sayso.says.tables import NAMES, markdown, rows

PAGE = Path(__file__).parents[2] / "docs" / "says.md"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_the_table_as_it_is(name: str) -> None:
    page = PAGE.read_text(encoding="utf8")
    assert markdown(rows(name)) in page, f"put this into docs/says.md:\n{markdown(rows(name))}"


def test_the_balance_of_loaded_words_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    table = rows("loaded")
    with capsys.disabled():
        print("\nloaded words by conflict and side")
        for row in table:
            print("  {:24} {:13} {:>6} {:>12} {:>11}  {}".format(*row))
    conflicts = [row[0] for row in table[1:] if row[0] != "general"]
    assert all(conflicts.count(c) == 2 for c in conflicts)


def test_every_rule_of_standing_is_printed_with_its_example() -> None:
    table = rows("standing")
    assert [row[0] for row in table[1:]] == ["outlet", *(r.id for r in rules()), "disputed"]
    assert all(row[1] and row[2] for row in table[1:])


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        rows("weather")


def test_every_conflict_has_words_of_praise_and_blame_on_both_sides() -> None:
    table = [row for row in rows("loaded")[1:] if row[0] != "general"]
    assert len({row[0] for row in table}) >= 90
    assert not [row[:2] for row in table if not (int(row[3]) and int(row[4]) and row[5])]
    assert min(int(row[2]) for row in table) >= 5
