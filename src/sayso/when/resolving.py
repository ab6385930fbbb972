"""Which day or period an expression means, given its anchors, is decided here: one small function a kind of meaning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sayso.when import periods
from sayso.when.anchors import Anchors
from sayso.when.calendar_dates import calendar_date, holiday_date, season_date, weekday_near
from sayso.when.clock_times import clock_text, timed
from sayso.when.meaning import Meaning, moved
from sayso.when.periods import Period
from sayso.when.values import Resolved, duration_value, open_value

_CLOCK_UNITS = ("h", "min", "s")


def resolve(meaning: Meaning, anchors: Anchors) -> Resolved:
    """TIMEX3 type, value and days of an expression; days stay open where the anchor is missing or out of range."""
    try:
        return _KINDS[meaning.kind](meaning, anchors)
    except (OverflowError, ValueError):
        return _open(meaning)


def _open(meaning: Meaning) -> Resolved:
    return Resolved("DATE", open_value(meaning), unit=meaning.unit or "D")


def _dated(found: tuple[Period | None, str], meaning: Meaning) -> Resolved:
    period, anchor = found
    if period is None:
        return _open(meaning)
    return Resolved("DATE", period.value, period, anchor, period.unit)


def _calendar(meaning: Meaning, anchors: Anchors) -> Resolved:
    return _dated(calendar_date(meaning, anchors), meaning)


def _days(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "July 8-10": from the first day to the last."""
    first, anchor = calendar_date(moved(meaning, last_day=None), anchors)
    if first is None or meaning.last_day is None:
        return _open(meaning)
    last = periods.safe_day(first.first.year, first.first.month, meaning.last_day)
    if last is None or last.first < first.first:
        return _open(meaning)
    return _stretch(first, last, anchor)


def _stretch(first: Period, last: Period, anchor: str) -> Resolved:
    whole = Period("span", first.first, last.last, f"{first.value}/{last.value}")
    return Resolved("DATE", whole.value, whole, anchor, first.unit)


def _range(meaning: Meaning, anchors: Anchors) -> Resolved:
    assert meaning.inner and meaning.outer
    last = resolve(meaning.outer, anchors)
    first = resolve(meaning.inner, anchors)
    if first.period is None or last.period is None or last.period.last < first.period.first:
        return Resolved("DATE", f"{first.value}/{last.value}")
    return _stretch(first.period, last.period, first.anchor)


def _weekday(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "last Friday", "this Friday", "the following Friday"."""
    base, anchor = _base(meaning, anchors)
    if base is None or meaning.weekday is None:
        return _open(meaning)
    return _dated((weekday_near(base, meaning.weekday, meaning.offset or 0, anchors.look), anchor), meaning)


def _weekday_of_week(meaning: Meaning, anchors: Anchors) -> Resolved:
    if anchors.article is None or meaning.weekday is None:
        return _open(meaning)
    monday = periods.week(anchors.article).first + timedelta(weeks=meaning.offset or 0)
    return _dated((periods.day(monday + timedelta(days=meaning.weekday - 1)), "article"), meaning)


def _month(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "last October", "this September", "next May"."""
    base, anchor = _base(meaning, anchors)
    if base is None or meaning.month is None:
        return _open(meaning)
    same = periods.month(base.year, meaning.month)
    here = periods.month(base.year, base.month)
    offset = meaning.offset or 0
    if offset < 0 and same.first >= here.first:
        same = periods.month(base.year - 1, meaning.month)
    if offset > 0 and same.first <= here.first:
        same = periods.month(base.year + 1, meaning.month)
    return _dated((same, anchor), meaning)


def _season(meaning: Meaning, anchors: Anchors) -> Resolved:
    return _dated(season_date(meaning, anchors), meaning)


def _quarter(meaning: Meaning, anchors: Anchors) -> Resolved:
    """A bare quarter is the last one that has ended, unless the clause looks ahead or a year frames it."""
    number = meaning.ordinal or 1
    if anchors.frame is not None:
        maker = periods.half if meaning.half else periods.quarter
        return _dated((maker(anchors.frame.first.year, number), "none"), meaning)
    if anchors.article is None:
        return Resolved("DATE", f"XXXX-{'H' if meaning.half else 'Q'}{number}", unit="Q")
    found = periods.quarter(anchors.article.year, number)
    if found.last > anchors.article and anchors.look < 1 and not found.first <= anchors.article:
        found = periods.quarter(anchors.article.year - 1, number)
    return _dated((found, "article"), meaning)


def _decade(meaning: Meaning, _: Anchors) -> Resolved:
    return _dated((periods.decade(meaning.year or 0), "none"), meaning)


def _century(meaning: Meaning, _: Anchors) -> Resolved:
    return _dated((periods.century(meaning.ordinal or meaning.day or 1), "none"), meaning)


def _holiday(meaning: Meaning, anchors: Anchors) -> Resolved:
    return _dated(holiday_date(meaning, anchors), meaning)


def _base(meaning: Meaning, anchors: Anchors) -> tuple[date | None, str]:
    if meaning.anchor == "previous":
        return anchors.base
    return anchors.article, "article" if anchors.article else "none"


def _shift(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "last year", "tomorrow", "the next day": a neighbour of the period in which the anchor lies."""
    base, anchor = _base(meaning, anchors)
    unit = meaning.unit or "D"
    if unit in _CLOCK_UNITS:
        return Resolved("DURATION", duration_value(unit, 1), unit=unit)
    if base is None:
        return _open(meaning)
    if unit == "NI":
        return timed(periods.day(base + timedelta(days=meaning.offset or 0)), "TNI", anchor)
    if unit == "WE":
        return _dated((_weekend(base, meaning.offset or 0, anchors.look), anchor), meaning)
    return _dated((periods.around(periods.shifted(base, unit, meaning.offset or 0), unit), anchor), meaning)


def _weekend(base: date, offset: int, look: int) -> Period:
    here = periods.weekend(base)
    if offset < 0 or (offset == 0 and look < 1 and base < here.first and base.isoweekday() <= 3):
        return periods.weekend(base - timedelta(weeks=1))
    return periods.weekend(base + timedelta(weeks=offset))


def _definite(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the quarter": the one just spoken of, else the last one that has ended; "the weekend": the last one."""
    unit = meaning.unit or "D"
    if unit == "Q" and anchors.quarter is not None:
        return _dated((anchors.quarter.period, anchors.quarter.moment), meaning)
    if anchors.article is None:
        return _open(meaning)
    if unit == "WE":
        return _dated((_weekend(anchors.article, 0, anchors.look), "article"), meaning)
    back = -1 if unit == "Q" else 0
    return _dated((periods.around(periods.shifted(anchors.article, unit, back), unit), "article"), meaning)


def _shift_from(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "a year earlier", "the day after": counted from the last date, keeping its quarter where it was one."""
    unit, step = meaning.unit or "D", (meaning.offset or -1) * int(meaning.count or 1)
    if unit == "Y" and anchors.quarter is not None:
        return _dated((periods.next_to(anchors.quarter.period, 4 * step), anchors.quarter.moment), meaning)
    base, anchor = anchors.base
    if base is None:
        return _open(meaning)
    return _dated((periods.around(periods.shifted(base, unit, step), unit), anchor), meaning)


def _ago(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "two weeks ago", "three days later": a count of units from the anchor, as exact as the unit."""
    length = _innermost(meaning)
    unit, count = length.unit or "D", length.count
    step = meaning.offset or -1
    if count is None:
        return Resolved("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")
    if unit in _CLOCK_UNITS:
        return _hours_off(meaning, anchors)
    if meaning.anchor == "previous":
        return _shift_from(moved(length, offset=step), anchors)
    if anchors.article is None:
        return _open(length)
    if unit == "Y" and count == 1 and step < 0 and anchors.quarter is not None:
        return _shift_from(moved(length, offset=step), anchors)
    months = int(step * count * 12) if unit == "Y" else 0
    if unit == "Y" and count != int(count):
        return _dated((periods.around(periods.shifted(anchors.article, "M", months), "M"), "article"), meaning)
    there = periods.shifted(anchors.article, unit, int(step * count))
    return _dated((periods.around(there, unit), "article"), meaning)


def _hours_off(meaning: Meaning, anchors: Anchors) -> Resolved:
    base, anchor = _base(meaning, anchors)
    if base is None:
        return Resolved("TIME", "XXXX-XX-XX", unit="h")
    return Resolved("TIME", base.isoformat(), periods.day(base), anchor, "h")


def _innermost(meaning: Meaning) -> Meaning:
    while meaning.inner is not None and meaning.unit is None:
        meaning = meaning.inner
    return meaning


def _ago_date(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "two days before May 3": the date is the outer or only expression inside."""
    date_meaning = meaning.outer or meaning.inner
    length = _innermost(meaning.inner) if meaning.outer and meaning.inner else meaning
    assert date_meaning is not None
    there = resolve(date_meaning, anchors)
    if there.period is None or length.count is None:
        return _open(length)
    unit = length.unit or "D"
    step = int(length.count) * (meaning.offset or -1)
    moved_to = periods.shifted(there.period.first, unit, step)
    return _dated((periods.around(moved_to, "D" if there.period.unit == "D" else unit), there.anchor), meaning)


def _ago_event(meaning: Meaning, _: Anchors) -> Resolved:
    """ "the day after the vote" stays open here; find_moments dates it where the text dates the vote."""
    return _open(_innermost(meaning))


def _duration(meaning: Meaning, _: Anchors) -> Resolved:
    unit = meaning.unit or "D"
    count = None if meaning.vague else meaning.count
    return Resolved("DURATION", duration_value(unit, count, meaning.halves), unit=unit)


def _span(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the past two weeks", "recent days": a duration that ends or begins on the article's day."""
    unit, count = meaning.unit or "D", None if meaning.vague else meaning.count
    value = duration_value(unit, count)
    if anchors.article is None or unit in _CLOCK_UNITS:
        return Resolved("DURATION", value, unit=unit)
    reach = int(count if count is not None else anchors.reach.get(unit, 5))
    there = periods.shifted(anchors.article, unit, reach * (meaning.offset or -1))
    first, last = sorted((there, anchors.article))
    return Resolved("DURATION", value, Period("span", first, last, value), "article", unit)


def _set(meaning: Meaning, _: Anchors) -> Resolved:
    unit = meaning.unit or "D"
    code = unit if unit != "2M" else "M"
    count = 2 if unit == "2M" else meaning.count or 1
    return Resolved("SET", duration_value(code, count), unit=unit)


def _set_weekday(meaning: Meaning, _: Anchors) -> Resolved:
    return Resolved("SET", f"XXXX-WXX-{meaning.weekday}")


def _ref(meaning: Meaning, anchors: Anchors) -> Resolved:
    if meaning.ref == "PRESENT_REF" and anchors.article is not None:
        return Resolved("DATE", "PRESENT_REF", periods.day(anchors.article), "article")
    return Resolved("DATE", meaning.ref or "PRESENT_REF")


def _within(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "June last year", "next year's first quarter": the longer period frames the shorter one."""
    assert meaning.inner and meaning.outer
    short, long = meaning.inner, meaning.outer
    if _is_year(short):
        short, long = long, short
    frame = resolve(long, anchors)
    if frame.period is None:
        return resolve(short, anchors)
    found = resolve(short, anchors.framed(frame.period))
    return Resolved("DATE", found.value, found.period, frame.anchor, found.unit)


def _is_year(meaning: Meaning) -> bool:
    only_year = meaning.kind == "calendar" and meaning.year is not None and meaning.month is None
    return only_year or (meaning.kind == "shift" and meaning.unit == "Y") or meaning.kind == "definite"


def _part_of_year(meaning: Meaning, anchors: Anchors) -> Resolved:
    if anchors.article is None or meaning.inner is None:
        return _open(meaning)
    return resolve(meaning.inner, anchors.framed(periods.year(anchors.article.year)))


def _same_quarter(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the 1988 quarter": the quarter last spoken of, in that year."""
    if meaning.year is None or anchors.quarter is None:
        return _open(moved(meaning, unit="Q"))
    number = int(anchors.quarter.period.value[-1])
    return _dated((periods.quarter(meaning.year, number), anchors.quarter.moment), meaning)


def _year_ago_quarter(meaning: Meaning, anchors: Anchors) -> Resolved:
    inner = resolve(meaning.inner, anchors) if meaning.inner else _definite(Meaning("definite", unit="Q"), anchors)
    if inner.period is None or inner.period.unit != "Q":
        return inner
    return _dated((periods.next_to(inner.period, -4), inner.anchor), meaning)


def _edge(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the end of 1990", "earlier this month", "nearly two years": the value stays, the days are narrowed."""
    assert meaning.inner is not None
    found = resolve(meaning.inner, anchors)
    if found.period is None or meaning.mod is None:
        return found
    narrow = _cut(periods.narrowed(found.period, meaning.mod), found.period, meaning, anchors)
    return Resolved(found.type, found.value, narrow, found.anchor, found.unit)


def _cut(narrow: Period, whole: Period, meaning: Meaning, anchors: Anchors) -> Period:
    """ "earlier this month" ends, "later this month" begins on the article's day."""
    today = anchors.article
    relative = meaning.rule.startswith("earlier") and meaning.mod in ("START", "END")
    if today is None or not relative or not whole.first <= today <= whole.last:
        return narrow
    if meaning.mod == "START":
        return Period(whole.unit, whole.first, today, whole.value)
    return Period(whole.unit, today, whole.last, whole.value)


def _edge_unit(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the end of the month", "earlier in the year": the unit of the article's day or of the last date."""
    base, anchor = anchors.article, "article"
    if base is None:
        return _open(meaning)
    whole = periods.around(base, meaning.unit or "D")
    narrow = _cut(periods.narrowed(whole, meaning.mod), whole, meaning, anchors)
    return Resolved("DATE", whole.value, narrow, anchor, whole.unit)


def _sum(meaning: Meaning, anchors: Anchors) -> Resolved:
    assert meaning.inner and meaning.outer
    first, second = resolve(meaning.inner, anchors).value, resolve(meaning.outer, anchors).value
    joined = first + second.removeprefix("PT" if first.startswith("PT") else "P")
    return Resolved("DURATION", joined, unit=_innermost(meaning.inner).unit or "D")


def _part_of_day(meaning: Meaning, anchors: Anchors) -> Resolved:
    base, anchor = _base(meaning, anchors)
    part = meaning.part or "DT"
    if base is None:
        return Resolved("TIME", f"XXXX-XX-XXT{part}")
    return timed(periods.day(base + timedelta(days=meaning.offset or 0)), f"T{part}", anchor)


def _part_of(meaning: Meaning, anchors: Anchors) -> Resolved:
    assert meaning.inner is not None
    found = resolve(meaning.inner, anchors)
    suffix = f"T{meaning.part or 'DT'}"
    if found.period is None or found.period.unit != "D":
        return Resolved("TIME", found.value + suffix, found.period, found.anchor)
    return timed(found.period, suffix, found.anchor)


def _clock(meaning: Meaning, anchors: Anchors) -> Resolved:
    base = anchors.article
    suffix = f"T{clock_text(meaning)}"
    if base is None:
        return Resolved("TIME", "XXXX-XX-XX" + suffix)
    return timed(periods.day(base), suffix, "article")


def _clock_of(meaning: Meaning, anchors: Anchors) -> Resolved:
    assert meaning.inner is not None
    clock, on = meaning.inner, meaning.outer
    if on is not None and on.kind == "clock":
        clock, on = on, clock
    found = resolve(on, anchors) if on else _clock(clock, anchors)
    if on is None or found.period is None:
        return _clock(clock, anchors)
    return timed(found.period, f"T{clock_text(clock)}", found.anchor)


_KINDS: dict[str, Callable[[Meaning, Anchors], Resolved]] = {
    "calendar": _calendar,
    "days": _days,
    "range": _range,
    "weekday": _weekday,
    "weekday-of-week": _weekday_of_week,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "decade": _decade,
    "century": _century,
    "holiday": _holiday,
    "shift": _shift,
    "definite": _definite,
    "shift-from": _shift_from,
    "ago": _ago,
    "ago-date": _ago_date,
    "ago-event": _ago_event,
    "duration": _duration,
    "span": _span,
    "set": _set,
    "set-weekday": _set_weekday,
    "ref": _ref,
    "within": _within,
    "part-of-year": _part_of_year,
    "same-quarter": _same_quarter,
    "year-ago-quarter": _year_ago_quarter,
    "edge": _edge,
    "edge-unit": _edge_unit,
    "sum": _sum,
    "part-of-day": _part_of_day,
    "part-of": _part_of,
    "clock": _clock,
    "clock-of": _clock_of,
}
