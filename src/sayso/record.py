"""One article's answers become the record: who is kept, in which order, under which ids; spans are checked last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from sayso.errors import SaysoError
from sayso.model import (
    Actor,
    Article,
    ArticleHead,
    Event,
    EventTime,
    Failure,
    Loaded,
    Moment,
    Notice,
    Place,
    Quote,
    Record,
    Saying,
)
from sayso.text import folded

N = TypeVar("N", Actor, Event, Moment, Place)
_HEAD_FIELDS = frozenset(ArticleHead.model_fields)


@dataclass(frozen=True)
class Answers:
    """What the rooms found in one article, still under the ids the rooms gave."""

    actors: tuple[Actor, ...] = ()
    sayings: tuple[Saying, ...] = ()
    events: tuple[Event, ...] = ()
    moments: tuple[Moment, ...] = ()
    places: tuple[Place, ...] = ()
    loaded: tuple[Loaded, ...] = ()
    warnings: tuple[Notice, ...] = ()
    outlet: Actor | None = None
    coder: str | None = None


@dataclass(frozen=True)
class _Ids:
    actors: Mapping[str, str] = field(default_factory=dict)
    sayings: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    moments: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


def assemble(article: Article, answers: Answers) -> Record:
    """The record of one article.

    Actors that nothing refers to and that have no name are left out; ids are numbered in order of position.
    Raises SaysoError where a span does not equal the article's words (a fault of sayso, never of the input).
    """
    actors, outlet = _with_outlet(answers)
    kept = _kept(actors, answers, outlet)
    ids = _numbered(kept, answers)
    record = Record(
        article=_head(article, outlet and ids.actors[outlet]),
        actors=_renamed(kept, ids.actors),
        sayings=tuple(_saying(s, ids, outlet) for s in _in_order(answers.sayings, ids.sayings)),
        events=tuple(_event(e, ids) for e in _in_order(answers.events, ids.events)),
        moments=tuple(_moment(m, ids) for m in _in_order(answers.moments, ids.moments)),
        places=_renamed(answers.places, ids.places),
        loaded=tuple(_loaded(w, ids) for w in sorted(answers.loaded, key=lambda w: w.text.span)),
        warnings=(*article.warnings, *answers.warnings),
        coder=answers.coder,
    )
    check_spans(record)
    return record


def failure(id_: str, code: str, message: str) -> Failure:
    """What stands on the line of an article that could not be coded."""
    return Failure(article={"id": id_}, error={"code": code, "message": message})


def quotes_in(value: BaseModel) -> Iterator[Quote]:
    """Every quotation of the article's words inside a noun, at any depth."""
    if isinstance(value, Quote):
        yield value
        return
    for item in (getattr(value, name) for name in _holders(type(value))):
        for part in item if isinstance(item, tuple) else (item,):
            if isinstance(part, BaseModel):
                yield from quotes_in(part)


@cache
def _holders(noun: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a noun that can hold quotations: the others need no look at every record."""
    return tuple(name for name, field_ in noun.model_fields.items() if _holds(field_.annotation))


def _holds(annotation: object) -> bool:
    """True where a quotation, or a noun with one, can stand under this annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return issubclass(annotation, Quote) or bool(_holders(annotation))
    return any(_holds(part) for part in get_args(annotation))


def check_spans(record: Record) -> None:
    """Raises SaysoError where `article.text[start:end]` is not the quoted text."""
    text = record.article.text
    for found in quotes_in(record):
        if text[found.start : found.end] != found.text:
            raise SaysoError(f"span {found.start}:{found.end} is not {found.text!r}", code="span")
    for saying in record.sayings:
        venue = saying.venue
        if venue and text[venue.start : venue.end] != venue.text:
            raise SaysoError(f"venue {venue.start}:{venue.end} is not {venue.text!r}", code="span")


def _with_outlet(answers: Answers) -> tuple[tuple[Actor, ...], str | None]:
    """The outlet is an actor like any other; where the text mentions it too, it is the same one."""
    outlet = answers.outlet
    if outlet is None:
        return answers.actors, None
    same = next((a for a in answers.actors if _same_body(a, outlet)), None)
    return (answers.actors, same.id) if same else ((outlet, *answers.actors), outlet.id)


def _same_body(actor: Actor, outlet: Actor) -> bool:
    if outlet.entry is not None:
        return actor.entry == outlet.entry
    return actor.kind == "organization" and folded(actor.name) == folded(outlet.name)


def _kept(actors: Iterable[Actor], answers: Answers, outlet: str | None) -> tuple[Actor, ...]:
    used = {outlet, *(i for e in answers.events for i in (*e.actors, *e.recipients))}
    used |= {i for s in answers.sayings for i in (*s.speakers, *s.addressees)}
    used |= {s.venue.outlet for s in answers.sayings if s.venue} | {w.about for w in answers.loaded}
    kept = [a for a in actors if a.id in used or (a.kind != "unnamed" and _is_named(a))]
    return tuple(sorted(kept, key=lambda a: a.mentions[0].span if a.mentions else (-1, -1)))


def _is_named(actor: Actor) -> bool:
    return any(m.kind == "name" for m in actor.mentions)


def _numbered(actors: Iterable[Actor], answers: Answers) -> _Ids:
    return _Ids(
        actors={a.id: f"a{n}" for n, a in enumerate(actors, 1)},
        sayings={s.id: f"s{n}" for n, s in enumerate(sorted(answers.sayings, key=_saying_place))},
        events=_by_place("e", ((e.id, e.trigger) for e in answers.events)),
        moments=_by_place("m", ((m.id, m.text) for m in answers.moments)),
        places=_by_place("p", ((p.id, p.text) for p in answers.places)),
    )


def _by_place(letter: str, pairs: Iterable[tuple[str, Quote]]) -> dict[str, str]:
    ordered = sorted(pairs, key=lambda pair: (pair[1].start, pair[1].end, pair[0]))
    return {id_: f"{letter}{n}" for n, (id_, _) in enumerate(ordered, 1)}


def _saying_place(saying: Saying) -> tuple[int, int, int, str]:
    spans = [q.start for q in (saying.cue, saying.speaker, *saying.content) if q is not None]
    return (saying.parent is not None, min(spans, default=0), -_extent(saying), saying.id)


def _extent(saying: Saying) -> int:
    return sum(q.end - q.start for q in saying.content)


V = TypeVar("V", Actor, Event, Moment, Place, Saying)


def _in_order(values: Iterable[V], ids: Mapping[str, str]) -> list[V]:
    return sorted(values, key=lambda v: int(ids[v.id][1:]))


def _renamed(values: Iterable[N], ids: Mapping[str, str]) -> tuple[N, ...]:
    return tuple(v.model_copy(update={"id": ids[v.id]}) for v in _in_order(values, ids))


def _all(ids: Mapping[str, str], values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids[v] for v in values if v in ids))


def _saying(saying: Saying, ids: _Ids, outlet: str | None) -> Saying:
    speakers = (outlet,) if saying.parent is None and outlet else saying.speakers
    changed: dict[str, Any] = {
        "id": ids.sayings[saying.id],
        "parent": ids.sayings.get(saying.parent or ""),
        "speakers": _all(ids.actors, speakers),
        "addressees": _all(ids.actors, saying.addressees),
        "when": _time(saying.when, ids),
    }
    if saying.venue is not None:
        changed["venue"] = saying.venue.model_copy(update={"outlet": ids.actors.get(saying.venue.outlet or "")})
    return saying.model_copy(update=changed)


def _event(event: Event, ids: _Ids) -> Event:
    where = event.where
    if where is not None:
        where = where.model_copy(update={"place": ids.places.get(where.place or "")})
    return event.model_copy(
        update={
            "id": ids.events[event.id],
            "said_in": ids.sayings.get(event.said_in, "s0"),
            "actors": _all(ids.actors, event.actors),
            "recipients": _all(ids.actors, event.recipients),
            "when": _time(event.when, ids),
            "where": where,
        }
    )


def _time(when: EventTime | None, ids: _Ids) -> EventTime | None:
    return when and when.model_copy(update={"moment": ids.moments.get(when.moment or "")})


def _moment(moment: Moment, ids: _Ids) -> Moment:
    anchor = ids.moments.get(moment.anchor, moment.anchor)
    return moment.model_copy(update={"id": ids.moments[moment.id], "anchor": anchor})


def _loaded(word: Loaded, ids: _Ids) -> Loaded:
    about = ids.actors.get(word.about or "")
    return word.model_copy(update={"about": about, "voice": ids.sayings.get(word.voice, "s0")})


def _head(article: Article, outlet: str | None) -> ArticleHead:
    known = {k: v for k, v in article if k in _HEAD_FIELDS}
    return ArticleHead(**{**known, "outlet": outlet})
