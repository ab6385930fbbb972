"""Times of the day are written here: parts of a day ("2021-07-09TNI") and the clock ("2021-07-13T09:00")."""

from __future__ import annotations

from sayso.when.meaning import Meaning
from sayso.when.periods import Period
from sayso.when.values import Resolved


def timed(on: Period, suffix: str, anchor: str) -> Resolved:
    """A time on a known day."""
    return Resolved("TIME", on.value + suffix, on, anchor, "D")


def clock_text(meaning: Meaning) -> str:
    """Hours and minutes by the 24-hour clock."""
    hour, minute = meaning.hour or 0, "00"
    if meaning.time:
        hour, minute = int(meaning.time.split(":")[0]), meaning.time.split(":")[1]
    if meaning.meridiem == "PM" and hour < 12:
        hour += 12
    if meaning.meridiem == "AM" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute}"
