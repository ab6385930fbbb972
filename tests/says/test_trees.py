"""Whole answers on our own cases: nested, relayed, denied, multi-paragraph and quoted in every form."""

from __future__ import annotations

import pytest

from sayso.evaluate.sayings import faults
from sayso.model import Saying
from tests.says.cases import frozen_cases, sayings_of

#: Cases that sayso does not get wholly right yet; a case that comes right must leave this list.
STILL_WRONG = frozenset(
    {
        "denied-010", "denied-108", "denied-112", "denied-1320",
        "multi-paragraph-1023", "multi-paragraph-1028", "multi-paragraph-103", "multi-paragraph-106",
        "multi-paragraph-110", "multi-paragraph-1139", "multi-paragraph-1229", "multi-paragraph-1330",
        "multi-paragraph-1426", "multi-paragraph-343", "multi-paragraph-556", "multi-paragraph-558",
        "multi-paragraph-938", "multi-paragraph-939", "near-011", "near-711",
        "nested-009", "nested-102", "nested-106", "nested-108",
        "nested-1106", "nested-1112", "nested-202", "nested-507",
        "nested-513", "nested-516", "nested-907", "nested-909",
        "quotation-1029", "quotation-112", "quotation-1145", "quotation-1232",
        "quotation-572", "quotation-947", "relayed-1119", "relayed-112",
        "relayed-1122", "relayed-1124", "relayed-1214", "relayed-1310",
        "relayed-534", "relayed-922", "speaker-102", "speaker-1153",
        "speaker-575", "speaker-805", "stance-435", "stance-647",
        "stance-649", "stance-702", "stance-703", "stance-719",
        "stance-732", "stance-763", "stance-779", "stance-787",
        "stance-793", "stance-794", "stance-800",
    }
)  # fmt: skip


def _answer(name: str) -> tuple[Saying, ...]:
    case, doc = frozen_cases()[name]
    return sayings_of(case["text"], doc)


@pytest.mark.parametrize("name", sorted(frozen_cases()))
def test_case(name: str) -> None:
    wrong = faults(frozen_cases()[name][0], _answer(name)[1:])
    assert bool(wrong) == (name in STILL_WRONG), wrong


@pytest.mark.parametrize("name", sorted(frozen_cases()))
def test_every_span_quotes_the_text(name: str) -> None:
    text = frozen_cases()[name][0]["text"]
    for saying in _answer(name):
        parts = [saying.speaker, saying.cue, saying.addressee, *saying.content]
        assert all(text[q.start : q.end] == q.text for q in parts if q is not None)
        if saying.venue is not None:
            assert text[saying.venue.start : saying.venue.end] == saying.venue.text


def test_the_article_comes_first_and_every_parent_exists() -> None:
    for name in frozen_cases():
        sayings = _answer(name)
        ids = [s.id for s in sayings]
        assert ids == ["s0", *(f"s{n}" for n in range(1, len(ids)))]
        assert sayings[0].parent is None
        assert all(s.parent in ids for s in sayings[1:])


def test_the_same_text_gives_the_same_answer() -> None:
    assert _answer("nested-012") == _answer("nested-012")


def test_three_levels_hang_under_each_other() -> None:
    parents = {s.id: s.parent for s in _answer("nested-012")}
    assert parents == {"s0": None, "s1": "s0", "s2": "s1", "s3": "s2"}


def test_nobody_is_guessed_for_a_quotation_without_a_speaker() -> None:
    orphan = _answer("multi-paragraph-006")[1]
    assert (orphan.speakers, orphan.speaker, orphan.cue) == ((), None, None)
    assert orphan.because[0].rule == "says/orphan"
