"""How a resolved expression is written: TIMEX3 values of dates that lack a year, of durations and of sets."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import TimexType
from sayso.when.meaning import Meaning
from sayso.when.periods import Period

_TIMED = {"h": "H", "min": "M", "s": "S"}
_OTHERWISE = {"Q": (3, "M")}  # ISO 8601 counts no quarters
_IN_DAYS = {"NI": "N", "WE": "WE", "2W": "W"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """TIMEX3 type and value, the days covered where known, and what they were counted from."""

    type: TimexType
    value: str
    period: Period | None = None
    anchor: str = "none"
    unit: str = "D"


def duration_value(unit: str, count: float | None, halves: int = 0) -> str:
    """ISO 8601 duration: P2Y, PT5H30M, PXD where the number is not told."""
    if count is None:
        return f"PT{'X' + _TIMED[unit]}" if unit in _TIMED else f"PX{_letters(unit)}"
    total = count + halves * 0.5
    if unit == "2W":
        total, unit = total * 2, "W"
    if unit in _OTHERWISE and total > 1:
        total, unit = total * _OTHERWISE[unit][0], _OTHERWISE[unit][1]
    if total != int(total):
        return _with_half(unit, total)
    if unit in _TIMED:
        return f"PT{int(total)}{_TIMED[unit]}"
    return f"P{int(total)}{_letters(unit)}"


def _letters(unit: str) -> str:
    return _IN_DAYS.get(unit, unit)


def _with_half(unit: str, total: float) -> str:
    """Half a unit in the next smaller one: P2Y6M, PT5H30M; otherwise a decimal."""
    whole, smaller = int(total), {"Y": "6M", "h": "30M", "min": "30S", "E": "5Y", "C": "50Y"}.get(unit)
    if smaller is None or total - whole != 0.5:
        letter = _TIMED.get(unit)
        return f"PT{total:g}{letter}" if letter else f"P{total:g}{_letters(unit)}"
    if unit in _TIMED:
        return f"PT{whole}{_TIMED[unit]}{smaller}" if whole else f"PT{smaller}"
    return f"P{whole}{_letters(unit)}{smaller}" if whole else f"P{smaller}"


def open_value(meaning: Meaning) -> str:
    """The value of a date whose year is not known: XXXX-10-23, XXXX-WXX-5, XXXX-Q3."""
    if meaning.month and meaning.day:
        return f"XXXX-{meaning.month:02d}-{meaning.day:02d}"
    if meaning.month:
        return f"XXXX-{meaning.month:02d}"
    if meaning.weekday:
        return f"XXXX-WXX-{meaning.weekday}"
    if meaning.season:
        return f"XXXX-{meaning.season}"
    return {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "2W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}.get(
        meaning.unit or "", "XXXX-XX-XX"
    )


def opened(meaning: Meaning) -> Resolved:
    """A date whose days are not known."""
    return Resolved("DATE", open_value(meaning), unit=meaning.unit or "D")


def dated(found: tuple[Period | None, str], meaning: Meaning) -> Resolved:
    """A date with what it was counted from; open without a period."""
    period, anchor = found
    if period is None:
        return opened(meaning)
    return Resolved("DATE", period.value, period, anchor, period.unit)
