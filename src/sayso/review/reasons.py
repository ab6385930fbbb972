"""The reason that stands with everything a person judged: who, when, which slots; and how it is read back."""

from __future__ import annotations

from sayso.model import Actor, Because, Event, Saying
from sayso.review.deciding import Decision

RULE = "review/"
_STATES = {"accept": "accepted", "correct": "corrected", "add": "added", "differs": "differs"}


def because(decision: Decision) -> Because:
    """The reason that stands with a judged target: who, when, and which slots."""
    holds = decision.holds
    if holds is None:
        who = ", ".join(sorted(j.author for j in decision.latest))
        return Because(rule=f"{RULE}differs", detail=f"{who} differ; the machine's value stays until it is settled")
    changed = ", ".join(sorted(holds.changes.slots)) if holds.verdict == "correct" else ""
    detail = f"by {holds.author}, {holds.at}" + (f": {changed}" if changed else "")
    return Because(rule=f"{RULE}{holds.verdict}", detail=detail)


def review_of(target: Event | Saying | Actor) -> str:
    """accepted, corrected, added or differs; empty where nobody has judged it."""
    rule = next((b.rule for b in target.because if b.rule.startswith(RULE)), "")
    return _STATES.get(rule.removeprefix(RULE), "")
