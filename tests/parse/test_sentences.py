"""Sentences end where a reader of news says they end."""

from __future__ import annotations

import pytest

from sayso.parse.sentences import MOST_WORDS, Splitter
from sayso.parse.tokens import Tokenizer
from sayso.paths import models

FOLDER = models() / "en"
TOKENIZER = Tokenizer(FOLDER / "tokens.json")
SPLITTER = Splitter(FOLDER / "sentences.json")

CASES = [
    "The port is shut.|Ships wait outside.",
    "Gen. Omar Hale met Mr. Reed in the U.S. on Monday.|They spoke for an hour.",
    "J. R. Hale resigned.|No successor was named.",
    "TALVA, July 10 (Agency) — The cabinet met on Friday.|It will meet again.",
    "“We will not leave. We have time,” she said.".replace(". We", ".|We"),
    "He asked: “Who gave the order?”|Nobody answered.",
    '"Is it over?" he asked.|"Not yet."',
    "The bank (founded in 1990) failed.|Its owners fled.",
    "They paid $3.5 million...|then more.".replace("|", " "),
    "Ministers meet in Talva",
    "It grew 4.5 percent in Jan. and 3 percent in Feb. this year.",
    "Is this the end?!|Maybe.",
]


def sentences(text: str) -> list[str]:
    pieces = TOKENIZER.tokens(text)
    found, first = [], 0
    for last in SPLITTER.ends(text, pieces):
        found.append(text[pieces[first].start : pieces[last - 1].end])
        first = last
    return found


@pytest.mark.parametrize("case", CASES)
def test_ends(case: str) -> None:
    assert sentences(case.replace("|", " ")) == case.split("|")


def test_blank_lines_and_bullets_end_a_sentence() -> None:
    text = "Three demands\n\nThe group wants\n• money\n• time"
    assert sentences(text) == ["Three demands", "The group wants", "• money", "• time"]


def test_a_wrapped_line_goes_on() -> None:
    text = "The ministers of all of the five states of the league met\nTuesday in the capital."
    assert sentences(text) == [text]


def test_a_sentence_without_end_is_broken_at_commas() -> None:
    text = "one two three four, " * 200
    found = sentences(text)
    assert len(found) > 3
    assert all(len(TOKENIZER.tokens(sentence)) <= MOST_WORDS for sentence in found)
    assert all(sentence.endswith(",") for sentence in found)


def test_nothing() -> None:
    assert sentences(" \n ") == []
