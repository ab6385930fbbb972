"""How all toponyms of one article are resolved together is decided here: first each alone, then with the others' votes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from sayso.knowledge.places import Candidate, Gazetteer
from sayso.model import Article
from sayso.where.candidates import candidates_of, holds, is_listed_with, parents_of, says_inside
from sayso.where.ranking import Setting, probabilities
from sayso.where.toponyms import Toponym

Key = TypeVar("Key", str, int)
_CHIEF = 10  # times a town's inhabitants that its province has at most if the town is the chief one
_MOST = 60  # candidates of one name that are looked at, the most populous first


@dataclass(frozen=True)
class Group:
    """All mentions of one name (with the same type word) in an article, and what they can mean."""

    members: tuple[int, ...]
    candidates: tuple[Candidate, ...]
    holders: tuple[Candidate, ...]
    held: frozenset[int]
    hint: str | None
    text: str
    around: tuple[int, ...] = ()  # toponyms in whose country the text says that it lies
    before: tuple[int, ...] = ()  # toponyms that follow it behind a comma

    @cached_property
    def alone(self) -> Setting:
        """What is known of the group without the rest of the article."""
        return Setting(self.holders, self.held, self.hint, self._namesakes, self._with_city, self._overshadowed)

    @cached_property
    def _overshadowed(self) -> frozenset[int]:
        """Provinces and districts of fewer people than a city of their name abroad, and of the name of a listed place there:
        the district of San Salvador in the Bahamas."""
        if self.hint:
            return frozenset()
        large = [c for c in self.candidates if c.listed or (c.resolution == "city" and c.rank < 2)]
        smaller = [p for p in self.candidates if p.resolution in ("province", "district") and not p.listed]
        return frozenset(p.id for p in smaller if any(_overshadows(c, p) for c in large))

    @cached_property
    def _with_city(self) -> frozenset[int]:
        """Provinces in which a city of the same name lies."""
        inside = {c.admin1 for c in self.candidates if c.resolution == "city" and c.rank < 2}
        return frozenset(c.id for c in self.candidates if c.resolution == "province" and c.id in inside)

    @cached_property
    def _namesakes(self) -> frozenset[int]:
        """Provinces that are little but the city of their name, and cities that are the country of their name."""
        cities = [c for c in self.candidates if c.resolution == "city" and c.rank < 2]
        countries = {c.country for c in self.candidates if c.resolution == "country"}
        large = {
            c.admin1 for c in cities for p in self.candidates if p.id == c.admin1 and 5 * c.population > p.population
        }
        provinces = [c.id for c in self.candidates if c.resolution == "province" and c.id in large]
        return frozenset((*provinces, *(c.id for c in cities if c.country in countries)))


def _overshadows(city: Candidate, province: Candidate) -> bool:
    return city.country != province.country and (city.listed or city.capital or city.population > province.population)


def _towns_first(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Without the provinces outside the United States whose chief town has their name: where no type word tells which is
    meant, it was the town in 146 cases and the province in 5. Nor with a province abroad that has the name of a capital."""
    towns = [c for c in candidates if c.resolution == "city" and c.rank < 2 and c.country != "USA"]
    return tuple(c for c in candidates if c.resolution != "province" or not any(_heads(t, c) for t in towns))


def _heads(town: Candidate, province: Candidate) -> bool:
    """True for the chief town of a province, and for a capital beside a province of its name anywhere."""
    inside = town.admin1 == province.id or (town.capital and town.rank == 0 and not province.listed)
    return inside and _CHIEF * town.population > province.population


@dataclass(frozen=True)
class Linked:
    """The answer for one group: candidates with probabilities, best first."""

    group: Group
    ranked: tuple[tuple[Candidate, float], ...]
    within: Candidate | None = None  # where it lies by the text, for a place that no gazetteer knows there
    stray: bool = False  # known only as a small town of a country that nothing else in the article speaks of


def groups_of(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[Group]:
    """The toponyms by name; one sense a name and article, except where type words differ."""
    choices = [_most(candidates_of(t, gazetteer)) for t in toponyms]
    parents = parents_of(text, toponyms)
    members: dict[tuple[str, str | None, str], list[int]] = defaultdict(list)
    for index, toponym in enumerate(toponyms):
        members[toponym.key, _sense(toponym, choices[index]), toponym.kind].append(index)
    groups = [_group(tuple(m), toponyms, choices, parents) for m in members.values()]
    return [_surrounded(text, toponyms, g, parents) for g in groups]


def _surrounded(text: str, toponyms: Sequence[Toponym], group: Group, parents: Mapping[int, tuple[int, ...]]) -> Group:
    pairs = [(m, p) for m in group.members for p in parents.get(m, ())]
    around = tuple(p for m, p in pairs if says_inside(text, toponyms[m], toponyms[p]))
    before = tuple(p for m, p in pairs if is_listed_with(text, toponyms[m], toponyms[p]))
    return replace(group, around=around, before=before)


def _sense(toponym: Toponym, candidates: Sequence[Candidate]) -> str | None:
    """A type word makes a sense of its own only where the name has a place of that type."""
    if toponym.hint and any(c.resolution == toponym.hint for c in candidates):
        return toponym.hint
    smaller = toponym.hint == "province" and any(c.resolution == "district" for c in candidates)
    return "district" if smaller else None  # what a country calls its provinces may be the second division


def _most(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    if len(candidates) <= _MOST:
        return candidates
    ordered = sorted(candidates, key=lambda c: (c.resolution == "city", -c.population))
    return tuple(ordered[:_MOST])


def _group(
    members: tuple[int, ...],
    toponyms: Sequence[Toponym],
    choices: Sequence[tuple[Candidate, ...]],
    parents: Mapping[int, tuple[int, ...]],
) -> Group:
    first = toponyms[members[0]]
    candidates = choices[members[0]]
    above = [c for m in members for p in parents.get(m, ()) for c in choices[p]]
    holders = tuple(h for h in above if any(holds(h, c) for c in candidates))
    hint = _sense(first, candidates)
    candidates = tuple(c for c in candidates if c.resolution == hint) if hint else _towns_first(candidates)
    held = frozenset(c.id for c in candidates if any(holds(h, c) for h in holders))
    return Group(members, candidates, holders, held, hint, first.text)


def linked(
    article: Article, toponyms: Sequence[Toponym], gazetteer: Gazetteer, weights: Mapping[str, float] | None = None
) -> list[Linked]:
    """The groups of an article with ranked candidates."""
    groups = groups_of(article.text, toponyms, gazetteer)
    weights = weights or gazetteer.weights
    alone = [probabilities(g.candidates, g.alone, weights) for g in groups]
    outlet = outlet_country(article, gazetteer)
    out = []
    for number, group in enumerate(groups):
        setting = setting_of(number, groups, alone, article, toponyms, outlet)
        shares = probabilities(group.candidates, setting, weights)
        ranked = sorted(zip(group.candidates, shares), key=lambda p: (-p[1], p[0].id))
        stray = bool(ranked) and (_is_stray(ranked[0][0], setting, groups) or _is_misspelt(ranked[0][0], setting))
        out.append(Linked(group, () if stray else tuple(ranked), stray=stray))
    answers = {m: link for link in out for m in link.group.members}
    return [_kept_inside(link, answers) for link in out]


def _is_stray(best: Candidate, setting: Setting, groups: Sequence[Group]) -> bool:
    """A namesake abroad: in LGL and TR-News such towns were right 8 times in 86, larger ones 18 times in 31."""
    if best.listed or best.capital or best.resolution not in _POINTS or best.population >= _KNOWN_ABROAD:
        return False
    country, share = max(setting.countries.items(), key=lambda c: c[1], default=("", 0.0))
    names = sum(any(c.country == country for c in g.candidates) for g in groups)
    strange = setting.countries.get(best.country or "", 0.0) < _NO_COUNTRY and not setting.held
    return strange and share >= _ONE_COUNTRY and names >= _SEVERAL


def _is_misspelt(best: Candidate, setting: Setting) -> bool:
    """A small town under a name beside its own, in a country that nothing in the article speaks of: "Doro" is not Dolo in Italy."""
    if best.rank == 0 or best.resolution != "city" or best.listed or best.capital or best.population >= _SMALL:
        return False
    named = setting.countries.get(best.country or "", 0.0) >= _NO_COUNTRY or bool(setting.held)
    return not named and best.country not in (setting.dateline_country, setting.outlet_country)


def _kept_inside(link: Linked, answers: Mapping[int, Linked]) -> Linked:
    """The answer, or that no gazetteer knows the place where the text names a country around it and no candidate lies there."""
    around = _around(link, answers)
    if around is None or any(c.country in (None, around.country) for c, _ in link.ranked):
        return link
    return replace(link, ranked=(), within=around)


def _around(link: Linked, answers: Mapping[int, Linked]) -> Candidate | None:
    """What the text says is around the place; behind a comma alone, only a country or province after a smaller place."""
    group, often = link.group, 2 * len({*link.group.around, *link.group.before})
    if link.ranked and (link.ranked[0][0].resolution in _WIDE or often < len(group.members)):
        return None
    fine = not link.ranked or link.ranked[0][0].resolution not in _AROUND
    for number in (*group.around, *group.before):
        if not answers[number].ranked or answers[number].ranked[0][1] < _SURE:
            continue
        best = answers[number].ranked[0][0]
        if best.country and (number in group.around or (fine and best.resolution in _AROUND)):
            return best
    return None


_KNOWN_ABROAD = 300_000  # inhabitants of a town that is named without its country
_ONE_COUNTRY = 0.5  # share of the other names from which an article is about one country
_NO_COUNTRY = 0.02
_SMALL = 100_000  # inhabitants of a town that is known by its own name alone
_SEVERAL = 3  # names of places from which an article tells its country
_SURE = 0.5  # probability of the place around
_AROUND = ("country", "province")
_WIDE = ("country", "region")


def setting_of(
    number: int,
    groups: Sequence[Group],
    alone: Sequence[tuple[float, ...]],
    article: Article,
    toponyms: Sequence[Toponym],
    outlet: str | None = None,
) -> Setting:
    """Everything the rest of the article says about one group; names weigh by the root of their number of mentions."""
    countries: dict[str, float] = defaultdict(float)
    admin1: dict[int, float] = defaultdict(float)
    points: list[tuple[float, float, float]] = []
    for other, shares in _others(number, groups, alone):
        weight = math.sqrt(len(other.members))
        for candidate, share in zip(other.candidates, shares):
            _vote(candidate, weight * share, countries, admin1, points)
    group = groups[number]
    place = _dateline(article, groups, alone, toponyms, number)
    return replace(
        group.alone,
        countries=_shares(countries),
        admin1=_shares(admin1),
        points=tuple(points),
        dateline_country=place.country if place else None,
        dateline_admin1=place.admin1 if place else None,
        outlet_country=outlet,
    )


def _others(
    number: int, groups: Sequence[Group], alone: Sequence[tuple[float, ...]]
) -> list[tuple[Group, tuple[float, ...]]]:
    mine = groups[number].text.casefold()
    pairs = enumerate(zip(groups, alone))
    return [(g, s) for n, (g, s) in pairs if n != number and g.text.casefold() != mine and g.candidates]


def _vote(
    candidate: Candidate,
    weight: float,
    countries: dict[str, float],
    admin1: dict[int, float],
    points: list[tuple[float, float, float]],
) -> None:
    if candidate.country:
        countries[candidate.country] += weight
    if candidate.admin1:
        admin1[candidate.admin1] += weight
    if candidate.lat is not None and candidate.lon is not None and weight > 0.1 and candidate.resolution in _POINTS:
        points.append((candidate.lat, candidate.lon, weight))


_POINTS = ("city", "district", "place")


def _shares(votes: Mapping[Key, float]) -> dict[Key, float]:
    total = sum(votes.values())
    return {name: vote / total for name, vote in votes.items()} if total else {}


def _dateline(
    article: Article,
    groups: Sequence[Group],
    alone: Sequence[tuple[float, ...]],
    toponyms: Sequence[Toponym],
    number: int,
) -> Candidate | None:
    """The most likely place of the dateline, where that is another name than this one."""
    where = article.dateline_place
    if where is None:
        return None
    for other, (group, shares) in enumerate(zip(groups, alone)):
        inside = any(where.start <= toponyms[m].start < where.end for m in group.members)
        if inside and other != number and group.candidates:
            return max(zip(group.candidates, shares), key=lambda p: p[1])[0]
    return None


def outlet_country(article: Article, gazetteer: Gazetteer) -> str | None:
    """The country of the address's last part (".uk"), or None."""
    host = (article.url or "").split("//")[-1].split("/")[0]
    last = host.rsplit(".", 1)[-1]
    country = gazetteer.by_iso2.get({"uk": "gb"}.get(last, last).upper())
    return country.iso3 if country and last in gazetteer.words["domains"] else None
