"""Where one sentence ends and the next begins is decided here: a small weighted vote at every mark that may end one."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.parse.shape import word_shape
from sayso.parse.tokens import Piece

SCALE = "~scale"  # the key of what turns a vote into the log odds of an end
SURE = math.inf
MOST_WORDS = 200  # a longer sentence is broken, at a comma or the like where there is one
_ENDERS = frozenset(".?!…:;—–-|•*·\"”’')]»")
_STOPS = re.compile(r"[.?!…]+")
_CLOSERS = frozenset("\"”’')]»'''")
_HALVES = frozenset({"AM", "PM"})  # of the day: a line may end behind them
_BREAK = re.compile(r"\n[^\S\n]*\n")
_BULLETS = frozenset("•*·-–—▪◦‣►")
_SOFT = frozenset(",;:—–-")
_NO_WORD = re.compile(
    r"(?P<link>.*(?:@\w|://|\w\.(?:html?|pdf|docx?|com|org)$))|(?P<rule>[^\w\s.]{4,}|_{4,})|>{1,2}|(?P<half>[AP]M)"
)


class Splitter:
    """Reads its weights, one a feature, from a file made by ``training.boundaries``."""

    def __init__(self, weights: Path) -> None:
        self._weights: dict[str, float] = json.loads(weights.read_text(encoding="utf-8"))
        self._scale = self._weights.pop(SCALE, 1.0)
        self._reads_lines = "m=<link>" in self._weights  # older weights have not learnt links and drawn lines

    def ends(self, text: str, pieces: Sequence[Piece]) -> list[int]:
        """For each sentence the place behind its last token."""
        return [end for end, _ in self.weighed(text, pieces)]

    def weighed(self, text: str, pieces: Sequence[Piece]) -> list[tuple[int, float]]:
        """The same, each with the chance that a sentence ends there: 1 where layout or length decides, not the vote."""
        words = [text[piece.start : piece.end] for piece in pieces]
        found: list[tuple[int, float]] = []
        start = 0
        for at in range(len(words)):
            if _goes_on(text, pieces, words, at):
                continue
            score = self._score(text, pieces, words, start, at)
            if score > 0.0:
                *broken, end = _broken(words, start, at + 1)
                found.extend((cut, 1.0) for cut in broken)
                found.append((end, round(1.0 / (1.0 + math.exp(-score * self._scale)), 4)))
                start = at + 1
        return found

    def _score(self, text: str, pieces: Sequence[Piece], words: list[str], start: int, at: int) -> float:
        """Above 0 where a sentence ends; SURE where the layout says so."""
        if at + 1 == len(words):
            return SURE
        gap = text[pieces[at].end : pieces[at + 1].start]
        if "\n" in gap and (_BREAK.search(gap) or words[at + 1][0] in _BULLETS):
            return SURE
        if not is_candidate(words, at, lines=self._reads_lines):
            return SURE if "\n" in gap and _line_ends(words, start, at) else 0.0
        weights = self._weights
        seen = features(words, start, at, bool(gap), lines=self._reads_lines)
        return sum(weights.get(feature, 0.0) for feature in seen)


def _goes_on(text: str, pieces: Sequence[Piece], words: list[str], at: int) -> bool:
    """The most frequent case, settled first: a plain word, at most one blank, and a plain word or comma behind."""
    word, end = words[at], pieces[at].end
    if not word.isalpha() or at + 1 == len(words) or not (words[at + 1].isalpha() or words[at + 1] == ","):
        return False
    return word not in _HALVES and pieces[at + 1].start - end <= (text[end] == " ")


def is_candidate(words: Sequence[str], at: int, *, lines: bool = True) -> bool:
    """True behind a mark, an abbreviation, a link or a drawn line, or before a bullet: only there a vote is taken."""
    if words[at][-1] in _ENDERS or words[at + 1][0] in _BULLETS:
        return True
    return lines and _NO_WORD.fullmatch(words[at]) is not None


def features(words: Sequence[str], start: int, at: int, spaced: bool, *, lines: bool = True) -> Iterator[str]:
    """What the vote looks at; ``start`` is the first word of the sentence so far."""
    word, after = words[at], words[at + 1]
    before = words[at - 1] if at > start else "^"
    further = words[at + 2] if at + 2 < len(words) else "$"
    mark = (_line_mark(word) if lines else "") or _mark(word)
    closed = mark
    if word in _CLOSERS and at > start:
        closed = _mark(before) + word
    shape, opened = word_shape(after), _open(words, start, at)
    first = f"{closed}|{_kind(after, shape)}"
    yield "bias"
    yield f"m={closed}"
    yield f"m+n={first}"
    yield f"m+n+s={first}|{int(spaced)}"
    yield f"m+o={closed}|{opened}|{_kind(after, shape)}"
    yield f"m+b={closed}|{word_shape(before)}|{_kind(after, shape)}"
    yield f"m+f={closed}|{_kind(after, shape)}|{_kind(further, word_shape(further))}"
    yield f"len={closed}|{min(9, (at - start) // 3)}"
    yield f"len+n={closed}|{min(5, (at - start) // 3)}|{_kind(after, shape)}"
    yield f"n={after.lower()[:12]}"
    yield f"m+nw={closed}|{after.lower()[:12]}"
    if len(word) > 1:
        yield f"w={word.lower()[:12]}"
        yield f"w+n={word.lower()[:12]}|{_kind(after, shape)}"
    else:
        yield f"b={closed}|{before.lower()[:12]}"


def _line_mark(word: str) -> str:
    plain = _NO_WORD.fullmatch(word)
    return f"<{plain.lastgroup}>" if plain else ""


def _mark(word: str) -> str:
    if _STOPS.fullmatch(word):
        return word[:3] if len(set(word)) > 1 else word[0] * min(2, len(word))
    if word[-1] == "." and len(word) > 1:
        return "A." if len(word) == 2 else "Aa."
    return word if len(word) == 1 else word[-1] + "~"


def _kind(word: str, shape: str) -> str:
    """Marks are told apart, words only by their case."""
    if word[0].isalpha():
        return shape[:2]
    return "9" if word[0].isdigit() else word[:2]


def _open(words: Sequence[str], start: int, at: int) -> str:
    """Whether the sentence so far has opened a quotation or a bracket that is not closed."""
    straight = curly = bracket = 0
    for word in words[max(start, at - 80) : at + 1]:
        straight += word in ('"', "''", "``")
        curly += (word in ("“", "«")) - (word in ("”", "»"))
        bracket += (word in ("(", "[")) - (word in (")", "]"))
    return f"{straight % 2}{int(curly > 0)}{int(bracket > 0)}"


def _line_ends(words: list[str], start: int, at: int) -> bool:
    """A short line without a stop, followed by a capital, is a heading; a wrapped line goes on."""
    return at - start < 8 and words[at + 1][0].isupper() and words[start][0].isupper() and words[at] not in _SOFT


def _broken(words: list[str], start: int, end: int) -> Iterator[int]:
    while end - start > MOST_WORDS:
        cut = start + MOST_WORDS
        soft = [at for at in range(start + MOST_WORDS // 2, cut) if words[at] in _SOFT]
        start = soft[-1] + 1 if soft else cut
        yield start
    yield end
