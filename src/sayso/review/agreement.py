"""How far the coders of blind rounds agree, slot by slot: which values are compared, and by which distance."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

from sayso.review.alpha import alpha, masi, nominal
from sayso.review.deciding import added_together
from sayso.review.judgement import SLOTS, Judgement, Kind, slot

KEPT = "kept"  # the slot before all others: is it an event, a saying, an actor at all?


@dataclass(frozen=True)
class Agreement:
    """One slot: alpha (None where it is not defined), the targets that two or more judged, and how many they agree on."""

    kind: Kind
    slot: str
    alpha: float | None
    units: int
    same: int


@dataclass(frozen=True)
class Difference:
    """A target on which coders differ, with the last word of each by name."""

    kind: Kind
    target: str
    words: tuple[Judgement, ...]
    slots: tuple[str, ...]


def agreement(rounds: Iterable[tuple[Collection[str], Sequence[Judgement]]]) -> list[Agreement]:
    """Agreement on every slot over some rounds, each given as its coders and what they said."""
    units = [(c, words) for c, said in rounds for words in by_target(said).values()]
    found = []
    for kind, slots in SLOTS.items():
        of_kind = [(c, w) for c, w in units if w[0].kind == kind]
        found += [_measured(kind, name, of_kind) for name in (KEPT, *slots)]
    return found


def _measured(kind: Kind, name: str, units: Sequence[tuple[Collection[str], Sequence[Judgement]]]) -> Agreement:
    values = [_values(name, coders, words) for coders, words in units]
    compared = [v for v in values if len(v) > 1]
    sets = any(isinstance(v, frozenset) for unit in compared for v in unit)
    same = sum(len(set(unit)) == 1 for unit in compared)
    return Agreement(kind, name, alpha(compared, masi if sets else nominal), len(compared), same)


def _values(name: str, coders: Collection[str], words: Sequence[Judgement]) -> list[Hashable]:
    """The values of one slot; who rejects a target says nothing of its slots, who did not add an event saw none."""
    if name != KEPT:
        return [slot(j.after, name) for j in words if j.verdict != "reject" and name in j.after.slots]
    kept: list[Hashable] = [j.verdict != "reject" for j in words]
    return [*kept, *([False] * (len(set(coders)) - len(words)))] if words[0].is_of_added else kept


def by_target(judgements: Iterable[Judgement]) -> dict[tuple[str, Kind, str], tuple[Judgement, ...]]:
    """The last word of each coder on each target."""
    ordered = sorted(judgements, key=lambda j: j.id)
    same = added_together(ordered)
    found: dict[tuple[str, Kind, str], dict[str, Judgement]] = {}
    for judgement in ordered:
        key = (judgement.article, judgement.kind, same.get(judgement.target, judgement.target))
        found.setdefault(key, {})[judgement.author] = judgement
    return {key: tuple(words.values()) for key, words in found.items()}


def differences(coders: Collection[str], judgements: Iterable[Judgement]) -> list[Difference]:
    """The targets of one round on which the coders differ, and in which slots."""
    found = []
    for (_, kind, target), words in by_target(judgements).items():
        slots = tuple(n for n in (KEPT, *SLOTS[kind]) if len(set(_values(n, coders, words))) > 1)
        if slots:
            found.append(Difference(kind, target, words, slots))
    return found
