"""The geometry of pictures: bars by month, the who-to-whom matrix, dots and tints of the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.store.summaries import Spot
from sayso.web.worldmap import HEIGHT, WIDTH, outlines, projected

MOST_BARS = 300
BAR_HEIGHT = 120.0
MOST_PARTIES = 16
LEAST_WIDTH = 60.0  # of the part of the map that is shown, in its units: some 20 degrees
LARGEST, SMALLEST, FEW = 12.0, 2.6, 20  # radius of a dot in the map's units; so many events make the largest one
STEPS = 5  # tints of the map and the matrix


@dataclass(frozen=True)
class Bar:
    """One month (or year) of the chart, in the chart's units."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float


def bars(months: Sequence[tuple[str, int]]) -> list[Bar]:
    """One bar for each month from the first to the last, empty ones too; years where the months are too many."""
    counted = dict(months)
    labels = _months(min(counted), max(counted)) if counted else []
    if len(labels) > MOST_BARS:
        counted = _by_year(months)
        labels = [str(y) for y in range(int(min(counted)), int(max(counted)) + 1)][-MOST_BARS:]
    most, step = max(counted.values(), default=1), 720 / max(len(labels), 12)
    return [_bar(n, label, counted.get(label, 0), most, step) for n, label in enumerate(labels)]


def _bar(n: int, label: str, number: int, most: int, step: float) -> Bar:
    height = BAR_HEIGHT * number / most
    return Bar(label, number, round(n * step, 2), round(BAR_HEIGHT - height, 2), round(step * 0.8, 2), round(height, 2))


def _by_year(months: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for month, number in months:
        found[month[:4]] += number
    return dict(found)


def _months(first: str, last: str) -> list[str]:
    start, end = (int(m[:4]) * 12 + int(m[5:7] or 1) - 1 for m in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1)]


def step(number: int, most: int) -> int:
    """Which of five tints a count gets: 0 for none, 5 for the most."""
    return 0 if number <= 0 else max(1, -(-number * STEPS // most))


@dataclass(frozen=True)
class Matrix:
    """Who to whom: rows act, columns are acted on; each cell a number and its tint."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[int, int]]


def matrix(dyads: Sequence[tuple[str, str, int]]) -> Matrix:
    """The busiest actors and recipients."""
    acts: Counter[str] = Counter()
    suffers: Counter[str] = Counter()
    for one, other, number in dyads:
        acts[one] += number
        suffers[other] += number
    most = max((n for *_, n in dyads), default=1)
    rows, columns = (tuple(k for k, _ in c.most_common(MOST_PARTIES)) for c in (acts, suffers))
    cells = {(a, b): (n, step(n, most)) for a, b, n in dyads if a in rows and b in columns}
    return Matrix(rows, columns, cells)


@dataclass(frozen=True)
class Dot:
    """One place on the map; exact ones are filled, districts and provinces are rings."""

    spot: Spot
    x: float
    y: float
    radius: float
    exact: bool


@dataclass(frozen=True)
class Shape:
    """One country with its number of events; a country is tinted and never gets a dot."""

    code: str
    name: str
    path: str
    number: int
    tint: int


def dots(spots: Iterable[Spot]) -> list[Dot]:
    """Dots whose areas stand in proportion to the numbers, down to the smallest that can be seen."""
    drawn = list(spots)
    most = max((s.number for s in drawn), default=1)
    return [_dot(spot, most) for spot in drawn]


def _dot(spot: Spot, most: int) -> Dot:
    x, y = projected(spot.lon, spot.lat)
    radius = max(LARGEST * (spot.number / max(most, FEW)) ** 0.5, SMALLEST)
    return Dot(spot, round(x, 1), round(y, 1), round(radius, 1), spot.resolution in ("place", "city"))


@dataclass(frozen=True)
class Box:
    """The part of the map that is shown, and how much smaller than the world its marks must be drawn."""

    x: float
    y: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Size of one unit of the page in the map's units."""
        return round(self.width / WIDTH, 3)


def box_around(near: Sequence[Dot]) -> Box:
    """The smallest box in the world's proportions with room around these dots; the whole world where there are none."""
    if not near:
        return Box(0, 0, WIDTH, HEIGHT)
    left, right = min(d.x for d in near), max(d.x for d in near)
    top, bottom = min(d.y for d in near), max(d.y for d in near)
    width = min(max((right - left) * 1.3, (bottom - top) * 1.3 * WIDTH / HEIGHT, LEAST_WIDTH), WIDTH)
    height = width * HEIGHT / WIDTH
    x, y = (left + right - width) / 2, (top + bottom - height) / 2
    kept_x, kept_y = min(max(x, 0), WIDTH - width), min(max(y, 0), HEIGHT - height)
    return Box(round(kept_x, 1), round(kept_y, 1), round(width, 1), round(height, 1))


def shapes(countries: Sequence[tuple[str, int]]) -> list[Shape]:
    """Every country with its tint."""
    counted = dict(countries)
    most = max(counted.values(), default=1)
    found = ((c, counted.get(c.code, 0)) for c in outlines())
    return [Shape(c.code, c.name, c.path, n, step(n, most)) for c, n in found]
