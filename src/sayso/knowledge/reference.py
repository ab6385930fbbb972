"""Which ranks and words refer to something named elsewhere is decided by knowledge/lang/en/titles/reference.yml."""

from __future__ import annotations

from functools import lru_cache

from sayso import paths
from sayso.knowledge.loading import Entry, read_mapping


class Reference(Entry):
    """Ranks and words by what they refer to; each list is told about in the file."""

    open_ranks: frozenset[str]
    state_ranks: frozenset[str]
    lands: frozenset[str]
    determiners: frozenset[str]
    pointing: frozenset[str]
    bodies_own: frozenset[str]
    groups: frozenset[str]
    group_sectors: frozenset[str]
    bodies: frozenset[str]
    inside_names: frozenset[str]


@lru_cache(maxsize=1)
def shipped_reference() -> Reference:
    """The shipped lists, read once a process."""
    return Reference.model_validate(read_mapping(paths.knowledge() / "lang" / "en" / "titles" / "reference.yml"))
