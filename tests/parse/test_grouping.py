"""Grouping: every sentence once, little padding, and no cheaper way to cut."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.parse.grouping import A_CALL, MOST, groups

LENGTHS = st.lists(st.integers(min_value=2, max_value=510), max_size=60)


def _cost(lengths: list[int], grouped: list[list[int]]) -> int:
    return sum(len(group) * max(lengths[place] for place in group) + A_CALL for group in grouped)


@given(LENGTHS)
def test_every_sentence_is_in_one_group(lengths: list[int]) -> None:
    grouped = groups(lengths)
    assert sorted(place for group in grouped for place in group) == list(range(len(lengths)))
    for group in grouped:
        assert len(group) == 1 or len(group) * max(lengths[place] for place in group) <= MOST


@given(st.lists(st.integers(min_value=2, max_value=80), min_size=1, max_size=7))
def test_no_other_cut_is_cheaper(lengths: list[int]) -> None:
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    inner = range(1, len(order))
    cuts = [[0, *found, len(order)] for many in range(len(order)) for found in combinations(inner, many)]
    ways = [[order[a:b] for a, b in pairwise(cut)] for cut in cuts]
    allowed = [way for way in ways if all(len(group) * lengths[group[-1]] <= MOST for group in way)]
    assert _cost(lengths, groups(lengths)) == min(_cost(lengths, way) for way in allowed)


def test_a_long_sentence_does_not_pad_short_ones() -> None:
    assert groups([100, 10, 11, 12]) == [[1, 2, 3], [0]]


def test_a_sentence_longer_than_a_group_goes_alone() -> None:
    assert groups([MOST + 1, 5]) == [[1], [0]]


def test_nothing_makes_no_group() -> None:
    assert groups([]) == []
