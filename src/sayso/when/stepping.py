"""Which day a step from an anchor leads to is decided here: "last month", "next Friday", "two weeks ago", "a year earlier"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sayso.when import periods
from sayso.when.anchors import Anchors
from sayso.when.calendar_dates import weekday_near
from sayso.when.clock_times import timed
from sayso.when.meaning import Meaning, moved
from sayso.when.periods import Period
from sayso.when.values import Resolved, dated, duration_value, opened

_HALVES = {"C": ("Y", 50), "E": ("Y", 5), "Y": ("M", 6)}  # half a unit in a smaller one
CLOCK_UNITS = ("h", "min", "s")


def base_of(meaning: Meaning, anchors: Anchors) -> tuple[date | None, str]:
    """The day counted from, and what gave it."""
    if meaning.anchor == "previous":
        return anchors.base
    return anchors.article, "article" if anchors.article else "none"


def weekday(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "last Friday", "this Friday", "the following Friday"."""
    base, anchor = base_of(meaning, anchors)
    if base is None or meaning.weekday is None:
        return opened(meaning)
    return dated((weekday_near(base, meaning.weekday, meaning.offset or 0, anchors.look), anchor), meaning)


def weekday_of_week(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "Friday last week"."""
    if anchors.article is None or meaning.weekday is None:
        return opened(meaning)
    monday = periods.week(anchors.article).first + timedelta(weeks=meaning.offset or 0)
    return dated((periods.day(monday + timedelta(days=meaning.weekday - 1)), "article"), meaning)


def weekdays_ago(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "two Sundays ago"."""
    if anchors.article is None or meaning.weekday is None:
        return opened(meaning)
    last = weekday_near(anchors.article, meaning.weekday, -1, -1)
    return dated((periods.day(last.first - timedelta(weeks=int(meaning.count or 1) - 1)), "article"), meaning)


def same_unit_of_year(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the same month last year": the unit in which the anchor lies, a year before."""
    base, anchor = anchors.base
    if base is None:
        return opened(meaning)
    there = periods.shifted(base, "Y", -1)
    return dated((periods.around(there, meaning.unit or "D"), anchor), meaning)


def month(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "last October", "this September", "next May"."""
    base, anchor = base_of(meaning, anchors)
    if base is None or meaning.month is None:
        return opened(meaning)
    same = periods.month(base.year, meaning.month)
    here = periods.month(base.year, base.month)
    offset = meaning.offset or 0
    if offset < 0 and same.first >= here.first:
        same = periods.month(base.year - 1, meaning.month)
    if offset > 0 and same.first <= here.first:
        same = periods.month(base.year + 1, meaning.month)
    return dated((same, anchor), meaning)


def shift(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "last year", "tomorrow", "the next day": a neighbour of the period in which the anchor lies."""
    unit = meaning.unit or "D"
    base, anchor = base_of(meaning, _without_long(anchors) if unit == "D" and meaning.offset == 0 else anchors)
    if unit in CLOCK_UNITS:
        return Resolved("DURATION", duration_value(unit, 1), unit=unit)
    if base is None:
        return opened(meaning)
    if unit == "NI":
        return timed(periods.day(base + timedelta(days=meaning.offset or 0)), "TNI", anchor)
    if unit == "WE":
        return dated((_weekend(base, meaning.offset or 0, anchors.look), anchor), meaning)
    return dated((periods.around(periods.shifted(base, unit, meaning.offset or 0), unit), anchor), meaning)


def _without_long(anchors: Anchors) -> Anchors:
    """ "that same day" is no day of the month or year that was told of last."""
    last = anchors.previous
    return replace(anchors, previous=None) if last is not None and last.period.last > last.period.first else anchors


def _weekend(base: date, offset: int, look: int) -> Period:
    here = periods.weekend(base)
    if offset < 0 or (offset == 0 and look < 1 and base < here.first and base.isoweekday() <= 3):
        return periods.weekend(base - timedelta(weeks=1))
    return periods.weekend(base + timedelta(weeks=offset))


def definite(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the quarter": the one just spoken of, else the last one that has ended; "the weekend": the last one."""
    unit = meaning.unit or "D"
    if unit == "Q" and anchors.quarter is not None:
        return dated((anchors.quarter.period, anchors.quarter.moment), meaning)
    if anchors.article is None:
        return opened(meaning)
    if unit == "WE":
        return dated((_weekend(anchors.article, 0, anchors.look), "article"), meaning)
    back = -1 if unit == "Q" else 0
    return dated((periods.around(periods.shifted(anchors.article, unit, back), unit), "article"), meaning)


def shift_from(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "a year earlier", "the day after": counted from the last date, keeping its quarter where it was one."""
    unit, step = meaning.unit or "D", (meaning.offset or -1) * int(meaning.count or 1)
    if unit == "Y" and anchors.quarter is not None:
        return dated((periods.next_to(anchors.quarter.period, 4 * step), anchors.quarter.moment), meaning)
    base, anchor = anchors.base
    if base is None:
        return opened(meaning)
    return dated((periods.around(periods.shifted(base, unit, step), unit), anchor), meaning)


def ago(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "two weeks ago", "three days later": a count of units from the anchor, as exact as the unit."""
    length = innermost(meaning)
    unit, count = length.unit or "D", length.count
    step = meaning.offset or -1
    if count is None:
        return Resolved("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")
    if unit in CLOCK_UNITS:
        return _hours_off(meaning, anchors)
    if meaning.anchor == "previous":
        return shift_from(moved(length, offset=step), anchors)
    if anchors.article is None:
        return opened(length)
    if unit == "Y" and count == 1 and step < 0 and anchors.quarter is not None:
        return shift_from(moved(length, offset=step), anchors)
    months = int(step * count * 12) if unit == "Y" else 0
    if length.halves and unit in _HALVES:
        smaller, half = _HALVES[unit]
        there = periods.shifted(periods.shifted(anchors.article, unit, int(step * count)), smaller, step * half)
        return dated((periods.around(there, "Y" if unit == "E" or unit == "C" else smaller), "article"), meaning)
    if unit == "Y" and count != int(count):
        return dated((periods.around(periods.shifted(anchors.article, "M", months), "M"), "article"), meaning)
    there = periods.shifted(anchors.article, unit, int(step * count))
    return dated((periods.around(there, unit), "article"), meaning)


def _hours_off(meaning: Meaning, anchors: Anchors) -> Resolved:
    base, anchor = base_of(meaning, anchors)
    if base is None:
        return Resolved("TIME", "XXXX-XX-XX", unit="h")
    return Resolved("TIME", base.isoformat(), periods.day(base), anchor, "h")


def innermost(meaning: Meaning) -> Meaning:
    """The expression that carries the unit."""
    while meaning.inner is not None and meaning.unit is None:
        meaning = meaning.inner
    return meaning


def span(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the past two weeks", "recent days": a duration that ends or begins on the article's day."""
    unit, count = meaning.unit or "D", None if meaning.vague else meaning.count
    value = duration_value(unit, count)
    if anchors.article is None or unit in CLOCK_UNITS:
        return Resolved("DURATION", value, unit=unit)
    reach = int(count if count is not None else anchors.reach.get(unit, 5))
    there = periods.shifted(anchors.article, unit, reach * (meaning.offset or -1))
    first, last = sorted((there, anchors.article))
    return Resolved("DURATION", value, Period("span", first, last, value), "article", unit)
