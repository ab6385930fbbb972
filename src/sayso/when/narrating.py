"""Which year a story has reached is decided here: "In May 2010 they signed. On June 3 gunmen attacked" is all of 2010."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.when import periods
from sayso.when.anchors import Anchors, Mentioned
from sayso.when.lexing import Word
from sayso.when.meaning import Meaning
from sayso.when.periods import Period
from sayso.when.values import Resolved

_FADES = 2  # sentences after which a year told before is no longer meant
_UNITS = ("D", "M", "Y", "season", "Q")
_TOLD = ("D", "M")  # a bare year is background more often: "founded in 1994, it bombed a station in May"


def in_story(anchors: Anchors, doc: Doc, word: Word, sentence: int) -> Anchors:
    """The anchors with the year of the story as frame, for a past day of a month that names no year of its own."""
    story, meaning = anchors.story, word.classes["meaning"]
    if story is None or anchors.article is None or anchors.look >= 0 or not isinstance(meaning, Meaning):
        return anchors
    month = _yearless_month(meaning) if story.period.unit in _TOLD else None
    near = story.sentence < sentence <= story.sentence + _FADES and "\n" not in doc.text[story.start : word.start]
    if month is None or not near or story.period.first.year >= anchors.article.year:
        return anchors
    return anchors.framed(_year_of(story.period, month))


def _year_of(told: Period, month: int) -> Period:
    """The year told, or the next one where a month before the told day or month goes on with the story."""
    later = told.unit in ("D", "M") and month < told.first.month
    return periods.year(told.first.year + later)


def _yearless_month(meaning: Meaning | None) -> int | None:
    """The month of the day inside an expression, where it has one but no year."""
    while meaning is not None and meaning.kind != "calendar":
        meaning = meaning.inner
    return meaning.month if meaning is not None and meaning.day and meaning.year is None else None


def story_after(anchors: Anchors, resolved: Resolved, here: Mentioned) -> Mentioned | None:
    """The story goes on with every date that has its year, or took the story's, and ends with one counted from today."""
    if resolved.period is None or resolved.period.unit not in _UNITS:
        return anchors.story
    if resolved.anchor == "none":
        return here
    return anchors.story if resolved.anchor != "article" else None
