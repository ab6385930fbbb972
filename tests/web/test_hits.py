"""Hits of a search: the words that were asked for are marked, nothing is lost, and passages are short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.web.hits import is_hit, marked, passage


@pytest.mark.parametrize(
    ("sentence", "words", "hit"),
    [
        ("Rebels attacked the town.", "attack", ["attacked"]),
        ("Attacks, and an attack", '"an attack"', ["Attacks", "an", "attack"]),
        ("The Élysée said no", "elysee", ["Élysée"]),
        ("nothing here", "elsewhere", []),
        ("nothing here", None, []),
        ("nothing here", "!!", []),
    ],
)
def test_the_words_are_marked(sentence: str, words: str | None, hit: list[str]) -> None:
    assert [piece for piece, is_one in marked(sentence, words) if is_one] == hit
    assert is_hit(sentence, words) == bool(hit)


@given(st.text(max_size=80), st.text(max_size=20))
def test_nothing_is_lost(sentence: str, words: str) -> None:
    assert "".join(piece for piece, _ in marked(sentence, words)) == sentence
    passage(sentence, words)


def test_a_passage_stands_around_the_first_hit() -> None:
    text = "one two three " * 40 + "the zeppelin landed " + "four five six " * 40
    found = passage(text, "zeppelins")
    assert "the zeppelin landed" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) < 240
    assert set(found.split()) <= {*text.split(), "…"}  # no word is cut
    assert passage(text, "airship") == ""
    assert passage("a zeppelin", "zeppelin") == "a zeppelin"
