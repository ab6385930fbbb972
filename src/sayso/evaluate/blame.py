"""Whom the program blames: our own sentences in which a careless coder names the wrong doer or takes talk for fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from sayso.evaluate.own_cases import coded_events, read_cases
from sayso.model import Event, Quote

FOLDER = Path(__file__).resolve().parents[3] / "evaluation" / "challenge" / "blame"
_UNREAL = frozenset({"negated", "hypothetical", "future"})
_STATES = {"fact": 2.0, "claim": 1.0, "unreal": 0.0}


class Deed(BaseModel):
    """An act of force that a sentence tells of: who does it ([] for nobody named), to whom, and how real it is told.

    state: "fact" for the outlet's own word or an admission, "claim" for anybody else's word or suspicion, "unreal" for
    what is denied, foreseen or only imagined. Several deeds may stand for one act where more than one reading is fair.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    actor: tuple[str, ...]
    recipient: str | None = None  # None: anybody
    state: str = "fact"


class Case(BaseModel):
    """One sentence with its acts of force; none means that nothing may be told as one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    text: str
    deeds: tuple[Deed, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What is wrong in one sentence: blame for the wrong one or talk as fact, and lesser faults."""

    case: Case
    severe: tuple[str, ...]
    lesser: tuple[str, ...]


def cases(name: str) -> Iterator[Case]:
    """The sentences of one file of the folder, in order."""
    return read_cases(FOLDER / f"{name}.jsonl", Case)


def judge(case: Case) -> Verdict:
    """Code the sentence and compare its acts of force with the case."""
    everything = coded_events(case.text, case.id)
    events = [e for e in everything if e.type == "ASSAULT"]
    severe = tuple(fault for e in events for fault in _severe(case, e))
    told = [d for d in case.deeds if d.state != "unreal"]
    met = not told or any(
        _by(d, e) and _to(d, e) and abs(level(e) - _STATES[d.state]) <= 0.5 for d in told for e in events
    )
    lesser = () if met else (f"missing or otherwise: {[_short(e) for e in everything]}",)
    return Verdict(case, severe, lesser)


def level(event: Event) -> float:
    """How real the record makes an act: 2 a fact or an admission, 1 a claim, 0.5 a suspicion, 0 denied or not real."""
    if event.standing == "denied" or _UNREAL & set(event.auxiliary):
        return 0.0
    return {"fact": 2.0, "admitted": 2.0, "claimed": 1.0}.get(event.standing, 0.5)


def _severe(case: Case, event: Event) -> Iterator[str]:
    """The worst faults of one act: a doer who is none, a doer among the victims, talk told as more than it is."""
    fair = [d for d in case.deeds if _within(event.actor_text, d.actor)]
    if not fair:
        if level(event) > 0:
            yield f"blames the wrong one: {_short(event)}"
        return
    exact = [d for d in fair if _by(d, event)]
    if level(event) > max(_STATES[d.state] for d in exact or fair) + 0.5:
        yield f"tells it as more than it is: {_short(event)}"
    if any(_like(actor, q.text) for d in exact for actor in d.actor for q in event.recipient_text):
        yield f"makes the doer a victim: {_short(event)}"
    if _of_another(case, exact, event):
        yield f"blames him for another's deed: {_short(event)}"


def _of_another(case: Case, exact: Sequence[Deed], event: Event) -> bool:
    """The victims are those of another's deed and of none of his."""
    if not (exact and event.actor_text and event.recipient_text) or any(_to(d, event) for d in exact):
        return False
    return any(d.recipient is not None and _to(d, event) for d in case.deeds if d not in exact)


def _by(deed: Deed, event: Event) -> bool:
    """Exactly the deed's doers, in any words that hold theirs."""
    found = [q.text for q in event.actor_text]
    return len(found) == len(deed.actor) and all(any(_like(a, t) for t in found) for a in deed.actor)


def _within(quotes: Sequence[Quote], actors: Sequence[str]) -> bool:
    return all(any(_like(a, q.text) for a in actors) for q in quotes)


def _to(deed: Deed, event: Event) -> bool:
    return deed.recipient is None or any(_like(deed.recipient, q.text) for q in event.recipient_text)


def _like(one: str, other: str) -> bool:
    """Whole words of one stand in the other."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long) is not None


def _short(event: Event) -> str:
    actors, recipients = [q.text for q in event.actor_text], [q.text for q in event.recipient_text]
    return f"{event.type} {actors} -> {recipients} [{event.trigger.text}] {event.standing} {list(event.auxiliary)}"


def score(data: Path) -> dict[str, float]:  # noqa: ARG001 - our own sentences lie in the checkout
    """For every file the share of sentences without a severe fault, and of those read wholly right, 0..100."""
    figures: dict[str, float] = {}
    for path in sorted(FOLDER.glob("*.jsonl")):
        found = [judge(case) for case in cases(path.stem)]
        figures[f"blame-{path.stem}/none-wronged"] = 100.0 * sum(not v.severe for v in found) / len(found)
        figures[f"blame-{path.stem}/right"] = 100.0 * sum(not (v.severe or v.lesser) for v in found) / len(found)
    return figures
