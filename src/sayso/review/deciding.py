"""Which judgement holds where several people judged the same: the newest, a settlement, or nobody's yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sayso.review.judgement import Judgement


@dataclass(frozen=True)
class Decision:
    """What holds for one target: a judgement, or None where reviewers of a blind round differ and nobody settled it."""

    latest: tuple[Judgement, ...]  # the last word of each person whose word counts
    holds: Judgement | None

    @property
    def state(self) -> str:
        """accepted, corrected, rejected, added or differs."""
        past = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}
        return past[self.holds.verdict] if self.holds else "differs"


def decided(judgements: Iterable[Judgement], hidden: Collection[int] = ()) -> list[Decision]:
    """One decision for each target, in the order in which the targets were first judged.

    Judgements of the rounds in `hidden` (still being coded blind) do not count. In the open the newest word holds.
    Words of a round that is over hold where they agree; where they differ the machine's value stays, marked as
    disputed, until somebody settles it.
    """
    counted = [j for j in sorted(judgements, key=lambda j: j.id) if j.round is None or j.round not in hidden]
    same = added_together(counted)
    by_target: dict[tuple[str, str, str], list[Judgement]] = {}
    for judgement in counted:
        target = same.get(judgement.target, judgement.target)
        by_target.setdefault((judgement.article, judgement.kind, target), []).append(judgement)
    return [_decision(found) for found in by_target.values()]


def added_together(judgements: Sequence[Judgement]) -> dict[str, str]:
    """Ids of events that coders of one round added at the same words: they are one event, under the first id."""
    first: list[Judgement] = []
    same: dict[str, str] = {}
    for judgement in (j for j in judgements if j.verdict == "add" and j.round is not None):
        twin = next((f for f in first if f.round == judgement.round and _overlap(f, judgement)), None)
        if twin is None:
            first.append(judgement)
        else:
            same[judgement.target] = twin.target
    return same


def _overlap(one: Judgement, other: Judgement) -> bool:
    return one.anchor.start < other.anchor.end and other.anchor.start < one.anchor.end


def _decision(found: Sequence[Judgement]) -> Decision:
    """What only one of two blind coders added does not hold: the other had not seen it so."""
    newest = found[-1]
    if newest.round is None:
        return Decision((newest,), newest)
    latest = tuple({j.author: j for j in found if j.round == newest.round}.values())
    agreed = len({j.same_as_key for j in latest}) == 1 and (newest.verdict != "add" or len(latest) > 1)
    return Decision(latest, latest[0] if agreed else None)


def own(judgements: Iterable[Judgement], author: str, round_: int) -> list[Decision]:
    """What one reviewer alone has said in a blind round: all that they may see of it."""
    mine = [j for j in judgements if j.author == author and j.round == round_]
    last = {(j.kind, j.target): j for j in sorted(mine, key=lambda j: j.id)}
    return [Decision((j,), j) for j in last.values()]
