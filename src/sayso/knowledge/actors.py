"""Who there is: the shape of an actor entry and the look-up of names at a date."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator

from sayso.knowledge.loading import Entry

_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


class Role(Entry):
    """What an actor is from one date to another: country, PLOVER sectors (primary first), office or nature."""

    country: str | None = None  # ISO 3166 alpha-3, or UNO EUR IGO NGO IMG ISM MNC
    sectors: tuple[str, ...] = ()
    title: str | None = None
    of: str | None = None  # id of the body in which the role is held
    since: str | None = Field(default=None, alias="from")  # ISO date, month or year
    to: str | None = None
    seen: str | None = None  # last date on which a source still named the role, for open spells

    @field_validator("since", "to", "seen", mode="before")
    @classmethod
    def _date(cls, value: object) -> str | None:
        if value is None:
            return None
        if not _DATE.match(str(value)):
            raise ValueError(f"{value!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)")
        return str(value)


class ActorEntry(Entry):
    """One actor of the knowledge base. `weak` names are looked at only when country or context agrees."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_-]+(/[a-z0-9_-]+)+$")]
    name: str
    kind: Literal["person", "group", "organization", "state", "people"]
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    gender: Literal["f", "m"] | None = None
    roles: tuple[Role, ...] = ()
    parent: str | None = None
    wikidata: str | None = None
    source: str | None = None
    note: str | None = None
