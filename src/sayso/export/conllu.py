"""CoNLL-U with sayso's layers in MISC: which tokens are an event, an actor, a cue, a source, the content of a saying.

A record keeps no tokens and no trees, so lemma, tags and heads are "_" (`sayso parse` prints them) and a sentence is one
paragraph. Tokens are cut at the edges of every span, so that each span is a whole number of tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from sayso.export.base import Format
from sayso.model import Record

_WORD = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")
_LINE = re.compile(r"[^\n]+")


class Layer(NamedTuple):
    """One stretch of text and what it is: Event, Actor, Recipient, Cue, Source or Content, and of what."""

    start: int
    end: int
    name: str
    value: str


def layers(record: Record) -> list[Layer]:
    """All stretches of a record, in order of their place; mentions of actors stand under Mention."""
    found = [Layer(m.start, m.end, "Mention", a.id) for a in record.actors for m in a.mentions]
    for saying in record.sayings[1:]:
        slots = (("Cue", (saying.cue,)), ("Source", (saying.speaker,)), ("Content", saying.content))
        found += [Layer(q.start, q.end, name, saying.id) for name, quotes in slots for q in quotes if q is not None]
    for event in record.events:
        found.append(Layer(event.trigger.start, event.trigger.end, "Event", f"{event.id}:{event.type}"))
        parties = (("Actor", event.actor_text), ("Recipient", event.recipient_text))
        found += [Layer(q.start, q.end, name, event.id) for name, quotes in parties for q in quotes]
    return sorted(found)


def tokens(text: str, cuts: set[int]) -> Iterator[tuple[int, int]]:
    """Words and signs with their offsets, cut at the given places too."""
    for match in _WORD.finditer(text):
        inner = sorted(c for c in cuts if match.start() < c < match.end())
        edges = [match.start(), *inner, match.end()]
        yield from pairwise(edges)


def _lines(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield from _document(record)


def _document(record: Record) -> Iterator[str]:
    text, name = record.article.text, record.article.id or "article"
    found = layers(record)
    cut = list(tokens(text, {edge for layer in found for edge in (layer.start, layer.end)}))
    marks = _marks(cut, found)
    yield f"# newdoc id = {name}"
    number = 0
    for line in _LINE.finditer(text):
        inside = [t for t in cut if line.start() <= t[0] < line.end()]
        if inside:
            number += 1
            yield from _sentence(text, f"{name}-{number}", inside, marks)


def _sentence(
    text: str, name: str, inside: list[tuple[int, int]], marks: dict[int, dict[str, list[str]]]
) -> Iterator[str]:
    yield "# newpar"
    yield f"# sent_id = {name}"
    yield f"# text = {_plain(text[inside[0][0] : inside[-1][1]])}"
    for index, (start, end) in enumerate(inside, 1):
        last = index == len(inside)
        misc = [f"{layer}={','.join(values)}" for layer, values in sorted(marks.get(start, {}).items())]
        if not last and inside[index][0] == end:
            misc.append("SpaceAfter=No")
        misc.append(f"TokenRange={start}:{end}")
        yield "\t".join((str(index), _plain(text[start:end]), *("_",) * 7, "|".join(misc)))
    yield ""


def _marks(cut: list[tuple[int, int]], found: list[Layer]) -> dict[int, dict[str, list[str]]]:
    """BIO values of each token, by the token's start."""
    marks: dict[int, dict[str, list[str]]] = {}
    for layer in found:
        begun = False
        for start, end in cut:
            if layer.start <= start and end <= layer.end:
                value = f"{'I' if begun else 'B'}-{layer.value}"
                marks.setdefault(start, {}).setdefault(layer.name, []).append(value)
                begun = True
    return marks


def _plain(words: str) -> str:
    return "".join(" " if character.isspace() else character for character in words)


_ABOUT = "CoNLL-U: tokens with events, actors and sayings in MISC; no trees (`sayso parse` has them)"
FORMATS = {"conllu": Format("conllu", ".conllu", _ABOUT, _lines, media="text/x-conllu")}
