"""The coreference scorer on the textbook example and at its limits."""

from __future__ import annotations

import pytest

from sayso.evaluate.coref_scores import CorefScore, b_cubed, best_alignment, ceaf_e, muc

KEY = [frozenset("abc"), frozenset("defg")]
RESPONSE = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]


def test_muc_b3_and_ceafe_on_the_textbook_example() -> None:
    assert muc(KEY, RESPONSE) == (2, 5, 2, 5)
    found, total, right, said = b_cubed(KEY, RESPONSE)
    assert (total, said) == (7, 8)
    assert found / total == pytest.approx(0.42, abs=0.005)
    assert right / said == pytest.approx(0.50, abs=0.005)
    aligned, key, _, response = ceaf_e(KEY, RESPONSE)
    assert (key, response) == (2, 3)
    assert aligned == pytest.approx(1.3)


def test_equal_chains_score_one_hundred_and_no_chains_nothing() -> None:
    score = CorefScore()
    score.add(KEY, KEY)
    assert score.mean() == pytest.approx(100)
    empty = CorefScore()
    empty.add(KEY, [])
    assert empty.mean() == 0


def test_the_best_alignment_is_not_the_greedy_one() -> None:
    assert best_alignment([[5, 4], [4, 0]]) == 8
    assert best_alignment([[1], [3], [2]]) == 3
