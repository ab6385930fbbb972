"""Loaded words: found with their plain word, their lean, and in whose voice they stand."""

from __future__ import annotations

from sayso.cast import Cast
from sayso.knowledge.cues import CueBook
from sayso.knowledge.loaded import LoadedLexicon
from sayso.model import Actor, Loaded, Mention
from sayso.says import find_loaded, find_sayings
from tests.says.cases import LOADED, article_of, frozen_loaded


def _mention(text: str, words: str, head: str) -> Mention:
    start, at = text.index(words), text.index(head)
    return Mention(start=start, end=start + len(words), text=words, kind="noun", head=at)


def _loaded(number: int, **named: tuple[str, str]) -> tuple[Loaded, ...]:
    """The loaded words of a sentence; `named` gives actors by id with their words and head word."""
    text = LOADED[number]
    actors = [Actor(id=i, name=w, kind="group", mentions=(_mention(text, w, h),)) for i, (w, h) in named.items()]
    article, doc, cast = article_of(text), frozen_loaded()[text], Cast(tuple(actors))
    sayings = find_sayings(article, doc, cast, CueBook.shipped())
    found = find_loaded(article, doc, cast, sayings, LoadedLexicon.shipped())
    assert all(text[f.text.start : f.text.end] == f.text.text for f in found)
    return found


def test_the_outlets_own_words() -> None:
    (martyred,) = _loaded(0, a1=("Omar Seld", "Omar"))
    assert (martyred.text.text, martyred.lean, martyred.plain, martyred.voice) == ("martyred", "for", "kill", "s0")
    assert (martyred.about, martyred.quoted) == ("a1", False)


def test_words_in_indirect_speech_are_the_speakers() -> None:
    found = _loaded(1)
    assert [f.text.text for f in found] == ["anti-terror", "liberated"]
    assert {f.voice for f in found} == {"s1"}
    assert not any(f.quoted for f in found)


def test_words_in_marks_are_quoted_and_the_speakers() -> None:
    found = _loaded(2)
    assert [f.text.text for f in found] == ["regime", "murders", "heroes"]
    assert all(f.quoted and f.voice == "s1" for f in found)


def test_scare_quotes_are_quoted_but_nobodys() -> None:
    (word,) = _loaded(3)
    assert (word.text.text, word.quoted, word.voice) == ("terrorists", True, "s0")


def test_murder_is_loaded_only_of_a_force() -> None:
    assert [f.text.text for f in _loaded(4)] == ["murdered"]
    assert _loaded(5) == ()


def test_an_adjective_is_about_the_noun_it_describes() -> None:
    (word,) = _loaded(6, a1=("The occupying army", "army"))
    assert (word.text.text, word.lean, word.about) == ("occupying", "against", "a1")


def test_both_sides_words_are_found() -> None:
    leans = {f.text.text: f.lean for f in _loaded(7)}
    assert leans["freedom fighters"] == "for"
    assert leans["thugs"] == "against"


def test_a_word_that_needs_its_noun_is_left_alone_without() -> None:
    assert [f.text.text for f in _loaded(8)] == ["Innocent"]
