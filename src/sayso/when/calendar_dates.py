"""Which year a date without one belongs to is decided here: the frame's, else nearest back or ahead as the clause looks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from sayso.knowledge.calendar import HolidayEntry
from sayso.when import periods
from sayso.when.anchors import Anchors
from sayso.when.meaning import Meaning, moved
from sayso.when.periods import Period

# How many times nearer the next such day must be than the last one to be meant, where the clause does not look ahead:
# news gives the year, or says "last", when it speaks of a day ten months ago.
_BIAS = {-1: 5, 0: 2}
_NEAR_MONTHS = 3  # a month this close ahead is meant where the tense does not tell
Found = tuple[Period | None, str]  # a period and what it was counted from


def calendar_date(meaning: Meaning, anchors: Anchors) -> Found:
    """A date told by year, month, day or weekday; the anchor is "none" where nothing was missing."""
    if meaning.time:
        return _written(meaning.time), "none"
    if meaning.year is not None:
        return full_date(meaning), "none"
    if anchors.frame is not None:
        return _inside(meaning, anchors.frame), "none"
    if anchors.article is None:
        return None, "none"
    return _nearest(meaning, anchors.article, anchors.look), "article"


def _written(text: str) -> Period | None:
    """ISO dates, day.month.year as Europe writes them, and month/day/year with slashes as American news does."""
    first, second, third = (int(p) for p in re.split("[-/.]", text))
    if len(re.split("[-/.]", text)[0]) == 4:
        return periods.safe_day(first, second, third)
    if "." in text:
        return periods.safe_day(third, second, first)
    month, number, year = first, second, third
    year += 0 if year > 99 else 1900 if year > 40 else 2000
    return periods.safe_day(year, month, number)


def full_date(meaning: Meaning) -> Period | None:
    """Year, year and month, or the whole date; None where the month has no such day."""
    assert meaning.year is not None
    if meaning.month is None:
        return periods.year(meaning.year)
    if meaning.day is None:
        return periods.month(meaning.year, meaning.month)
    return periods.safe_day(meaning.year, meaning.month, meaning.day)


def _inside(meaning: Meaning, frame: Period) -> Period | None:
    if meaning.month is not None and meaning.day is not None:
        return periods.safe_day(frame.first.year, meaning.month, meaning.day)
    if meaning.month is not None:
        return periods.month(frame.first.year, meaning.month)
    if meaning.weekday is not None and frame.unit == "W":
        return periods.day(frame.first + timedelta(days=meaning.weekday - 1))
    return None


def _nearest(meaning: Meaning, today: date, look: int) -> Period | None:
    if meaning.month is None:
        return weekday_near(today, meaning.weekday, 0, look) if meaning.weekday else None
    if meaning.day is None:
        return _nearest_month(meaning.month, today, look)
    return _nearest_day(meaning, today, look)


def _nearest_month(number: int, today: date, look: int) -> Period:
    same = periods.month(today.year, number)
    if look > 0:
        return same if same.last >= today else periods.month(today.year + 1, number)
    ahead = (number - today.month) % 12
    if look == 0 and 0 < ahead <= _NEAR_MONTHS:
        return periods.month(today.year, today.month + ahead)
    return same if same.first <= today else periods.month(today.year - 1, number)


def _nearest_day(meaning: Meaning, today: date, look: int) -> Period | None:
    """Looking ahead takes the next one, looking back the last; without a tense the nearer, with a bias to the past."""
    assert meaning.month and meaning.day
    near = [periods.safe_day(today.year + y, meaning.month, meaning.day) for y in (-1, 0, 1)]
    known = [p for p in near if p is not None]
    back = [p for p in known if p.first <= today]
    ahead = [p for p in known if p.first >= today]
    if look > 0 and ahead:
        return ahead[0]
    if ahead and back and (ahead[0].first - today) * _BIAS[look] < today - back[-1].first:
        return ahead[0]
    return back[-1] if back else (ahead[0] if ahead else None)


def weekday_near(base: date, weekday: int, offset: int, look: int) -> Period:
    """The named weekday around a day. offset -1 last, 0 this (or bare), +1 next; bare: same day, else as the clause looks."""
    back = (base.isoweekday() - weekday) % 7
    if offset < 0:
        return periods.day(base - timedelta(days=back or 7))
    if offset > 0:
        return periods.day(base + timedelta(days=(7 - back) or 7))
    if look > 0:
        return periods.day(base + timedelta(days=(7 - back) % 7))
    return periods.day(base - timedelta(days=back))


def known_day(meaning: Meaning, anchors: Anchors) -> Found:
    """A day that everyone calls by its month and number ("the Sept. 11 attacks"): its own year once it has come."""
    full = full_date(meaning)
    if anchors.article is None or full is None or full.first <= anchors.article:
        return full, "none"
    return calendar_date(moved(meaning, year=None), anchors)


def season_date(meaning: Meaning, anchors: Anchors) -> Found:
    """A season of a told year, of the frame's, or the nearest one as the clause looks."""
    name = meaning.season or "SU"
    if meaning.year is not None:
        return periods.season(meaning.year, name), "none"
    if anchors.frame is not None:
        return periods.season(anchors.frame.first.year, name), "none"
    if meaning.anchor == "previous" and anchors.previous is not None:
        return periods.season(anchors.previous.period.first.year, name), anchors.previous.moment
    if anchors.article is None:
        return None, "none"
    return _nearest_season(name, anchors.article, meaning.offset, anchors.look), "article"


def _nearest_season(name: str, today: date, offset: int | None, look: int) -> Period:
    around = [periods.season(today.year + y, name) for y in (-2, -1, 0, 1)]
    if offset == -1:
        return [s for s in around if s.last < today][-1]
    if offset == 1 or look > 0:
        return next(s for s in around if s.first > today or (look > 0 and offset is None and s.last >= today))
    if offset == 0:
        return next((s for s in around if s.first <= today <= s.last), periods.season(today.year, name))
    return [s for s in around if s.first <= today][-1]


def holiday_date(meaning: Meaning, anchors: Anchors) -> Found:
    """A named day of a told year, else the nearest one as the clause looks."""
    entry = anchors.holidays.get(meaning.name or "")
    if not isinstance(entry, HolidayEntry):
        return None, "none"
    if meaning.year is not None:
        return periods.day(_holiday_in(entry, meaning.year)), "none"
    if anchors.frame is not None:
        return periods.day(_holiday_in(entry, anchors.frame.first.year)), "none"
    today = anchors.article
    if today is None:
        return None, "none"
    around = [_holiday_in(entry, today.year + y) for y in (-1, 0, 1)]
    ahead = meaning.offset == 1 or (meaning.offset is None and anchors.look > 0)
    day = next(d for d in around if d >= today) if ahead else [d for d in around if d <= today][-1]
    return periods.day(day), "article"


def holiday_week(meaning: Meaning, anchors: Anchors) -> Found:
    """ "Easter week", "the Memorial Day weekend": of a holiday on Monday or Tuesday the weekend before it. A week that has
    begun is this year's, though its holiday is yet to come."""
    found, anchor = holiday_date(meaning, anchors)
    if found is None:
        return None, anchor
    coming, _ = holiday_date(meaning, replace(anchors, look=1))
    if coming and anchors.article and periods.week(coming.first).first <= anchors.article:
        found = coming
    near = found.first - timedelta(days=7 if found.first.isoweekday() <= 2 and meaning.unit == "WE" else 0)
    return (periods.weekend if meaning.unit == "WE" else periods.week)(near), anchor


def _holiday_in(entry: HolidayEntry, year: int) -> date:
    if entry.fixed:
        return date(year, int(entry.fixed[:2]), int(entry.fixed[3:]))
    if entry.easter is not None:
        return periods.easter(year) + timedelta(days=entry.easter)
    assert entry.nth is not None
    month, weekday, nth = entry.nth
    whole = periods.month(year, month)
    fitting = [d for d in periods.days(whole.first, whole.last) if d.isoweekday() == weekday]
    return fitting[nth - 1] if nth > 0 else fitting[nth]
