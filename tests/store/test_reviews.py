"""Judgements beside the record: kept in order, found everywhere, taken back, and never lost with a new coding."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from sayso.errors import SaysoError
from sayso.model import Record
from sayso.review import Judgement, Party, Values
from sayso.store import Archive, Filter, reviews, rounds
from sayso.store.review_tables import TABLES
from sayso.store.rows import article_key
from sayso.store.search import find_actors, find_events
from tests.review.conftest import judge
from tests.store.older import first_version
from tests.store.test_archive import article, record

__all__ = ["record"]
KEY = article_key(article())


@pytest.fixture
def archive(where: str, record: Record) -> Iterator[Archive]:
    made = Archive(where)
    made.put(article(), "a.txt", record)
    yield made
    made.close()


def say(archive: Archive, record: Record, target: str, verdict: str, follows: int = 0, **given: object) -> Judgement:
    return reviews.add(archive, judge(record, "event", target, verdict, article=KEY, **given), follows)


def states(archive: Archive) -> dict[str, str]:
    rows = (*find_events(archive, Filter()).rows, *find_events(archive, Filter(review="rejected")).rows)
    return {r["key"].split("/")[1]: r["review"] for r in rows}


def test_the_machines_record_stays_as_it_is(archive: Archive, record: Record) -> None:
    say(archive, record, "e1", "correct", changes=Values(type="PROTEST"))
    assert archive.record(KEY) == record
    assert reviews.machine_record(archive, KEY) == record
    shown = reviews.shown(archive, KEY)
    assert shown is not None
    assert shown.record.events[0].type == "PROTEST"
    assert [r.events[0].type for r in reviews.judged_records(archive)] == ["PROTEST"]


def test_corrections_are_found_everywhere(archive: Archive, record: Record) -> None:
    change = Values(type="PROTEST", actors=(Party(name="Norland", actor="a5"),))
    say(archive, record, "e1", "correct", changes=change)
    (row,) = find_events(archive, Filter(type="PROTEST")).rows
    assert (row["actors"], row["review"]) == ("Norland", "corrected")
    assert find_events(archive, Filter(actor="karvan front rebels")).total == 0
    assert find_events(archive, Filter(review="corrected")).total == 1


def test_a_rejected_event_is_found_only_when_asked_for(archive: Archive, record: Record) -> None:
    say(archive, record, "e1", "reject")
    assert [r["type"] for r in find_events(archive, Filter()).rows].count("ASSAULT") == 0
    assert find_events(archive, Filter(review="rejected")).rows[0]["type"] == "ASSAULT"
    assert "Karvan Front rebels" not in {r["name"] for r in find_actors(archive).rows}
    assert archive.problems() == []


def test_undo_takes_back_ones_own_newest(archive: Archive, record: Record) -> None:
    say(archive, record, "e1", "reject")
    say(archive, record, "e2", "accept", author="ben")
    taken = reviews.undo(archive, "ana")
    assert taken is not None
    assert taken.target == "e1"
    assert states(archive) == {"e1": "", "e2": "accepted", "e3": ""}
    assert reviews.undo(archive, "ana") is None


def test_of_two_users_at_once_the_second_is_told(archive: Archive, record: Record) -> None:
    say(archive, record, "e1", "reject")
    with pytest.raises(SaysoError, match="somebody else") as caught:
        say(archive, record, "e1", "accept", author="ben")
    assert caught.value.code == "conflict"
    assert states(archive)["e1"] == "rejected"
    seen = reviews.last_seen(archive, KEY, "")[("event", "e1")]
    say(archive, record, "e1", "accept", seen, author="ben")
    assert states(archive)["e1"] == "accepted"


def test_after_an_undo_one_can_judge_again(archive: Archive, record: Record) -> None:
    say(archive, record, "e1", "reject")
    reviews.undo(archive, "ana")
    say(archive, record, "e1", "accept", reviews.last_seen(archive, KEY, "")[("event", "e1")])
    assert states(archive)["e1"] == "accepted"


def test_people_work_outlives_putting_the_article_again(archive: Archive, record: Record) -> None:
    say(archive, record, "e1", "correct", changes=Values(standing="disputed"))
    archive.put(article(), "a.txt", record)
    assert states(archive)["e1"] == "corrected"
    assert archive.problems() == []


def test_an_added_event_has_an_id_of_its_own(archive: Archive, record: Record) -> None:
    base = judge(record, "event", "e1", "accept", article=KEY)
    values = Values(type="AID", trigger=record.events[1].trigger)
    anchor = base.anchor.model_copy(update={"label": "AID"})
    change = {"verdict": "add", "target": "e0", "before": Values(), "changes": values, "anchor": anchor}
    kept = reviews.add(archive, base.model_copy(update=change), 0)
    assert kept.target == f"e{100_000 + kept.id}"
    assert states(archive)[kept.target] == "added"
    assert archive.problems() == []


def test_least_sure_first_and_only_what_is_not_judged(archive: Archive, record: Record) -> None:
    before = [k.split("/")[1] for k, _ in reviews.unsure(archive)]
    assert before == ["e3", "e2", "e1"]
    say(archive, record, "e3", "accept")
    assert [k.split("/")[1] for k, _ in reviews.unsure(archive)] == ["e2", "e1"]
    assert reviews.progress(archive) == {"": 2, "accepted": 1}


def test_a_blind_round_from_start_to_end(archive: Archive, record: Record) -> None:
    number = rounds.open_round(archive, KEY, ["ana", "ben"], "eva")
    assert reviews.blind_round(archive, KEY, "ana") == number
    assert reviews.blind_round(archive, KEY, "eva") is None
    assert reviews.unsure(archive) == []
    say(archive, record, "e1", "reject", round=number)
    say(archive, record, "e1", "accept", round=number, author="ben")
    assert set(states(archive).values()) == {""}
    assert rounds.under_way(archive, "ben") == [KEY]
    assert rounds.finish(archive, number, "ana") is False
    assert rounds.finish(archive, number, "ben") is True
    assert states(archive)["e1"] == "differs"
    (listed,) = rounds.listed(archive)
    assert listed.closed
    assert {j.author for j in rounds.said_in(archive, listed)} == {"ana", "ben"}


def test_a_round_needs_two_and_only_one_round_at_a_time(archive: Archive) -> None:
    with pytest.raises(SaysoError, match="two different"):
        rounds.open_round(archive, KEY, ["ana", "ana"], "eva")
    with pytest.raises(SaysoError, match="no such article"):
        rounds.open_round(archive, "0" * 24, ["ana", "ben"], "eva")
    rounds.open_round(archive, KEY, ["ana", "ben"], "eva")
    with pytest.raises(SaysoError, match="already"):
        rounds.open_round(archive, KEY, ["ana", "eva"], "eva")


def test_an_archive_of_the_first_version_is_brought_up_to_date(where: str, record: Record) -> None:
    first_version(where, article(), record)
    again = Archive(where)
    assert {t.name for t in TABLES} <= set(inspect(again.engine).get_table_names())
    assert states(again) == {"e1": "", "e2": "", "e3": ""}
    again.close()
