"""The geometry of the timeline: a lane for each type, a dot for a known day, a bar for as long as the day is unsure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.web.glossary import known, quad

WIDTH, LEFT, RIGHT = 1000.0, 130.0, 16.0
ROW, PAD, TOP = 13.0, 9.0, 26.0  # height of a row of marks, space above and below a lane, room for the years
MOST_ROWS = 7  # of a lane; what does not fit is told as a number
LABEL = 40.0  # width that the label of a tick needs to the right of it
NARROWEST = 9.0  # width of a mark in the picture's units: a day of a long time must still be seen and hit
TAIL = 0.06  # the oldest share of the events that may be set apart, so that one old event does not squeeze the rest

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Bit:
    """One event: from x over width in its lane's row; unsure where it covers more than a day."""

    row: Row
    x: float
    y: float
    width: float
    unsure: bool


@dataclass(frozen=True)
class Lane:
    """One type with its events."""

    type: str
    quad: int
    top: float
    height: float
    bits: tuple[Bit, ...]
    hidden: int


@dataclass(frozen=True)
class Tick:
    """A year or month on the axis, and the days that it stands for in an address."""

    label: str
    x: float


@dataclass(frozen=True)
class Timeline:
    """The whole picture in its own units; `earlier` events lie before the first day that is drawn."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: float
    first: str
    earlier: int


@dataclass(frozen=True)
class _Scale:
    first: int
    last: int

    def x(self, day: int) -> float:
        share = (day - self.first) / max(self.last - self.first, 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT)


def timeline(rows: Sequence[Row]) -> Timeline:
    """The picture of these events; those without a date are left out by the caller."""
    dated = [(_day(r["start_date"]), _day(r["end_date"] or r["start_date"]), r) for r in rows]
    if not dated:
        return Timeline((), (), TOP, "", 0)
    first = _first([start for start, _, _ in dated])
    drawn = [d for d in dated if d[1] >= first]
    scale = _Scale(first, max(max(end, start) for start, end, _ in drawn) + 1)
    lanes, top = [], TOP
    for type_ in known("type"):
        mine = sorted((d for d in drawn if d[2]["type"] == type_), key=lambda d: (d[0], d[1], d[2]["key"]))
        if mine:
            lanes.append(_lane(type_, mine, scale, top))
            top += lanes[-1].height
    return Timeline(tuple(lanes), _ticks(scale), top, date.fromordinal(first).isoformat(), len(dated) - len(drawn))


def _day(value: str) -> int:
    return date.fromisoformat(value[:10]).toordinal()


def _first(starts: list[int]) -> int:
    """The first day that is drawn: the oldest, or a later one where a few old events would squeeze all the others."""
    ordered = sorted(starts)
    kept = ordered[int(len(ordered) * TAIL)]
    whole, most = ordered[-1] - ordered[0], ordered[-1] - kept
    return kept - most // 20 - 1 if whole > 3 * most + 30 else ordered[0]


def _lane(type_: str, events: list[tuple[int, int, Row]], scale: _Scale, top: float) -> Lane:
    ends: list[float] = []  # where each row of marks ends
    bits, hidden = [], 0
    for start, end, row in events:
        x = scale.x(max(start, scale.first))
        width = max(scale.x(end + 1) - x, NARROWEST)
        x = min(x, WIDTH - RIGHT - width)
        at = next((n for n, taken in enumerate(ends) if taken <= x), len(ends))
        if at >= MOST_ROWS:
            hidden += 1
            continue
        ends[at : at + 1] = [x + width + 1]
        bits.append(Bit(row, round(x, 1), round(top + PAD + at * ROW, 1), round(width, 1), end > start))
    return Lane(type_, quad(type_), round(top, 1), 2 * PAD + len(ends) * ROW, tuple(bits), hidden)


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    found = (Tick(label, round(scale.x(_day(_whole(label))), 1)) for label in _labels(scale))
    return tuple(tick for tick in found if tick.x < WIDTH - RIGHT - LABEL)


def _whole(label: str) -> str:
    """The first day of a year, month or day."""
    return label + "-01-01"[len(label) - 4 :]


def _labels(scale: _Scale) -> list[str]:
    """Years, months or days, whichever there is room for; each is also a date that an address may ask for."""
    first, last = date.fromordinal(scale.first), date.fromordinal(scale.last)
    if last.toordinal() - first.toordinal() <= 62:
        return [date.fromordinal(n).isoformat() for n in _some(scale.first, scale.last, 8)]
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    if len(months) <= 30:
        return [f"{n // 12}-{n % 12 + 1:02d}" for n in _some(months.start, months.stop, 10)]
    return [str(year) for year in _some(first.year + 1, last.year + 1, 12)]


def _some(first: int, stop: int, most: int) -> range:
    """Whole numbers at even steps, at most so many."""
    return range(first, stop, max(1, -(-(stop - first) // most)))
