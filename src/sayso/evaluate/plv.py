"""PLV_train: is the type right, given the pair and without it, and do actor and target overlap the gold spans?"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sayso.evaluate.casting import article_of, events_of
from sayso.evaluate.parsed import parsed
from sayso.model import Event, Quote

_TAG = re.compile(r"</?[st]>")
_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass(frozen=True)
class Pair:
    """One gold sentence: its two marked spans and its root type (YIELD = CONCEDE or RETREAT)."""

    id: str
    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    type: str


@dataclass(frozen=True)
class Outcome:
    """What was found for one gold sentence: the event that best fits its pair, and the one guessed alone."""

    pair: Pair
    events: tuple[Event, ...]
    given: Event | None
    alone: Event | None


def pairs(data: Path, part: str) -> list[Pair]:
    """The sentences of one part, "tune" (70 %), "check" (30 %) or "all"."""
    path = data / "events" / "plv" / "PLV_train.tsv"
    with path.open(encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    found = [_pair(row) for row in rows]
    return [p for p in found if part == "all" or _part(p.id) == part]


def _part(id_: str) -> str:
    return "tune" if int(hashlib.sha1(id_.encode()).hexdigest(), 16) % 10 < 7 else "check"


def _pair(row: dict[str, str]) -> Pair:
    spans: dict[str, tuple[int, int]] = {}
    plain = ""
    for piece in re.split(r"(</?[st]>)", row["marked_sentence"]):
        if _TAG.fullmatch(piece):
            start, _ = spans.get(piece[-2], (len(plain), 0))
            spans[piece[-2]] = (start, len(plain))
        else:
            plain += piece
    source = spans.get("s") or _located(plain, row["source"])
    return Pair(row["sentence_id"], plain, source, spans.get("t") or _located(plain, row["target"]), row["gold_root"])


def _located(text: str, words: str) -> tuple[int, int]:
    """Where a slot's words stand when its tags are missing; nowhere where they are not in the text."""
    start = text.find(words)
    return (start, start + len(words)) if start >= 0 else (len(text), len(text))


@lru_cache(maxsize=4)
def outcomes(data: Path, part: str) -> tuple[Outcome, ...]:
    """Every sentence of the part, coded."""
    return tuple(_outcome(pair) for pair in pairs(data, part))


def _outcome(pair: Pair) -> Outcome:
    doc = parsed(pair.text)
    events = events_of(article_of(pair.text, pair.id), doc)
    given = max(events, key=lambda e: (*fit(e, pair), e.confidence), default=None)
    alone = max(events, key=lambda e: e.confidence, default=None)
    return Outcome(pair, events, given, alone)


def fit(event: Event, pair: Pair) -> tuple[int, int]:
    """How many of the two gold spans the event's slots overlap in the right role, and in any role."""
    source = _touches(event.actor_text, pair.source)
    target = _touches(event.recipient_text, pair.target) or (
        not event.recipient_text and source and _touches(event.actor_text, pair.target)
    )
    either = _touches((*event.actor_text, *event.recipient_text, event.trigger), pair.source)
    other = _touches((*event.actor_text, *event.recipient_text, event.trigger), pair.target)
    return source + target, either + other


def _touches(quotes: Iterable[Quote], span: tuple[int, int]) -> bool:
    return any(q.start < span[1] and span[0] < q.end for q in quotes)


def merged_type(type_: str) -> str:
    """The root type of PLV: CONCEDE and RETREAT are YIELD."""
    return _MERGED.get(type_, type_)


def score(data: Path, part: str = "check") -> dict[str, float]:
    """Type accuracy and macro F1 given the pair and alone; overlap F1 of actor and target; 0..100."""
    found = outcomes(data, part)
    name = f"plv-{part}"
    given = [(o.pair.type, merged_type(o.given.type) if o.given else "") for o in found]
    alone = [(o.pair.type, merged_type(o.alone.type) if o.alone else "") for o in found]
    caught = sum(any(merged_type(e.type) == o.pair.type for e in o.events) for o in found)
    return {
        f"{name}/type-given": _accuracy(given),
        f"{name}/macro-f1-given": _macro_f1(given),
        f"{name}/type-alone": _accuracy(alone),
        f"{name}/macro-f1-alone": _macro_f1(alone),
        f"{name}/type-somewhere": 100.0 * caught / len(found),
        f"{name}/actor-f1": _overlap_f1([(o.given.actor_text if o.given else (), o.pair.source) for o in found]),
        f"{name}/target-f1": _overlap_f1([(_target(o.given, o.pair), o.pair.target) for o in found]),
    }


def _target(event: Event | None, pair: Pair) -> tuple[Quote, ...]:
    if event is None:
        return ()
    return event.recipient_text or tuple(q for q in event.actor_text if not _touches((q,), pair.source))


def _accuracy(pairs_: Sequence[tuple[str, str]]) -> float:
    return 100.0 * sum(gold == found for gold, found in pairs_) / len(pairs_)


def _macro_f1(pairs_: Sequence[tuple[str, str]]) -> float:
    gold, found = Counter(g for g, _ in pairs_), Counter(f for _, f in pairs_)
    right = Counter(g for g, f in pairs_ if g == f)
    scores = [200.0 * right[t] / (gold[t] + found[t]) for t in gold]
    return sum(scores) / len(scores)


def _overlap_f1(pairs_: Sequence[tuple[Sequence[Quote], tuple[int, int]]]) -> float:
    """A found phrase is right where it overlaps the gold span; a gold span is found where a phrase overlaps it."""
    found = sum(bool(quotes) for quotes, _ in pairs_)
    right = sum(_touches(quotes, span) for quotes, span in pairs_)
    return 200.0 * right / (found + len(pairs_)) if pairs_ else 0.0
