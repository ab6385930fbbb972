"""Which outlet a page credits: by a masthead over the headline, a copyright line at the foot, or its address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sayso.read.shapes import is_capitalised, is_sentence
from sayso.read.words import PageWords
from sayso.text import folded

MOST_OUTLET_WORDS = 6

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©,]*(?:\(c\)\s*)?(?:\d{4}(?:\s?[–-]\s?\d{2,4})?)?[\s,]*(?:by\s+)?(?P<name>[^.|•·\n]+)",
    re.I,
)
_RIGHTS = re.compile(r"[\s,–-]*\ball (?:rights|content)\b.*$", re.I)
_PLAIN_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.")


def masthead(line: str, words: PageWords) -> str | None:
    """The outlet's name where the line is a short name in capitals with a word such as Herald or Radio in it."""
    names = folded(line).split()
    if not 2 <= len(names) <= MOST_OUTLET_WORDS or not is_capitalised(line) or is_sentence(line):
        return None
    if any(c.isdigit() for c in line) or not words.outlet_words.intersection((names[0], names[1], names[-1])):
        return None
    return line.strip()


def copyright_holder(line: str) -> str | None:
    """The name in a copyright line, or None."""
    match = _COPYRIGHT.search(line)
    if not match:
        return None
    name = _RIGHTS.sub("", match["name"]).strip(" ,-–—")
    fits = 0 < len(name.split()) <= MOST_OUTLET_WORDS and is_capitalised(name) and any(c.isalpha() for c in name)
    return name if fits else None


def host_of(url: str | None) -> str | None:
    """The host of an address without "www.", as the last resort for an outlet's name."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return _PLAIN_HOST.sub("", host) if host else None
