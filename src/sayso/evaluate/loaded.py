"""Our own challenge cases for loaded words: which words take a side, in whose voice, and which plain ones must not fire.

A case is right when exactly the wanted words are found, each in marks or not and in the wanted voice: "" is the
outlet's, anything else the words that name the speaker. Half of the sentences use the same words plainly.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.evaluate.casting import article_of, cast_of
from sayso.evaluate.parsed import parsed
from sayso.evaluate.spans import Tally
from sayso.knowledge.cues import CueBook
from sayso.knowledge.loaded import LoadedLexicon
from sayso.says import find_loaded, find_sayings

CASES = Path(__file__).resolve().parents[3] / "evaluation" / "challenge" / "loaded"
Word = tuple[str, str, bool]  # the word, the words that name its speaker, whether in marks


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each case with the name of its set."""
    for path in sorted(CASES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            yield path.stem, json.loads(line)


def wanted(case: Mapping[str, Any]) -> list[Word]:
    """The words of a case as they should be found, in order."""
    return [(w["text"], w["voice"], w["quoted"]) for w in case["loaded"]]


def found(case: Mapping[str, Any]) -> list[Word]:
    """The loaded words that sayso finds in a case, in order."""
    article = article_of(str(case["text"]))
    doc = parsed(article.text, article.blocks)
    cast = cast_of(article, doc)
    sayings = find_sayings(article, doc, cast, CueBook.shipped())
    speakers = {s.id: s.speaker.text if s.speaker is not None else "" for s in sayings if s.parent is not None}
    words = find_loaded(article, doc, cast, sayings, LoadedLexicon.shipped())
    return [(w.text.text, speakers.get(w.voice, ""), w.quoted) for w in words]


def score(data: Path) -> dict[str, float]:  # noqa: ARG001 - our own sets lie in the checkout
    """The share of sentences read right, for each set, all and by kind, 0..100."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for name, case in cases():
        right = found(case) == wanted(case)
        for kind in ("all", str(case["kind"])):
            tallies[f"{name}-{kind}"].add(right, 1, 1)
    return {f"loaded/{name}": round(t.recall, 2) for name, t in tallies.items()}
