"""Which days a range covers is decided here: "July 8-10", "1985-88", "from Monday to Friday"."""

from __future__ import annotations

from dataclasses import replace

from sayso.when import periods
from sayso.when.anchors import Anchors
from sayso.when.calendar_dates import calendar_date, full_date
from sayso.when.meaning import Meaning, moved
from sayso.when.periods import Period
from sayso.when.values import Resolved, opened

_WEEK = 7


def days(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "July 8-10": from the first day to the last."""
    first, anchor = calendar_date(moved(meaning, last_day=None), anchors)
    if first is None or meaning.last_day is None:
        return opened(meaning)
    last = periods.safe_day(first.first.year, first.first.month, meaning.last_day)
    if last is None or last.first < first.first:
        return opened(meaning)
    return _stretch(first, last, anchor)


def years(meaning: Meaning, _: Anchors) -> Resolved:
    """ "1985-88"."""
    assert meaning.year is not None
    last = int(meaning.upper or 0)
    last += meaning.year // 100 * 100 if last < 100 else 0
    if last <= meaning.year:
        return Resolved("DATE", f"{meaning.year}", periods.year(meaning.year), unit="Y")
    return _stretch(periods.year(meaning.year), periods.year(last), "none")


def between(meaning: Meaning, _: Anchors, first: Resolved, last: Resolved) -> Resolved:
    """ "from May 3 to May 8": from the first day of the one to the last day of the other; open where they are in disorder."""
    first = _of_same_year(meaning, first, last)
    first = _not_after(first, last, meaning.inner or meaning)
    if first.period is None or last.period is None or last.period.last < first.period.first:
        return Resolved("DATE", f"{first.value}/{last.value}")
    if "TIME" in (first.type, last.type):
        return replace(
            _stretch(first.period, last.period, first.anchor), type="TIME", value=f"{first.value}/{last.value}"
        )
    return _stretch(first.period, last.period, first.anchor)


def _of_same_year(meaning: Meaning, first: Resolved, last: Resolved) -> Resolved:
    """ "between March and May 2012": the year told at the end is the first one's too, or the one before it."""
    begins, ends = meaning.inner, meaning.outer
    if begins is None or ends is None or begins.year or not begins.month or not ends.year or last.period is None:
        return first
    for year in (ends.year, ends.year - 1):
        period = full_date(moved(begins, year=year))
        if period is not None and period.first <= last.period.first:
            return replace(first, period=period, value=period.value, anchor="none")
    return first


def _not_after(first: Resolved, last: Resolved, meaning: Meaning) -> Resolved:
    """ "from Monday to Friday", "from January 23 through March 9": what lacks week or year begins before it ends."""
    if first.period is None or last.period is None or last.period.last >= first.period.first or meaning.year:
        return first
    if meaning.weekday and not meaning.month:
        return replace(first, period=periods.next_to(first.period, -_WEEK))
    back = periods.shifted(first.period.first, "Y", -1)
    return replace(first, period=periods.around(back, first.period.unit)) if meaning.month else first


def _stretch(first: Period, last: Period, anchor: str) -> Resolved:
    whole = Period("span", first.first, last.last, f"{first.value}/{last.value}")
    return Resolved("DATE", whole.value, whole, anchor, first.unit)
