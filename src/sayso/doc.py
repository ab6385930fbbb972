"""The parsed article: tokens, sentences, trees and names, frozen, all pointing into the article's text by offsets."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple


class Chances(NamedTuple):
    """How sure the model is of what it says of one word, each between 0 and 1 and not calibrated."""

    head: float  # among all heads the word might have, tree or no tree
    deprel: float  # given the head
    upos: float | None = None  # these four only from a model whose graph gives `chances`
    xpos: float | None = None
    feats: float | None = None
    lemma: float | None = None  # of the network's own lemma rule; word lists may overrule it


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word; `index` and `head` count through the whole document, head -1 is the root of its sentence."""

    index: int
    start: int  # code point offset into the article's text
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str  # "Number=Sing|Person=3", or ""
    head: int
    deprel: str
    sentence: int  # index of the sentence
    space_after: bool = True
    chances: Chances | None = field(default=None, compare=False)  # None for frozen and foreign parses

    def feat(self, name: str) -> str:
        """The value of one morphological feature, or the empty string."""
        for pair in self.feats.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens first..last (doc-wide indices, last exclusive) and the span of text they cover."""

    index: int
    first: int
    last: int
    start: int
    end: int
    block: int = 0  # index of the article's block it stands in
    probability: float = field(default=1.0, compare=False)  # that it ends here; 1 where the layout decides


@dataclass(frozen=True, slots=True)
class Name:
    """One named mention found by the model: tokens first..last (exclusive), its label, and how sure the model is."""

    first: int
    last: int
    label: str  # PER ORG GPE LOC FAC NORP EVENT WEAPON TITLE
    probability: float = 1.0


@dataclass(frozen=True)
class Doc:
    """One parsed article. Nothing in it changes after parsing; look-ups are built on first use."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()
    model: str = field(default="", compare=False)

    def with_tokens(self, changed: Mapping[int, Token]) -> Doc:
        """The same article with other tokens at these places; the very same Doc where none is given or no tree would be left."""
        if not changed or any(self._circles(changed, index) for index in changed):
            return self
        return replace(self, tokens=tuple(changed.get(token.index, token) for token in self.tokens))

    def _circles(self, changed: Mapping[int, Token], index: int) -> bool:
        """True where the way up from the word leads back to it, or into a circle, once the tokens are changed."""
        seen = {index}
        while (index := changed.get(index, self.tokens[index]).head) >= 0:
            if index in seen:
                return True
            seen.add(index)
        return False

    @cached_property
    def memory(self) -> dict[str, Any]:
        """Answers of pure functions over this Doc, kept so that the rooms need not work them out again."""
        return {}

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                below[token.head].append(token.index)
        return tuple(tuple(b) for b in below)

    @cached_property
    def _subtrees(self) -> dict[int, tuple[int, ...]]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    @cached_property
    def _name_at(self) -> dict[int, Name]:
        return {i: n for n in self.names for i in range(n.first, n.last)}

    def children(self, index: int) -> tuple[int, ...]:
        """Indices of the tokens directly below, in order of position."""
        return self._children[index]

    def subtree(self, index: int) -> tuple[int, ...]:
        """Indices of the token and everything below it, in order of position; worked out once."""
        known = self._subtrees.get(index)
        if known is None:
            found, stack = [], [index]
            while stack:
                at = stack.pop()
                found.append(at)
                stack.extend(self._children[at])
            known = self._subtrees[index] = tuple(sorted(found))
        return known

    def ancestors(self, index: int) -> Iterator[int]:
        """Indices from the token's head up to the root of its sentence."""
        at = self.tokens[index].head
        while at >= 0:
            yield at
            at = self.tokens[at].head

    def token_at(self, offset: int) -> int | None:
        """Index of the token that covers the code point offset, or None between tokens."""
        at = bisect.bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset < self.tokens[at].end else None

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that begin inside start..end."""
        return range(bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end))

    def name_at(self, index: int) -> Name | None:
        """The name that covers the token, or None."""
        return self._name_at.get(index)

    def sentence_of(self, index: int) -> Sentence:
        """The sentence in which the token stands."""
        return self.sentences[self.tokens[index].sentence]

    def span_text(self, first: int, last: int) -> str:
        """The article's exact words from token `first` up to, not including, token `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""
