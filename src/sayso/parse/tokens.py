"""Where one word ends and the next begins is decided here, as the UD English treebanks draw the line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

REMEMBERED = 50_000
LONGEST_CHUNK = 1_000  # code points; what is longer without a blank is cut

_CHUNK = re.compile(r"\S+")
_MARK = "'’`´"
_LETTER = r"[^\W\d_]"
_URL = re.compile(r"(?:https?://|ftp://|www\.)\S+", re.I)
_DOMAIN = re.compile(
    r"(?:[\w-]+\.)+(?:com|org|net|edu|gov|mil|int|info|co\.\w\w|uk|de|fr|ru|ir|iq|tv|html?|doc|pdf)(?:/\S*)?(?![\w])",
    re.I,
)
_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*")
_HANDLE = re.compile(r"[@#][^\W\d]\w+")
_FACE = re.compile(r"[:;=][-o^']?[)(\]\[DPpO/\\|]+(?!\w)|<3+|\^_+\^|[)(][:;=]")
_PHONE = re.compile(r"(?:\d-)?\d{3}[-/]\d{3}-\d{4}|\d{3}-\d{4}(?!\d)|\d{5}-\d{4}(?!\d)")
_DATE = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])|\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}-\d{1,2}-\d{2,4}(?!\d)")
_DOTS = re.compile(r"\.{2,}|…+|-{2,}|[!?]{2,}|\*{2,}|={2,}|_{2,}|\+{2,}|~{2,}|#{2,}|''|``|<<+|>>+|[.][?!]+")
_ACRONYM = re.compile(rf"(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?![\w]))?|{_LETTER}{{1,2}}\.(?:[A-Z]\.)+")
_INITIAL = re.compile(r"[A-Z]\.(?=$|[A-Z'’-])")
_AMPERSAND = re.compile(r"[A-Za-z]{1,3}&[A-Za-z]{1,3}(?![\w])")
_NUMBER = re.compile(
    r"(?<![\w.,-])[+-]?\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|TH|ST)?(?![^\W\d_])|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![^\W\d_])|\d+(?:[.,:]\d+)*"
)
_CODE = re.compile(r"(?=[^\W_]*\d)(?=[^\W_]*[^\W\d_])[^\W\d_][^\W_]*")
_WORD = re.compile(rf"[{_MARK}]?[^\W_]+(?:[{_MARK}_.][^\W_]+)*[{_MARK}]?")
_YEARS = re.compile(r"['’‘]\d\ds?(?!\w)")
_COMBINED = re.compile(r"[^\W_][\w\u0300-\u036f\u200d]*")
_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|[\u2600-\u27bf\U0001f000-\U0001faff](?:[\ufe0f\u200d\U0001f3fb-\U0001f3ff]|[\u2600-\u27bf\U0001f000-\U0001faff](?<=\u200d.))*"
)
_SYMBOL_MONEY = re.compile(r"(?:US|C|A|NZ|HK)\$|[$£€¥]")
_CLITIC = re.compile(rf"(?<=\w)(?:n[{_MARK}]t|[{_MARK}](?:s|m|d|ll|re|ve|S|M|D|LL|RE|VE)|N[{_MARK}]T|[{_MARK}])$")
_FIXED = (_URL, _MAIL, _DOMAIN, _HANDLE, _FACE, _PHONE, _DATE, _YEARS, _DOTS, _AMPERSAND, _SYMBOL_MONEY, _EMOJI)
_TRAILING = ".,;:!?)]}>\"'’”»"


class Piece(NamedTuple):
    """One token: code point offsets into the text."""

    start: int
    end: int


class Tokenizer:
    """Splits text at blanks, then each chunk by rule; a chunk met again is looked up."""

    def __init__(self, rules: Path) -> None:
        read = json.loads(rules.read_text(encoding="utf-8"))
        self._abbreviations = frozenset(read["abbreviations"])
        self._words_too = frozenset(read["words_too"])
        self._prefixes = frozenset(read["prefixes"])
        self._split: dict[str, list[int]] = read["split"]
        self._whole = frozenset(read["whole"])
        units = "|".join(sorted(map(re.escape, read["units"]), key=len, reverse=True))
        self._measure = re.compile(rf"(\d+(?:[.,:]\d+)*)({units})(?!\w)", re.I)
        self._known: dict[str, tuple[Piece, ...]] = {}

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> list[Piece]:
        """All tokens between the two offsets, in order, never empty, never overlapping."""
        last = len(text) if end is None else end
        found: list[Piece] = []
        for match in _CHUNK.finditer(text, start, last):
            for first in range(match.start(), match.end(), LONGEST_CHUNK):
                chunk = text[first : min(first + LONGEST_CHUNK, match.end())]
                for start_in, end_in in self._known.get(chunk) or self._learnt(chunk):
                    found.append(Piece(first + start_in, first + end_in))
            if text[match.end() - 1] == ".":
                self._part_stop(text, found, last)
        return found

    def _part_stop(self, text: str, found: list[Piece], last: int) -> None:
        """`no.` and `etc.` are words before a full stop where a sentence seems to end behind them."""
        start, end = found[-1]
        word = text[start : end - 1]
        if word.lower() not in self._words_too or not (word.islower() or word in ("No", "Art")):
            return
        following = text[end : min(end + 40, last)].lstrip("\"'”’) \n\t")[:1]
        if not following or (following.isupper() and word != "No") or (word == "no" and not following.isdigit()):
            found[-1:] = [Piece(start, end - 1), Piece(end - 1, end)]

    def is_abbreviation(self, word: str) -> bool:
        """True for a token whose full stop belongs to it."""
        return len(word) > 1 and word[-1] == "." and (self._shortened(word[:-1]) or bool(_ACRONYM.fullmatch(word)))

    def _shortened(self, word: str) -> bool:
        return word.lower() in self._abbreviations or (len(word) == 1 and word.isupper())

    def _learnt(self, chunk: str) -> tuple[Piece, ...]:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        found = self._known[chunk] = tuple(self._cut(chunk))
        return found

    def _cut(self, chunk: str) -> Iterator[Piece]:
        if chunk.lower() in self._whole:
            yield Piece(0, len(chunk))
            return
        at = 0
        while at < len(chunk):
            end = self._next(chunk, at)
            yield from self._parted(chunk, at, end)
            at = end

    def _next(self, chunk: str, at: int) -> int:
        """Where the token that begins here ends; the first rule that matches decides."""
        for pattern in _FIXED:
            match = pattern.match(chunk, at)
            if match and self._stands(pattern, chunk, match):
                return self._without_marks(pattern, match)
        for rule in (self._abbreviation, self._prefixed, self._measured):
            end = rule(chunk, at)
            if end > at:
                return end
        for pattern in (_ACRONYM, _NUMBER, _CODE, _WORD):
            match = pattern.match(chunk, at)
            if match and match.end() > at:
                return self._word_end(chunk, at, match.end())
        combined = _COMBINED.match(chunk, at)
        return combined.end() if combined else at + 1

    def _stands(self, pattern: re.Pattern[str], chunk: str, match: re.Match[str]) -> bool:
        """Some patterns hold only at the start of a word, or not in the middle of a number."""
        before = chunk[match.start() - 1] if match.start() else " "
        if pattern in (_HANDLE, _FACE, _PHONE, _DATE, _AMPERSAND):
            return not before.isalnum() and not (pattern is _AMPERSAND and before == "&")
        return True

    def _without_marks(self, pattern: re.Pattern[str], match: re.Match[str]) -> int:
        if pattern not in (_URL, _MAIL, _DOMAIN):
            return match.end()
        return match.start() + max(1, len(match.group().rstrip(_TRAILING)))

    def _abbreviation(self, chunk: str, at: int) -> int:
        """`Gen.` keeps its full stop where nothing or no letter follows; `etc.` as well."""
        stop = chunk.find(".", at)
        if stop <= at or (stop + 1 < len(chunk) and (chunk[stop + 1].isalnum() or chunk[stop + 1] == ".")):
            return at
        return stop + 1 if self._shortened(chunk[at:stop]) else at

    def _prefixed(self, chunk: str, at: int) -> int:
        """`re-elected` is one word, `long-term` is three."""
        hyphen = chunk.find("-", at)
        if hyphen <= at or chunk[at:hyphen].lower() not in self._prefixes:
            return at
        match = _WORD.match(chunk, hyphen + 1)
        return self._word_end(chunk, hyphen + 1, match.end()) if match and match.end() - hyphen > 2 else at

    def _measured(self, chunk: str, at: int) -> int:
        """`5km` and `10am` are a number and a unit."""
        match = self._measure.match(chunk, at)
        return match.end(1) if match else at

    def _word_end(self, chunk: str, at: int, end: int) -> int:
        """A word does not keep a quotation mark behind it, nor a dot in the middle of two sentences run together."""
        word = chunk[at:end]
        if word[-1] in _MARK and not (len(word) > 2 and word[-2] in "sS" and word[0] not in _MARK):
            word = word[:-1] or word
        if word[0] in _MARK and len(word) > 1 and not _CLITIC.match("x" + word, 1):
            word = word[0]
        return at + len(word)

    def _parted(self, chunk: str, start: int, end: int) -> Iterator[Piece]:
        """Clitics stand by themselves: `do n't`, `Iran 's`, `can not`."""
        word = chunk[start:end]
        cuts = self._split.get(word.lower())
        if cuts is None:
            match = _CLITIC.search(word)
            cuts = [match.start()] if match and len(word) > 2 and match.start() > 0 else []
        for first, last in zip([0, *cuts], [*cuts, len(word)], strict=True):
            yield Piece(start + first, start + last)
