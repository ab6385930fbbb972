"""Which terms of office a PETRARCH dictionary adds to our own lists is decided here: those of which we know nothing.

The dictionary (facts/phoenix, dated to 2014) lists cabinets of all countries with months. It is not trusted: persons
whom only it knows are filed under weak names, and where our own lists know any term at the same time it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sayso.knowledge.actors import ActorEntry, Role, read_actors
from sayso.knowledge.states import shipped_states
from training.who.spells import Spell

SEEN = "2014-01-30"  # the day on which the dictionary was made
FIRST = "1990"
CODES = {"TMP": "TLS", "KSV": "KOS", "ROM": "ROU", "ZAR": "COD"}
OFFICES = frozenset({"GOV", "SPY", "JUD", "LEG", "MIL", "COP"})
WITH_GOVERNMENT = (
    "MIL",
    "COP",
)  # a minister of defence or of the interior; other ministries say only what they are about


def dictionary_spells(path: Path) -> Iterator[Spell]:
    """Every dated term in office since 1990."""
    for entry in read_actors(path):
        if entry.kind != "person" or " " not in entry.name:
            continue
        for role in _joined(entry.roles):
            state = shipped_states().of_code(CODES.get(role.country or "", role.country))
            if state is not None:
                yield _spell(entry, role, state.country)


def _joined(roles: Iterable[Role]) -> Iterator[Role]:
    """The terms that count, those that follow one another with the same sectors as one."""
    last: Role | None = None
    for role in sorted((r for r in roles if _counts(r)), key=lambda r: r.since or ""):
        role = role.model_copy(update={"sectors": _sectors(role)})
        if (
            last
            and (last.country, last.sectors) == (role.country, role.sectors)
            and (last.to or "9") >= (role.since or "")[:7]
        ):
            last = last.model_copy(update={"to": max(last.to, role.to) if last.to and role.to else None})
            continue
        if last:
            yield last
        last = role
    if last:
        yield last


def _counts(role: Role) -> bool:
    return bool(role.sectors) and role.sectors[0] in OFFICES and bool(role.since) and (role.to or SEEN) >= FIRST


def _sectors(role: Role) -> tuple[str, ...]:
    return (role.sectors[0], *(s for s in role.sectors[1:2] if s in WITH_GOVERNMENT))


def _spell(entry: ActorEntry, role: Role, country: str) -> Spell:
    aliases = tuple(a for a in entry.aliases if " " in a and not a.startswith(("President ", "Minister ", "Foreign ")))
    return Spell(
        entry.name, aliases, "", country, country, " ".join(role.sectors), "", (role.since or "")[:7], (role.to or "")[:7],
        "" if role.to else SEEN, "phoenix",
    )  # fmt: skip


def unknown(spells: Iterable[tuple[str, Spell]], known: Iterable[tuple[str, Spell]]) -> Iterator[tuple[str, Spell]]:
    """What is left of the terms outside all terms of the same person that a better source gives."""
    spans: dict[str, list[tuple[str, str]]] = {}
    for id_, spell in known:
        spans.setdefault(id_, []).append((spell.since[:7] or "0", (spell.to or spell.seen or "9")[:7]))
    for id_, spell in spells:
        for left in _outside(spell, sorted(spans.get(id_, ()))):
            yield id_, left


def _outside(spell: Spell, spans: Iterable[tuple[str, str]]) -> Iterator[Spell]:
    """The stretches of a term before, between and after the spans; a quarter of a year is too short to count.

    Of a term that the dictionary leaves open nothing is believed after a span that ended: it never learnt of that.
    """
    left = spell
    for since, to in spans:
        if since < (left.to or left.seen)[:7] and left.since < to:
            if _long(left.since, since) and (left is spell or spell.to):
                yield replace(left, to=since, seen="")
            left = replace(left, since=to)
    if left is spell or (spell.to and _long(left.since, left.to[:7])):
        yield left


def _long(since: str, to: str) -> bool:
    return _month(since) + 4 <= _month(to)


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7] or 6)
