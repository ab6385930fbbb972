"""The working form of an event while its room fills it: trigger, sense, and slots as token indices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.model import Auxiliary, Because, Count
from sayso.what.sense import Hit


@dataclass(frozen=True)
class Act:
    """One event in the making; actors, recipients and instrument are heads of phrases (token indices)."""

    hit: Hit
    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    instrument: int | None = None
    carrier: int | None = None  # the light verb that carries a noun's event
    inner: Hit | None = None
    inner_type: str | None = None
    auxiliary: frozenset[Auxiliary] = frozenset()
    counts: tuple[Count, ...] = ()
    two_sided: bool = False
    merged: tuple[int, ...] = ()  # triggers of the acts that were one with it
    because: tuple[Because, ...] = ()

    @property
    def index(self) -> int:
        """The trigger's token."""
        return self.hit.index

    @property
    def top(self) -> int:
        """The token that carries the act in its clause: the light verb, else the trigger."""
        return self.index if self.carrier is None else self.carrier

    def with_modes(self, modes: Iterable[str], because: Because | None = None) -> Act:
        """The act with further modes, in order of finding."""
        reasons = (*self.because, because) if because else self.because
        return replace(self, modes=tuple(dict.fromkeys((*self.modes, *modes))), because=reasons)

    def reasoned(self, rule: str, detail: str = "") -> Act:
        """The act with one more reason."""
        return replace(self, because=(*self.because, Because(rule=rule, detail=detail)))
