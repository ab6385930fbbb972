"""Who held one office after whom is read here from our lists of offices: one heading an office, one line a holder.

    = NGA|GOV|foreign minister
    2003-07> Oluyemi Adeniji
    2006-06..2006-08 f Ngozi Okonjo-Iweala=Okonjo Iweala

`>` means until the next line begins; `2021-03..` is open; `2021-03..~2024-06` was last known in office then; `f` marks
a woman, `=` an alias. A list of this form shows gaps and overlaps at once, which lists of persons do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sayso.knowledge.states import shipped_states
from training.who.spells import Spell

HERE = Path(__file__).parent
OUR_SEEN = "2025-12"
LINE = re.compile(r"(?P<since>\d{4}(?:-\d\d){0,2})(?P<end>>|\.\.~?[\d-]*) (?P<woman>f )?(?P<names>\S.*)")
Dated = tuple[str, Spell]  # a person's id and one term


def own_successions(folder: Path = HERE / "offices") -> Iterator[Spell]:
    """Every term of our lists of offices. Raises ValueError with file and line where a line has another form."""
    for path in sorted(folder.glob("*.txt")):
        yield from _terms(path)


def _terms(path: Path) -> Iterator[Spell]:
    office, waiting = "", None
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        if line.startswith("= "):
            if waiting:
                raise ValueError(f"{path}:{number}: {waiting.name} has no end")
            office = line[2:]
        elif line.strip() and not line.startswith("#"):
            term = _term(office, line, f"{path}:{number}")
            if waiting:
                yield replace(waiting, to=term.since)
            waiting = term if term.to == ">" else None
            if waiting is None:
                yield term
    if waiting:
        raise ValueError(f"{path}: {waiting.name} has no end")


def _term(office: str, line: str, where: str) -> Spell:
    match = LINE.fullmatch(line.strip())
    if not match or office.count("|") != 2:
        raise ValueError(f"{where}: cannot be read: {line}")
    code, sectors, title = office.split("|")
    state = shipped_states().of_code(code)
    home = state.country if state else code
    name, *aliases = match["names"].split("=")
    end = match["end"].removeprefix("..")
    seen = end[1:] if end.startswith("~") else "" if end else OUR_SEEN
    if end not in ("", ">") and end.lstrip("~") < match["since"][: len(end.lstrip("~"))]:
        raise ValueError(f"{where}: ends before it begins: {line}")
    return Spell(
        name, tuple(aliases), "f" if match["woman"] else "m", home, home, sectors.replace(",", " "), title,
        match["since"], "" if end.startswith("~") else end, seen, "own",
    )  # fmt: skip


def post(title: str) -> str:
    """The office as it is counted, whatever a list calls it ("minister of external affairs" is "foreign")."""
    return next((kind for kind, words in facts()["posts"].items() if re.search(words, title)), title)


@cache
def facts() -> dict[str, Any]:
    """What titles mean which office, and which states have it (posts.yml)."""
    return dict(yaml.safe_load((HERE / "posts.yml").read_text(encoding="utf8")))


def agreeing(terms: Iterable[Dated], known: Iterable[Dated]) -> tuple[list[Dated], list[tuple[str, ...]]]:
    """The terms that add something to the known ones; and those of the same person and post that begin or end otherwise."""
    held: dict[tuple[str, str, str], list[Spell]] = {}
    for id_, spell in known:
        held.setdefault((id_, spell.country, post(spell.title)), []).append(spell)
    new: list[Dated] = []
    conflicts: list[tuple[str, ...]] = []
    for id_, term in terms:
        same = next((s for s in held.get((id_, term.country, post(term.title)), ()) if _overlap(s, term)), None)
        if same is None:
            new.append((id_, term))
        elif _apart(same.since, term.since) > 1 or _apart(_end(same), _end(term)) > 1:
            conflicts.append((id_, term.title, f"persons {_dates(same)}", f"offices {_dates(term)}"))
    return new, conflicts


def against_cabinets(terms: Iterable[Dated], cabinets: Iterable[Dated]) -> Iterator[tuple[str, ...]]:
    """Terms between 2003 and 2010 of persons whom the dictionary of cabinets knows, but not in a cabinet at that time.

    Its months run one or two late; before 2003 and after 2010 it is thin.
    """
    held: dict[tuple[str, str], list[Spell]] = {}
    for id_, spell in cabinets:
        held.setdefault((id_, spell.country), []).append(spell)
    for id_, term in terms:
        if post(term.title) in ("foreign", "defence", "interior") and (id_, term.country) in held:
            since, to = max(term.since[:7], "2003-06"), min((term.to or term.seen)[:7], "2010-12")
            outside = [month for month in (since, to) if since < to and not _covered(month, held[id_, term.country])]
            if outside:
                spans = ", ".join(_dates(s) for s in held[id_, term.country])
                yield id_, term.title, f"cabinets {spans}", f"own {_dates(term)}"


def _covered(month: str, spells: list[Spell]) -> bool:
    return any(
        _months(s.since) - 4 <= _months(month) <= _months(s.to or s.seen or "2014-01") + 4 for s in spells if s.since
    )


def _overlap(one: Spell, other: Spell) -> bool:
    """Two terms that share more than two months, or begin within two months of each other."""
    shared = min(_months(s.to or s.seen or OUR_SEEN) for s in (one, other)) - max(
        _months(s.since) for s in (one, other)
    )
    return shared > 2 or _apart(one.since, other.since) <= 2


def _apart(one: str, other: str) -> int:
    """Months between two dates; none where one is not known or gives the year alone and the years agree."""
    if not one or not other or (len(min(one, other, key=len)) == 4 and one[:4] == other[:4]):
        return 0
    return abs(_months(one) - _months(other))


def _end(spell: Spell) -> str:
    """When a term ended; now, where it is open; nothing where it is only known to have run until some time."""
    return spell.to or (OUR_SEEN if spell.seen == OUR_SEEN else "")


def _months(text: str) -> int:
    return int(text[:4]) * 12 + (int(text[5:7]) if len(text) > 4 else 6)


def _dates(spell: Spell) -> str:
    return f"{spell.since}..{spell.to or '~' + spell.seen}"
