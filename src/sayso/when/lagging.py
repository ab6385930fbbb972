"""What is told a while before or after something else takes its day from that, or stays open: "a day after rebels entered"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.doc import Doc
from sayso.model import Because, Event, EventTime, Moment
from sayso.syntax import clause_of, is_nominal, is_verbal, marker
from sayso.syntax.reports import described_noun
from sayso.when import periods
from sayso.when.grammar import expressions
from sayso.when.lexing import words_of
from sayso.when.meaning import Meaning
from sayso.when.owning import Scene, head_of, owner_of, told_at
from sayso.when.stepping import CLOCK_UNITS, innermost

_DAYS = {"D": 1, "NI": 1, "W": 7, "WE": 7, "2W": 14, "M": 31, "Q": 92, "Y": 366, "E": 3653, "C": 36525}
_NEWS = 7


@dataclass(frozen=True, slots=True)
class Lag:
    """So many units (None where not told) from what the token `told` tells to what `main` tells, earlier below 0."""

    main: int
    told: int
    unit: str
    step: int | None
    moment: Moment | None
    link: int = 0  # the token of "before" or "after"


def lagged(scene: Scene, events: Sequence[Event], moments: Sequence[Moment]) -> tuple[Event, ...]:
    """The events with those dated from another one, where its day is known, and with those left open where it is not."""
    lags = [*_told_lags(scene, moments), *_loose_lags(scene), *_bare_lags(scene, events)]
    return tuple(_settled(scene, e, lags, events) for e in events) if lags else tuple(events)


def _settled(scene: Scene, event: Event, lags: Sequence[Lag], events: Sequence[Event]) -> Event:
    trigger = told_at(scene.doc, event.trigger)
    if trigger is None:
        return event
    for lag in lags:
        if trigger == lag.main and event.when is not None and _is_behind(scene, event.when, lag):
            return _moved(event, lag, event.when, 1)
    if event.when is not None and not event.when.assumed:
        return event
    for lag in lags:
        if trigger == lag.main:
            return _moved(event, lag, _time_of(scene, lag.told, events), 1)
        if lag.told in (trigger, _carrier(scene.doc, trigger)):
            return _moved(event, lag, _time_of(scene, lag.main, events), -1)
    return event


def _is_behind(scene: Scene, time: EventTime, lag: Lag) -> bool:
    """ "visited three days after the dam burst on 28 December": the day that stands behind "after" is of what follows it."""
    doc = scene.doc
    own = next((d for d in scene.dated if d.moment.id == time.moment), None)
    if own is None or lag.moment is None or not lag.link < own.head < doc.sentence_of(lag.link).last:
        return False
    return not any(t.upos in ("PUNCT", "CCONJ") for t in doc.tokens[lag.link : own.head])


def _carrier(doc: Doc, trigger: int) -> int:
    """The verb of the clause in which a noun tells of something."""
    return clause_of(doc, trigger).verb if is_nominal(doc, trigger) and not is_verbal(doc, trigger) else trigger


def _moved(event: Event, lag: Lag, base: EventTime | None, side: int) -> Event:
    time = _counted(lag, base, side) if base is not None else None
    if time is None and side > 0 and _is_short(lag):
        return event
    detail = lag.moment.text.text if lag.moment else lag.unit
    kept = tuple(b for b in event.because if not b.rule.startswith("when#"))
    return event.model_copy(update={"when": time, "because": (*kept, Because(rule="when#lag", detail=detail))})


def _is_short(lag: Lag) -> bool:
    """What follows something undated within a week is news of the article's day like everything undated."""
    return lag.step is not None and 0 <= lag.step * _DAYS.get(lag.unit, 0) <= _NEWS


def _counted(lag: Lag, base: EventTime, side: int) -> EventTime | None:
    """The period so far from the known one, as exact as the unit; None where the known one is less exact than that."""
    moment = lag.moment.id if lag.moment else None
    if lag.step is None or not base.start_date or not base.end_date:
        return None
    first, last = date.fromisoformat(base.start_date), date.fromisoformat(base.end_date)
    if lag.unit in CLOCK_UNITS:
        return base.model_copy(update={"moment": moment})
    if (last - first).days >= _DAYS.get(lag.unit, 1):
        return None
    found = periods.around(periods.shifted(first, lag.unit, side * lag.step), lag.unit)
    return EventTime(
        start_date=found.first.isoformat(),
        end_date=found.last.isoformat(),
        granularity=found.granularity,
        moment=moment,
    )


def _time_of(scene: Scene, token: int, events: Sequence[Event]) -> EventTime | None:
    """The told date of what stands at the token, whether or not it is an event of ours."""
    for event in events:
        if event.when and not event.when.assumed and told_at(scene.doc, event.trigger) == token:
            return event.when
    dates = [d for d in scene.dated if d.moment.type != "DURATION"]
    own = next((d.moment for d in dates if d.owner == token or _tells_of(scene.doc, d.owner, token)), None)
    if own is None or own.start_date is None or own.end_date is None:
        return None
    return EventTime(start_date=own.start_date, end_date=own.end_date, granularity=own.granularity, moment=own.id)


def _tells_of(doc: Doc, verb: int, noun: int) -> bool:
    """ "the election, which was held on August 28"."""
    return verb >= 0 and is_verbal(doc, verb) and described_noun(doc, verb) == noun


def _told_lags(scene: Scene, moments: Sequence[Moment]) -> Iterator[Lag]:
    """Lengths and open dates with "before" or "after" behind them."""
    for moment in moments:
        link = _link(scene, moment) if moment.start_date is None and moment.type != "SET" else None
        head = head_of(scene.doc, moment) if link is not None else None
        if link is None or head is None:
            continue
        told, length = _told_by(scene.doc, link), _length(scene, moment, link)
        main = owner_of(scene, head, moment)
        main = _above(scene, told) if main == told else main
        if told >= 0 and length is not None:
            unit, count = length
            yield Lag(main, told, unit, None if count is None else count * _side(scene, link), moment, link)


def _link(scene: Scene, moment: Moment) -> int | None:
    """The token of "before" or "after" at the end of the moment or right behind it."""
    doc = scene.doc
    inside = doc.tokens_in(moment.text.start, moment.text.end)
    ends = [inside[-1], inside[-1] + 1] if inside else []
    return next((i for i in ends if i < len(doc.tokens) and _side(scene, i)), None)


def _side(scene: Scene, index: int) -> int:
    """-1 for "before", 1 for "after", 0 for any other word; "within hours of"."""
    sets, word = scene.calendar.sets, scene.doc.tokens[index].text.lower()
    if word in sets["preceding"]:
        return -1
    near = {scene.doc.tokens[i].text.lower() for i in range(max(index - 3, 0), index)}
    return int(word in sets["succeeding"] or (word in sets["belonging"] and not sets["inside"].isdisjoint(near)))


def _told_by(doc: Doc, link: int) -> int:
    """What stands behind "after": the head of its clause or phrase, else the next verb or noun."""
    head = doc.tokens[link].head
    if head > link:
        return head
    last = doc.sentence_of(link).last
    return next((i for i in range(link + 1, last) if doc.tokens[i].upos in ("VERB", "NOUN", "PROPN")), -1)


def _above(scene: Scene, token: int) -> int:
    """The next predicate or trigger above the token, or -1."""
    doc = scene.doc
    return next((a for a in doc.ancestors(token) if a in scene.triggers or is_verbal(doc, a)), -1)


def _length(scene: Scene, moment: Moment, link: int) -> tuple[str, int | None] | None:
    """Unit and count, read anew from the words: a moment keeps only what TIMEX3 knows."""
    doc = scene.doc
    found = expressions(words_of(doc.text, moment.text.start, doc.tokens[link].end, scene.calendar), scene.calendar)
    meaning = found[0].classes.get("meaning") if found else None
    if not isinstance(meaning, Meaning):
        return None
    length = innermost(meaning)
    count = length.count if length.count is not None else meaning.count
    vague = length.vague or (count is None and length.unit not in CLOCK_UNITS)
    return length.unit or "D", None if vague else int(count or 0)


def _bare_lags(scene: Scene, events: Sequence[Event]) -> Iterator[Lag]:
    """ "was found dead on Thursday after two officers were shot": what came before a told day is none of the article's day."""
    doc = scene.doc
    known = {told_at(doc, e.trigger): e.when for e in events}
    for told in scene.triggers:
        if marker(doc, told) not in scene.calendar.sets["succeeding"] or not is_verbal(doc, told):
            continue
        main, when = _above(scene, told), known.get(told)
        if main >= 0 and when is not None and when.assumed and _is_before(_time_of(scene, main, events), when):
            yield Lag(-1, told, "D", None, None)


def _is_before(time: EventTime | None, other: EventTime) -> bool:
    return time is not None and bool(time.end_date) and time.end_date < other.start_date


def _loose_lags(scene: Scene) -> Iterator[Lag]:
    """ "in the days after the earthquake": no one says which days."""
    doc, calendar = scene.doc, scene.calendar
    for token in doc.tokens[1:-1]:
        unit = calendar.words.get(token.text.lower(), {}).get("units")
        if unit is None or doc.tokens[token.index - 1].text.lower() not in calendar.sets["definite"]:
            continue
        if _side(scene, token.index + 1) or doc.tokens[token.index + 1].text.lower() in calendar.sets["leading"]:
            main, told = _above(scene, token.index), _told_by(doc, token.index + 1)
            yield Lag(main, told if told != main else -1, str(unit), None, None)
