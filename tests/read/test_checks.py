"""Odd text gives a warning and is read; only what makes no sense is refused."""

from __future__ import annotations

import pytest

from sayso.read import article_from_text

LEAD = "The army closed two bridges over the Ivrel on Monday, the mayor of Talven said."


def codes(text: str) -> list[str]:
    return [w.code for w in article_from_text(text, published="2023-06-05").warnings]


@pytest.mark.parametrize(
    "text",
    [
        f'{LEAD}\n\n"We have seen worse, the mayor said.\n\n{LEAD}',
        f"{LEAD}\n\n“We have seen worse, the mayor said.\n\n{LEAD}",
        f"{LEAD}\n\nWe have seen worse,” the mayor said.\n\n{LEAD}",
    ],
)
def test_unpaired_quotation_marks(text: str) -> None:
    assert codes(text) == ["quotes"]


@pytest.mark.parametrize(
    "text",
    [
        f'{LEAD}\n\n"We have seen worse.\n\n"It will pass," the mayor said.',
        f"{LEAD}\n\n“We have seen worse.\n\n“It will pass,” the mayor said.",
        f"{LEAD}\n\n“‘Worse’ is the word,” he said. “Yes.”",
    ],
)
def test_a_quotation_over_paragraphs_pairs(text: str) -> None:
    assert codes(text) == []


def test_control_and_direction_marks() -> None:
    assert codes(f"{LEAD} \x07\x1b It rained.") == ["control"]
    assert codes(f"\u202e{LEAD}\u200f It rained.") == ["direction"]


def test_an_endless_sentence() -> None:
    assert codes("The mayor said that " + "and then it rained " * 2500 + "again.") == ["long-sentence"]


def test_emoji_and_combining_marks_keep_their_places() -> None:
    text = f"Bridges 🌊👩‍👩‍👧 closed in Tālven\n\n{LEAD} 🌊 Zoe\u0308 left."
    article = article_from_text(text, published="2023-06-05")
    assert article.warnings == ()
    assert [article.text[b.start : b.end] for b in article.blocks] == text.split("\n\n")
