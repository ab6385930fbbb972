"""Corrections on a record: what changes, what stays the machine's, and what comes back after a new coding."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sayso.model import EventPlace, EventTime, Record
from sayso.review import Judgement, Party, Under, Values, decided, judged, review_of, values_of
from sayso.review.applying import Judged
from sayso.review.judgement import Anchor
from tests.review.conftest import judge
from tests.store.sample import span


def after(record: Record, *judgements: Judgement) -> Judged:
    return judged(record, decided(judgements))


def test_nothing_said_changes_nothing(record: Record) -> None:
    assert after(record).record is record


def test_an_accepted_event_keeps_its_values_and_says_who_accepted_it(record: Record) -> None:
    found = after(record, judge(record, "event", "e1", "accept")).record.events[0]
    assert values_of(record, found) == values_of(record, record.events[0])
    assert found.because[-1].rule == "review/accept"
    assert "ana" in found.because[-1].detail
    assert found.because[:-1] == record.events[0].because
    assert review_of(found) == "accepted"
    assert review_of(record.events[0]) == ""


def test_a_new_type_brings_its_quad_class_score_and_code(record: Record) -> None:
    change = Values(type="CONSULT", modes=("heavy-weapons",))
    found = after(record, judge(record, "event", "e1", "correct", changes=change)).record.events[0]
    assert (found.type, found.modes, found.quad) == ("CONSULT", (), 1)
    assert found.intensity != record.events[0].intensity
    assert (found.cameo or "").startswith("04")
    assert found.actors == record.events[0].actors


def test_every_slot_of_an_event_can_be_corrected(record: Record) -> None:
    change = Values(
        actors=(Party(name="The army", actor="a2"),),
        recipients=(Party(name="Four people", text=span("Four people")), Party(name="traders", actor="a4")),
        when=EventTime(start_date="2024-05-01", end_date="2024-05-01"),
        where=EventPlace(place="p9", name="Arvan", country="SYR", resolution="city"),
        under=Under(),
        standing="disputed",
        auxiliary=("future",),
        trigger=span("had shelled"),
    )
    done = after(record, judge(record, "event", "e1", "correct", changes=change)).record
    found = done.events[0]
    assert found.actors == ("a2",)
    new = next(a for a in done.actors if a.id == found.recipients[0])
    assert (new.name, new.kind, new.country) == ("Four people", "unnamed", None)
    assert found.recipients[1] == "a4"
    assert found.when
    assert found.when.start_date == "2024-05-01"
    assert found.where
    assert (found.where.name, found.where.place) == ("Arvan", None)
    assert (found.said_in, found.standing, found.auxiliary, found.trigger.text) == (
        "s0",
        "disputed",
        ("future",),
        "had shelled",
    )


def test_an_emptied_slot_is_empty(record: Record) -> None:
    change = Values(actors=(), when=None, where=None)
    found = after(record, judge(record, "event", "e1", "correct", changes=change)).record.events[0]
    assert (found.actors, found.actor_text, found.when, found.where) == ((), (), None, None)


def test_a_rejected_event_is_gone_but_remembered(record: Record) -> None:
    done = after(record, judge(record, "event", "e1", "reject"))
    assert [e.id for e in done.record.events] == ["e2", "e3"]
    assert [t.id for t in done.rejected] == ["e1"]
    assert done.states["e1"].state == "rejected"


def test_what_was_said_in_a_rejected_saying_does_not_become_a_fact(record: Record) -> None:
    done = after(record, judge(record, "saying", "s1", "reject")).record
    assert [s.id for s in done.sayings] == ["s0"]
    assert (done.events[0].said_in, done.events[0].standing) == ("s0", "claimed")


def test_a_corrected_saying(record: Record) -> None:
    change = Values(speakers=(Party(name="Norland", actor="a5", text=span("Norland")),), stance="deny", negated=True)
    found = after(record, judge(record, "saying", "s1", "correct", changes=change)).record.sayings[1]
    assert (found.speakers, found.stance, found.negated) == (("a5",), "deny", True)
    assert found.speaker
    assert found.speaker.text == "Norland"


def test_a_saying_cannot_be_hung_under_itself(record: Record) -> None:
    change = Values(under=Under(saying="s1", cue=span("said")))
    found = after(record, judge(record, "saying", "s1", "correct", changes=change)).record.sayings[1]
    assert found.parent == "s0"


def test_joined_actors_are_one_everywhere(record: Record) -> None:
    change = Values(same_as=Party(name="Norland", actor="a5"))
    done = after(record, judge(record, "actor", "a3", "correct", changes=change)).record
    assert "a3" not in {a.id for a in done.actors}
    assert done.events[0].actors == ("a5",)
    joined = next(a for a in done.actors if a.id == "a5")
    assert "Karvan Front rebels" in {m.text for m in joined.mentions}


def test_actors_joined_in_a_circle_end(record: Record) -> None:
    one = judge(record, "actor", "a5", "correct", changes=Values(same_as=Party(name="Sudria", actor="a6")))
    other = judge(record, "actor", "a6", "correct", id=2, changes=Values(same_as=Party(name="Norland", actor="a5")))
    assert after(record, one, other).record.events


def test_a_rejected_actor_is_named_nowhere(record: Record) -> None:
    done = after(record, judge(record, "actor", "a4", "reject")).record
    assert done.events[0].recipients == ()
    assert "a4" not in {a.id for a in done.actors}


def test_what_people_judged_outlives_a_coding_that_lost_it(record: Record) -> None:
    words = judge(record, "event", "e1", "correct", changes=Values(type="COERCE"))
    later = record.model_copy(update={"events": record.events[1:]})
    found = after(later, words).record.events[0]
    assert (found.type, found.trigger.text, found.actors) == ("COERCE", "shelled", ("a3",))


def test_what_is_brought_back_takes_no_others_place_and_can_be_judged_again(record: Record) -> None:
    words = judge(record, "event", "e1", "accept", id=42)
    later = record.model_copy(update={"events": (record.events[1].model_copy(update={"id": "e1"}),)})
    back = after(later, words).record
    assert {e.id: e.type for e in back.events} == {"e1": "CONSULT", "e100042": "ASSAULT"}
    again = judge(back, "event", "e100042", "reject", id=43)
    assert [e.id for e in after(later, words, again).record.events] == ["e1"]


def test_a_judgement_finds_its_event_under_another_id(record: Record) -> None:
    words = judge(record, "event", "e1", "reject")
    moved = tuple(e.model_copy(update={"id": f"e{n + 5}"}) for n, e in enumerate(record.events))
    done = after(record.model_copy(update={"events": moved}), words)
    assert [t.id for t in done.rejected] == ["e5"]


def test_an_added_event(record: Record) -> None:
    values = Values(type="ASSAULT", trigger=span("killing"), actors=(Party(name="Karvan Front rebels", actor="a3"),))
    words = judge(record, "event", "e1", "accept").model_copy(
        update={
            "verdict": "add",
            "target": "e100007",
            "before": Values(),
            "anchor": Anchor(start=1, end=2),
            "changes": values,
        }
    )
    done = after(record, words).record
    added = next(e for e in done.events if e.id == "e100007")
    assert (added.type, added.quad, added.actors, added.trigger.text) == ("ASSAULT", 4, ("a3",), "killing")
    assert review_of(added) == "added"


def test_slots_of_another_kind_are_refused(record: Record) -> None:
    with pytest.raises(ValidationError, match="no slot"):
        judge(record, "event", "e1", "correct", changes=Values(stance="deny"))
    with pytest.raises(ValidationError, match="changes nothing"):
        judge(record, "event", "e1", "accept", changes=Values(type="AID"))


def test_the_judged_record_is_a_record(record: Record) -> None:
    done = after(record, judge(record, "event", "e1", "correct", changes=Values(standing="fact"))).record
    assert Record.model_validate_json(done.to_json()) == done
    assert done.warnings[-1].message == "people reviewed this record: 1 corrected"
