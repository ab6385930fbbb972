"""Whose word holds: the newest in the open, agreement in a round, nobody's where two differ."""

from __future__ import annotations

from sayso.model import Record
from sayso.review import Judgement, Values, decided, judged, review_of
from sayso.review.deciding import own
from tests.review.conftest import judge

ROUND = {"round": 3, "at": "2024-05-05T10:00:00"}


def two(record: Record, first: str, second: str, changes: Values | None = None) -> list[Judgement]:
    given = {"changes": changes} if changes else {}
    return [
        judge(record, "event", "e1", first, id=1, author="ana", **ROUND, **(given if first == "correct" else {})),
        judge(record, "event", "e1", second, id=2, author="ben", **ROUND, **(given if second == "correct" else {})),
    ]


def test_in_the_open_the_newest_word_holds(record: Record) -> None:
    words = [judge(record, "event", "e1", "accept", id=1), judge(record, "event", "e1", "reject", id=2, author="ben")]
    (found,) = decided(words)
    assert (found.state, found.holds) == ("rejected", words[1])


def test_words_of_an_open_round_do_not_count(record: Record) -> None:
    assert decided(two(record, "accept", "accept"), hidden={3}) == []


def test_agreement_holds(record: Record) -> None:
    (found,) = decided(two(record, "reject", "reject"))
    assert found.state == "rejected"


def test_difference_leaves_the_machines_value_marked(record: Record) -> None:
    words = two(record, "accept", "correct", Values(type="PROTEST"))
    (found,) = decided(words)
    assert (found.state, found.holds) == ("differs", None)
    event = judged(record, [found]).record.events[0]
    assert (event.type, review_of(event)) == ("ASSAULT", "differs")


def test_a_settlement_ends_the_difference(record: Record) -> None:
    words = two(record, "accept", "reject")
    settled = judge(record, "event", "e1", "accept", id=3, author="eva", settles=True)
    (found,) = decided([*words, settled])
    assert (found.state, found.holds) == ("accepted", settled)


def test_accepting_and_correcting_to_the_same_is_agreement(record: Record) -> None:
    (found,) = decided(two(record, "accept", "correct", Values(type="ASSAULT")))
    assert found.state in ("accepted", "corrected")


def test_a_reviewer_sees_only_their_own_words_of_a_round(record: Record) -> None:
    words = two(record, "accept", "reject")
    assert [d.state for d in own(words, "ben", 3)] == ["rejected"]
    assert own(words, "eva", 3) == []


def added(record: Record, id_: int, author: str, type_: str) -> Judgement:
    base = judge(record, "event", "e1", "accept", id=id_, author=author, **ROUND)
    values = Values(type=type_, trigger=record.events[0].trigger)
    changed = {"verdict": "add", "target": f"e{100000 + id_}", "before": Values(), "changes": values}
    return base.model_copy(update=changed)


def test_the_same_event_added_by_both_is_one(record: Record) -> None:
    (found,) = decided([added(record, 1, "ana", "AID"), added(record, 2, "ben", "AID")])
    assert found.state == "added"
    assert found.holds
    assert found.holds.target == "e100001"


def test_what_only_one_added_does_not_hold(record: Record) -> None:
    (found,) = decided([added(record, 1, "ana", "AID")])
    assert found.state == "differs"
    assert len(judged(record, [found]).record.events) == len(record.events)
