"""The article as it is shown beside a review: what is judged stands out, and every piece knows its offset in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Event, Quote, Record, Saying
from sayso.review.values import Target
from sayso.views import View


@dataclass(frozen=True)
class Piece:
    """Text between two borders, its offset, its classes, and the target to which it leads."""

    at: int
    text: str
    classes: str
    to: str = ""


@dataclass(frozen=True)
class Spot:
    """A span that is drawn: of what is judged now, or the trigger or cue of something else."""

    start: int
    end: int
    kind: str
    to: str = ""


def spots(record: Record, now: Target | None) -> list[Spot]:
    """Everything that is drawn."""
    found = [Spot(*e.trigger.span, "else", e.id) for e in record.events]
    found += [Spot(*s.cue.span, "else", s.id) for s in record.sayings if s.cue]
    return [*found, *(_of(record, now) if now else ())]


def _of(record: Record, now: Target) -> Iterator[Spot]:
    if isinstance(now, Event):
        yield from _of_event(record, now)
    elif isinstance(now, Saying):
        yield from _all("content", now.content)
        yield from _all("head", [q for q in (now.cue,) if q])
        yield from _all("actor", [q for q in (now.speaker,) if q])
    else:
        yield from _all("head", now.mentions)


def _of_event(record: Record, event: Event) -> Iterator[Spot]:
    yield from _all("head", [event.trigger])
    yield from _all("actor", event.actor_text)
    yield from _all("recipient", event.recipient_text)
    moment = next((m for m in record.moments if event.when and m.id == event.when.moment), None)
    place = View(record).place(event)
    yield from _all("when", [moment.text] if moment else [])
    yield from _all("where", [place.text] if place else [])
    yield from _all("content", (q for s in View(record).path(event)[:1] for q in s.content))


def _all(kind: str, quotes: Iterable[Quote]) -> Iterator[Spot]:
    yield from (Spot(*q.span, kind) for q in quotes)


def lines(record: Record, now: Target | None) -> list[list[Piece]]:
    """The lines of the article, cut at every border; blank lines are left out, offsets count them."""
    text, found = record.article.text, spots(record, now)
    result, at = [], 0
    for line in text.split("\n"):
        span = (at, at + len(line))
        at = span[1] + 1
        if line.strip():
            result.append(list(_pieces(text, span, [s for s in found if s.start < span[1] and s.end > span[0]])))
    return result


def _pieces(text: str, span: tuple[int, int], found: list[Spot]) -> Iterator[Piece]:
    borders = sorted({*span, *(b for s in found for b in (s.start, s.end) if span[0] < b < span[1])})
    for start, end in pairwise(borders):
        covering = [s for s in found if s.start <= start and s.end >= end]
        classes = " ".join(dict.fromkeys(f"r-{s.kind}" for s in covering))
        yield Piece(start, text[start:end], classes, next((s.to for s in covering if s.to), ""))
