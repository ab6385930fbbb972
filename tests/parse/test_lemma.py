"""A lemma rule gives back the lemma it was made from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.parse.lemma import apply_rule, lemma_rule
from sayso.parse.shape import coarse_shape, word_shape

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [
        ("Attacks", "attack", "l1"),
        ("was", "be", "=be"),
        ("Iraq", "Iraq", "k0"),
        ("cities", "city", "l3y"),
        ("Democrats", "Democrat", "k1"),
        ("n't", "not", "l2ot"),
        ("american", "American", "t0"),
    ],
)
def test_rules(form: str, lemma: str, rule: str) -> None:
    assert lemma_rule(form, lemma) == rule
    assert apply_rule(form, rule) == lemma


@given(WORDS, WORDS)
def test_a_rule_made_from_a_pair_gives_the_lemma_or_the_lower_form(form: str, lemma: str) -> None:
    assert apply_rule(form, lemma_rule(form, lemma)) in (lemma, form.lower())


def test_a_rule_that_would_leave_nothing_gives_the_lower_form() -> None:
    assert apply_rule("Is", "l3y") == "is"


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("Iraq", "Xx"),
        ("US", "X"),
        ("I", "X1"),
        ("3rd", "dx"),
        ("U.S.", "X.X."),
        ("iPhone", "xXx"),
        ("AKs", "XXx"),
        ("—", "*"),
    ],
)
def test_shapes(word: str, shape: str) -> None:
    assert word_shape(word) == shape


def test_every_word_has_a_coarse_shape() -> None:
    assert [coarse_shape(word) for word in ("ab", "Ab", "a1", "--")] == ["~alpha", "~Alpha", "~digit", "~other"]
