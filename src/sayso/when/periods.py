"""Stretches of the calendar: which days a week, quarter, season or decade covers, its TIMEX3 value, and its neighbours."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.model import Granularity

_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological seasons of the northern half, months
_SEASONS = ("SP", "SU", "FA", "WI")
GRANULARITY: dict[str, Granularity] = {
    "s": "minute",
    "min": "minute",
    "h": "hour",
    "D": "day",
    "NI": "day",
    "W": "week",
    "2W": "week",
    "WE": "week",
    "M": "month",
    "Q": "quarter",
    "H": "other",
    "season": "season",
    "Y": "year",
    "E": "decade",
    "C": "century",
}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inside, the unit it is one of, and its TIMEX3 value."""

    unit: str
    first: date
    last: date
    value: str

    @property
    def granularity(self) -> Granularity:
        """The record's word for the unit."""
        return GRANULARITY.get(self.unit, "other")

    def holds(self, other: Period) -> bool:
        """True where the other period begins inside this one."""
        return self.first <= other.first <= self.last


def day(on: date) -> Period:
    """One day."""
    return Period("D", on, on, on.isoformat())


def days(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def safe_day(year: int, month: int, number: int) -> Period | None:
    """One day, or None where the month has no such day."""
    if not (1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return day(date(year, month, number))


def week(on: date) -> Period:
    """The ISO week (Monday to Sunday) of a day."""
    first = on - timedelta(days=on.weekday())
    iso = on.isocalendar()
    return Period("W", first, first + timedelta(days=6), f"{iso.year}-W{iso.week:02d}")


def weekend(on: date) -> Period:
    """Saturday and Sunday of the day's ISO week."""
    whole = week(on)
    return Period("WE", whole.last - timedelta(days=1), whole.last, whole.value + "-WE")


def month(year: int, number: int) -> Period:
    """One month; numbers below 1 and above 12 run into the neighbouring years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period("M", date(year, number, 1), date(year, number, monthrange(year, number)[1]), f"{year}-{number:02d}")


def months(unit: str, year: int, first: int, count: int, value: str) -> Period:
    """`count` months from the `first` one of the year on."""
    return Period(unit, month(year, first).first, month(year, first + count - 1).last, value)


def quarter(year: int, number: int) -> Period:
    """One quarter of a calendar year; numbers run over like months."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return months("Q", year, 3 * number - 2, 3, f"{year}-Q{number}")


def half(year: int, number: int) -> Period:
    """January to June (1) or July to December (2)."""
    return months("H", year, 6 * number - 5, 6, f"{year}-H{number}")


def season(year: int, name: str) -> Period:
    """Three months; winter is named by the year in which it begins."""
    return months("season", year, _SEASON_START[name], 3, f"{year}-{name}")


def year(number: int) -> Period:
    """One calendar year."""
    return Period("Y", date(number, 1, 1), date(number, 12, 31), f"{number:04d}")


def decade(number: int) -> Period:
    """The ten years from the one that ends in 0."""
    first = number - number % 10
    return Period("E", date(first, 1, 1), date(first + 9, 12, 31), f"{first // 10:03d}")


def century(number: int) -> Period:
    """The nth century: the 20th is 1900 to 1999, as news counts."""
    first = (number - 1) * 100
    return Period("C", date(max(first, 1), 1, 1), date(first + 99, 12, 31), f"{number - 1:02d}")


def around(on: date, unit: str) -> Period:
    """The period of this unit in which the day lies."""
    makers: dict[str, Callable[[date], Period]] = {
        "W": week,
        "2W": week,
        "WE": weekend,
        "M": lambda d: month(d.year, d.month),
        "Q": lambda d: quarter(d.year, (d.month + 2) // 3),
        "Y": lambda d: year(d.year),
        "E": lambda d: decade(d.year),
        "C": lambda d: century(d.year // 100 + 1),
    }
    return makers.get(unit, day)(on)


def shifted(on: date, unit: str, count: int) -> date:
    """The day `count` units later (earlier below 0); month ends are kept inside the month.

    Raises OverflowError or ValueError outside the years 1 to 9999.
    """
    if unit in ("D", "NI", "h", "min", "s"):
        return on + timedelta(days=count if unit in ("D", "NI") else 0)
    if unit in ("W", "WE", "2W"):
        return on + timedelta(weeks=count * (2 if unit == "2W" else 1))
    step = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit] * count
    target = month(on.year, on.month + step)
    return target.first.replace(day=min(on.day, target.last.day))


def next_to(period: Period, count: int) -> Period:
    """The period of the same unit, `count` further on."""
    if period.unit in ("season", "H"):
        moved = period.first.year + count
        named = period.value.split("-")[1]
        return season(moved, named) if period.unit == "season" else half(moved, int(named[1]))
    return around(shifted(period.first, period.unit, count), period.unit)


def narrowed(period: Period, mod: str | None) -> Period:
    """The first, middle or last third of a period that is longer than a day; its value stays."""
    length = (period.last - period.first).days + 1
    if mod not in ("START", "MID", "END") or length < 3:
        return period
    third = -(-length // 3)
    first = {"START": 0, "MID": third, "END": length - third}[mod]
    last = {"START": third, "MID": length - third, "END": length}[mod] - 1
    return Period(period.unit, period.first + timedelta(first), period.first + timedelta(last), period.value)


def halved(period: Period, number: int) -> Period:
    """The first or second half of a period, by days; its value stays."""
    length = (period.last - period.first).days + 1
    middle = period.first + timedelta(length // 2)
    first, last = (period.first, middle - timedelta(1)) if number == 1 else (middle, period.last)
    return Period(period.unit, first, last, period.value)


def parts_of_month(whole: Period, unit: str) -> list[Period]:
    """Days, weekends, or four stretches of seven days counted from the first (the last one up to the end) of a month."""
    if unit == "D":
        return [day(d) for d in days(whole.first, whole.last)]
    if unit == "WE":
        return [weekend(d) for d in days(whole.first, whole.last) if d.isoweekday() == 6]
    starts = [whole.first + timedelta(7 * n) for n in range(3)] + [whole.last - timedelta(6)]
    return [Period("W", start, start + timedelta(6), whole.value) for start in starts]


def easter(number: int) -> date:
    """Western Easter Sunday (anonymous Gregorian computus, Meeus 1991)."""
    a, b, c = number % 19, number // 100, number % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(number, f // 31, f % 31 + 1)
