"""Normal forms and spans."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.text import Span, folded, squeezed, trimmed


def test_folding_forgets_case_accents_and_apostrophes() -> None:
    assert folded("Qur’ān  Al-Fatḥ") == "quran al fath"
    assert folded("Côte d'Ivoire") == "cote divoire"


def test_spans_know_what_they_hold() -> None:
    assert Span(0, 5).contains((1, 4))
    assert not Span(0, 5).contains((1, 6))
    assert Span(0, 5).overlaps((4, 9))
    assert not Span(0, 5).overlaps((5, 9))


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_trimming_only_takes_white_space_away(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    span = trimmed(text, start, end)
    assert start <= span.start <= span.end <= end
    assert text[span.start : span.end] == text[start:end].strip()


@given(st.text())
def test_squeezing_keeps_every_word(text: str) -> None:
    assert squeezed(text).split() == text.split()
