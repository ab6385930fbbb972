"""Titles, spelled-out names and tellers: who is meant, and near misses where nobody named before is."""

import pytest

import sayso
from sayso.model import Record


def _with(record: Record, words: str) -> set[str]:
    """All mentions of the actor of whom these words are a mention."""
    return next(
        ({m.text for m in a.mentions} for a in record.actors if any(m.text == words for m in a.mentions)), set()
    )


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Prime Minister Dana Ros resigned. The premier had led the country for years.", "The premier", "Dana Ros"),
        ("President Omar Hale spoke in Talva. The president then left.", "The president", "Omar Hale"),
        ("President Omar Hale spoke in Talva. The leader then left.", "The leader", "Omar Hale"),
    ],
)
def test_a_title_means_who_bears_it(text: str, words: str, name: str) -> None:
    assert any(name in mention for mention in _with(sayso.code(text), words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Party chief Omar Hale spoke in Talva. The president then left.", "The president"),
        ("The governor of the province, Omar Hale, met the Front. Its spokesman wrote a letter.", "Its spokesman"),
        ("The minister's spokesman, Omar Hale, met the Front. Its spokesman wrote a letter.", "Its spokesman"),
    ],
)
def test_another_title_is_another_person(text: str, words: str) -> None:
    assert not any("Omar Hale" in mention for mention in _with(sayso.code(text), words))


def test_a_name_is_as_long_as_its_acronym_says() -> None:
    text = "Troops fought the People's Front of Karsland (PFK). The PFK denied that. A PFK convoy was hit."
    found = _with(sayso.code(text), "the People's Front of Karsland")
    assert {"PFK", "The PFK"} <= found


def test_an_acronym_that_does_not_fit_spells_nothing_out() -> None:
    text = "The mayor of Talva met the Workers' Union (ABC) on Monday."
    assert "ABC" not in _with(sayso.code(text), "The mayor of Talva")


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("The ministry said it would close the border with Morania.", "The ministry"),
        ("The army told the rebels it would attack the town.", "The army"),
    ],
)
def test_who_tells_acts_in_what_is_told(text: str, teller: str) -> None:
    assert teller in _with(sayso.code(text), "it")


@pytest.mark.parametrize(
    "text", ["The ministry said it was clear that rain had fallen.", "The report showed it had bombed the camp."]
)
def test_it_is_not_always_who_tells(text: str) -> None:
    assert not _with(sayso.code(text), "it")


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("President Tomas Arce met the press. Arce, a former general, came to power in a coup.", ("GOV",)),
        ("Tomas Arce, a former general, met the press.", ("ELI",)),
        ("Former President Tomas Arce met the press. President Arce then left.", ("ELI",)),
        ("Tomas Arce, a former minister and now a poet, met the press.", ("ELI",)),
    ],
)
def test_who_holds_an_office_is_not_what_he_was_before(text: str, sectors: tuple[str, ...]) -> None:
    assert next(a.sectors for a in sayso.code(text).actors if a.name == "Tomas Arce") == sectors


def test_who_speaks_is_nobody_of_whom_only_the_quoted_words_tell() -> None:
    text = (
        "Opposition leader Miriam Oko called for a strike. "
        "“If the president does not resign, we will march,” she told the Kavara Post."
    )
    assert "she" not in _with(sayso.code(text), "the president")


def test_who_is_named_outside_the_quotation_may_speak() -> None:
    text = "President Miriam Oko left the hall. “If the strike ends, we will talk,” she said."
    assert any("Oko" in mention for mention in _with(sayso.code(text), "she"))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The governor of Eastern Province, Omar Hale, spoke.", None),
        ("The governor of Eastern Province in Rwanda, Omar Hale, spoke.", "RWA"),
    ],
)
def test_a_province_that_many_states_have_tells_no_country(text: str, country: str | None) -> None:
    assert next(a.country for a in sayso.code(text).actors if a.name == "Omar Hale") == country


def test_who_is_named_only_behind_the_pronoun_may_be_meant() -> None:
    text = "After he fled the capital, former minister Joran Pell was arrested."
    assert "he" in _with(sayso.code(text), "former minister Joran Pell")


def test_a_verb_ends_no_name() -> None:
    text = "Arce's government accused the opposition Civic Alliance of planning riots and warned that it would act."
    assert not any("planning" in m.text for a in sayso.code(text).actors for m in a.mentions)
