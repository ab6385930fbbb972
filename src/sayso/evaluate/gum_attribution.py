"""GUM's attribution relations: are the clauses that GUM gives to a source found in a saying, with that source and cue?

GUM marks an elementary unit as the source of another (`Discourse=attribution-positive:27->28:…`) and the words that
show it: the source (`sem-atsrc`) and the cue (`lex-indwd`). It marks clauses only, so sayings whose content has no verb
are left out of precision. Both parts are shown: the trees of train and dev were used to train the parser, never to write cues.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.evaluate.coref import blocks_of, marks_of
from sayso.evaluate.parsed import parsed
from sayso.evaluate.spans import Tally
from sayso.knowledge.cues import CueBook
from sayso.model import Article, Saying
from sayso.parse.conllu import docs_from_conllu
from sayso.says import find_sayings
from sayso.text import Span

_UNIT = re.compile(r"(?P<relation>[a-z-]+)(?:_[rm])?:(?P<id>\d+)->(?P<head>\d+):\d+:(?P<signals>.*)")
_FORMAL = ("news", "interview", "bio", "speech", "textbook", "voyage")  # the genres that are written or prepared


@dataclass(frozen=True)
class Relation:
    """One attribution: the cue's first words (the whole unit where no word is marked), the source, the content unit."""

    cue: Span
    source: tuple[Span, ...]
    content: Span
    denied: bool


@dataclass(frozen=True)
class Gold:
    """One GUM document with its attributions."""

    name: str
    doc: Doc
    relations: tuple[Relation, ...]

    @property
    def genre(self) -> str:
        """ "GUM_news_iodine" -> "news"."""
        return self.name.split("_")[1]


def read_gum(path: Path) -> Iterator[Gold]:
    """Every document of a GUM CoNLL-U file."""
    columns = marks_of(path, "Discourse")
    for name, doc in docs_from_conllu(path):
        yield Gold(name, doc, tuple(_relations(doc, columns[name])))


def _relations(doc: Doc, column: Sequence[str]) -> Iterator[Relation]:
    starts = [i for i, mark in enumerate(column) if mark]
    ends = dict(zip(starts, [*starts[1:], len(column)], strict=True))
    units = {m["id"]: i for i in starts if (m := _UNIT.match(column[i])) is not None}
    for index in starts:
        for mark in column[index].split(";"):
            match = _UNIT.match(mark)
            if match is None or not match["relation"].startswith("attribution") or match["head"] not in units:
                continue
            yield _relation(doc, match, (index, units[match["head"]]), ends)


def _relation(doc: Doc, match: re.Match[str], units: tuple[int, int], ends: Mapping[int, int]) -> Relation:
    own, content = (Span(doc.tokens[i].start, doc.tokens[ends[i] - 1].end) for i in units)
    cue = _signal(doc, match["signals"], "lex-indwd") or (own,)
    source = _signal(doc, match["signals"], "sem-atsrc")
    return Relation(cue[0], source, content, match["relation"] == "attribution-negative")


def _signal(doc: Doc, signals: str, kind: str) -> tuple[Span, ...]:
    """The words of the first signal of a kind; numbers count the document's words from 1, "a-b" is a stretch."""
    for signal in signals.split("+"):
        if signal.startswith(kind + "-"):
            return tuple(_words(doc, signal.removeprefix(kind + "-")))
    return ()


def _words(doc: Doc, numbers: str) -> Iterator[Span]:
    for part in numbers.split(","):
        first, _, last = part.partition("-")
        if first.isdigit() and int(first) <= len(doc.tokens):
            token = doc.tokens[int(first) - 1]
            end = doc.tokens[int(last) - 1] if last.isdigit() and int(last) <= len(doc.tokens) else token
            yield Span(token.start, end.end)


def _has_verb(doc: Doc, saying: Saying) -> bool:
    return any(doc.tokens[i].upos in ("VERB", "AUX") for c in saying.content for i in doc.tokens_in(c.start, c.end))


class Scores:
    """Tallies by name, for all documents and by genre."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = defaultdict(Tally)

    def add(self, gold: Gold, doc: Doc, sayings: Sequence[Saying]) -> None:
        """Count one document."""
        cued = [s for s in sayings if s.cue is not None]
        pairs = [(r, next((s for s in cued if s.cue and r.cue.overlaps(s.cue.span)), None)) for r in gold.relations]
        matched = {s.id for _, s in pairs if s is not None}
        found = [s for s in cued if s.id in matched or _has_verb(doc, s)]
        kinds = ["all", "prepared" if gold.genre in _FORMAL else "spoken", *(["news"] if gold.genre == "news" else [])]
        for name in kinds:  # the other genres have fewer than twenty relations each
            self.tallies[f"{name}-detection"].add(len(matched), len(found), len(pairs))
        for relation, saying in pairs:
            if saying is not None:
                self._given(relation, saying)

    def _given(self, relation: Relation, saying: Saying) -> None:
        content = any(relation.content.overlaps(c.span) for c in saying.content)
        self.tallies["given-content"].add(content, 1, 1)
        if relation.source:
            named = saying.speaker is not None and any(s.overlaps(saying.speaker.span) for s in relation.source)
            self.tallies["given-source"].add(named, 1, 1)
        else:
            self.tallies["given-no-source"].add(saying.speaker is None, 1, 1)
        if relation.denied:
            self.tallies["denied-seen"].add(saying.negated or saying.stance in ("deny", "doubt"), 1, 1)


def score_part(path: Path, name: str) -> dict[str, float]:
    """Precision, recall and F1 of detection by genre; share of right sources and contents of what was found, 0..100."""
    scores, cues = Scores(), CueBook.shipped()
    for gold in read_gum(path):
        blocks = blocks_of(gold.doc)
        article, doc = Article(id=gold.name, text=gold.doc.text, blocks=blocks), parsed(gold.doc.text, blocks)
        scores.add(gold, doc, find_sayings(article, doc, Cast(), cues))
    figures = {}
    for key, tally in sorted(scores.tallies.items()):
        figures[f"{name}/{key}-r"] = round(tally.recall, 2)
        if key.endswith("-detection"):
            figures[f"{name}/{key}-p"] = round(tally.precision, 2)
            figures[f"{name}/{key}-f1"] = round(tally.f1, 2)
    return figures


def score(data: Path) -> dict[str, float]:
    """GUM's development part."""
    return score_part(data / "treebanks" / "gum" / "dev.conllu", "gum-attribution-dev")
