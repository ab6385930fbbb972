"""Agreement of two coders: which targets are compared, slot by slot, and what is left to settle."""

from __future__ import annotations

import pytest

from sayso.model import Record
from sayso.review import Judgement, Party, Values
from sayso.review.agreement import KEPT, Agreement, agreement, differences
from tests.review.conftest import judge
from tests.review.test_deciding import added

CODERS = ("ana", "ben")


def said(record: Record, **verdicts: tuple[str, str]) -> list[Judgement]:
    """What ana and ben said of each event; a type in place of a verdict corrects to it."""
    found: list[Judgement] = []
    for target, words in verdicts.items():
        for author, word in zip(CODERS, words, strict=True):
            given = {"author": author, "id": len(found) + 1, "round": 3}
            if word.isupper():
                found.append(judge(record, "event", target, "correct", changes=Values(type=word), **given))
            else:
                found.append(judge(record, "event", target, word, **given))
    return found


def of(found: list[Agreement], name: str) -> Agreement:
    return next(a for a in found if a.kind == "event" and a.slot == name)


def test_agreement_by_slot(record: Record) -> None:
    words = said(record, e1=("accept", "AID"), e2=("accept", "accept"), e3=("reject", "reject"))
    found = agreement([(CODERS, words)])
    kept, types = of(found, KEPT), of(found, "type")
    assert (kept.units, kept.same, kept.alpha) == (3, 3, 1.0)
    assert (types.units, types.same) == (2, 1)
    # Values ASSAULT AID, CONSULT CONSULT: observed 2, expected 2 * (1 + 2 + 2) / 3.
    assert types.alpha == pytest.approx(1 - 2 / (10 / 3))
    assert of(found, "standing").alpha == 1.0


def test_actors_are_compared_as_sets_by_name(record: Record) -> None:
    words = said(record, e1=("accept", "accept"), e2=("accept", "accept"))
    change = Values(actors=(Party(name="norland", actor="a99"),))
    words[3] = judge(record, "event", "e2", "correct", changes=change, author="ben", id=4, round=3)
    found = of(agreement([(CODERS, words)]), "actors")
    assert (found.units, found.same) == (2, 1)
    assert 0 < (found.alpha or 0) < 1


def test_an_event_that_only_one_added_is_a_difference(record: Record) -> None:
    words = [added(record, 1, "ana", "AID")]
    found = of(agreement([(CODERS, words)]), KEPT)
    assert (found.units, found.same) == (1, 0)
    (open_,) = differences(CODERS, words)
    assert open_.slots == (KEPT,)


def test_differences_name_their_slots(record: Record) -> None:
    words = said(record, e1=("accept", "AID"), e2=("accept", "reject"), e3=("accept", "accept"))
    assert {(d.target, d.slots) for d in differences(CODERS, words)} == {("e1", ("type",)), ("e2", (KEPT,))}


def test_the_last_word_of_a_coder_counts(record: Record) -> None:
    words = said(record, e1=("reject", "accept"))
    words.append(judge(record, "event", "e1", "accept", author="ana", id=9, round=3))
    assert differences(CODERS, words) == []


def test_no_rounds_no_agreement() -> None:
    assert {(a.alpha, a.units) for a in agreement([])} == {(None, 0)}
