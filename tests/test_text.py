"""Normal forms and spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text import Span, folded, sentence_around, squeezed, trimmed


def test_folding_forgets_case_accents_and_apostrophes() -> None:
    assert folded("Qur’ān  Al-Fatḥ") == "quran al fath"
    assert folded("Côte d'Ivoire") == "cote divoire"


def test_spans_know_what_they_hold() -> None:
    assert Span(0, 5).contains((1, 4))
    assert not Span(0, 5).contains((1, 6))
    assert Span(0, 5).overlaps((4, 9))
    assert not Span(0, 5).overlaps((5, 9))


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("Rebels fled. Troops burned a farm. Nobody spoke.", "burned", "Troops burned a farm."),
        ("Col. Ada Brun fired. Omar fled.", "fired", "Col. Ada Brun fired."),
        ("He came at 5 p.m. Monday and left. She stayed.", "left", "He came at 5 p.m. Monday and left."),
        ("The U.S. Senate voted. It rained.", "voted", "The U.S. Senate voted."),
        ("J. B. Marr quit. It rained.", "quit", "J. B. Marr quit."),
        ("“We fired. They fled,” he said. It rained.", "fled", "They fled,” he said."),
        ("Police fired!\nA man fell. It rained.", "fell", "A man fell."),
        ("Police fired! A man fell.", "fired", "Police fired!"),
    ],
)
def test_a_sentence_ends_at_its_stop(text: str, word: str, sentence: str) -> None:
    at = text.index(word)
    start, end = sentence_around(text, at, at + len(word))
    assert text[start:end] == sentence


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_a_sentence_holds_what_it_is_asked_for(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    at, stop = trimmed(text, start, end)
    found = sentence_around(text, at, stop)
    assert at == stop or found.contains((at, stop))


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
