"""One record with all that an export may meet: the archive's sample with negated, hypothetical and vaguely dated events."""

from __future__ import annotations

import pytest

from sayso.model import Actor, Event, EventPlace, EventTime, Mention, Quote, Record, quote
from tests.store import sample

TEXT = f"{sample.TEXT}\nNorland did not bomb Sudria, and Karvan Front rebels may raid Halvia. Workers marched in Halvia over pay."


def span(words: str) -> Quote:
    start = TEXT.index(words)
    return quote(TEXT, start, start + len(words))


def _workers() -> Actor:
    found = span("Workers")
    mention = Mention(start=found.start, end=found.end, text=found.text, kind="name", head=found.start)
    return Actor(id="a7", name="Workers", kind="unnamed", country="SYR", sectors=("LAB",), mentions=(mention,))


def _events() -> tuple[Event, ...]:
    bombed = Event(
        id="e4",
        type="ASSAULT",
        modes=("aerial",),
        cameo="195",
        quad=4,
        intensity=-9,
        actors=("a5",),
        recipients=("a6",),
        trigger=span("bomb"),
        auxiliary=("negated",),
        when=EventTime(start_date="2024-05-04", end_date="2024-05-04", assumed=True),
    )
    raid = Event(
        id="e5",
        type="ASSAULT",
        cameo="190",
        quad=4,
        intensity=-9,
        actors=("a3",),
        trigger=span("raid"),
        auxiliary=("hypothetical",),
        when=EventTime(start_date="2024-05-04", end_date="2024-05-04", assumed=True),
    )
    return bombed, raid, _march()


def _march() -> Event:
    return Event(
        id="e6",
        type="PROTEST",
        modes=("demo",),
        cameo="141",
        quad=4,
        intensity=-6.5,
        actors=("a7",),
        trigger=span("marched"),
        actor_text=(span("Workers"),),
        when=EventTime(start_date="2024-04-29", end_date="2024-05-05", granularity="week"),
        where=EventPlace(place="p1", name="Halvia", country="SYR", resolution="city"),
        confidence=0.9,
    )


@pytest.fixture
def record() -> Record:
    """The record of an invented article."""
    base = sample.made()
    head = base.article.model_copy(update={"text": TEXT})
    more = {"article": head, "actors": (*base.actors, _workers()), "events": (*base.events, *_events())}
    return base.model_copy(update=more)
