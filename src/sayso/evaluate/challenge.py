"""Our own challenge sets: one file for each known way of failing, half of the sentences near misses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.evaluate.casting import article_of, events_of
from sayso.evaluate.parsed import parsed
from sayso.model import Event, Quote

FOLDER = Path(__file__).resolve().parents[3] / "evaluation" / "challenge" / "what"


@dataclass(frozen=True)
class Result:
    """One sentence of a set, what was wanted, and what is wrong ("" for nothing)."""

    set: str
    text: str
    problem: str


def results() -> Iterator[Result]:
    """Every sentence of every set."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            if line.strip():
                case = json.loads(line)
                yield Result(path.stem, case["text"], _problem(case))


def score(data: Path) -> dict[str, float]:  # noqa: ARG001 - our own sets lie in the checkout
    """The share of sentences read right, for each set, for each with its near misses, and for all, 0..100."""
    found = list(results())
    figures = {}
    for name in sorted({r.set for r in found}):
        figures[f"challenge/{name}"] = _share([r for r in found if r.set == name])
        if name.endswith("-near"):
            whole = name.removesuffix("-near")
            both = [r for r in found if r.set in (name, whole)]
            figures[f"challenge/{whole}-and-near"] = _share(both)
    if found:
        figures["challenge/all"] = _share(found)
    return figures


def _share(results_: list[Result]) -> float:
    return 100.0 * sum(not r.problem for r in results_) / len(results_)


def _problem(case: dict[str, Any]) -> str:
    """What is wrong: a missing event, a type that must stand only once, a type of `never` (all, where no events do)."""
    article = article_of(case["text"], published=case.get("published"))
    events = events_of(article, parsed(case["text"], article.blocks))
    for wanted in case.get("events", []):
        if not any(_fits(wanted, e) for e in events):
            return f"missing {wanted}; found {[_short(e) for e in events]}"
    if case.get("uncounted") and any(e.counts for e in events):
        return f"counts {[c.text.text for e in events for c in e.counts]}"
    for type_ in case.get("once", []):
        if sum(e.type == type_ for e in events) > 1:
            return f"more than one {type_}: {[_short(e) for e in events]}"
    banned = case.get("never", [] if case.get("events") else ["any"])
    asserted = [e for e in events if "any" in banned or not {"negated", "hypothetical"} & set(e.auxiliary)]
    wrong = [e for e in asserted if ("any" in banned or e.type in banned) and not _wanted(case, e)]
    return f"unwanted {[_short(e) for e in wrong]}" if wrong else ""


def _wanted(case: dict[str, Any], event: Event) -> bool:
    return any(_fits(w, event) for w in case.get("events", []))


def _fits(wanted: dict[str, Any], event: Event) -> bool:
    if event.type != wanted["type"]:
        return False
    if "auxiliary" in wanted and set(wanted["auxiliary"]) != set(event.auxiliary):
        return False
    if "modes" in wanted and not set(wanted["modes"]) <= set(event.modes):
        return False
    if "inner" in wanted and event.inner != wanted["inner"]:
        return False
    if not set(wanted.get("contexts", ())) <= set(event.contexts) or set(wanted.get("without", ())) & set(
        event.contexts
    ):
        return False
    counts = [{"kind": c.kind, "low": c.low, "high": c.high} for c in event.counts]
    if "counts" in wanted and not all(c in counts for c in wanted["counts"]):
        return False
    return all(
        key not in wanted or _same(wanted[key], quotes)
        for key, quotes in (("actor", event.actor_text), ("recipient", event.recipient_text))
    )


def _same(wanted: list[str], found: tuple[Quote, ...]) -> bool:
    """Each wanted phrase overlaps a found one, and there are no others."""
    return len(wanted) == len(found) and all(any(w in q.text or q.text in w for q in found) for w in wanted)


def _short(event: Event) -> str:
    actors, recipients = [q.text for q in event.actor_text], [q.text for q in event.recipient_text]
    return f"{event.type}{list(event.auxiliary) or ''} {actors} -> {recipients} [{event.trigger.text}]"
