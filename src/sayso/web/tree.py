"""The tree of sayings as the margin shows it: who says it, what happened in it, and why it was coded so."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import Actor, Event, Record, Saying
from sayso.views import ROOT, View
from sayso.web.marking import OTHERS, sentences_of, voices


@dataclass(frozen=True)
class Leaf:
    """One event with everything that is shown of it."""

    event: Event
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    say_so: str
    path: tuple[Saying, ...]


@dataclass(frozen=True)
class Branch:
    """One saying with what hangs under it, in the order of the text."""

    saying: Saying
    who: str
    speakers: tuple[Actor, ...]
    words: str
    tint: int
    nodes: tuple[Branch | Leaf, ...]


def tree(record: Record) -> Branch:
    """The whole tree, from the outlet down."""
    root = next((s for s in record.sayings if s.id == ROOT), None) or Saying(id=ROOT, parent=None)
    return _branch(View(record), root, dict(voices(record).tint), frozenset())


def _branch(view: View, saying: Saying, colours: dict[str, int], above: frozenset[str]) -> Branch:
    """`above` keeps a damaged record whose sayings hang in a circle from never ending."""
    who = view.speakers(saying)
    inside = above | {saying.id}
    nodes: list[tuple[int, Branch | Leaf]] = [
        (e.trigger.start, leaf(view, e)) for e in view.record.events if e.said_in == saying.id
    ]
    nodes += [
        (_place(s), _branch(view, s, colours, inside))
        for s in view.record.sayings
        if s.parent == saying.id and s.id not in inside
    ]
    ordered = tuple(node for _, node in sorted(nodes, key=lambda pair: pair[0]))
    speakers, tint = tuple(view.actors(saying.speakers)), colours.get(saying.id, OTHERS)
    return Branch(saying, who, speakers, sentences_of(saying.content), tint, ordered)


def leaf(view: View, event: Event) -> Leaf:
    """One event with its parties and the path of sayings."""
    actors, recipients = view.actors(event.actors), view.actors(event.recipients)
    return Leaf(event, tuple(actors), tuple(recipients), view.say_so(event), tuple(view.path(event)))


def _place(saying: Saying) -> int:
    return min((q.start for q in (saying.cue, *saying.content) if q is not None), default=0)
