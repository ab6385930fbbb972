"""How the text of an article is cut where coded spans begin and end, so that overlapping spans are drawn right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Event, Quote, Record, Saying
from sayso.text import squeezed
from sayso.views import ROOT, View

TINTS = 6  # speakers are told apart by so many colours, and then again from the first


@dataclass(frozen=True)
class Mark:
    """One coded span: what it is, the sayings and events whose lighting up lights it, and a word on it for the reader."""

    start: int
    end: int
    kind: str  # content, cue, speaker, trigger, actor, recipient, time, place, loaded
    lit_by: tuple[str, ...]
    tint: int = 0
    depth: int = 0
    tip: str = ""
    link: str = ""


@dataclass(frozen=True)
class Segment:
    """Text between two borders, with the classes of every mark that covers it; a link where it has one target."""

    text: str
    classes: str
    tip: str
    link: str


@dataclass(frozen=True)
class Line:
    """One line of the article; blank lines are left to the style sheet."""

    segments: tuple[Segment, ...]
    headline: bool


def tints(record: Record) -> dict[str, int]:
    """A colour number from 1 for every speaker, in the order in which they speak."""
    names = dict.fromkeys(View(record).speakers(s) for s in record.sayings if s.id != ROOT)
    return {name: n % TINTS + 1 for n, name in enumerate(names)}


def marks(record: Record) -> list[Mark]:
    """Every span that is drawn, in no particular order."""
    view = View(record)
    below = _events_below(record, view)
    found = [m for s in record.sayings if s.id != ROOT for m in _of_saying(record, view, s, below[s.id])]
    found += [m for e in record.events for m in _of_event(record, view, e)]
    return [*found, *_of_loaded(record, view)]


def _events_below(record: Record, view: View) -> dict[str, list[str]]:
    """The events that hang under each saying, at whatever depth: lighting one up lights its path."""
    found: dict[str, list[str]] = defaultdict(list)
    for event in record.events:
        for saying in view.path(event):
            found[saying.id].append(event.id)
    return found


def _of_saying(record: Record, view: View, saying: Saying, events: list[str]) -> Iterator[Mark]:
    tint, depth = tints(record)[view.speakers(saying)], _depth(record, saying)
    who = view.speakers(saying) or "nobody named"
    path = (saying.id, *(f"p-{e}" for e in events))
    for quote in saying.content:
        yield Mark(*quote.span, "content", (saying.id,), tint, depth, f"said by {who}")
    if saying.cue:
        yield Mark(*saying.cue.span, "cue", path, tint, depth, f"{who}: {saying.stance}", f"#{saying.id}")
    if saying.speaker:
        yield Mark(*saying.speaker.span, "speaker", path, tint, depth)


def _depth(record: Record, saying: Saying) -> int:
    parents = {s.id: s.parent for s in record.sayings}
    depth, at = 0, saying.parent
    while at is not None and depth < len(parents):
        depth, at = depth + 1, parents.get(at)
    return depth


def _of_event(record: Record, view: View, event: Event) -> Iterator[Mark]:
    tip = " ".join((event.type, "/".join(event.modes), f"({event.standing})"))
    yield Mark(*event.trigger.span, "trigger", (event.id,), event.quad, tip=squeezed(tip), link=f"#{event.id}")
    for kind, quotes in (("actor", event.actor_text), ("recipient", event.recipient_text)):
        yield from (Mark(*q.span, kind, (event.id,)) for q in quotes)
    moment = next((m for m in record.moments if event.when and m.id == event.when.moment), None)
    if moment:
        yield Mark(*moment.text.span, "time", (event.id,))
    place = view.place(event)
    if place:
        yield Mark(*place.text.span, "place", (event.id,))
    yield from (Mark(*c.text.span, "count", (event.id,)) for c in event.counts)


def _of_loaded(record: Record, view: View) -> Iterator[Mark]:
    sayings = {s.id: s for s in record.sayings}
    for word in record.loaded:
        voice = sayings.get(word.voice)
        whose = view.speakers(voice) if voice and voice.id != ROOT else view.outlet() or "the article"
        quoted = ", in quotation marks" if word.quoted else ""
        tip = f"takes a side ({word.lean}) in the voice of {whose or 'nobody named'}{quoted}; plainly: {word.plain}"
        yield Mark(*word.text.span, "loaded-own" if word.voice == ROOT else "loaded", (), tip=tip)


def lines(record: Record) -> list[Line]:
    """The text of the article line by line, each cut at every border of a mark; joined they are the text."""
    text, found = record.article.text, marks(record)
    title = squeezed(record.article.title or "")
    result, at = [], 0
    for line in text.split("\n"):
        span = (at, at + len(line))
        at = span[1] + 1
        if line.strip():
            here = [m for m in found if m.start < span[1] and m.end > span[0]]
            result.append(Line(tuple(_segments(text, span, here)), squeezed(line) == title))
    return result


def _segments(text: str, span: tuple[int, int], found: list[Mark]) -> Iterator[Segment]:
    borders = {*span, *(b for m in found for b in (m.start, m.end) if span[0] < b < span[1])}
    ordered = sorted(borders)
    for start, end in pairwise(ordered):
        yield _segment(text[start:end], [m for m in found if m.start <= start and m.end >= end])


def _segment(text: str, covering: list[Mark]) -> Segment:
    classes = dict.fromkeys(c for m in covering for c in _classes(m))
    content = [m for m in covering if m.kind == "content"]
    if content:
        classes[f"voice-{max(content, key=lambda m: m.depth).tint}"] = None
    tips = dict.fromkeys(m.tip for m in sorted(covering, key=lambda m: m.kind == "content") if m.tip)
    link = next((m.link for m in covering if m.kind == "trigger"), "") or next((m.link for m in covering if m.link), "")
    return Segment(text, " ".join(classes), "; ".join(list(tips)[:3]), link)


def _classes(mark: Mark) -> Iterable[str]:
    yield f"m-{mark.kind}"
    if mark.kind == "trigger":
        yield f"quad-{mark.tint}"
    for id_ in mark.lit_by:
        yield id_ if id_.startswith("p-") else f"w-{id_}"


def sentences_of(quotes: Iterable[Quote]) -> str:
    """The words of several spans, for showing."""
    return " … ".join(squeezed(q.text) for q in quotes)
