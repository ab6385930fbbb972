"""Whose words a biased phrase is: BASIL's quoted-or-not, and whether the quoted words hang at the right speaker.

BASIL marks for each span whether the author quotes somebody. Each class is shown on its own: lexical bias (loaded
words) and informational bias (whole sentences).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.cast import Cast
from sayso.evaluate.parsed import parsed
from sayso.evaluate.spans import Tally
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.cues import CueBook
from sayso.model import Article, Block, Saying
from sayso.says import find_sayings
from sayso.says.quotations import QuotationIndex
from sayso.text import Span
from sayso.who import find_actors

_HALF = 0.5
_CLASSES = frozenset({"Democrats", "Republicans", "Lawmakers", "Officials"})  # last words of BASIL's class labels


@dataclass(frozen=True)
class Phrase:
    """One biased span: where it stands, whether somebody is quoted with it, by whom, and its kind (lex or inf)."""

    span: Span
    quoted: bool
    speaker: str
    kind: str


@dataclass(frozen=True)
class Page:
    """One BASIL article as text with its blocks and biased spans."""

    article: Article
    phrases: tuple[Phrase, ...]


def basil(folder: Path) -> Iterator[Page]:
    """The articles of BASIL with their spans, in order of path."""
    for path in sorted((folder / "annotations").rglob("*.json")):
        plain = folder / "articles" / path.parent.name / path.name.replace("_ann.json", ".json")
        yield _page(json.loads(plain.read_text("utf8")), json.loads(path.read_text("utf8")), path.stem)


def _page(article: dict[str, Any], marked: dict[str, Any], name: str) -> Page:
    text, blocks, starts = article["title"], [], [0]
    blocks.append(Block(kind="headline", start=0, end=len(text)))
    sentence_starts = []
    for paragraph in article["body-paragraphs"]:
        text += "\n\n"
        first = len(text)
        for number, sentence in enumerate(paragraph):
            text += " " if number else ""
            sentence_starts.append(len(text))
            text += sentence
        blocks.append(Block(kind="paragraph", start=first, end=len(text)))
    starts += sentence_starts
    phrases = [_phrase(p, sentence_starts) for p in marked["phrase-level-annotations"]]
    return Page(Article(id=name, text=text, blocks=tuple(blocks)), tuple(p for p in phrases if p is not None))


def _phrase(marked: dict[str, Any], starts: Sequence[int]) -> Phrase | None:
    if not marked["id"].startswith("p"):
        return None
    base = starts[int(marked["id"][1:])]
    span = Span(base + marked["start"], base + marked["end"])
    return Phrase(span, marked["quote"] == "yes", marked["speaker"], marked["bias"])


def quoted_by_marks(marks: QuotationIndex, span: Span) -> bool:
    """True where at least half of the span stands in quotation marks."""
    inside = sum(min(q.end, span.end) - max(q.start, span.start) for q in marks.within(*span))
    return inside >= _HALF * (span.end - span.start)


def voice(sayings: Sequence[Saying], span: Span) -> Saying | None:
    """The innermost saying that holds most of the span, or None where it stands in the outlet's own voice."""
    best: tuple[int, int, Saying] | None = None
    for saying in sayings:
        pieces = saying.content if saying.parent is not None else ()
        inside = sum(max(0, min(c.end, span.end) - max(c.start, span.start)) for c in pieces)
        size = sum(c.end - c.start for c in pieces)
        if inside >= _HALF * (span.end - span.start) and (best is None or size < best[1]):
            best = (inside, size, saying)
    return None if best is None else best[2]


def outermost(sayings: Sequence[Saying], saying: Saying | None) -> Saying | None:
    """The saying right below the article around this one: BASIL names whom the outlet quotes, not whom he quotes."""
    by_id = {s.id: s for s in sayings}
    while saying is not None and saying.parent not in (None, "s0"):
        saying = by_id.get(saying.parent or "")
    return saying


def score(data: Path) -> dict[str, float]:
    """F1 of "quoted" by kind of bias, then for quoted spans: how many hang in a saying, and with the right speaker."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    cues, base = CueBook.shipped(), ActorBase.shipped()
    for page in basil(data / "voice" / "basil"):
        article = page.article
        doc = parsed(article.text, article.blocks)
        cast = find_actors(article, doc, base)
        sayings = find_sayings(article, doc, cast, cues)
        marks = QuotationIndex(article.text, [(b.start, b.end) for b in article.blocks])
        for phrase in page.phrases:
            _count(tallies, "quoted", phrase, quoted_by_marks(marks, phrase.span))
            if phrase.quoted:
                _count_speaker(tallies, phrase, outermost(sayings, voice(sayings, phrase.span)), cast)
    return {f"basil/{n}-{k}": round(getattr(t, a), 2) for n, t in tallies.items() for k, a in _FIGURES}


_FIGURES = (("p", "precision"), ("r", "recall"), ("f1", "f1"))


def _count(tallies: dict[str, Tally], name: str, phrase: Phrase, said: bool) -> None:
    for key in (name, f"{name}-{phrase.kind}"):
        tallies[key].add(said and phrase.quoted, said, phrase.quoted)


def _count_speaker(tallies: dict[str, Tally], phrase: Phrase, saying: Saying | None, cast: Cast) -> None:
    """A named speaker is right where the saying's words or its actors carry the last of his names.

    "House_Democrats" and the like are classes that BASIL gives to single members: they are no names and are left out.
    """
    tallies["attributed"].add(saying is not None and saying.cue is not None, 1, 1)
    name = phrase.speaker.replace("_", " ").split()
    if len(name) < 2 or not all(part[:1].isupper() for part in name) or name[-1] in _CLASSES:
        return
    found = _names(saying, cast)
    right = any(name[-1].casefold() in other.casefold() for other in found)
    tallies["named-speaker"].add(right, bool(found), 1)


def _names(saying: Saying | None, cast: Cast) -> list[str]:
    if saying is None:
        return []
    actors = [cast.actor(id_).name for id_ in saying.speakers]
    return actors or ([saying.speaker.text] if saying.speaker is not None else [])
