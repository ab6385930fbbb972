"""Mentions, chains and resolution on small articles of our own."""

from __future__ import annotations

import pytest

from sayso.knowledge.actors import ActorBase
from tests.who.cases import actor, cast, docs


@pytest.mark.parametrize("name", sorted(docs()))
def test_every_mention_quotes_the_text_and_has_its_head_inside(name: str) -> None:
    doc = docs()[name]
    for found in cast(name).actors:
        assert found.mentions
        for mention in found.mentions:
            assert doc.text[mention.start : mention.end] == mention.text
            assert mention.start <= mention.head < mention.end
            assert doc.token_at(mention.head) is not None


@pytest.mark.parametrize("name", sorted(docs()))
def test_a_head_word_belongs_to_one_actor(name: str) -> None:
    heads = [m.head for a in cast(name).actors for m in a.mentions]
    assert len(heads) == len(set(heads))


def test_title_and_name_are_one_mention_and_the_surname_is_the_same_person() -> None:
    found = actor("title", "Acting Assistant Secretary of State Dana Roe")
    assert found is not None
    assert (found.name, found.kind, found.sectors, found.resolved_by) == ("Dana Roe", "person", ("GOV",), "text")
    assert found.role == "Acting Assistant Secretary of State"
    assert [m.text for m in found.mentions] == ["Acting Assistant Secretary of State Dana Roe", "Roe"]


def test_a_surname_that_is_a_capital_too_stays_the_person() -> None:
    found = actor("surname-city", "Paris")
    assert found is not None
    assert (found.name, found.kind, found.country) == ("Dana Paris", "person", None)


def test_the_name_of_an_airbase_is_no_actor() -> None:
    assert [a.name for a in cast("site").actors] == ["The army"]


def test_the_head_of_a_mention_finds_its_actor() -> None:
    found = cast("title")
    id_ = found.headed(docs()["title"].text.index("Dana"))
    assert id_ is not None
    assert found.actor(id_).name == "Dana Roe"


def test_an_acronym_in_brackets_is_another_name() -> None:
    found = actor("two-names", "The PGU")
    assert found is not None
    assert found.name == "Popular Guard Units"
    assert len(found.mentions) == 3


def test_an_official_named_in_the_next_sentence_is_that_person() -> None:
    found = actor("official", "A senior Kenyan official")
    assert found is not None
    assert (found.name, found.country, found.sectors) == ("Amina Exampleson", "KEN", ("GOV",))


def test_apposition_and_pronoun() -> None:
    found = actor("apposition", "He")
    assert found is not None
    assert found.name == "Omar Exampli"
    assert found.role == "the leader of the Northern Front"


def test_predicate_joins_only_where_it_is_affirmed() -> None:
    mayor = actor("predicate", "The mayor")
    assert mayor is not None
    assert mayor.name == "Rosa Ejemplo"
    denied = actor("not-predicate", "Rosa Ejemplo")
    assert denied is not None
    assert denied.sectors == ()


def test_a_capital_stands_for_its_government_only_where_it_acts() -> None:
    moscow = actor("metonym", "Moscow")
    assert moscow is not None
    assert (moscow.country, moscow.sectors) == ("RUS", ("GOV",))
    assert actor("metonym", "Ankara") is None


def test_a_seat_of_power_is_no_actor_behind_near() -> None:
    kremlin = actor("seat", "The Kremlin")
    assert kremlin is not None
    assert (kremlin.country, kremlin.entry) == ("RUS", "russia/kremlin")
    assert len(kremlin.mentions) == 1


@pytest.mark.parametrize(
    ("phrase", "country", "sectors"),
    [
        ("The American forces", "USA", ("MIL",)),
        ("US-backed rebels", None, ("REB",)),
        ("Iraqi soldiers", "IRQ", ("MIL",)),
    ],
)
def test_country_comes_from_the_actors_own_adjective(
    phrase: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    found = actor("forces", phrase)
    assert found is not None
    assert (found.country, found.sectors) == (country, sectors)


def test_the_country_and_its_bodies() -> None:
    state = actor("country", "the country")
    government, parliament = actor("country", "the country's government"), actor("country", "The parliament")
    assert state is not None
    assert government is not None
    assert parliament is not None
    assert (state.entry, government.country, government.sectors) == ("states/iraq", "IRQ", ("GOV",))
    assert (parliament.country, parliament.sectors) == ("IRQ", ("LEG",))


def test_a_former_office_makes_an_elite() -> None:
    found = actor("former", "Former Zambian President Moses Exampleson")
    assert found is not None
    assert (found.country, found.sectors) == ("ZMB", ("ELI",))


def test_parts_of_a_coordination_are_actors_of_their_own() -> None:
    gunmen, officers = actor("compound", "Three gunmen"), actor("compound", "two police officers")
    assert gunmen is not None
    assert officers is not None
    assert gunmen.id != officers.id
    assert (gunmen.kind, gunmen.sectors, officers.sectors) == ("unnamed", ("UAF",), ("COP",))


def test_persons_of_one_surname_stay_apart() -> None:
    peter, paula = actor("same-surname", "Peter Exampleson"), actor("same-surname", "Paula Exampleson")
    assert peter is not None
    assert paula is not None
    assert peter.id != paula.id
    assert len(paula.mentions) == 2


def test_a_spokesman_has_the_sectors_of_his_body() -> None:
    spokesman, group = actor("hamas", "A Hamas spokesman"), actor("hamas", "Hamas")
    assert spokesman is not None
    assert group is not None
    assert spokesman.sectors == group.sectors
    assert (spokesman.country, group.entry) == ("PSE", "palestine/hamas")


def test_things_are_no_actors() -> None:
    assert cast("things").actors == ()


def test_the_same_text_gives_the_same_cast() -> None:
    base = ActorBase.shipped()
    assert cast("country", base=base) == cast("country", base=base)


def test_an_alliance_that_the_base_knows_by_name_is_none_of_states() -> None:
    found = actor("alliance", "The Tamil National Alliance")
    assert found is not None
    assert (found.entry, found.country, found.sectors[:1]) == ("sri-lanka/tna", "LKA", ("PTY",))


def test_a_long_name_with_small_words_inside_is_found_whole() -> None:
    found = actor("long-name", "The Organization for Security and Co-operation in Europe")
    assert found is not None
    assert (found.entry, found.country) == ("org/osce", "IGO")
