"""How the text of an article is cut where coded spans begin and end, so that overlapping spans are drawn right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Event, Loaded, Quote, Record, Saying
from sayso.text import folded, squeezed
from sayso.views import ROOT, View

TINTS = 6  # so many speakers have a colour of their own: those who say most; the others share the next one
OTHERS = TINTS + 1


@dataclass(frozen=True)
class Mark:
    """One coded span: what it is, the sayings and events whose lighting up lights it, and a word on it for the reader."""

    start: int
    end: int
    kind: str  # content, cue, speaker, trigger, actor, recipient, time, place, count, loaded, loaded-own
    lit_by: tuple[str, ...]
    tint: int = 0
    depth: int = 0
    tip: str = ""
    link: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Segment:
    """Text between two borders, with the classes of every mark that covers it; a link where it has one target."""

    text: str
    classes: str
    tip: str
    link: str
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of the article; blank lines are left to the style sheet."""

    segments: tuple[Segment, ...]
    headline: bool


@dataclass(frozen=True)
class Voices:
    """Which colour each saying is drawn in, and the names of those who have a colour of their own."""

    tint: Mapping[str, int]
    names: tuple[tuple[str, int], ...]
    others: bool


def voices(record: Record) -> Voices:
    """Colours from 1 for the speakers who say most; all others, and those who are not named, share the last."""
    view = View(record)
    said: Counter[str] = Counter()
    names: dict[str, str] = {}
    for saying in _spoken(record):
        who = _who(view, saying)
        said[who] += sum(q.end - q.start for q in saying.content)
        names.setdefault(who, view.speakers(saying))
    most = [w for w, _ in said.most_common() if w][:TINTS]
    own = {who: n for n, who in enumerate((w for w in names if w in most), 1)}
    tint = {s.id: own.get(_who(view, s), OTHERS) for s in _spoken(record)}
    return Voices(tint, tuple((names[w], n) for w, n in own.items()), OTHERS in tint.values())


def _spoken(record: Record) -> Iterator[Saying]:
    return (s for s in record.sayings if s.id != ROOT)


def _who(view: View, saying: Saying) -> str:
    return " ".join(saying.speakers) or folded(view.speakers(saying))


def marks(record: Record) -> list[Mark]:
    """Every span that is drawn, in no particular order."""
    view = View(record)
    below, tint, depth = _events_below(record, view), voices(record).tint, _depths(record)
    found = [m for s in _spoken(record) for m in _of_saying(view, s, below[s.id], tint[s.id], depth[s.id])]
    found += [m for e in record.events for m in _of_event(record, view, e)]
    return [*found, *(_of_loaded(word) for word in loaded(record))]


def _events_below(record: Record, view: View) -> dict[str, list[str]]:
    """The events that hang under each saying, at whatever depth: lighting one up lights its path."""
    found: dict[str, list[str]] = defaultdict(list)
    for event in record.events:
        for saying in view.path(event):
            found[saying.id].append(event.id)
    return found


def _depths(record: Record) -> dict[str, int]:
    parents = {s.id: s.parent for s in record.sayings}
    return {id_: _depth(parents, id_) for id_ in parents}


def _depth(parents: Mapping[str, str | None], id_: str) -> int:
    """Steps up to the root; bounded, should a damaged record's sayings hang in a circle."""
    depth, at = 0, parents[id_]
    while at is not None and depth < len(parents):
        depth, at = depth + 1, parents.get(at)
    return depth


def _of_saying(view: View, saying: Saying, events: list[str], tint: int, depth: int) -> Iterator[Mark]:
    who = view.speakers(saying) or "nobody named"
    path = (f"w-{saying.id}", *(f"p-{e}" for e in events))
    for n, quote in enumerate(saying.content):
        anchor = "" if n or saying.cue else f"t-{saying.id}"
        yield Mark(*quote.span, "content", (f"w-{saying.id}",), tint, depth, f"said by {who}", anchor=anchor)
    if saying.cue:
        tip = f"{who}: {'not ' if saying.negated else ''}{saying.stance}"
        yield Mark(*saying.cue.span, "cue", path, tint, tip=tip, link=f"#{saying.id}", anchor=f"t-{saying.id}")
    if saying.speaker:
        yield Mark(*saying.speaker.span, "speaker", path, tint)


def _of_event(record: Record, view: View, event: Event) -> Iterator[Mark]:
    lit = (f"w-{event.id}",)
    tip = squeezed(" ".join((event.type.lower(), "/".join(event.modes), f"({event.standing})")))
    link, anchor = f"#{event.id}", f"t-{event.id}"
    yield Mark(*event.trigger.span, "trigger", lit, event.quad, tip=tip, link=link, anchor=anchor)
    for kind, quotes in (("actor", event.actor_text), ("recipient", event.recipient_text)):
        yield from (Mark(*q.span, kind, lit, tip=f"{kind} of “{squeezed(event.trigger.text)}”") for q in quotes)
    moment = next((m for m in record.moments if event.when and m.id == event.when.moment), None)
    if moment:
        yield Mark(*moment.text.span, "time", lit, tip=f"when: {moment.value}")
    place = view.place(event)
    if place:
        yield Mark(*place.text.span, "place", lit, tip=f"where: {place.name}")
    yield from (Mark(*c.text.span, "count", lit, tip=c.kind) for c in event.counts)


@dataclass(frozen=True)
class Sided:
    """A loaded word with the names of whose voice it stands in and whom it is about."""

    word: Loaded
    voice: str
    own: bool
    about: str


def loaded(record: Record) -> list[Sided]:
    """The words that take a side, in the order of the text."""
    view = View(record)
    sayings = {s.id: s for s in _spoken(record)}
    return [_sided(view, w, sayings.get(w.voice)) for w in sorted(record.loaded, key=lambda w: w.text.span)]


def _sided(view: View, word: Loaded, saying: Saying | None) -> Sided:
    whose = view.speakers(saying) or "nobody named" if saying else view.outlet() or "the article"
    about = view.actors([word.about])[0].name if word.about else ""
    return Sided(word, whose, saying is None and not word.quoted, about)


def _of_loaded(sided: Sided) -> Mark:
    word = sided.word
    quoted = ", in quotation marks" if word.quoted else ""
    tip = f"takes a side ({word.lean}) in the voice of {sided.voice}{quoted}; plainly: {word.plain}"
    return Mark(*word.text.span, "loaded-own" if sided.own else "loaded", (), tip=tip)


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
    for start, end in pairwise(sorted(borders)):
        covering = [m for m in found if m.start <= start and m.end >= end]
        yield _segment(text[start:end], covering, tuple(m.anchor for m in covering if m.anchor and m.start == start))


def _segment(text: str, covering: list[Mark], anchors: tuple[str, ...]) -> Segment:
    classes = dict.fromkeys(c for m in covering for c in _classes(m))
    content = [m for m in covering if m.kind == "content"]
    if content:
        classes[f"voice-{max(content, key=lambda m: m.depth).tint}"] = None
    tips = dict.fromkeys(m.tip for m in sorted(covering, key=lambda m: m.kind == "content") if m.tip)
    link = next((m.link for m in covering if m.kind == "trigger"), "") or next((m.link for m in covering if m.link), "")
    return Segment(text, " ".join(classes), "; ".join(list(tips)[:3]), link, anchors)


def _classes(mark: Mark) -> Iterable[str]:
    yield f"m-{mark.kind}"
    if mark.kind == "trigger":
        yield f"quad-{mark.tint}"
    yield from mark.lit_by


def sentences_of(quotes: Iterable[Quote]) -> str:
    """The words of several spans, for showing."""
    return " … ".join(squeezed(q.text) for q in quotes)
