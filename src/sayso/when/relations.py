"""Dates told from another event ("the day after the vote") are settled here, where the article dates that event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sayso.doc import Doc
from sayso.model import Because, Moment
from sayso.syntax import is_nominal, phrase
from sayso.when import periods
from sayso.when.lexing import Word
from sayso.when.meaning import Meaning, moved

_KINDS = frozenset({"ago-event"})


def dated_by_events(doc: Doc, found: Sequence[tuple[Moment, Meaning]]) -> tuple[Moment, ...]:
    """The moments, with those that hang on a noun dated from the noun's own date elsewhere in the article."""
    moments = [m for m, _ in found]
    return tuple(_settled(doc, m, meaning, moments) if meaning.kind in _KINDS else m for m, meaning in found)


def hung_on_event(doc: Doc, word: Word) -> Word:
    """ "the day before they left": counted from what follows, not from the last date mentioned ("they had left the day before")."""
    meaning = word.classes["meaning"]
    if not isinstance(meaning, Meaning) or meaning.rule not in _SEQUELS:
        return word
    last = doc.token_at(word.end - 1)
    after = doc.tokens[last + 1] if last is not None and last + 1 < len(doc.tokens) else None
    if after is None or after.upos not in _OPENING or doc.tokens[last or 0].upos not in ("ADP", "SCONJ"):
        return word
    return word._replace(classes={"meaning": moved(meaning, kind="ago-event")})


_SEQUELS = frozenset({"unit-sequel", "part-before"})
_OPENING = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})


def _settled(doc: Doc, moment: Moment, meaning: Meaning, moments: Sequence[Moment]) -> Moment:
    noun = _noun_after(doc, moment.text.end)
    other = _date_of(doc, noun, moment, moments) if noun is not None else None
    length = meaning.inner or meaning
    if other is None or other.start_date is None or length.count is None or length.unit in ("h", "min", "s"):
        return moment
    unit, step = length.unit or "D", int(length.count) * (meaning.offset or 0)
    there = periods.shifted(date.fromisoformat(other.start_date), unit, step)
    period = periods.around(there, unit)
    return moment.model_copy(
        update={
            "type": "DATE",
            "value": period.value,
            "start_date": period.first.isoformat(),
            "end_date": period.last.isoformat(),
            "granularity": period.granularity,
            "anchor": other.id,
            "because": (*moment.because, Because(rule="when#from-event", detail=doc.tokens[noun or 0].text)),
        }
    )


def _noun_after(doc: Doc, offset: int) -> int | None:
    """Head of the nominal that begins after "before the"."""
    for index in doc.tokens_in(offset, offset + 60):
        token = doc.tokens[index]
        if token.upos == "NOUN" and (index + 1 >= len(doc.tokens) or doc.tokens[index + 1].upos != "NOUN"):
            return index
        if token.upos in ("VERB", "PUNCT"):
            return None
    return None


def _date_of(doc: Doc, noun: int, own: Moment, moments: Sequence[Moment]) -> Moment | None:
    """The day inside the noun's own phrase, else in the clause of another mention of the same noun."""
    dated = [m for m in moments if m.id != own.id and m.start_date and m.granularity == "day" and m.type != "DURATION"]
    lemma = doc.tokens[noun].lemma
    for index in (
        noun,
        *(t.index for t in doc.tokens if t.lemma == lemma and is_nominal(doc, t.index) and t.index != noun),
    ):
        inside = [m for m in dated if _near(doc, index, m, wide=index != noun)]
        if len(inside) == 1:
            return inside[0]
    return None


def _near(doc: Doc, noun: int, moment: Moment, *, wide: bool) -> bool:
    at = doc.token_at(moment.text.start)
    if at is None:
        return False
    first, last = phrase(doc, noun)
    return first <= at < last or (wide and doc.tokens[at].sentence == doc.tokens[noun].sentence)
