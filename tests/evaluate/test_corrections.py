"""The program against what people settled, counted by hand on one small record."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli import cli
from sayso.errors import SaysoError
from sayso.evaluate.corrections import coded_again, score, stored
from sayso.model import Record
from sayso.record import failure
from sayso.review import Judgement, Party, Values, decided
from sayso.store import Archive, reviews
from tests.review.conftest import judge
from tests.store.sample import record
from tests.web.desk import KEY, archive_at

__all__ = ["record"]


def scored(record: Record, *judgements: Judgement) -> dict[str, float]:
    return {k.removeprefix("corrections/"): v for k, v in score([(record, decided(judgements))]).items()}


def test_what_was_accepted_is_found_and_right(record: Record) -> None:
    found = scored(record, judge(record, "event", "e1", "accept"), judge(record, "saying", "s1", "accept", id=2))
    assert found["events-found"] == found["event-type"] == found["event-actors-f1"] == found["event-under"] == 100.0
    assert found["sayings-found"] == found["saying-speakers-f1"] == found["saying-stance"] == 100.0
    assert "events-made-again" not in found


def test_each_slot_is_scored_alone(record: Record) -> None:
    change = Values(
        type="PROTEST", actors=(Party(name="Karvan Front rebels", actor="a3"), Party(name="Norland", actor="a5"))
    )
    words = judge(record, "event", "e1", "correct", changes=change), judge(record, "event", "e2", "accept", id=2)
    found = scored(record, *words)
    assert found["events-found"] == 100.0
    assert found["event-type"] == 50.0
    # e1: 1 right of 1 found and 2 gold; e2: 2 right of 2 and 2.
    assert found["event-actors-f1"] == pytest.approx(100 * 2 * 3 / 7)
    assert found["event-standing"] == 100.0


def test_rejected_ones_made_again_and_lost_ones(record: Record) -> None:
    words = judge(record, "event", "e1", "reject"), judge(record, "event", "e3", "accept", id=2)
    later = record.model_copy(update={"events": record.events[:2]})
    found = scored(later, *words)
    assert found["events-made-again"] == 100.0
    assert found["events-found"] == 0.0
    mended = record.model_copy(update={"events": record.events[1:]})
    assert scored(mended, *words)["events-made-again"] == 0.0


def test_an_added_event_counts_as_one_to_be_found(record: Record) -> None:
    words = judge(record, "event", "e1", "accept")
    values = Values(type="AID", trigger=record.events[2].trigger)
    anchor = words.anchor.model_copy(update={"start": 0, "end": 1})
    change = {"verdict": "add", "target": "e100001", "before": Values(), "changes": values, "anchor": anchor}
    found = scored(record, words.model_copy(update=change))
    assert (found["events-found"], found["event-type"]) == (100.0, 0.0)


def test_actors_are_known_by_name_or_by_their_words(record: Record) -> None:
    text = record.actors[2].mentions[0]
    named = Party(name="the Front", text=record.events[0].actor_text[0])
    assert named.text is not None
    assert text.span == named.text.span
    found = scored(record, judge(record, "event", "e1", "correct", changes=Values(actors=(named,))))
    assert found["event-actors-f1"] == 100.0


def test_nothing_reviewed_nothing_scored(record: Record) -> None:
    assert score([]) == {}


@pytest.fixture
def archive(tmp_path: Path, record: Record) -> Archive:
    made = archive_at(tmp_path, record)
    reviews.add(made, judge(record, "event", "e1", "reject", article=KEY), 0)
    return made


def test_articles_are_coded_again_from_what_was_read(archive: Archive, record: Record) -> None:
    ((new, held),) = coded_again(
        archive, lambda article: record.model_copy(update={"events": (), "coder": article.text[:6]})
    )
    assert (new.coder, new.events, held[0].state) == ("Shells", (), "rejected")
    ((kept, _),) = coded_again(archive, lambda article: failure("7", "empty", "no words"))
    assert kept == record
    assert [r for r, _ in stored(archive)] == [record]


def test_the_command(archive: Archive, tmp_path: Path) -> None:
    arguments = ["evaluate", "--on", "corrections", "--stored", "--archive", archive.where]
    result = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert result.exception is None
    assert "corrections/events-made-again" in result.output
    assert "100.0" in result.output
    Archive(tmp_path / "new.db").close()
    result = CliRunner().invoke(cli, [*arguments[:-1], str(tmp_path / "new.db")], standalone_mode=False)
    assert isinstance(result.exception, SaysoError)
