"""Whom a pronoun, role noun or surname of a short text of our own means: right, wrong or left open.

A row of evaluation/references/*.jsonl gives the text, the phrase with its offset, and the full name of who is meant, or
null where two are meant and no single actor is right.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.cast import Cast
from sayso.evaluate.parsed import parsed
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.cues import CueBook
from sayso.model import Actor, Article
from sayso.says import find_sayings
from sayso.text import folded
from sayso.who import bind_speakers, find_actors

_OWN = Path(__file__).resolve().parents[3] / "evaluation" / "references"


@dataclass(frozen=True)
class Reference:
    """One row: `start` is the offset of the phrase in the text."""

    text: str
    phrase: str
    start: int
    actor: str | None


def references(folder: Path = _OWN) -> Iterator[Reference]:
    """Every row of our own set."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            yield Reference(**json.loads(line))


def cast_with_speakers(text: str, base: ActorBase, cues: CueBook) -> Cast:
    """The actors of a text, with the I and we of its quotations bound to their speakers."""
    article, doc = Article(id="gold", text=text), parsed(text)
    heard = find_actors(article, doc, base)
    return bind_speakers(heard, doc, find_sayings(article, doc, heard, cues))


def actor_meant(row: Reference, cast: Cast) -> Actor | None:
    """The actor whose mention has its head in the phrase."""
    end = row.start + len(row.phrase)
    return next((a for a in cast.actors for m in a.mentions if row.start <= m.head < end), None)


def verdict(row: Reference, actor: Actor | None) -> str:
    """right, wrong or none; an actor known by the phrase alone counts as none, since nobody is named."""
    if actor is None or folded(actor.name) == folded(row.phrase) != folded(row.actor or ""):
        return "none" if row.actor else "right"
    return "right" if row.actor and folded(actor.name) == folded(row.actor) else "wrong"


def score(_data: Path) -> dict[str, float]:
    """Shares of 100; the folder of gold is not looked at, since the set is our own."""
    base, cues = ActorBase.shipped(), CueBook.shipped()
    rows = list(references())
    counts = Counter(verdict(r, actor_meant(r, cast_with_speakers(r.text, base, cues))) for r in rows)
    return {f"actors-meant/{k}": round(100 * counts[k] / len(rows), 2) for k in ("right", "wrong", "none")}
