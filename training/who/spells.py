"""One person in one office: what every source of office holders is turned into."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spell:
    """One person in one office."""

    name: str
    aliases: tuple[str, ...]
    gender: str
    home: str  # country whose person this is: part of the id
    country: str
    sectors: str
    title: str
    since: str
    to: str
    seen: str
    source: str
    main: bool = False  # the chief of state or head of government, of whom there is one at a time
