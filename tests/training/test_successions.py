"""Lists of who held an office after whom are read, compared with other sources, and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.who.dictionary import unknown
from training.who.spells import Spell
from training.who.successions import against_cabinets, agreeing, own_successions, post

LIST = """# An invented succession.

= KEN|GOV,MIL|defence minister
1999-01> Ada Bell=A. B. Bell
2003-06..2005-02 f Cora Dunn
2010..~2014-06 Eli Ford
= KEN|GOV|foreign minister
2020-03.. Gus Hale
"""


def term(title: str, since: str, to: str, source: str = "own") -> Spell:
    return Spell("Ada Bell", (), "m", "KEN", "KEN", "GOV", title, since, to, "", source)


def test_a_mark_ends_a_term_where_the_next_begins(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LIST, encoding="utf8")
    spells = list(own_successions(tmp_path))
    assert [(s.name, s.gender, s.since, s.to, s.seen) for s in spells] == [
        ("Ada Bell", "m", "1999-01", "2003-06", ""),
        ("Cora Dunn", "f", "2003-06", "2005-02", ""),
        ("Eli Ford", "m", "2010", "", "2014-06"),
        ("Gus Hale", "m", "2020-03", "", "2025-12"),
    ]
    assert spells[0].aliases == ("A. B. Bell",)
    assert spells[0].sectors == "GOV MIL"


@pytest.mark.parametrize("line", ["1999-01> Ada Bell", "1999-01 Ada Bell", "2003..2001 Ada Bell"])
def test_a_line_without_an_end_or_form_is_a_fault(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"= KEN|GOV|president\n{line}\n", encoding="utf8")
    with pytest.raises(ValueError, match=r"a\.txt"):
        list(own_successions(tmp_path))


def test_titles_of_one_office_count_as_one() -> None:
    assert post("external affairs minister") == post("foreign secretary") == "foreign"
    assert post("deputy foreign minister") == "deputy foreign minister"


def test_a_known_term_is_not_added_and_another_date_is_listed() -> None:
    known = [("ken/ada-bell", term("foreign minister", "2001-02", "2004-05"))]
    new, conflicts = agreeing(
        [
            ("ken/ada-bell", term("foreign minister", "2001-07", "2004-05")),
            ("ken/ada-bell", term("speaker", "2006", "")),
        ],
        known,
    )
    assert [s.title for _, s in new] == ["speaker"]
    assert conflicts == [("ken/ada-bell", "foreign minister", "persons 2001-02..2004-05", "offices 2001-07..2004-05")]


def test_a_minister_outside_every_known_cabinet_is_listed() -> None:
    cabinets = [("ken/ada-bell", term("", "2003-01", "2004-01", "phoenix"))]
    late = [("ken/ada-bell", term("foreign minister", "2006-01", "2008-01"))]
    right = [("ken/ada-bell", term("foreign minister", "2003-01", "2004-01"))]
    assert [c[0] for c in against_cabinets(late, cabinets)] == ["ken/ada-bell"]
    assert not list(against_cabinets(right, cabinets))


def test_an_untrusted_term_keeps_what_a_better_one_does_not_cover() -> None:
    old = [("ken/ada-bell", term("", "2000-01", "2010-01", "phoenix"))]
    left = [s for _, s in unknown(old, [("ken/ada-bell", term("foreign minister", "2003-01", "2009-12"))])]
    assert [(s.since, s.to) for s in left] == [("2000-01", "2003-01")]
