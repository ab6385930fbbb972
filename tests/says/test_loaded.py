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


def _words(number: int) -> list[tuple[str, str]]:
    return [(f.text.text, f.plain) for f in _loaded(number)]


def test_a_word_inside_a_name_was_chosen_by_nobody() -> None:
    assert _words(9) == []


def test_a_regime_of_taxes_is_left_alone_and_a_government_is_not() -> None:
    assert _words(10) == [("regime", "government")]
    assert _loaded(10)[0].text.start == LOADED[10].rindex("regime")


def test_only_places_are_liberated() -> None:
    found = _loaded(11)
    assert [f.text.start for f in found] == [LOADED[11].rindex("liberated")]


def test_the_hero_of_a_novel_is_left_alone() -> None:
    assert _words(12) == []


def test_an_adjective_needs_the_noun_that_it_describes() -> None:
    found = _loaded(13)
    assert [f.text.start for f in found] == [LOADED[13].rindex("failed")]


def test_words_of_a_conflict_need_its_names_in_the_article() -> None:
    assert _words(14) == []
    assert _words(15) == [("southern provinces", "Western Sahara")]


def test_the_conflict_that_the_article_names_says_whose_word_it_is() -> None:
    found = _loaded(16)
    assert [f.text.text for f in found] == ["people's war", "jugular vein"]
    assert [(f.because[0].rule, f.because[0].detail) for f in found] == [
        ("loaded/general/martyrdom", "any"),
        ("loaded/kashmir/pakistan-praises", "pakistan"),
    ]
