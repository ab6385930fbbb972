"""Did it happen? Our auxiliary modes against MEANTIME's polarity, certainty and time and UW's graded factuality."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from sayso.cast import Cast
from sayso.evaluate.casting import article_of, lexicon
from sayso.evaluate.parsed import parsed
from sayso.evaluate.spans import Tally
from sayso.what.light import carrier_of
from sayso.what.modality import status
from sayso.what.scene import Scene

Judged = tuple[frozenset[str], str, str, str]  # our modes, polarity, certainty, time


def score(data: Path) -> dict[str, float]:
    """F1 of negated, of not certain, of future on MEANTIME; balanced accuracy of factual on UW dev; 0..100."""
    figures = _meantime(data / "status" / "meantime")
    figures["uw-dev/factual-balanced"] = _uw(data / "status" / "uw" / "dev.jsonl")
    return figures


def _scene(words: Sequence[str]) -> tuple[Scene, list[int]]:
    """The parsed sentence, and the offset at which each gold word starts."""
    text, starts = "", []
    for word in words:
        starts.append(len(text))
        text += word + " "
    text = text.rstrip()
    article = article_of(text)
    return Scene(article, parsed(text, article.blocks), Cast(), lexicon()), starts


def modes_at(scene: Scene, offset: int) -> frozenset[str]:
    """Our auxiliary modes of the word at an offset."""
    index = scene.doc.token_at(offset)
    if index is None:
        return frozenset()
    carrier = carrier_of(scene, index) if scene.part_of(index) == "noun" else None
    return frozenset(mode for mode, _, _ in status(scene, index, carrier[0] if carrier else None))


@lru_cache(maxsize=2)
def judged(folder: Path) -> tuple[Judged, ...]:
    """Every event of MEANTIME with our modes and its three gold values."""
    return tuple(j for path in sorted(folder.glob("*.conll")) for j in _judge_file(path))


def _judge_file(path: Path) -> Iterator[Judged]:
    for block in path.read_text(encoding="utf8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        rows = [r for r in rows if len(r) >= 6]
        if not rows:
            continue
        scene, starts = _scene([r[1] for r in rows])
        for row, start in zip(rows, starts, strict=True):
            if row[2].startswith("B-"):
                values = [cell.split("-")[1] if cell != "_" else "" for cell in row[3:6]]
                yield modes_at(scene, start), values[1], values[0], values[2]


def _meantime(folder: Path) -> dict[str, float]:
    found = judged(folder)
    unsure = frozenset({"hypothetical", "future"})
    return {
        "meantime/negated-f1": _f1([("negated" in m, p == "NEG") for m, p, _, _ in found]),
        "meantime/uncertain-f1": _f1([(bool(m & unsure), c not in ("CERTAIN", "")) for m, _, c, _ in found]),
        "meantime/future-f1": _f1([(bool(m & unsure), t == "FUTURE") for m, _, _, t in found]),
    }


def _f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    tally = Tally()
    for ours, gold in pairs:
        tally.add(ours and gold, ours, gold)
    return tally.f1


def _uw(path: Path) -> float:
    """Mean of the recall of factual (2 or more on -3..3) and of not factual (under 1) events."""
    factual, other = [], []
    for line in path.read_text(encoding="utf8").splitlines():
        gold = json.loads(line)
        scene, starts = _scene(gold["text"].split(" "))
        for target in gold["targets"]:
            plain = not modes_at(scene, starts[target["span1"][0]]) & {"negated", "future", "hypothetical"}
            if target["label"] >= 2:
                factual.append(plain)
            elif target["label"] < 1:
                other.append(not plain)
    return 50.0 * (sum(factual) / len(factual) + sum(other) / len(other))
