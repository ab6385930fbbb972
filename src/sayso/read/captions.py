"""Which lines belong to a picture: captions, which are coded, and mere picture credits, which are not."""

from __future__ import annotations

import re

from sayso.model import BlockKind
from sayso.read.words import PageWords
from sayso.text import folded

MOST_CREDIT_WORDS = 7
LEAST_CAPTION_WORDS = 5
MOST_CAPTION_WORDS, MOST_CAPTION_CHARS = 60, 600

_LABEL_END = re.compile(r"\s*(?:[:|]|\s[-–—])\s*")
_CREDIT_AT_END = re.compile(r"[(\[][^()\[\]]*(?:/|\bphoto\b|\bcredit\b)[^()\[\]]*[)\]]$", re.I)


def caption_kind(line: str, words: PageWords) -> BlockKind | None:
    """caption or chrome where the line belongs to a picture, else None."""
    if len(line) > MOST_CAPTION_CHARS or len(line.split()) > MOST_CAPTION_WORDS:
        return None
    key = folded(line)
    credits = words.pattern("captions", "credit")
    label, marked, rest = _split_label(line)
    labelled = bool(marked) and folded(label) in words.words("captions", "label")
    if len(line.split()) <= MOST_CREDIT_WORDS and (labelled or re.match(rf"(?:{credits})\b", key)):
        return "chrome" if not labelled or len(rest.split()) < LEAST_CAPTION_WORDS else "caption"
    return "caption" if labelled or _CREDIT_AT_END.search(line) else None


def _split_label(line: str) -> tuple[str, str, str]:
    match = _LABEL_END.search(line)
    return (line[: match.start()], match[0], line[match.end() :]) if match else (line, "", "")
