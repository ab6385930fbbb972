"""How answers become a record: who is kept, how ids are numbered, and that a wrong span is never let through."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from sayso.errors import SaysoError
from sayso.model import Actor, Article, Event, EventPlace, EventTime, Mention, Moment, Place, Quote, Saying, quote
from sayso.record import Answers, assemble, check_spans, failure, quotes_in
from sayso.schema import SCHEMA_FILE, generate, schema

TEXT = "Ilo Maran said on Monday that rebels had attacked Tesmin. Villagers fled."


def span(words: str) -> Quote:
    start = TEXT.index(words)
    return quote(TEXT, start, start + len(words))


def mention(words: str, kind: str = "name") -> Mention:
    found = span(words)
    return Mention(start=found.start, end=found.end, text=found.text, kind=kind, head=found.start)  # type: ignore[arg-type]


def answers(**changed: object) -> Answers:
    given: dict[str, object] = {
        "actors": (
            Actor(id="x9", name="rebels", kind="unnamed", mentions=(mention("rebels", "noun"),)),
            Actor(id="x1", name="Ilo Maran", kind="person", mentions=(mention("Ilo Maran"),)),
            Actor(id="x2", name="Villagers", kind="unnamed", mentions=(mention("Villagers", "noun"),)),
        ),
        "sayings": (
            Saying(id="s0", parent=None),
            Saying(
                id="k",
                parent="s0",
                speakers=("x1",),
                cue=span("said"),
                content=(span("that rebels had attacked Tesmin"),),
            ),
        ),
        "events": (
            Event(
                id="z",
                said_in="k",
                type="ASSAULT",
                quad=4,
                intensity=-9,
                actors=("x9",),
                trigger=span("attacked"),
                when=EventTime(start_date="2024-04-29", end_date="2024-04-29", moment="q"),
                where=EventPlace(place="t", name="Tesmin", resolution="city"),
            ),
        ),
        "moments": (Moment(id="q", text=span("Monday"), type="DATE", value="2024-04-29"),),
        "places": (Place(id="t", text=span("Tesmin"), name="Tesmin"),),
    }
    return Answers(**{**given, **changed})  # type: ignore[arg-type]


def article(**changed: object) -> Article:
    return Article(**{"id": "1", "text": TEXT, "published": "2024-05-01", **changed})  # type: ignore[arg-type]


def test_ids_are_numbered_in_order_of_position_and_references_follow() -> None:
    record = assemble(article(), answers())
    assert [(a.id, a.name) for a in record.actors] == [("a1", "Ilo Maran"), ("a2", "rebels")]
    event = record.events[0]
    assert (event.id, event.said_in, event.actors) == ("e1", "s1", ("a2",))
    assert event.when is not None
    assert event.when.moment == "m1"
    assert event.where is not None
    assert event.where.place == "p1"
    assert record.sayings[1].speakers == ("a1",)


def test_unnamed_actors_that_nothing_refers_to_are_left_out() -> None:
    names = [a.name for a in assemble(article(), answers()).actors]
    assert "Villagers" not in names
    assert "rebels" in names


def test_the_outlet_speaks_at_the_root() -> None:
    outlet = Actor(id="outlet", name="The Halvia Post", kind="organization", sectors=("JRN",))
    record = assemble(article(outlet="The Halvia Post"), answers(outlet=outlet))
    assert record.article.outlet is not None
    assert record.sayings[0].speakers == (record.article.outlet,)
    assert next(a for a in record.actors if a.id == record.article.outlet).name == "The Halvia Post"


def test_an_outlet_named_in_the_text_is_not_doubled() -> None:
    text_actor = Actor(id="x7", name="Ilo Maran", kind="organization", mentions=(mention("Ilo Maran"),))
    outlet = Actor(id="outlet", name="ILO MARAN", kind="organization")
    record = assemble(
        article(), answers(actors=(text_actor,), outlet=outlet, events=(), sayings=(Saying(id="s0", parent=None),))
    )
    assert [a.name for a in record.actors] == ["Ilo Maran"]


def test_a_span_that_is_not_the_text_is_refused() -> None:
    wrong = Quote(start=0, end=3, text="XXX")
    broken = answers(moments=(Moment(id="q", text=wrong, type="DATE", value="2024"),))
    with pytest.raises(SaysoError, match="XXX"):
        assemble(article(), broken)


def test_every_quote_of_a_record_is_found_and_equals_the_text() -> None:
    record = assemble(article(), answers())
    quotes = [q for part in (*record.actors, *record.sayings, *record.events) for q in quotes_in(part)]
    assert len(quotes) >= 5
    assert all(record.article.text[q.start : q.end] == q.text for q in quotes)
    check_spans(record)


def test_records_and_failures_hold_to_the_shipped_schema() -> None:
    validator = Draft202012Validator(schema())
    validator.validate(json.loads(assemble(article(), answers()).to_json()))
    validator.validate(json.loads(failure("7", "empty", "there is nothing").to_json()))
    broken = json.loads(assemble(article(), answers()).to_json())
    broken["events"][0]["standing"] = "certain"
    assert not validator.is_valid(broken)


def test_the_shipped_schema_is_the_one_the_model_gives() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf8") == generate()


def test_same_answers_give_the_same_bytes() -> None:
    assert assemble(article(), answers()).to_json() == assemble(article(), answers()).to_json()


def test_the_notebook_view_escapes_the_article() -> None:
    record = assemble(article(title="<script>alert(1)</script>"), answers())
    assert "<script>" not in record._repr_html_()
    assert "Ilo Maran" in record._repr_html_()
    assert "ASSAULT 'attacked' (fact)" in repr(record)
