"""Alpha against the values that Krippendorff works out by hand (2011, sections A, B and C), and against our own sums."""

from __future__ import annotations

import pytest

from sayso.review.alpha import Distance, alpha, interval, masi, nominal, ratio

# Computing Krippendorff's Alpha-Reliability (2011): the coders' values, unit by unit; "." is a missing value.
SECTION_A = ("0100000010", "1110010000")
SECTION_B = ("aabbdcccedda", "babbbccceddd")
SECTION_C = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(coders: tuple[str, ...]) -> list[list[float | str]]:
    return [[float(v) if v.isdigit() else v for v in unit if v != "."] for unit in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "distance", "value"),
    [
        (SECTION_A, nominal, 0.095),
        (SECTION_B, nominal, 0.692),
        (SECTION_C, nominal, 0.743),
        (SECTION_C, interval, 0.849),
        (SECTION_C, ratio, 0.797),
    ],
)
def test_the_values_of_the_literature(coders: tuple[str, ...], distance: Distance, value: float) -> None:
    found = alpha(units(coders), distance)
    assert found == pytest.approx(value, abs=0.0006)


def test_full_agreement_is_one_and_systematic_disagreement_below_zero() -> None:
    assert alpha([("a", "a"), ("b", "b")]) == 1.0
    assert (alpha([("a", "b"), ("b", "a")]) or 0.0) < 0.0


def test_nothing_to_compare_has_no_alpha() -> None:
    assert alpha([]) is None
    assert alpha([("a",), ("b",)]) is None
    assert alpha([("a", "a"), ("a", "a")]) is None


def test_sets_are_compared_by_masi() -> None:
    one, more, other, cross = (frozenset(s) for s in ("a", "ab", "c", "ac"))
    assert masi(one, one) == 0.0
    assert masi(one, other) == 1.0
    assert masi(one, more) == pytest.approx(1 - 2 / 3 * 1 / 2)
    assert masi(more, cross) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(frozenset(), one) == 1.0


def test_alpha_of_sets_by_hand() -> None:
    """Two units, {a} {ab} and {c} {c}: observed 2 * 2/3; expected over 4 values: pairs 2/3, 2, 2 twice over, by 3."""
    one, more, other = frozenset("a"), frozenset("ab"), frozenset("c")
    observed = 2 * (2 / 3)
    expected = 2 * (2 / 3 + 2 * 1.0 + 2 * 1.0) / 3
    assert alpha([(one, more), (other, other)], masi) == pytest.approx(1 - observed / expected)
