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
_ROOTS = {
    "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD", "09": "ACCUSE",
    "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE",
    "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip


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


def root_type(event: Event | None) -> str:
    """PLV's root of an event, by our CAMEO code, since PLV groups CAMEO's roots.

    A conviction is 11, ACCUSE; an occupied town is 19, ASSAULT; a promise to withdraw is 03, AGREE.
    """
    return _ROOTS[(event.cameo or "")[:2]] if event else ""


def plain_type(event: Event | None) -> str:
    """Our own PLOVER type, with CONCEDE and RETREAT joined as in PLV."""
    return ("YIELD" if event.type in ("CONCEDE", "RETREAT") else event.type) if event else ""


def score(data: Path, part: str = "check") -> dict[str, float]:
    """Type accuracy and macro F1 given the pair and alone; overlap F1 of actor and target; 0..100."""
    found = outcomes(data, part)
    name = f"plv-{part}"
    given = [(o.pair.type, root_type(o.given)) for o in found]
    alone = [(o.pair.type, root_type(o.alone)) for o in found]
    plain = [(o.pair.type, plain_type(o.given)) for o in found]
    caught = sum(any(root_type(e) == o.pair.type for e in o.events) for o in found)
    return {
        f"{name}/type-given": _accuracy(given),
        f"{name}/macro-f1-given": _macro_f1(given),
        f"{name}/type-alone": _accuracy(alone),
        f"{name}/macro-f1-alone": _macro_f1(alone),
        f"{name}/plover-type-given": _accuracy(plain),
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
