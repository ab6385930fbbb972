"""Words are cut as UD English cuts them, and offsets are exact whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.parse.tokens import Tokenizer
from sayso.paths import models

RULES = Tokenizer(models() / "en" / "tokens.json")

CASES = [
    ("She won't say.", "She wo n't say ."),
    ("They cannot leave; it's over.", "They can not leave ; it 's over ."),
    ("Iran’s army didn’t move.", "Iran ’s army did n’t move ."),
    ("the ministers' offices", "the ministers ' offices"),
    ("We’ll see, I’m sure.", "We ’ll see , I ’m sure ."),
    ("a long-term, re-elected co-founder", "a long - term , re-elected co-founder"),
    ("al-Sadr and Ain al-Asad", "al - Sadr and Ain al - Asad"),
    ("Gen. Qasem and Lt. Col. Hill", "Gen. Qasem and Lt. Col. Hill"),
    ("in the U.S. and the U.K.", "in the U.S. and the U.K."),
    ("J. R. Hale of Hale Inc. left.", "J. R. Hale of Hale Inc. left ."),
    ("$5m, €3.2 billion and 40%", "$ 5 m , € 3.2 billion and 40 %"),
    ("at 10:30 a.m. on 9/11", "at 10:30 a.m. on 9/11"),
    ("at 5pm, 20km away", "at 5 pm , 20 km away"),
    ("the 1990s, the '90s, 3rd and 1,200", "the 1990s , the '90s , 3rd and 1,200"),
    ("the 2015-2016 season", "the 2015 - 2016 season"),
    ("see https://example.org/a-b?c=1.", "see https://example.org/a-b?c=1 ."),
    ("mail desk@example.org, @desk #now", "mail desk@example.org , @desk #now"),
    ("“No,” he said… (twice)", "“ No , ” he said … ( twice )"),
    ("Wait...what?!", "Wait ... what ?!"),
    ("one--two—three", "one -- two — three"),
    ("and/or", "and / or"),
    ("AT&T and O'Neill at 9 o'clock", "AT&T and O'Neill at 9 o'clock"),
    ("fine 👍🏽 🇮🇶 :)", "fine 👍🏽 🇮🇶 :)"),
    ("'We will go,' she said.", "' We will go , ' she said ."),
    ("BAGHDAD (Agency) -- Two", "BAGHDAD ( Agency ) -- Two"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words(text: str, expected: str) -> None:
    assert [text[start:end] for start, end in RULES.tokens(text)] == expected.split(" ")


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_every_character_but_blanks_is_in_exactly_one_token(text: str) -> None:
    at = 0
    for start, end in RULES.tokens(text):
        assert end > start >= at
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@given(st.text(alphabet="aZ9.,'’-\"$:/@&() \n…é", max_size=60))
@settings(max_examples=500, deadline=None)
def test_marks_in_any_order_keep_offsets(text: str) -> None:
    assert "".join(text[start:end] for start, end in RULES.tokens(text)) == "".join(text.split())


def test_a_range_of_the_text_gives_the_same_tokens() -> None:
    text = "First. Gen. Hale can't come. Last."
    inside = RULES.tokens(text, 7, 28)
    assert [text[start:end] for start, end in inside] == ["Gen.", "Hale", "ca", "n't", "come", "."]


def test_a_chunk_without_end_is_cut() -> None:
    assert len(RULES.tokens("x" * 5_000)) == 5


@pytest.mark.parametrize(
    ("word", "is_one"), [("Gen.", True), ("U.S.", True), ("R.", True), ("end.", False), (".", False)]
)
def test_abbreviation(word: str, is_one: bool) -> None:
    assert RULES.is_abbreviation(word) is is_one
