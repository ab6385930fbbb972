"""Trees are always well formed, and the best there is under the scores."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from sayso.parse.tree import best_tree


def is_tree(heads: tuple[int, ...] | list[int]) -> bool:
    """One root, and every word reaches it."""
    if list(heads).count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen: set[int] = set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        if word:
            return False
    return True


@pytest.mark.parametrize("seed", range(60))
def test_no_tree_scores_higher(seed: int) -> None:
    chance = np.random.default_rng(seed)
    many = 1 + seed % 5
    scores = (chance.normal(size=(many + 1, many + 1)) * 3).astype(np.float32)
    found = best_tree(scores)
    assert is_tree(found)

    def total(heads: tuple[int, ...] | list[int]) -> float:
        return float(sum(scores[word + 1, head] for word, head in enumerate(heads)))

    best = max(total(heads) for heads in itertools.product(range(many + 1), repeat=many) if is_tree(heads))
    assert total(found) == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize("many", [1, 40, 200])
def test_long_sentences_and_ties(many: int) -> None:
    chance = np.random.default_rng(many)
    assert is_tree(best_tree(chance.normal(size=(many + 1, many + 1)).astype(np.float32)))
    assert is_tree(best_tree(np.zeros((many + 1, many + 1), np.float32)))
