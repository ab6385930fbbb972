"""The whole path on anything: it never crashes, every span equals the text, the same input gives the same bytes."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import sayso
from sayso.errors import InputError
from sayso.model import Article, Failure, Record
from sayso.pipeline import Coder
from sayso.read import article_from_text
from sayso.record import check_spans
from sayso.schema import schema

WORDS = [
    *(
        "the",
        "army",
        "rebels",
        "said",
        "“",
        "”",
        '"',
        "'",
        "’s",
        "not",
        "attacked",
        "Halvia",
        "on Monday",
        ",",
        ".",
        "?",
    ),
    *(
        "that",
        "he",
        "we",
        "denied",
        "according to",
        "two",
        "killed",
        "\n\n",
        "\n",
        "who",
        "(",
        ")",
        "—",
        "if",
        "will",
        "🕊",
    ),
    *("by", "of", "talks", "with", "in", "2019", "threatened to", "Ilo Maran", "Norland", "‏", "é", "\x07", "…", ":"),
]
VALIDATOR = Draft202012Validator(schema())
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def checked(record: Record) -> Record:
    check_spans(record)
    ids = {s.id for s in record.sayings} | {a.id for a in record.actors} | {"s0"}
    for saying in record.sayings:
        assert saying.parent is None or saying.parent in ids
        assert set(saying.speakers) <= ids
    for event in record.events:
        assert event.said_in in ids
        assert {*event.actors, *event.recipients} <= ids
        assert 0 <= event.confidence <= 1
    return record


@QUIET
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=60))
def test_any_heap_of_news_words_gives_a_sound_record(code: Callable[..., Record], words: list[str]) -> None:
    try:
        record = checked(code(" ".join(words), published="2024-05-01"))
    except InputError:
        return
    VALIDATOR.validate(json.loads(record.to_json()))


@QUIET
@given(text=st.text(max_size=400))
@example("IMG")  # one word that the model may take for a gerund: nothing stands before it
def test_any_text_gives_a_record_or_a_clear_error(code: Callable[..., Record], text: str) -> None:
    with contextlib.suppress(InputError):
        checked(code(text))


def test_the_same_input_gives_the_same_bytes(code: Callable[..., Record]) -> None:
    text = "Norland denied that its jets had bombed Tesmin. “We did not do it,” General Ilo Maran said on Monday."
    assert code(text, published="2024-05-01").to_json() == code(text, published="2024-05-01").to_json()


def test_a_sentence_of_ten_thousand_words_is_coded(code: Callable[..., Record]) -> None:
    record = checked(code("The rebels attacked Tesmin and " + "then they rested and " * 2500 + "left."))
    assert "long-sentence" in {w.code for w in record.warnings}
    assert any(e.type == "ASSAULT" for e in record.events)


def test_unbalanced_marks_lose_nothing(code: Callable[..., Record]) -> None:
    record = checked(code("“The army attacked us, said Ilo Maran. Police arrested four men on Monday."))
    assert {"ASSAULT", "COERCE"} <= {e.type for e in record.events}


def test_a_fault_in_coding_is_one_failure(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by nobody")

    monkeypatch.setattr("sayso.pipeline.find_events", broken)
    answer = coder.try_code(article_from_text("Rebels attacked Tesmin."))
    assert isinstance(answer, Failure)
    assert answer.error == {"code": "internal", "message": "ZeroDivisionError: by nobody"}


def test_an_article_without_text_is_refused(coder: Coder) -> None:
    with pytest.raises(InputError, match="no text"):
        coder.code(Article(id="x", text="   "))


def test_the_public_face_is_sorted_and_works() -> None:
    assert sayso.__all__ == sorted(sayso.__all__)
    assert all(hasattr(sayso, name) for name in sayso.__all__)
    record = sayso.code("Rebels attacked the town of Orlu on Monday, police said.", published="2024-05-01")
    assert record.events[0].type == "ASSAULT"
    assert record.events[0].standing == "claimed"
    assert record.events[0].when is not None
    assert record.events[0].when.start_date == "2024-04-29"
