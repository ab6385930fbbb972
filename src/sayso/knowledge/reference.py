"""Which ranks and words refer to something named elsewhere is decided by knowledge/lang/en/titles/reference.yml."""

from __future__ import annotations

from functools import lru_cache

from sayso import paths
from sayso.knowledge.loading import Entry, read_mapping


class Reference(Entry):
    """Ranks too common to be joined with a later name, ranks of bodies of state, words for the state named last."""

    open_ranks: frozenset[str]
    state_ranks: frozenset[str]
    lands: frozenset[str]


@lru_cache(maxsize=1)
def shipped_reference() -> Reference:
    """The shipped lists, read once a process."""
    return Reference.model_validate(read_mapping(paths.knowledge() / "lang" / "en" / "titles" / "reference.yml"))
