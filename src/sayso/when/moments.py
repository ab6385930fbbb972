"""Every time expression of an article becomes a Moment here: found by the grammar, checked against the tree, resolved in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sayso.doc import Doc, Sentence
from sayso.knowledge.calendar import Calendar
from sayso.model import BODY_KINDS, Article, Because, Granularity, Moment, quote
from sayso.text import Span
from sayso.when.anchors import Anchors, Mentioned
from sayso.when.direction import look_of
from sayso.when.grammar import expressions
from sayso.when.lexing import Word, words_of
from sayso.when.meaning import Meaning
from sayso.when.narrating import in_story, story_after
from sayso.when.periods import GRANULARITY, Period
from sayso.when.quoted import of_speakers
from sayso.when.relations import dated_by_events, hung_on_event
from sayso.when.resolving import resolve
from sayso.when.screening import is_time
from sayso.when.stepping import innermost
from sayso.when.values import Resolved


def find_moments(article: Article, doc: Doc, calendar: Calendar) -> tuple[Moment, ...]:
    """All time expressions in order of position, normalised against the article's date or the last date mentioned.

    Without an article date, relative expressions keep open values ("XXXX-WXX-5") and no days.
    """
    found: list[tuple[Moment, Meaning]] = []
    anchors = Anchors(published(article), reach=calendar.reach, holidays=dict(calendar.holidays))
    for sentence, end in _stretches(doc):
        if not is_body(article, sentence.start):
            continue
        quarter = _still_meant(anchors.quarter, sentence.index)
        anchors = replace(anchors, quarter=quarter)
        for word in expressions(words_of(doc.text, sentence.start, end, calendar), calendar):
            if not is_time(doc, word, sentence, calendar):
                continue
            word = hung_on_event(doc, word)
            look = look_of(doc, word, calendar, headline=is_headline(article, sentence.start))
            here = in_story(replace(anchors, look=look), doc, word, sentence.index)
            moment, resolved, meaning = _moment(doc, word, here, found)
            found.append((moment, meaning))
            anchors = _after(anchors, resolved, moment, meaning, sentence.index)
        anchors = replace(anchors, quarter=anchors.quarter or quarter)
    bare = Anchors(anchors.article, reach=anchors.reach, holidays=anchors.holidays)
    return dated_by_events(doc, of_speakers(doc, found, bare, calendar))


def _still_meant(quarter: Mentioned | None, sentence: int) -> Mentioned | None:
    """A quarter named long before is no longer what "a year earlier" is compared with."""
    return quarter if quarter is not None and sentence - quarter.sentence <= _FADES else None


_FADES = 8  # sentences
_CUT = re.compile(r"\b[ap]\.m\.$", re.I)  # a full stop that ends no sentence, though sentences are split there


def _stretches(doc: Doc) -> Iterator[tuple[Sentence, int]]:
    """Each sentence with the offset up to which it is read; one cut at "9 a.m." is read together with what follows."""
    first: Sentence | None = None
    for number, sentence in enumerate(doc.sentences):
        first = first or sentence
        last = number + 1 == len(doc.sentences)
        if not last and _CUT.search(doc.text, sentence.start, sentence.end) and _on_line(doc, sentence):
            continue
        yield first, sentence.end
        first = None


def _on_line(doc: Doc, sentence: Sentence) -> bool:
    return "\n" not in doc.text[sentence.end : sentence.end + 2]


def published(article: Article) -> date | None:
    """The article's day, or None where it is not known or not a date."""
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def is_body(article: Article, offset: int) -> bool:
    """True inside headline, paragraphs, captions and lists; an article without a layout is all body."""
    kinds = [b.kind for b in article.blocks if b.start <= offset < b.end]
    return not article.blocks or any(k in BODY_KINDS or k == "dateline" for k in kinds)


def is_headline(article: Article, offset: int) -> bool:
    """True inside a headline or subhead."""
    return any(b.kind in ("headline", "subhead") and b.start <= offset < b.end for b in article.blocks)


def _moment(
    doc: Doc, word: Word, anchors: Anchors, found: list[tuple[Moment, Meaning]]
) -> tuple[Moment, Resolved, Meaning]:
    meaning = word.classes["meaning"]
    assert isinstance(meaning, Meaning)
    resolved = resolve(meaning, anchors)
    period = resolved.period
    moment = Moment(
        id=f"m{len(found) + 1}",
        text=quote(doc.text, word.start, word.end),
        type=resolved.type,
        value=resolved.value,
        start_date=period.first.isoformat() if period else None,
        end_date=period.last.isoformat() if period else None,
        granularity=_granularity(resolved, period),
        anchor=resolved.anchor,
        because=(Because(rule=f"calendar#{word.rule}", detail=_LOOKS[anchors.look]),),
    )
    return moment, resolved, meaning


_LOOKS = {-1: "looking back", 0: "", 1: "looking ahead"}


def _granularity(resolved: Resolved, period: Period | None) -> Granularity:
    """Stretches that are no unit of the calendar are "other"; a range of days stays at day level."""
    if resolved.type == "DURATION" and period is not None:
        return "other"
    if period is not None and period.unit in GRANULARITY:
        return period.granularity
    return GRANULARITY.get(resolved.unit, "other")


def _after(anchors: Anchors, resolved: Resolved, moment: Moment, meaning: Meaning, sentence: int) -> Anchors:
    """The last date mentioned moves on with every date that names days; what is fuzzy, recurs or is only there to be
    compared with ("a year earlier") does not count."""
    period = resolved.period
    length = innermost(meaning)
    if resolved.type == "DURATION" and length.unit == "M" and (length.count or 0) >= _REPORTED:
        return replace(anchors, quarter=None)  # after "the nine months", "a year earlier" is compared with no quarter
    if period is None or resolved.type not in ("DATE", "TIME") or resolved.value == "PRESENT_REF":
        return anchors
    if _compares(meaning):
        return anchors
    here = Mentioned(period, moment.id, sentence, moment.text.start)
    anchors = replace(anchors, story=story_after(anchors, resolved, here))
    reported = period.unit == "Q" and (anchors.article is None or period.first <= anchors.article)  # no forecast
    if reported and (anchors.quarter is None or meaning.kind != "quarter-ended"):
        return replace(anchors, previous=here, quarter=here)
    return replace(anchors, previous=here)


_REPORTED = 6  # months of a report on more than a quarter
_COMPARING = ("year-ago-quarter", "same-quarter", "same-of-year")


def _compares(meaning: Meaning) -> bool:
    inner = meaning.inner or meaning
    return meaning.kind in _COMPARING or (meaning.kind in ("shift-from", "ago") and inner.unit in ("Y", None))


def span_of(moment: Moment) -> Span:
    """The moment's words as a span."""
    return Span(moment.text.start, moment.text.end)


def sentence_at(doc: Doc, offset: int) -> Sentence | None:
    """The sentence in which the offset lies."""
    index = doc.token_at(offset)
    return doc.sentence_of(index) if index is not None else None
