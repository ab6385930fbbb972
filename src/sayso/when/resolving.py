"""Which day or period an expression means, given its anchors, is decided here: one small function a kind of meaning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sayso.when import periods, quarters, spans, stepping
from sayso.when.anchors import Anchors
from sayso.when.calendar_dates import calendar_date, holiday_date, holiday_week, known_day, season_date
from sayso.when.clock_times import clock_text, timed
from sayso.when.meaning import Meaning, moved
from sayso.when.periods import Period
from sayso.when.values import Resolved, dated, duration_value, opened

_OURS = 2000  # from this year on "the 2000s" are more often ten years than a hundred


def resolve(meaning: Meaning, anchors: Anchors) -> Resolved:
    """TIMEX3 type, value and days of an expression; days stay open where the anchor is missing or out of range."""
    try:
        if meaning.kind in _OF_PARTS:
            return _OF_PARTS[meaning.kind](meaning, anchors, *_parts(meaning, anchors))
        return _KINDS[meaning.kind](meaning, anchors)
    except (OverflowError, ValueError):
        return opened(meaning)


def _parts(meaning: Meaning, anchors: Anchors) -> tuple[Resolved, ...]:
    return tuple(resolve(part, anchors) for part in (meaning.inner, meaning.outer) if part is not None)


def _calendar(meaning: Meaning, anchors: Anchors) -> Resolved:
    return dated(calendar_date(meaning, anchors), meaning)


def _day_relative(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "last Aug. 15", "next Jan. 1", "this Oct. 1"."""
    today, plain = anchors.article, moved(meaning, offset=None)
    if today is None:
        return opened(plain)
    if not meaning.offset:
        return _calendar(moved(plain, year=today.year), anchors)
    found = _calendar(moved(plain, year=today.year), anchors)
    passed = found.period is not None and (found.period.first - today).days * meaning.offset <= 0
    return _calendar(moved(plain, year=today.year + meaning.offset), anchors) if passed else found


def _season(meaning: Meaning, anchors: Anchors) -> Resolved:
    return dated(season_date(meaning, anchors), meaning)


def _decade(meaning: Meaning, _: Anchors) -> Resolved:
    """ "the 1990s"; "the 1800s" are a century."""
    year = meaning.year or 0
    if year % 100 == 0 and year < _OURS:
        return dated((periods.century(year // 100 + 1), "none"), meaning)
    return dated((periods.decade(year), "none"), meaning)


def _century(meaning: Meaning, _: Anchors) -> Resolved:
    return dated((periods.century(meaning.ordinal or meaning.day or 1), "none"), meaning)


def _known_day(meaning: Meaning, anchors: Anchors) -> Resolved:
    return dated(known_day(meaning, anchors), meaning)


def _holiday_week(meaning: Meaning, anchors: Anchors) -> Resolved:
    return dated(holiday_week(meaning, anchors), meaning)


def _holiday(meaning: Meaning, anchors: Anchors) -> Resolved:
    return dated(holiday_date(meaning, anchors), meaning)


def _ago_date(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "two days before May 3": the date is the outer or only expression inside."""
    date_meaning = meaning.outer or meaning.inner
    length = stepping.innermost(meaning.inner) if meaning.outer and meaning.inner else meaning
    assert date_meaning is not None
    there = resolve(date_meaning, anchors)
    if there.period is None or length.count is None:
        return opened(length)
    unit = length.unit or "D"
    if there.period.unit == "Y" and unit != "Y":  # "six months after last year's flood"
        return _duration(length, anchors)
    step = int(length.count) * (meaning.offset or -1)
    moved_to = periods.shifted(there.period.first, unit, step)
    return dated((periods.around(moved_to, "D" if there.period.unit == "D" else unit), there.anchor), meaning)


def _ago_event(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "two weeks before the vote" is a length, as TimeML has it, and "the day after the vote" an open date; find_moments
    dates both where the text dates the vote."""
    length = stepping.innermost(meaning)
    return opened(length) if meaning.inner is None else _duration(length, anchors)


def _duration(meaning: Meaning, _: Anchors) -> Resolved:
    unit = meaning.unit or "D"
    count = None if meaning.vague else meaning.count
    return Resolved("DURATION", duration_value(unit, count, meaning.halves), unit=unit)


def _set(meaning: Meaning, _: Anchors) -> Resolved:
    unit = meaning.unit or "D"
    code = unit if unit != "2M" else "M"
    count = None if meaning.vague else 2 if unit == "2M" else meaning.count or 1
    return Resolved("SET", duration_value(code, count), unit=unit)


def _set_weekday(meaning: Meaning, _: Anchors) -> Resolved:
    return Resolved("SET", f"XXXX-WXX-{meaning.weekday}")


def _set_season(meaning: Meaning, _: Anchors) -> Resolved:
    return Resolved("SET", f"XXXX-{meaning.season}")


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
    if short.unit == "Q" and short.kind in ("definite", "shift"):
        return quarters.same_of_year(meaning, anchors, frame)
    if frame.period is None:
        return resolve(short, anchors)
    found = resolve(short, anchors.framed(frame.period))
    return Resolved("DATE", found.value, found.period, frame.anchor, found.unit)


def _is_year(meaning: Meaning) -> bool:
    only_year = meaning.kind == "calendar" and meaning.year is not None and meaning.month is None
    return only_year or (meaning.kind == "shift" and meaning.unit == "Y") or meaning.kind == "definite"


def _part_of_year(meaning: Meaning, anchors: Anchors) -> Resolved:
    if anchors.article is None or meaning.inner is None:
        return opened(meaning)
    return resolve(meaning.inner, anchors.framed(periods.year(anchors.article.year)))


def _week_of_day(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the week of May 3"."""
    on = resolve(meaning.outer or meaning.inner or meaning, anchors)
    if on.period is None:
        return opened(meaning)
    weekend = meaning.outer is not None and meaning.inner is not None and meaning.inner.unit == "WE"
    return dated(((periods.weekend if weekend else periods.week)(on.period.first), on.anchor), meaning)


def _nth_weekday(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the first Tuesday in September"; without a number the last one."""
    month, anchor = calendar_date(moved(meaning, weekday=None), anchors)
    if month is None:
        return opened(moved(meaning, weekday=None))
    fitting = [d for d in periods.days(month.first, month.last) if d.isoweekday() == meaning.weekday]
    number = (meaning.ordinal or len(fitting)) - 1
    return dated((periods.day(fitting[min(number, len(fitting) - 1)]), anchor), meaning)


def _half_of(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the second half of July": the value stays, the days are halved."""
    assert meaning.inner and meaning.outer
    whole = resolve(meaning.outer, anchors)
    if whole.period is None:
        return whole
    cut = periods.halved(whole.period, meaning.inner.ordinal or 1)
    return Resolved(whole.type, whole.value, cut, whole.anchor, whole.unit)


def _first_of_year(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the first nine months of 2020": a length whose days are known."""
    assert meaning.inner and meaning.outer
    length, whole = resolve(meaning.inner, anchors), resolve(meaning.outer, anchors)
    told = stepping.innermost(meaning.inner)
    if whole.period is None or not told.count or told.ordinal != 1:
        return length
    end = periods.shifted(whole.period.first, told.unit or "D", int(told.count)) - timedelta(days=1)
    return Resolved(
        "DURATION", length.value, Period("span", whole.period.first, end, length.value), whole.anchor, length.unit
    )


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


def _edge_year(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "year-end 1990"."""
    return _edge(moved(meaning, inner=Meaning("calendar", year=meaning.year)), anchors)


def _ago_at(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "a year ago today", "two weeks ago Sunday", "10 years ago this month": a step back from the day or month named."""
    assert meaning.inner and meaning.outer
    there, length = resolve(meaning.outer, anchors), stepping.innermost(meaning.inner)
    if there.period is None or length.count is None or meaning.inner.kind != "ago":
        return resolve(meaning.inner, anchors)
    back = periods.shifted(there.period.first, length.unit or "D", -int(length.count))
    return dated((periods.around(back, there.period.unit), there.anchor), meaning)


def _edge_unit(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the end of the month", "earlier in the year": the unit of the article's day or of the last date."""
    base, anchor = anchors.article, "article"
    if base is None:
        return opened(meaning)
    whole = periods.around(base, meaning.unit or "D")
    narrow = _cut(periods.narrowed(whole, meaning.mod), whole, meaning, anchors)
    return Resolved("DATE", whole.value, narrow, anchor, whole.unit)


def _sum(meaning: Meaning, anchors: Anchors) -> Resolved:
    assert meaning.inner and meaning.outer
    first, second = resolve(meaning.inner, anchors).value, resolve(meaning.outer, anchors).value
    joined = first + second.removeprefix("PT" if first.startswith("PT") else "P")
    return Resolved("DURATION", joined, unit=stepping.innermost(meaning.inner).unit or "D")


def _part_of_day(meaning: Meaning, anchors: Anchors) -> Resolved:
    base, anchor = stepping.base_of(meaning, anchors)
    part = meaning.part or "DT"
    if base is None:
        return Resolved("TIME", f"XXXX-XX-XXT{part}")
    return timed(periods.day(base + timedelta(days=meaning.offset or 0)), f"T{part}", anchor)


def _weekday_part(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "Fri night"."""
    found, anchor = calendar_date(meaning, anchors)
    suffix = f"T{meaning.part or 'DT'}"
    return timed(found, suffix, anchor) if found else Resolved("TIME", opened(meaning).value + suffix)


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


def _in_duration(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "will vote in two weeks" is a date ahead; "left in two weeks" a length."""
    assert meaning.inner is not None
    length = stepping.innermost(meaning.inner)
    told = (
        meaning.inner.kind == "duration"
        and length.anchor != "end"
        and length.count is not None
        and not length.vague
        and not length.halves
    )
    ahead = anchors.look > 0 or meaning.offset == 1  # "in two weeks' time"
    if not ahead or not told or length.unit in stepping.CLOCK_UNITS:
        return resolve(meaning.inner, anchors)
    return stepping.ago(moved(length, kind="ago", offset=1, anchor="article"), anchors)


def _week_of_month(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the first week of October": seven days of the month, by count and not by the calendar's weeks; days and weekends."""
    named = meaning.inner or moved(meaning, kind="calendar", unit=None)
    found = resolve(named, anchors)
    if found.period is None or found.period.unit != "M":
        return found
    parts = periods.parts_of_month(found.period, meaning.unit or "W")
    last = meaning.ordinal is None or meaning.ordinal > len(parts)
    part = parts[-1 if last else (meaning.ordinal or 1) - 1]
    return Resolved("DATE", part.value, part, found.anchor, part.unit)


def _coming_weekend(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "this coming weekend"."""
    if anchors.article is None:
        return opened(moved(meaning, unit="WE"))
    return dated(
        (periods.weekend(anchors.article + timedelta(days=anchors.article.weekday() == 6)), "article"), meaning
    )


_KINDS: dict[str, Callable[[Meaning, Anchors], Resolved]] = {
    "calendar": _calendar,
    "days": spans.days,
    "years": spans.years,
    "month-quarter": quarters.month_quarter,
    "ago-at": _ago_at,
    "edge-year": _edge_year,
    "weekday": stepping.weekday,
    "weekdays-ago": stepping.weekdays_ago,
    "weekday-part": _weekday_part,
    "day-relative": _day_relative,
    "known-day": _known_day,
    "holiday-week": _holiday_week,
    "same-unit-of-year": stepping.same_unit_of_year,
    "weekday-of-week": stepping.weekday_of_week,
    "month": stepping.month,
    "season": _season,
    "quarter": quarters.numbered,
    "decade": _decade,
    "century": _century,
    "holiday": _holiday,
    "shift": stepping.shift,
    "in-duration": _in_duration,
    "week-of-month": _week_of_month,
    "coming-weekend": _coming_weekend,
    "definite": stepping.definite,
    "shift-from": stepping.shift_from,
    "ago": stepping.ago,
    "ago-date": _ago_date,
    "ago-event": _ago_event,
    "duration": _duration,
    "span": stepping.span,
    "set": _set,
    "set-weekday": _set_weekday,
    "set-season": _set_season,
    "ref": _ref,
    "within": _within,
    "part-of-year": _part_of_year,
    "same-quarter": quarters.same_quarter,
    "week-of-day": _week_of_day,
    "half-of": _half_of,
    "nth-weekday": _nth_weekday,
    "first-of-year": _first_of_year,
    "edge": _edge,
    "edge-unit": _edge_unit,
    "sum": _sum,
    "part-of-day": _part_of_day,
    "part-of": _part_of,
    "clock": _clock,
    "clock-of": _clock_of,
}
_OF_PARTS: dict[str, Callable[..., Resolved]] = {
    "year-ago-quarter": quarters.year_ago,
    "same-of-year": quarters.same_of_year,
    "quarter-ended": quarters.ended,
    "range": spans.between,
}
