"""What an actor of the base is at a date is decided here: in office, before it, after it, or not to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.knowledge.actors import ActorEntry, Role

HORIZON = "2025-06"  # an open spell last seen before this month ended when it was last seen
_UNSEEN_YEARS = 4  # how long after the last sight of an office holder nothing is said of him
_OFFICE = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY"})


@dataclass(frozen=True)
class Term:
    """What the base says of an actor at a date; `detail` tells which spell it was read from."""

    country: str | None
    sectors: tuple[str, ...]
    title: str | None
    detail: str


def term_at(entry: ActorEntry, date: str | None) -> Term:
    """Country, sectors and title of the actor at an ISO date; without a date only what never changed."""
    if date is None:
        return _timeless(entry)
    active = sorted((r for r in entry.roles if _covers(r, date)), key=lambda r: r.since or "", reverse=True)
    if active:
        return _active(active, date)
    past = [r for r in entry.roles if _end(r) and _end(r) < date]
    if past:
        return _past(entry, past, date)
    return Term(_only_country(entry), (), None, f"before the first known role, on {date}")


def _covers(role: Role, date: str) -> bool:
    return _start(role) <= date <= (_end(role) or "9999")


def _start(role: Role) -> str:
    return (role.since or "0001").ljust(4, "0") + "-01-01"[len(role.since or "0001") - 4 :]


def _end(role: Role) -> str:
    """The last day of a role, or "" for an open one."""
    end = role.to or (role.seen if role.seen and role.seen < HORIZON else None)
    return end + "-12-31"[len(end) - 4 :] if end else ""


def _active(roles: Sequence[Role], date: str) -> Term:
    first = roles[0]
    sectors = tuple(dict.fromkeys(s for r in roles for s in r.sectors))
    country = next((r.country for r in roles if r.country), None)
    spell = f"{first.since or '?'}..{first.to or first.seen or ''}"
    late = f", last seen {first.seen}" if first.seen and date > first.seen and not first.to else ""
    title = next((r.title for r in roles if r.title), None)
    return Term(country, sectors, title, f"{title or 'role'} {spell}{late}")


def _past(entry: ActorEntry, past: Sequence[Role], date: str) -> Term:
    """After office: a person who governed is one of the elites (ELI); a body keeps what it was."""
    last = max(past, key=_end)
    detail = f"{last.title or 'role'} until {_end(last)}"
    if entry.kind == "person" and last.to is None and int(date[:4]) - int(_end(last)[:4]) <= _UNSEEN_YEARS:
        return Term(
            last.country, (), None, f"{last.title or 'role'} last seen {_end(last)}: how long it went on is not known"
        )
    if entry.kind != "person":
        return Term(last.country, last.sectors, last.title, detail)
    sectors = ("ELI",) if _OFFICE & set(last.sectors) else last.sectors
    return Term(last.country, sectors, f"former {last.title}" if last.title else None, detail)


def _timeless(entry: ActorEntry) -> Term:
    sectors = {r.sectors for r in entry.roles}
    same = len(sectors) == 1 and (entry.kind != "person" or not any(r.since or r.to for r in entry.roles))
    return Term(_only_country(entry), sectors.pop() if same else (), None, "no date: only what never changed")


def _only_country(entry: ActorEntry) -> str | None:
    countries = entry.countries
    return next(iter(countries)) if len(countries) == 1 else None
