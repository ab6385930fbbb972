"""Whose "today" is meant is decided here: inside a quotation it is the speaker's, counted from the day on which that was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sayso.doc import Doc
from sayso.knowledge.calendar import Calendar
from sayso.model import Because, Moment
from sayso.syntax import clause_of
from sayso.text import CLOSING_QUOTES, OPENING_QUOTES, STRAIGHT_QUOTES
from sayso.when.anchors import Anchors
from sayso.when.meaning import Meaning
from sayso.when.resolving import resolve

Found = tuple[Moment, Meaning]
_DAYS = ("D", "NI")


def of_speakers(doc: Doc, found: Sequence[Found], anchors: Anchors, calendar: Calendar) -> list[Found]:
    """The moments, those that point from the speaker's day ("yesterday") resolved from the day of the saying, where told."""
    return [_respoken(doc, m, meaning, found, anchors, calendar) for m, meaning in found]


def _respoken(
    doc: Doc, moment: Moment, meaning: Meaning, found: Sequence[Found], anchors: Anchors, calendar: Calendar
) -> Found:
    if not _points(meaning) or not is_quoted(doc.text, moment.text.start):
        return moment, meaning
    said = _said_on(doc, moment, found, anchors.article, calendar)
    if said is None or said.start_date is None:
        return moment, meaning
    resolved = resolve(meaning, replace(anchors, article=date.fromisoformat(said.start_date)))
    if resolved.period is None or resolved.type != moment.type:
        return moment, meaning
    changed = {
        "value": resolved.value,
        "start_date": resolved.period.first.isoformat(),
        "end_date": resolved.period.last.isoformat(),
        "anchor": said.id,
        "because": (*moment.because, Because(rule="when#speaker", detail=said.text.text)),
    }
    return moment.model_copy(update=changed), meaning


def _points(meaning: Meaning | None) -> bool:
    """ "today", "tomorrow morning", "last night", "this evening": counted by days from the day of speaking."""
    while meaning is not None:
        if meaning.anchor == "article" and meaning.kind in ("shift", "part-of-day"):
            return meaning.unit in _DAYS or meaning.kind == "part-of-day"
        meaning = meaning.inner
    return False


def is_quoted(text: str, offset: int) -> bool:
    """True inside a quotation that opens on the same line."""
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    opened = sum(before.count(m) for m in OPENING_QUOTES) - sum(before.count(m) for m in CLOSING_QUOTES)
    return opened > 0 or sum(before.count(m) for m in STRAIGHT_QUOTES) % 2 == 1


def _said_on(doc: Doc, quoted: Moment, found: Sequence[Found], today: date | None, calendar: Calendar) -> Moment | None:
    """The nearest day on the same line, outside quotations, on which something was said."""
    near = [
        m
        for m, _ in found
        if m.start_date and m.start_date == m.end_date and _on_line(doc, m, quoted) and m is not quoted
    ]
    past = [m for m in near if today is None or (m.start_date or "") <= today.isoformat()]
    said = [m for m in past if not is_quoted(doc.text, m.text.start) and _is_told_on(doc, m, calendar)]
    return min(said, key=lambda m: abs(m.text.start - quoted.text.start), default=None)


def _on_line(doc: Doc, one: Moment, other: Moment) -> bool:
    first, last = sorted((one.text.start, other.text.start))
    return "\n" not in doc.text[first:last]


def _is_told_on(doc: Doc, moment: Moment, calendar: Calendar) -> bool:
    """ "she said on Tuesday": the day hangs in the clause of a verb of telling, or follows one."""
    index = doc.token_at(moment.text.start)
    if index is None:
        return False
    first = doc.sentence_of(index).first
    before = next((i for i in range(index - 1, first - 1, -1) if doc.tokens[i].upos == "VERB"), index)
    verbs = {clause_of(doc, index).verb, before}
    return any(doc.tokens[v].lemma.lower() in calendar.sets["telling"] for v in verbs)
