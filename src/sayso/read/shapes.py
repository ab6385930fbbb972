"""What a line looks like: a sentence, a headline, capitalised words, a name; marks and case only, no word lists."""

from __future__ import annotations

import re

MOST_HEADLINE_WORDS = 30
MOST_HEADLINE_CHARS = 220
TITLE_SHARE = 0.8
LEAST_QUESTION_WORDS = 10  # a shorter line with ? or ! may well be a headline

_CLOSERS = "”\"'’»›)]}*"
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}$")
_JOINING_LETTERS = 3  # words as short as "of", "the", "del" may begin small in a name
_SEPARATORS = re.compile(r"\s*[|•·›»¦]\s*|\s+[/\\–—-]\s+|\t+|\s{3,}")


def is_sentence(text: str) -> bool:
    """True where the line ends like a sentence: what stands in an article's body, seldom in a headline or a label."""
    stripped = text.rstrip(_CLOSERS + " ")
    if not stripped or not any(c.isalpha() for c in stripped):
        return False
    if stripped[-1] in "?!":
        return len(text.split()) >= LEAST_QUESTION_WORDS
    return stripped[-1] in ".…。" and len(text.split()) > 2 and not _ABBREVIATION.search(stripped)


def is_headline(text: str) -> bool:
    """True where the line is short, has words and does not end like a sentence."""
    short = len(text) <= MOST_HEADLINE_CHARS and len(text.split()) <= MOST_HEADLINE_WORDS
    return short and not is_sentence(text) and any(c.isalpha() for c in text)


def is_capitalised(text: str) -> bool:
    """True where every word begins with a capital or a digit, words as short as "of" aside; the first word always."""
    words = re.findall(r"[\w'’]+", text)
    long = [w for n, w in enumerate(words) if n == 0 or len(w) > _JOINING_LETTERS]
    return bool(words) and not any(w[0].islower() for w in long) and any(w[0].isupper() for w in words)


def is_title_case(text: str) -> bool:
    """True where nearly all words of more than three letters begin with a capital, as in Anglo-American headlines."""
    long: list[str] = re.findall(r"[^\W\d_]{4,}", text)
    return len(long) >= 3 and sum(w[0].isupper() for w in long) >= TITLE_SHARE * len(long)


def is_upper(text: str) -> bool:
    """True where the text has at least two letters and none of them is lower case."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and not any(c.islower() for c in letters)


def parts(text: str) -> list[str]:
    """The pieces of a line between bars, bullets, spaced dashes and wide gaps."""
    return [p.strip() for p in _SEPARATORS.split(text) if p.strip()]
