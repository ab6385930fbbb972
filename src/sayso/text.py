"""Ground: spans of text, quotation marks and normal forms; everything counts in code points."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

OPENING_QUOTES = "“„«‹‟"
CLOSING_QUOTES = "”»›"
STRAIGHT_QUOTES = '"＂'
APOSTROPHES = "'’ʼ‘`´ʻ"
DASHES = "-‐‑‒–—―"

_SPACES = re.compile(r"\s+")
_END = re.compile(r"(?<=\w)(?:[.!?]+|…)[\"”’')\]»]*\s+(?=[\"“‘'(\[«]*[^\W\d_a-z])|\n")
_SHORT = (
    4  # letters of a capitalised word before a stop that may be a title, a month or a state: "Col.", "Sept.", "St."
)
_WITHOUT_APOSTROPHES = {ord(mark): None for mark in APOSTROPHES}
# Latin letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {
        "ı": "i",
        "İ": "I",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "ħ": "h",
        "Ħ": "H",
    }
    | {"þ": "th", "Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "ŋ": "n", "Ŋ": "N"}
)
_NOT_WORD = re.compile(r"[^\w\s]")


class Span(NamedTuple):
    """Code point offsets into one text, end exclusive."""

    start: int
    end: int

    def overlaps(self, other: tuple[int, int]) -> bool:
        """True where the two spans share at least one character."""
        return self.start < other[1] and other[0] < self.end

    def contains(self, other: tuple[int, int]) -> bool:
        """True where the other span lies wholly inside this one."""
        return self.start <= other[0] and other[1] <= self.end


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its two ends; empty spans collapse onto `start`."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def parted(text: str, start: int, end: int) -> bool:
    """True where a quotation begins or ends between the two offsets, so that one lies inside it and the other outside."""
    between = text[start:end] if start <= end else text[end:start]
    if sum(between.count(m) for m in STRAIGHT_QUOTES) % 2:
        return True
    return sum(between.count(m) for m in OPENING_QUOTES) != sum(between.count(m) for m in CLOSING_QUOTES)


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence, or sentences, of one line around a span: for showing. Where a stop may be that of an abbreviation
    the sentence goes on, so that more is shown rather than less."""
    ends = [m.end() for m in _END.finditer(text, text.rfind("\n", 0, start) + 1) if _ends(text, m)]
    first = max((at for at in ends if at <= start), default=text.rfind("\n", 0, start) + 1)
    return trimmed(text, first, min((at for at in ends if at >= end), default=len(text)))


def _ends(text: str, stop: re.Match[str]) -> bool:
    """False behind an initial, "a.m.", "U.S." and short words with a capital, which may be abbreviations."""
    if stop[0] == "\n" or not stop[0].startswith("."):
        return True
    before = text[: stop.start()].rpartition(" ")[2].rpartition("\n")[2].lstrip("\"“‘'([«")
    return "." not in before and not (before[:1].isupper() and len(before) <= _SHORT)


def squeezed(text: str) -> str:
    """The text with every run of white space as one blank: for showing, never for offsets."""
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=1 << 14)  # the words of an article come again and again
def folded(text: str) -> str:
    """Lower case without accents, apostrophes or punctuation: the key under which names are compared."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text.translate(_PLAIN)) if not unicodedata.combining(c))
    return squeezed(_NOT_WORD.sub(" ", text.translate(_WITHOUT_APOSTROPHES))).casefold()
