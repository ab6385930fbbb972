"""Where on the map a place lies: the Equal Earth projection, and the outlines of countries that come with sayso."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

WIDTH, HEIGHT = 1000.0, 487.0
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796  # Šavrič, Patterson, Jenny 2018
_OUTLINES = Path(__file__).parent / "data" / "world.tsv"


@dataclass(frozen=True)
class Country:
    """One country's outline; code "-" where it has none in ISO 3166, and then nothing is counted there."""

    code: str
    name: str
    path: str


def projected(lon: float, lat: float) -> tuple[float, float]:
    """Degrees to the map's units, (0, 0) at the top left; areas keep their proportions."""
    theta = asin(sqrt(3) / 2 * sin(radians(lat)))
    t2, t6 = theta**2, theta**6
    slope = _A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)
    x = 2 * sqrt(3) * radians(lon) * cos(theta) / (3 * slope)
    y = theta * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))
    scale = WIDTH / 2 / 2.70663
    return WIDTH / 2 + x * scale, HEIGHT / 2 - y * scale


@lru_cache(maxsize=1)
def outlines() -> tuple[Country, ...]:
    """The countries of Natural Earth at 1:110 million (public domain), drawn by training/world_outline.py."""
    lines = _OUTLINES.read_text(encoding="utf8").splitlines()
    return tuple(Country(*line.split("\t")) for line in lines)
