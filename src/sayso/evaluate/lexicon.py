"""Which lexicon entries read their own examples right, and keep off their near misses, on the present model.

Run it as `python -m sayso.evaluate.lexicon [verbs/assault.yml ...]`; without a path it goes through all files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sayso.cast import Cast
from sayso.evaluate.parsed import parsed
from sayso.knowledge.lexicon import Example, Lexicon, Sense
from sayso.model import Article, Event, Quote
from sayso.what import find_events


@dataclass(frozen=True)
class Finding:
    """One example or near miss that is read otherwise than its entry says."""

    rule: str
    kind: str  # "example" or "near miss"
    text: str
    problem: str


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon, loaded once a process."""
    return Lexicon.shipped()


def events_in(text: str) -> tuple[Event, ...]:
    """The events of one text of our own, with no actors known."""
    return find_events(Article(id="example", text=text), parsed(text), Cast(), lexicon())


def check(senses: Iterable[Sense]) -> Iterator[Finding]:
    """Every example and near miss of the senses that fails."""
    for sense in senses:
        for example in sense.pattern.examples:
            problem = _example_problem(sense, example)
            if problem:
                yield Finding(sense.rule, "example", example.text, problem)
        for text in sense.pattern.near_misses:
            fired = [e for e in events_in(text) if e.because[0].rule == sense.rule]
            if fired:
                yield Finding(sense.rule, "near miss", text, f"fires as {fired[0].type} at {fired[0].trigger.text!r}")


def _example_problem(sense: Sense, example: Example) -> str:
    events = events_in(example.text)
    own = [e for e in events if any(b.rule == sense.rule for b in e.because)]
    if not own:
        return "does not fire; found " + (", ".join(f"{e.because[0].rule}={e.type}" for e in events) or "nothing")
    problems = [_wrong(sense, example, e) for e in own]
    return "" if "" in problems else problems[0]


def _wrong(sense: Sense, example: Example, event: Event) -> str:
    expected = example.type or sense.pattern.type
    if event.type != expected:
        return f"type {event.type}, not {expected}"
    for name, wanted, found in (
        ("actor", example.actor, event.actor_text),
        ("recipient", example.recipient, event.recipient_text),
    ):
        if not _same(wanted, found):
            return f"{name} {[q.text for q in found]}, not {list(wanted)}"
    for name, wanted_set, found_set in (
        ("modes", example.modes, event.modes),
        ("auxiliary", example.auxiliary, event.auxiliary),
    ):
        if wanted_set is not None and not set(wanted_set) <= set(found_set):
            return f"{name} {list(found_set)}, not {list(wanted_set)}"
    return f"inner {event.inner}, not {example.inner}" if example.inner and event.inner != example.inner else ""


def _same(wanted: tuple[str, ...], found: tuple[Quote, ...]) -> bool:
    """Every wanted phrase overlaps a found one and the other way round."""
    return all(any(_overlap(w, q.text) for q in found) for w in wanted) and all(
        any(_overlap(w, q.text) for w in wanted) for q in found
    )


def _overlap(one: str, other: str) -> bool:
    return one.lower() in other.lower() or other.lower() in one.lower()


def main(arguments: list[str]) -> int:
    """Print the failures of the named files (all files without a name); 1 where there are any."""
    senses = [s for s in lexicon().senses if not arguments or any(s.rule.startswith(a + "#") for a in arguments)]
    findings = list(check(senses))
    for f in findings:
        sys.stdout.write(f"{f.rule} [{f.kind}] {f.problem}\n    {f.text}\n")
    total = sum(len(s.pattern.examples) + len(s.pattern.near_misses) for s in senses)
    sys.stdout.write(f"{len(senses)} entries, {total} sentences, {len(findings)} read otherwise\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
