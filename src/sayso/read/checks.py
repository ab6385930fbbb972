"""What the reader of a record is warned of: unpaired quotes, control and direction marks, endless sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.model import BODY_KINDS, Block, Notice
from sayso.text import STRAIGHT_QUOTES

LONGEST_SENTENCE = 400  # words

_PAIRS = (("“", "”"), ("«", "»"))
_OPENING = tuple(STRAIGHT_QUOTES) + tuple(a for a, _ in _PAIRS)
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+")


def notices(text: str, blocks: Sequence[Block]) -> Iterator[Notice]:
    """All warnings that the text itself gives cause for."""
    yield from _quotes(text, blocks)
    yield from _control(text)
    yield from _direction(text)
    yield from _long_sentences(text, blocks)


def replaced_surrogates(text: str) -> tuple[str, tuple[Notice, ...]]:
    """The text without lone surrogates, which no encoding can carry: each becomes U+FFFD, so offsets stay."""
    clean = re.sub("[\ud800-\udfff]", "\ufffd", text)
    if clean == text:
        return text, ()
    return clean, (Notice(code="encoding", message="the text held broken characters, which now stand as U+FFFD"),)


def _quotes(text: str, blocks: Sequence[Block]) -> Iterator[Notice]:
    body = [b for b in blocks if b.kind in BODY_KINDS]
    odd = [b for n, b in enumerate(body) if not _pairs(text, b, body[n + 1] if n + 1 < len(body) else None)]
    if odd:
        where = f"in {len(odd)} paragraph{'s' if len(odd) > 1 else ''}, first at offset {odd[0].start}"
        yield Notice(code="quotes", message=f"quotation marks do not pair {where}; speakers there are less sure")


def _pairs(text: str, block: Block, following: Block | None) -> bool:
    """True where the marks pair, or the quotation goes on with a new mark in the next paragraph."""
    words = text[block.start : block.end]
    goes_on = following is not None and text[following.start] in _OPENING
    straight = sum(words.count(mark) for mark in STRAIGHT_QUOTES) % 2
    curly = [words.count(a) - words.count(b) for a, b in _PAIRS]
    if straight == 0 and not any(curly):
        return True
    return goes_on and straight + sum(curly) == 1 and min(curly) >= 0


def _control(text: str) -> Iterator[Notice]:
    count = len(_CONTROL.findall(text))
    if count:
        yield Notice(code="control", message=f"the text holds {count} control characters; they are kept, not coded")


def _direction(text: str) -> Iterator[Notice]:
    count = len(_DIRECTION.findall(text))
    if count:
        message = f"the text holds {count} marks of writing direction; it may read otherwise on a screen"
        yield Notice(code="direction", message=message)


def _long_sentences(text: str, blocks: Sequence[Block]) -> Iterator[Notice]:
    longest = max((_longest(text[b.start : b.end]) for b in blocks if b.kind in BODY_KINDS), default=0)
    if longest > LONGEST_SENTENCE:
        yield Notice(code="long-sentence", message=f"a sentence has {longest} words; it may be coded in part only")


def _longest(words: str) -> int:
    return max(len(part.split()) for part in _STOP.split(words))
