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

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.evaluate.casting import article_of, cast_of, lexicon
from sayso.evaluate.parsed import parsed
from sayso.model import Event, Quote
from sayso.what import find_events

PARTS = ("tune", "read", "check", "held")
_READ = 150  # how many of the held 301 were opened to reading in the fifth session; the other 151 stay unread
_TAG = re.compile(r"</?[st]>")
_ROOTS = {
    "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD", "09": "ACCUSE",
    "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE",
    "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
_CODES = {"163": "COERCE"}  # sanctions, embargoes: COERCE in the conversion table that PLV follows


@dataclass(frozen=True)
class Pair:
    """One gold sentence: its two marked spans and its root type (YIELD = CONCEDE or RETREAT)."""

    id: str
    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    type: str


@dataclass(frozen=True)
class Found:
    """One event with all places where its actors and recipients are named ("they" and the group it stands for)."""

    event: Event
    actors: tuple[Quote, ...]
    recipients: tuple[Quote, ...]


@dataclass(frozen=True)
class Outcome:
    """What was found for one gold sentence: the event that best fits its pair, the one guessed alone, and all of them."""

    pair: Pair
    events: tuple[Event, ...]
    given: Found | None
    alone: Found | None
    judged: tuple[Found, ...] = ()


def pairs(data: Path, part: str) -> list[Pair]:
    """The sentences of one part.

    "tune" (70 %) is read for errors; of the rest, "held", one half is "read" since the fifth session and the other is
    "check", which is only scored; "all" is tune and held.
    """
    path = data / "events" / "plv" / "PLV_train.tsv"
    with path.open(encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    parts = _parts([row["sentence_id"] for row in rows])
    return [_pair(row) for row in rows if part in parts[row["sentence_id"]]]


def _parts(ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The parts of each sentence by the hash of its id: seven of ten are tune; the first 150 of the rest by hash are read."""
    hashes = {id_: hashlib.sha1(id_.encode()).hexdigest() for id_ in ids}
    held = sorted((h, id_) for id_, h in hashes.items() if int(h, 16) % 10 >= 7)
    found: dict[str, tuple[str, ...]] = dict.fromkeys(hashes, ("tune", "all"))
    found.update({id_: ("held", "all", "read" if n < _READ else "check") for n, (_, id_) in enumerate(held)})
    return found


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


@lru_cache(maxsize=5)
def outcomes(data: Path, part: str) -> tuple[Outcome, ...]:
    """Every sentence of the part, coded."""
    return tuple(_outcome(pair) for pair in pairs(data, part))


def _outcome(pair: Pair) -> Outcome:
    doc = parsed(pair.text)
    article = article_of(pair.text, pair.id)
    cast = cast_of(article, doc)
    found = [_with_mentions(e, cast) for e in find_events(article, doc, cast, lexicon())]
    given = max(found, key=lambda f: _given_order(f, pair, doc), default=None)
    alone = max(found, key=lambda f: (_prominence(f.event, doc), f.event.confidence), default=None)
    return Outcome(pair, tuple(f.event for f in found), given, alone, tuple(found))


def _given_order(found: Found, pair: Pair, doc: Doc) -> float:
    """Roles held, prominence and confidence, added; the best of six orders on the tune part."""
    roles, _ = fit(found, pair)
    return 3 * roles + _prominence(found.event, doc) + 3 * found.event.confidence


def _with_mentions(event: Event, cast: Cast) -> Found:
    """A slot is where its words stand and where else its actor is named."""
    sides = []
    for quotes, ids in ((event.actor_text, event.actors), (event.recipient_text, event.recipients)):
        sides.append((*quotes, *(m for i in ids for m in cast.actor(i).mentions)))
    return Found(event, *sides)


def _prominence(event: Event, doc: Doc) -> int:
    """The nearer the trigger to the root of its sentence the better; acts that are not asserted come last."""
    index = doc.token_at(event.trigger.start)
    depth = sum(1 for _ in doc.ancestors(index)) if index is not None else 9
    return -min(depth, 4) - (4 if {"hypothetical", "negated"} & set(event.auxiliary) else 0)


def fit(found: Found, pair: Pair) -> tuple[int, int]:
    """How many of the two gold spans the event's slots overlap in the right role, and in any role."""
    source = _touches(found.actors, pair.source)
    target = _touches(_targets(found, pair), pair.target)
    every = (*found.actors, *found.recipients, found.event.trigger)
    return source + target, _touches(every, pair.source) + _touches(every, pair.target)


def _targets(found: Found | None, pair: Pair) -> tuple[Quote, ...]:
    """The recipients; of an event without any, those of its parties that are not the source."""
    if found is None:
        return ()
    if found.recipients:
        return found.recipients
    others = [q for q in found.event.actor_text if not _touches((q,), pair.source)]
    return tuple(others) if _touches(found.actors, pair.source) else ()


def _touches(quotes: Iterable[Quote], span: tuple[int, int]) -> bool:
    return any(q.start < span[1] and span[0] < q.end for q in quotes)


def root_type(found: Found | Event | None) -> str:
    """PLV's root of an event, by our CAMEO code, since PLV groups CAMEO's roots.

    A conviction is 11, ACCUSE; an occupied town is 19, ASSAULT; a promise to withdraw is 03, AGREE; CAMEO has no
    code for attacks on computers, which PLV counts as ASSAULT.
    """
    event = found.event if isinstance(found, Found) else found
    code = (event.cameo or "") if event else ""
    if event and "cyber" in event.modes:
        return "ASSAULT"
    return _CODES.get(code) or _ROOTS.get(code[:2], "")


def plain_type(found: Found | None) -> str:
    """Our own PLOVER type, with CONCEDE and RETREAT joined as in PLV."""
    if found is None:
        return ""
    return "YIELD" if found.event.type in ("CONCEDE", "RETREAT") else found.event.type


def score(data: Path) -> dict[str, float]:
    """The figures of the held parts: read for errors, never read, and both ("held", the check part of sessions 1 to 4)."""
    return {name: value for part in PARTS[1:] for name, value in part_score(data, part).items()}


def part_score(data: Path, part: str) -> dict[str, float]:
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
        f"{name}/actor-f1": _overlap_f1([(o.given.actors if o.given else (), o.pair.source) for o in found]),
        f"{name}/target-f1": _overlap_f1([(_targets(o.given, o.pair), o.pair.target) for o in found]),
    }


def _accuracy(pairs_: Sequence[tuple[str, str]]) -> float:
    return 100.0 * sum(gold == found for gold, found in pairs_) / len(pairs_)


def _macro_f1(pairs_: Sequence[tuple[str, str]]) -> float:
    gold, found = Counter(g for g, _ in pairs_), Counter(f for _, f in pairs_)
    right = Counter(g for g, f in pairs_ if g == f)
    scores = [200.0 * right[t] / (gold[t] + found[t]) for t in gold]
    return sum(scores) / len(scores)


def _overlap_f1(pairs_: Sequence[tuple[Sequence[Quote], tuple[int, int]]]) -> float:
    """A found phrase is right where it overlaps the gold span; a gold span is found where a phrase overlaps it.

    Where the gold names nobody (16 targets of tune, 4 of check) there is nothing to find, and what is found is wrong.
    """
    found = sum(bool(quotes) for quotes, _ in pairs_)
    named = sum(start < end for _, (start, end) in pairs_)
    right = sum(_touches(quotes, span) for quotes, span in pairs_)
    return 200.0 * right / (found + named) if found + named else 0.0
