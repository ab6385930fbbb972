"""How surely an act is known: our own sentences of charges, confessions, denials and blame, each act with its standing.

The sentences were written, with what a careful documenter would file, before the program was asked. A sentence is right
when every act is found with one of its fair standings; it is severe when talk, suspicion or denial becomes a fact or an
admission.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from sayso.evaluate.own_cases import coded_events, read_cases
from sayso.model import Event, Standing

FOLDER = Path(__file__).resolve().parents[3] / "evaluation" / "challenge" / "standing"
_CERTAIN = frozenset({"fact", "admitted"})


class Act(BaseModel):
    """One act: the word that tells of it, the standings that are fair, and its doers where only these are right."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    word: str
    standing: tuple[Standing, ...]
    actor: tuple[str, ...] | None = None


class Case(BaseModel):
    """One sentence with its acts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    text: str
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Verdict:
    """What is wrong in one sentence: talk told as certain, and lesser faults."""

    case: Case
    severe: tuple[str, ...]
    lesser: tuple[str, ...]


def cases(name: str) -> Iterator[Case]:
    """The sentences of one file of the folder, in order."""
    return read_cases(FOLDER / f"{name}.jsonl", Case)


def judge(case: Case) -> Verdict:
    """Code the sentence and compare the events at each act's word with the act."""
    events = coded_events(case.text, case.id)
    severe, lesser = [], []
    for act in case.acts:
        told = [e for e in events if _tells(case.text, act, e)]
        severe += [_short(e) for e in told if e.standing in _CERTAIN and not _CERTAIN & set(act.standing)]
        if not any(_fits(act, e) for e in told):
            lesser.append(f"{act.word}: wanted {'/'.join(act.standing)}, found {[_short(e) for e in told or events]}")
    return Verdict(case, tuple(severe), tuple(lesser))


def _tells(text: str, act: Act, event: Event) -> bool:
    start = text.index(act.word)
    return event.trigger.start < start + len(act.word) and start < event.trigger.end


def _fits(act: Act, event: Event) -> bool:
    denied = "negated" in event.auxiliary and event.standing in _CERTAIN
    found = tuple(q.text for q in event.actor_text)
    by = act.actor is None or (len(found) == len(act.actor) and all(any(a in f for f in found) for a in act.actor))
    return by and event.standing in act.standing and not denied


def _short(event: Event) -> str:
    return f"{event.type} {[q.text for q in event.actor_text]} [{event.trigger.text}] {event.standing}"


def score(data: Path) -> dict[str, float]:  # noqa: ARG001 - our own sentences lie in the checkout
    """For every file the share of sentences with every standing fair, and of those without a severe fault, 0..100."""
    figures: dict[str, float] = {}
    for path in sorted(FOLDER.glob("*.jsonl")):
        found = [judge(case) for case in cases(path.stem)]
        figures[f"standing-{path.stem}/right"] = 100.0 * sum(not (v.severe or v.lesser) for v in found) / len(found)
        figures[f"standing-{path.stem}/none-severe"] = 100.0 * sum(not v.severe for v in found) / len(found)
    return figures
