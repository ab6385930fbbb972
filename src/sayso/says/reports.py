"""A report as it is being read: the words of one saying before it has an id and a place in the tree."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from functools import cached_property

from sayso.cast import Cast
from sayso.doc import Doc, Sentence
from sayso.knowledge.cues import Cue, CueBook
from sayso.model import BODY_KINDS, Article, Venue
from sayso.says.quotations import QuotationIndex
from sayso.text import Span

PHRASE = 3  # ranks of content from here on are no clauses


def body_of(article: Article) -> tuple[tuple[int, int], ...]:
    """The stretches of the article that are coded: its body blocks, or the whole text."""
    body = tuple((b.start, b.end) for b in article.blocks if b.kind in BODY_KINDS)
    return body or ((0, len(article.text)),)


def marks_of(article: Article, doc: Doc) -> QuotationIndex:
    """What stands in quotation marks, worked out once for each parsed article."""
    known = doc.memory.get("says.marks")
    if not isinstance(known, QuotationIndex):
        known = doc.memory["says.marks"] = QuotationIndex(article.text, body_of(article))
    return known


@dataclass(frozen=True)
class Scene:
    """All that is known while the sayings of one article are read."""

    article: Article
    doc: Doc
    cast: Cast
    cues: CueBook

    @cached_property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the article that are coded."""
        return body_of(self.article)

    @cached_property
    def marks(self) -> QuotationIndex:
        """What stands in quotation marks."""
        return marks_of(self.article, self.doc)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.doc.sentences]

    def sentences_over(self, start: int, end: int) -> tuple[Sentence, ...]:
        """The sentences that share a character with the stretch, in order."""
        first = max(0, bisect.bisect_right(self._sentence_starts, start) - 1)
        last = bisect.bisect_left(self._sentence_starts, end)
        return tuple(s for s in self.doc.sentences[first:last] if start < s.end)

    def sentence_before(self, offset: int) -> Sentence | None:
        """The last sentence that ends at or before the offset."""
        at = bisect.bisect_right(self._sentence_starts, offset) - 1
        while at >= 0 and self.doc.sentences[at].end > offset:
            at -= 1
        return self.doc.sentences[at] if at >= 0 else None

    def same_zone(self, word: int, other: int) -> bool:
        """True where both tokens stand in the same quotation, or both in none."""
        tokens = self.doc.tokens
        return self.marks.around(tokens[word].start) == self.marks.around(tokens[other].start)

    def actor_at(self, token: int) -> str | None:
        """Id of the actor whose mention has this token as its head, or is the shortest one that covers it."""
        start = self.doc.tokens[token].start
        return self.cast.headed(start) or self.cast.covering(start)


@dataclass(frozen=True)
class Report:
    """One act of saying. `word` is the cue's token, -1 where words stand in marks without a cue."""

    word: int
    cue: Cue | None
    cue_span: Span | None
    lemma: str | None = None
    speaker_heads: tuple[int, ...] = ()
    speaker: Span | None = None
    content: tuple[Span, ...] = ()
    addressee_heads: tuple[int, ...] = ()
    addressee: Span | None = None
    negated: bool = False
    venue: Venue | None = None
    rank: int = 9  # kind of the content found: 0 clause … 9 a bare object
    flipped: bool = False  # a verb above turns the cue into its opposite
    described: bool = False  # the content is the noun that the cue's relative clause or participle describes
    hollow: bool = False  # "what he said": a saying whose words are not told
    speaker_words: str = ""  # the speaker's head words in lower case
    definite: bool = False  # the content is a phrase that names one act known to the reader: "the raid"
    rule: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def start(self) -> int:
        """Where the report's first part begins."""
        return min([s.start for s in (self.cue_span, *self.content[:1]) if s is not None], default=0)

    @property
    def size(self) -> int:
        """Number of characters of content."""
        return sum(s.end - s.start for s in self.content)

    def holds(self, span: tuple[int, int]) -> bool:
        """True where the stretch lies inside the content."""
        return any(s.contains(span) for s in self.content)
