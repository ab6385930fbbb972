"""One record for the tests of the archive, and the ground of the exports': two-sided and agentless events, ranges, points."""

from __future__ import annotations

import pytest

from sayso.model import (
    Actor,
    ArticleHead,
    Because,
    Count,
    Event,
    EventPlace,
    EventTime,
    Mention,
    Moment,
    Place,
    Quote,
    Record,
    Saying,
    Venue,
    quote,
)

TOLL = "killing between three and five traders"
TEXT = (
    "Shells hit Halvia market 🕊\n\n"
    "The army said in a statement that Karvan Front rebels had shelled the market in Halvia on 2 May,\n"
    f"{TOLL}.\n\n"
    "Norland and Sudria held talks on Friday. Four people were arrested."
)


def span(words: str) -> Quote:
    start = TEXT.index(words)
    return quote(TEXT, start, start + len(words))


def _actor(id_: str, name: str, **given: object) -> Actor:
    found = span(name)
    mention = Mention(start=found.start, end=found.end, text=name, kind="name", head=found.start)
    return Actor(id=id_, name=name, mentions=(mention,), **given)  # type: ignore[arg-type]


def _actors() -> tuple[Actor, ...]:
    return (
        Actor(id="a1", name="The Halvia Post", kind="organization", sectors=("JRN",)),
        _actor("a2", "The army", kind="organization", country="SYR", sectors=("MIL",), resolved_by="country"),
        _actor("a3", "Karvan Front rebels", kind="group", country="SYR", sectors=("REB",), entry="x/karvan-front"),
        _actor("a4", "traders", kind="unnamed", sectors=("BUS", "CVL")),
        _actor("a5", "Norland", kind="state", country="NOR", sectors=("GOV",), resolved_by="country"),
        _actor("a6", "Sudria", kind="state", country="SDN", sectors=("GOV",), resolved_by="country"),
    )


def _events() -> tuple[Event, ...]:
    shelled = Event(
        id="e1",
        said_in="s1",
        type="ASSAULT",
        modes=("heavy-weapons",),
        contexts=("military",),
        cameo="194",
        quad=4,
        intensity=-9.5,
        actors=("a3",),
        recipients=("a4",),
        trigger=span("shelled"),
        actor_text=(span("Karvan Front rebels"),),
        recipient_text=(span("the market in Halvia"),),
        standing="claimed",
        when=EventTime(start_date="2024-05-02", end_date="2024-05-02", moment="m1"),
        where=EventPlace(place="p1", name="Halvia", country="SYR", resolution="city"),
        counts=(Count(kind="killed", low=3, high=5, text=span("between three and five traders")),),
        confidence=0.81,
        because=(Because(rule="verbs/assault.yml#shell", detail="shelled"),),
    )
    talks = Event(
        id="e2",
        type="CONSULT",
        cameo="046",
        quad=1,
        intensity=2.5,
        actors=("a5", "a6"),
        trigger=span("talks"),
        actor_text=(span("Norland"), span("Sudria")),
        when=EventTime(start_date="2024-05-03", end_date="2024-05-03"),
        where=EventPlace(place="p2", name="Sudria", country="SDN", resolution="country"),
        confidence=0.7,
    )
    arrests = Event(
        id="e3", type="COERCE", modes=("arrest",), cameo="173", quad=4, intensity=-7, trigger=span("arrested")
    )
    return shelled, talks, arrests


@pytest.fixture
def record() -> Record:
    """The record of an invented article."""
    return made()


def made() -> Record:
    """The same for those who add to it."""
    venue = span("in a statement")
    said = Saying(
        id="s1",
        parent="s0",
        speakers=("a2",),
        speaker=span("The army"),
        cue=span("said"),
        cue_lemma="say",
        content=(span(f"that Karvan Front rebels had shelled the market in Halvia on 2 May,\n{TOLL}"),),
        venue=Venue(kind="statement", start=venue.start, end=venue.end, text=venue.text),
    )
    return Record(
        article=ArticleHead(
            id="7",
            url="https://post.example/a?b=1",
            title="Shells hit Halvia market 🕊",
            outlet="a1",
            published="2024-05-04",
            text=TEXT,
        ),
        actors=_actors(),
        sayings=(Saying(id="s0", parent=None, speakers=("a1",)), said),
        events=_events(),
        moments=(Moment(id="m1", text=span("2 May"), type="DATE", value="2024-05-02", anchor="article"),),
        places=(
            Place(
                id="p1",
                text=span("Halvia market"),
                name="Halvia",
                geonameid=7,
                country="SYR",
                admin1="Homs",
                lat=34.5,
                lon=36.25,
                resolution="city",
            ),
            Place(
                id="p2",
                text=span("Sudria"),
                name="Sudria",
                geonameid=8,
                country="SDN",
                lat=15.0,
                lon=30.0,
                resolution="country",
            ),
        ),
        coder="sayso test",
    )
