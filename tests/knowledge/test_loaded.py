"""The loaded words favour no side: the count for each side of each conflict is shown and held in balance."""

from __future__ import annotations

import pytest

from sayso.knowledge.loaded import LoadedLexicon

LEXICON = LoadedLexicon.shipped()
TOLERANCE = 1.25  # the larger side's terms over the smaller side's


@pytest.mark.parametrize("conflict", sorted(set(LEXICON.balance()) - {"general"}))
def test_sides_are_in_balance(conflict: str) -> None:
    sides = LEXICON.balance()[conflict]
    print(f"{conflict}: {dict(sides)}")
    assert len(sides) == 2
    assert max(sides.values()) <= TOLERANCE * min(sides.values())


@pytest.mark.parametrize("conflict", sorted(set(LEXICON.balance()) - {"general"}))
def test_each_side_praises_and_blames(conflict: str) -> None:
    leans = {(e.user, e.lean) for e in LEXICON.entries if e.conflict == conflict}
    sides = {user for user, _ in leans}
    assert {user for user, lean in leans if lean == "against"} == sides


def test_general_words_belong_to_nobody() -> None:
    assert set(LEXICON.balance()["general"]) == {"any"}
    assert {e.lean for e in LEXICON.entries if e.conflict == "general"} == {"for", "against"}


def test_every_entry_has_a_plain_word_and_several_hundred_terms_stand() -> None:
    assert all(entry.plain.strip() for entry in LEXICON.entries)
    assert sum(len(entry.terms) for entry in LEXICON.entries) > 800


def test_a_hyphen_matches_as_one_word_or_three() -> None:
    terms = {words for words, _ in LEXICON.starting("anti")}
    assert ("anti", "-", "terror") in terms
    assert ("anti-terror",) in {words for words, _ in LEXICON.starting("anti-terror")}
