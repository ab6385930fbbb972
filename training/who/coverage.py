"""Which offices of which states the lists of office holders cover, year by year, is counted here.

    python -m training.who.coverage [--missing CODE ...]

prints the share of years (a holder known in mid-year) by region, office and period; with country codes, the years
without one. Years before a state stood are not counted; where a state has no prime minister its head governs.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from sayso import paths
from sayso.knowledge.states import StateEntry, shipped_states
from training.who.successions import OUR_SEEN, facts

PERIODS = {"1990-99": range(1990, 2000), "2000-12": range(2000, 2013), "2013-25": range(2013, 2026)}
OFFICES = {**facts()["heads"], **facts()["posts"]}
SINCE = {code: year for year, codes in facts()["since"].items() for code in codes.split()}
ALONE = frozenset(facts()["alone"].split())


def table() -> dict[str, dict[str, set[int]]]:
    """The years with a known holder, by country and office."""
    years: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in _terms():
        held = [office for office, words in OFFICES.items() if re.search(words, row["title"], re.IGNORECASE)]
        for office in held:
            years[row["country"]][office] |= set(_years(row))
    return years


def _terms() -> Iterator[Mapping[str, str]]:
    """The rows of both tables of office holders."""
    for name in ("leaders", "factbook"):
        path = paths.knowledge() / "actors" / "officials" / f"{name}.tsv"
        yield from csv.DictReader(path.open(encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE)


def _years(row: Mapping[str, str]) -> Iterator[int]:
    """The years in whose middle the term runs; a year alone counts whole."""
    since, to = row["from"], row["to"] or row["seen"] or OUR_SEEN
    for year in range(int((since or "1990")[:4]), int(to[:4]) + 1):
        if since <= f"{year}-07" <= (to if len(to) > 4 else f"{to}-12"):
            yield year


def years_of(state: StateEntry, period: Iterable[int]) -> list[int]:
    return [y for y in period if y >= SINCE.get(state.country, 1990)]


def known(years: Mapping[str, Mapping[str, set[int]]], country: str, office: str) -> set[int]:
    """Where there is no prime minister, whoever is head of state governs."""
    found = years[country].get(office, set())
    return found | years[country]["state"] if office == "government" and country in ALONE else found


def states() -> Iterator[StateEntry]:
    """Every state once, not their parts."""
    yield from (s for s in shipped_states().entries if not s.sectors and shipped_states().of_code(s.country) is s)


def report() -> Iterator[str]:
    """Lines of a Markdown table: shares of state-years by region, office and period."""
    years = table()
    yield "| region | states | period | " + " | ".join(OFFICES) + " |"
    yield "|---|---|---|" + "---|" * len(OFFICES)
    for region, members in _regions().items():
        for label, period in PERIODS.items():
            cells = [_share(years, members, period, office) for office in OFFICES]
            yield f"| {region} | {len(members)} | {label} | " + " | ".join(cells) + " |"


def _share(years: dict[str, dict[str, set[int]]], members: list[StateEntry], period: range, office: str) -> str:
    wanted = [(s.country, y) for s in members for y in years_of(s, period)]
    return f"{100 * sum(y in known(years, c, office) for c, y in wanted) / len(wanted):.0f}"


def _regions() -> dict[str, list[StateEntry]]:
    """States by region; by the file that tells of them where no region is given."""
    named = {code: region for region, codes in facts()["regions"].items() for code in codes.split()}
    files = {
        line.split("id: ")[1].split(",")[0]: path.stem
        for path in sorted((paths.knowledge() / "actors" / "states").glob("*.yml"))
        for line in path.read_text(encoding="utf8").splitlines()
        if "id: " in line
    }
    found: dict[str, list[StateEntry]] = {region: [] for region in facts()["regions"]}
    for state in states():
        found.setdefault(named.get(state.country, files[state.id]), []).append(state)
    return {region: members for region, members in found.items() if members}


def missing(codes: Iterable[str]) -> Iterator[str]:
    """The years without a known holder, one line a state and office."""
    years = table()
    for state in (s for s in states() if s.country in codes):
        for office in OFFICES:
            gaps = [y for y in years_of(state, range(1990, 2026)) if y not in known(years, state.country, office)]
            if gaps:
                yield f"{state.country} {office}: {', '.join(_runs(gaps))}"


def _runs(years: list[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(years), lambda pair: pair[1] - pair[0]):
        members = [year for _, year in run]
        yield str(members[0]) if len(members) == 1 else f"{members[0]}-{members[-1]}"


def main() -> None:
    codes = set(sys.argv[2:]) if sys.argv[1:2] == ["--missing"] else set()
    print("\n".join(missing(codes) if codes else report()))


if __name__ == "__main__":
    main()
