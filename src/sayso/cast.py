"""The cast of one article: its actors, and which actor stands at which place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sayso.model import Actor, Mention


@dataclass(frozen=True)
class Cast:
    """All actors of an article. Look-ups go by offsets, so that every room can ask without knowing another room."""

    actors: tuple[Actor, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {a.id: a for a in self.actors}

    @cached_property
    def _by_head(self) -> dict[int, str]:
        return {m.head: a.id for a in self.actors for m in a.mentions}

    @cached_property
    def _mentions(self) -> tuple[tuple[Mention, str], ...]:
        pairs = [(m, a.id) for a in self.actors for m in a.mentions]
        return tuple(sorted(pairs, key=lambda p: (p[0].end - p[0].start, p[0].start)))

    def actor(self, id_: str) -> Actor:
        """The actor with this id; KeyError where there is none."""
        return self._by_id[id_]

    def headed(self, offset: int) -> str | None:
        """Id of the actor whose mention has its head word at exactly this offset (a token's start), or None."""
        return self._by_head.get(offset)

    def covering(self, offset: int) -> str | None:
        """Id of the actor of the shortest mention that covers the offset, or None."""
        return next((id_ for m, id_ in self._mentions if m.start <= offset < m.end), None)

    def mention_headed(self, offset: int) -> Mention | None:
        """The mention with its head word at exactly this offset, or None."""
        return next((m for m, _ in self._mentions if m.head == offset), None)
