"""The loaded words favour no side: the count for each side of each conflict is shown and held in balance."""

from __future__ import annotations

import pytest

from sayso.knowledge.loaded import LoadedEntry, LoadedLexicon

LEXICON = LoadedLexicon.shipped()
TOLERANCE = 1.25  # the larger side's terms over the smaller side's
CONFLICTS = sorted(set(LEXICON.balance()) - {"general"})


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_sides_are_in_balance(conflict: str) -> None:
    counts = LEXICON.balance()[conflict]
    print(f"{conflict}: {dict(counts)}")
    sides = sorted({user for user, _ in counts})
    assert len(sides) == 2
    totals = [sum(counts[side, lean] for lean in ("for", "against")) for side in sides]
    assert max(totals) <= TOLERANCE * min(totals)


@pytest.mark.parametrize("conflict", CONFLICTS)
@pytest.mark.parametrize("lean", ["for", "against"])
def test_praise_stands_beside_praise_and_blame_beside_blame(conflict: str, lean: str) -> None:
    counts = LEXICON.balance()[conflict]
    terms = [counts[side, lean] for side in {user for user, _ in counts}]
    assert min(terms) > 0
    assert max(terms) <= max(TOLERANCE * min(terms), min(terms) + 1)


def test_every_side_says_whence_its_words_are_known() -> None:
    assert all(entry.source for entry in LEXICON.entries if entry.conflict != "general")


def test_general_words_belong_to_nobody() -> None:
    assert {user for user, _ in LEXICON.balance()["general"]} == {"any"}
    assert {e.lean for e in LEXICON.entries if e.conflict == "general"} == {"for", "against"}


def test_every_term_has_a_plain_word_of_its_own() -> None:
    assert all(plain.strip() for entry in LEXICON.entries for plain in entry.terms.values())
    shown = {entry.id: entry.terms for entry in LEXICON.entries}
    assert shown["us-politics/right-blames"]["death tax"] == "estate tax"
    assert shown["us-politics/right-blames"]["welfare queen"] == "woman on benefits"


def test_a_plain_word_takes_no_side_itself() -> None:
    """A term of general words ("regime", "martyr") is nobody's plain equivalent; names are what they are."""
    general = {term for e in LEXICON.entries if e.conflict == "general" for term in e.terms}
    loaded = [(e.id, t, p) for e in LEXICON.entries for t, p in e.terms.items() if general & set(p.split())]
    assert not loaded


def test_words_of_a_conflict_wait_for_its_names() -> None:
    assert all(entry.among for entry in LEXICON.entries if entry.conflict != "general")
    assert not any(entry.among for entry in LEXICON.entries if entry.conflict == "general")


def test_terms_in_a_list_share_a_plain_word() -> None:
    shape = {"id": "general/x", "kind": "noun", "lean": "for", "about": "self"}
    entry = LoadedEntry.model_validate(shape | {"terms": ["a", "b c"], "plain": "d"})
    assert entry.terms == {"a": "d", "b c": "d"}


def test_a_hyphen_matches_as_one_word_or_three() -> None:
    terms = {term.words for term in LEXICON.starting("anti")}
    assert ("anti", "-", "terror") in terms
    assert ("anti-terror",) in {term.words for term in LEXICON.starting("anti-terror")}


def test_a_genitive_is_a_word_of_its_own_as_in_a_parse() -> None:
    assert ("people", "'s", "war") in {term.words for term in LEXICON.starting("people")}
    assert ("mullahs", "'", "regime") in {term.words for term in LEXICON.starting("mullahs")}
