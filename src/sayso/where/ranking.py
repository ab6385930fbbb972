"""Which of its candidates a toponym means is decided here: a learned, weighted sum of facts about place and article."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.knowledge.places import Candidate

EARTH = 6371.0  # km
_FAR = 9  # degrees of latitude, 1,000 km: what is farther counts for less than a twenty-thousandth


@dataclass(frozen=True, slots=True)
class Setting:
    """What the article tells about one name: places said to hold it, its type word, and votes of the other names."""

    holders: tuple[Candidate, ...] = ()
    held: frozenset[int] = frozenset()  # candidates that lie inside a holder
    hint: str | None = None
    namesakes: frozenset[int] = frozenset()  # provinces that are little but their city, cities that are their country
    with_city: frozenset[int] = frozenset()  # provinces that hold a city of the same name
    overshadowed: frozenset[int] = frozenset()  # provinces smaller than a city of their name abroad
    countries: Mapping[str, float] = field(default_factory=dict)  # share of the article's other names, by country
    admin1: Mapping[int, float] = field(default_factory=dict)
    points: tuple[tuple[float, float, float], ...] = ()  # other names: degrees and weight
    dateline_country: str | None = None
    dateline_admin1: int | None = None
    outlet_country: str | None = None


def features(candidate: Candidate, setting: Setting) -> dict[str, float]:
    """Facts about one candidate by name; absent ones are 0."""
    found: dict[str, float] = {
        candidate.resolution: 1.0,
        "population": math.log10(candidate.population + 1) / 7 if candidate.resolution == "city" else 0.0,
        "inhabitants": math.log10(candidate.population + 1) / 8 if candidate.resolution != "city" else 0.0,
        "capital": float(candidate.capital),
        "listed": float(candidate.listed),
        "other-name": float(candidate.rank == 1),
        "short-name": float(candidate.rank == 2),
        "with-city": float(candidate.id in setting.with_city),
        "overshadowed": float(candidate.id in setting.overshadowed),
        "namesake-" + candidate.resolution: float(candidate.id in setting.namesakes),
    }
    found |= _told(candidate, setting)
    found |= _voted(candidate, setting)
    return found


def _told(candidate: Candidate, setting: Setting) -> dict[str, float]:
    """What the words around say: the holder named beside it, and the type word."""
    found = {}
    if setting.held:
        found["inside" if candidate.id in setting.held else "outside"] = 1.0
    if setting.hint:
        found["type" if _fits(candidate, setting.hint) else "other-type"] = 1.0
        found["type-" + setting.hint if _fits(candidate, setting.hint) else "other-type-" + setting.hint] = 1.0
    elif candidate.resolution == "district":
        found["district-untyped"] = 1.0
    return found


def _fits(candidate: Candidate, hint: str) -> bool:
    if candidate.resolution == hint:
        return True
    return hint == "province" and candidate.resolution == "district" and candidate.country in ("IRQ", "SYR", "TUR")


def _voted(candidate: Candidate, setting: Setting) -> dict[str, float]:
    """What the article's other places, its dateline and its outlet say."""
    found = {}
    if candidate.country:
        found["country-votes"] = setting.countries.get(candidate.country, 0.0)
        found["dateline-country"] = float(candidate.country == setting.dateline_country)
        found["outlet-country"] = float(candidate.country == setting.outlet_country)
    if candidate.admin1:
        found["province-votes"] = setting.admin1.get(candidate.admin1, 0.0)
        found["dateline-province"] = float(candidate.admin1 == setting.dateline_admin1)
    if candidate.resolution in ("city", "district", "place"):
        found["near"] = _nearness(candidate, setting.points)
    return found


def _nearness(candidate: Candidate, points: Sequence[tuple[float, float, float]]) -> float:
    """0..1: the weighted share of the article's other places, falling by half every 70 km or so."""
    if candidate.lat is None or candidate.lon is None or not points:
        return 0.0
    total = sum(w for _, _, w in points)
    here = (p for p in points if abs(p[0] - candidate.lat) < _FAR)
    near = sum(w * math.exp(-distance(candidate.lat, candidate.lon, lat, lon) / 100) for lat, lon, w in here)
    return near / total if total else 0.0


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in km (haversine)."""
    one, two = math.radians(lat), math.radians(other_lat)
    half = math.sin((two - one) / 2) ** 2
    half += math.cos(one) * math.cos(two) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def probabilities(candidates: Sequence[Candidate], setting: Setting, weights: Mapping[str, float]) -> tuple[float, ...]:
    """The softmax of the weighted sums, in order of the candidates."""
    scores = [sum(weights.get(n, 0.0) * v for n, v in features(c, setting).items()) for c in candidates]
    top = max(scores, default=0.0)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return tuple(p / total for p in powers)
