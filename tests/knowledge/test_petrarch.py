"""PETRARCH and TABARI dictionaries of actors, read as a user's own actors."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import KnowledgeError
from sayso.knowledge.actors import ActorBase, ActorEntry, read_actors
from sayso.knowledge.petrarch import is_petrarch, unreadable

DICTIONARY = """# An invented dictionary.
DANA_EXEMPEL_  ; made up
+EXEMPEL_
+DANA_B._EXEMPEL_
\t[KENGOV 070516-20120515]
\t[KENELI]
NORTHERN_FRONT_OF_VARD_ [KENREB >010203]
OMAR_AL-EXEMPEL_
\t[SOMHLH < 991231]
\t[SOMGOV 20010101234]
NOBODY_AT_ALL_ [---]
"""


@pytest.fixture
def entries(tmp_path: Path) -> dict[str, ActorEntry]:
    path = tmp_path / "own.actors.txt"
    path.write_text(DICTIONARY, encoding="utf8")
    return {e.id: e for e in read_actors(path)}


def test_names_aliases_and_weak_names(entries: dict[str, ActorEntry]) -> None:
    dana = entries["ken/dana-exempel"]
    assert (dana.name, dana.kind) == ("Dana Exempel", "person")
    assert (dana.aliases, dana.weak) == (("Dana B. Exempel",), ("Exempel",))


def test_codes_become_dated_roles(entries: dict[str, ActorEntry]) -> None:
    office, later = entries["ken/dana-exempel"].roles
    assert (office.country, office.sectors, office.since, office.to) == ("KEN", ("GOV",), "2007-05-16", "2012-05-15")
    assert (later.sectors, later.since, later.to) == (("ELI",), None, None)
    (medical,) = entries["som/omar-al-exempel"].roles
    assert (medical.sectors, medical.since, medical.to) == (("MED",), None, "1999-12-31")


def test_bodies_with_arms_are_groups(entries: dict[str, ActorEntry]) -> None:
    front = entries["ken/northern-front-of-vard"]
    assert (front.kind, front.roles[0].since) == ("group", "2001-02-03")


def test_what_cannot_be_read_is_listed_and_left_out(entries: dict[str, ActorEntry], tmp_path: Path) -> None:
    assert [line for line, _ in unreadable(tmp_path / "own.actors.txt")] == [10]
    assert not any("nobody" in id_ for id_ in entries)


def test_an_alias_before_any_name_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    path.write_text("+EXEMPEL_\n\t[KENGOV]\n", encoding="utf8")
    with pytest.raises(KnowledgeError, match=r"broken\.txt:1: an alias"):
        read_actors(path)


def test_our_own_form_is_not_taken_for_one() -> None:
    assert not is_petrarch("- id: xyz/one\n  name: One [KENGOV]\n")
    assert is_petrarch(DICTIONARY)


def test_the_dictionary_goes_on_top_of_the_base(tmp_path: Path) -> None:
    path = tmp_path / "own.actors.txt"
    path.write_text(DICTIONARY, encoding="utf8")
    base = ActorBase.shipped().with_user([path])
    assert [e.id for e in base.named("Dana Exempel")] == ["ken/dana-exempel"]
