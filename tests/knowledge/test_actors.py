"""The actor base: names at a date, a user's entries, clashes, and the shape of what ships."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from sayso import paths
from sayso.errors import KnowledgeError
from sayso.knowledge.actors import ActorBase, ActorEntry
from sayso.knowledge.agents import shipped_agents
from sayso.knowledge.states import shipped_states
from sayso.knowledge.terms import term_at


def _entry(**more: object) -> ActorEntry:
    base = {"id": "xyz/roe", "name": "Dana Roe", "kind": "person"}
    return ActorEntry.model_validate({**base, **more})


ROE = _entry(
    roles=[
        {"country": "KEN", "sectors": ["LEG"], "title": "senator", "from": "2001-05-01", "to": "2008-05-31"},
        {"country": "KEN", "sectors": ["GOV"], "title": "minister", "from": "2008-06", "to": "2012"},
    ]
)


@pytest.mark.parametrize(
    ("date", "sectors", "title"),
    [
        ("1999-01-01", (), None),
        ("2003-01-01", ("LEG",), "senator"),
        ("2008-06-15", ("GOV",), "minister"),
        ("2012-12-31", ("GOV",), "minister"),
        ("2013-01-01", ("ELI",), "former minister"),
        (None, (), None),
    ],
)
def test_what_a_person_is_depends_on_the_date(date: str | None, sectors: tuple[str, ...], title: str | None) -> None:
    term = term_at(ROE, date)
    assert (term.country, term.sectors, term.title) == ("KEN", sectors, title)


def test_an_open_spell_ends_when_it_was_last_seen_long_ago() -> None:
    old = _entry(
        roles=[{"country": "KEN", "sectors": ["GOV"], "title": "minister", "from": "2015", "seen": "2016-03-01"}]
    )
    assert term_at(old, "2016-01-01").sectors == ("GOV",)
    assert term_at(old, "2018-01-01").sectors == ()
    assert term_at(old, "2022-01-01").sectors == ("ELI",)
    new = _entry(
        roles=[{"country": "KEN", "sectors": ["GOV"], "title": "minister", "from": "2024", "seen": "2026-05-01"}]
    )
    assert term_at(new, "2026-11-01").sectors == ("GOV",)
    assert "last seen" in term_at(new, "2026-11-01").detail


@pytest.mark.parametrize(
    "name", ["the Knesset", "IDF", "Israel Defence Forces", "Hizbullah", "Popular Mobilisation Units"]
)
def test_shipped_names_are_found(name: str) -> None:
    assert len(ActorBase.shipped().named(name)) == 1


def test_an_acronym_needs_its_capitals() -> None:
    base = ActorBase.shipped()
    assert base.named("ISI")
    assert not base.named("Isi")


def test_a_part_of_a_name_finds_the_body() -> None:
    assert [e.id for e in ActorBase.shipped().containing("Hezbollah al-Nujaba")] == ["iraq/nujaba"]


def test_a_users_entry_wins(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    mine = {
        "id": "my/knesset",
        "name": "Knesset",
        "kind": "organization",
        "roles": [{"country": "XYZ", "sectors": ["SOC"]}],
    }
    path.write_text(yaml.safe_dump([mine]), encoding="utf8")
    base = ActorBase.shipped().with_user([path])
    assert [e.id for e in base.named("Knesset")] == ["my/knesset"]
    assert [e.id for e in base.named("IDF")] == ["israel/israel-defense-forces"]
    assert any("my/knesset" in c.entries and "israel/knesset" in c.entries for c in base.clashes)


def test_a_csv_of_actors(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    rows = [
        ["id", "name", "kind", "country", "sectors", "aliases", "from", "to"],
        ["my/roe", "Dana Roe", "person", "KEN", "GOV;MIL", "D. Roe;Roe the Elder", "2001", "2009"],
    ]
    with path.open("w", newline="", encoding="utf8") as file:
        csv.writer(file).writerows(rows)
    (entry,) = ActorBase.shipped().with_user([path]).named("Roe the Elder")
    assert entry.roles[0].sectors == ("GOV", "MIL")
    assert term_at(entry, "2005-01-01").country == "KEN"


def test_a_wrong_row_tells_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,name,kind\nmy/roe,Dana Roe,person\nBAD ID,Dana,person\n", encoding="utf8")
    with pytest.raises(KnowledgeError, match=r"mine\.csv:3: id"):
        ActorBase.shipped().with_user([path])


def test_ids_must_differ(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text("- {id: my/roe, name: A, kind: person}\n- {id: my/roe, name: B, kind: person}\n", encoding="utf8")
    with pytest.raises(KnowledgeError, match="my/roe"):
        ActorBase.shipped().with_user([path])


def test_role_nouns() -> None:
    agents = shipped_agents()
    for phrase, word, plural in [
        ("the deputy foreign minister", "foreign minister", False),
        ("three gunmen", "gunman", True),
        ("Secretary of State", "secretary of state", False),
        ("the spies", "spy", True),
    ]:
        found = agents.of_text(phrase)
        assert found is not None
        assert (found.word, found.plural) == (word, plural)
    assert agents.of_text("the weather") is None


@pytest.mark.parametrize(
    ("word", "country", "use"),
    [
        ("U.S.", "USA", "name"),
        ("Iraqi", "IRQ", "adjective"),
        ("Danes", "DNK", "people"),
        ("Kyiv", "UKR", "capital"),
        ("Kremlin", "RUS", "seat"),
        ("Kosovo", "KOS", "name"),
        ("Greenland", "DNK", "name"),
        ("Abkhazia", "GEO", "name"),
    ],
)
def test_words_for_states(word: str, country: str, use: str) -> None:
    sense = shipped_states().sense(word)
    assert sense is not None
    assert (sense.country, sense.use) == (country, use)


def test_lower_case_words_name_no_state() -> None:
    assert shipped_states().sense("us") is None
    assert shipped_states().sense("turkey") is None


def test_every_state_has_a_three_letter_code_and_no_name_twice() -> None:
    states = shipped_states().entries
    assert len(states) > 200
    sovereign = [s for s in states if not s.sectors and s.country == s.iso3]
    names = [s.name for s in sovereign]
    assert len(names) == len(set(names))


def test_built_tables_have_the_expected_number_of_rows() -> None:
    for meta in (paths.knowledge() / "actors" / "officials").glob("*.meta.yml"):
        low, high = yaml.safe_load(meta.read_text(encoding="utf8"))["expected"]
        table = meta.with_name(meta.name.replace(".meta.yml", ".tsv"))
        assert low <= len(table.read_text(encoding="utf8").splitlines()) - 1 <= high


def test_no_shipped_actor_id_stands_for_two_kinds() -> None:
    base = ActorBase.shipped()
    ids = [e.id for e in base.entries()]
    assert len(ids) == len(set(ids))
