"""Overlapping spans: every letter of the article is drawn once, with the classes of all that covers it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import ArticleHead, Event, Loaded, Quote, Record, Saying, quote
from sayso.web.marking import OTHERS, Line, lines, voices
from sayso.web.tree import Branch, Leaf, tree

TEXT = "Title\n\nThe mayor said that the guard had claimed the mob burnt the hall.\nNobody was hurt."


def words(text: str) -> Quote:
    return quote(TEXT, TEXT.index(text), TEXT.index(text) + len(text))


def saying(id_: str, parent: str, who: str, content: str, cue: str) -> Saying:
    return Saying(id=id_, parent=parent, speaker=words(who), cue=words(cue), content=(words(content),))


def event(id_: str, said_in: str, trigger: Quote) -> Event:
    return Event(id=id_, said_in=said_in, type="ASSAULT", quad=4, intensity=-9, trigger=trigger)


@pytest.fixture
def nested() -> Record:
    outer = saying("s1", "s0", "The mayor", "that the guard had claimed the mob burnt the hall", "said")
    inner = saying("s2", "s1", "the guard", "the mob burnt the hall", "claimed")
    mob = Loaded(text=words("mob"), lean="against", voice="s2", plain="crowd")
    return Record(
        article=ArticleHead(id="1", title="Title", text=TEXT),
        sayings=(Saying(id="s0", parent=None), outer, inner),
        events=(event("e1", "s2", words("burnt")),),
        loaded=(mob,),
    )


def classes_of(found: list[Line], text: str) -> set[str]:
    return {c for line in found for s in line.segments if s.text == text for c in s.classes.split()}


def drawn(found: list[Line]) -> str:
    return "\n".join("".join(s.text for s in line.segments) for line in found)


def test_a_word_has_the_classes_of_all_that_covers_it(nested: Record) -> None:
    found = lines(nested)
    assert classes_of(found, "burnt") == {"m-trigger", "quad-4", "w-e1", "m-content", "w-s1", "w-s2", "voice-2"}
    assert classes_of(found, "mob") >= {"m-loaded", "w-s2", "voice-2"}
    assert {"w-s2", "p-e1", "w-s1", "voice-1"} <= classes_of(found, "claimed")  # on the path of the event


def test_the_outlets_own_words_have_no_voice(nested: Record) -> None:
    assert classes_of(lines(nested), "Nobody was hurt.") == set()
    assert [line.headline for line in lines(nested)] == [True, False, False]


def test_a_loaded_word_tells_whose_it_is(nested: Record) -> None:
    tips = [s.tip for line in lines(nested) for s in line.segments if s.text == "mob"]
    assert "in the voice of the guard" in tips[0]
    own = nested.model_copy(update={"loaded": (nested.loaded[0].model_copy(update={"voice": "s0"}),)})
    assert "m-loaded-own" in classes_of(lines(own), "mob")


def test_an_event_can_be_gone_to_in_the_text(nested: Record) -> None:
    anchors = [a for line in lines(nested) for s in line.segments for a in s.anchors]
    assert sorted(anchors) == ["t-e1", "t-s1", "t-s2"]


def test_only_those_who_say_most_have_a_colour_of_their_own() -> None:
    text = "abcdefghij"
    many = tuple(
        Saying(id=f"s{n}", parent="s0", speaker=quote(text, n, n + 1), content=(quote(text, 0, n + 1),))
        for n in range(1, 10)
    )
    found = voices(Record(article=ArticleHead(id="1", text=text), sayings=(Saying(id="s0", parent=None), *many)))
    assert sorted(found.tint.values()) == [1, 2, 3, 4, 5, 6, OTHERS, OTHERS, OTHERS]
    assert found.tint["s9"] != OTHERS
    assert found.tint["s1"] == OTHERS
    assert found.others


def test_the_tree_hangs_as_the_sayings_do(nested: Record) -> None:
    root = tree(nested)
    (outer,) = root.nodes
    assert isinstance(outer, Branch)
    (inner,) = outer.nodes
    assert isinstance(inner, Branch)
    (leaf,) = inner.nodes
    assert isinstance(leaf, Leaf)
    assert leaf.say_so == "the guard < The mayor < the article"


def test_sayings_in_a_circle_do_not_hang_the_page(nested: Record) -> None:
    _, outer, inner = nested.sayings
    circle = (Saying(id="s0", parent=None), outer.model_copy(update={"parent": "s2"}), inner)
    damaged = nested.model_copy(update={"sayings": circle, "events": ()})
    assert drawn(lines(damaged)) == TEXT.replace("\n\n", "\n")
    assert tree(damaged).nodes == ()


spans = st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)), max_size=12)


@given(spans)
def test_every_letter_is_drawn_once(found: list[tuple[int, int]]) -> None:
    quotes = [quote(TEXT, start, min(start + width, len(TEXT))) for start, width in found]
    events = tuple(event(f"e{n}", "s0", q) for n, q in enumerate(quotes, 1))
    sayings = tuple(Saying(id=f"s{n}", parent="s0", content=(q,)) for n, q in enumerate(quotes, 1))
    record = Record(article=ArticleHead(id="1", text=TEXT), events=events, sayings=sayings)
    assert drawn(lines(record)) == TEXT.replace("\n\n", "\n")
    assert len([a for line in lines(record) for s in line.segments for a in s.anchors]) <= 2 * len(found)
