"""brat standoff: into a folder as .txt and .ann pairs with the annotation.conf that brat needs, or as one stream of blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sayso.export.base import Format
from sayso.knowledge.ontology import Ontology
from sayso.model import Event, Quote, Record, Saying

SLOTS = ("Actor", "Recipient", "Source", "Content")
STANDINGS = ("fact", "claimed", "admitted", "denied", "suspected", "disputed")
_UNSAFE = re.compile(r"[^\w.-]+")


class _Writer:
    """Text-bound annotations are numbered in order of first use; the same span and type is one annotation."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ids: dict[tuple[str, int, int], str] = {}
        self.lines: list[str] = []

    def span(self, type_: str, quote: Quote) -> str:
        """The id of a span; brat wants one line of text, so a line break becomes a blank."""
        key = (type_, quote.start, quote.end)
        if key not in self._ids:
            self._ids[key] = f"T{len(self._ids) + 1}"
            self.lines.append(f"{self._ids[key]}\t{type_} {_offsets(self._text, quote)}\t{_flat(quote.text)}")
        return self._ids[key]


def _flat(text: str) -> str:
    return " ".join(part.rstrip("\r") for part in text.split("\n") if part.strip())


def _offsets(text: str, quote: Quote) -> str:
    """brat writes a span that runs over a line break as several parts."""
    parts, start = [], quote.start
    for part in text[quote.start : quote.end].split("\n"):
        if part.strip():
            parts.append(f"{start} {start + len(part.rstrip(chr(13)))}")
        start += len(part) + 1
    return ";".join(parts)


def standoff(record: Record) -> list[str]:
    """The lines of the .ann file: spans, then an E line for each saying and event, then standing, negation and rule."""
    writer = _Writer(record.article.text)
    heads: list[tuple[str, Saying | Event]] = [
        (_saying(writer, s, s.cue), s) for s in record.sayings[1:] if s.cue is not None
    ]
    heads += [(_event(writer, e), e) for e in record.events]
    lines, attributes, notes = [], [], []
    for number, (line, what) in enumerate(heads, 1):
        lines.append(f"E{number}\t{line}")
        attributes += [f"{name} E{number}{value}" for name, value in _attributes(what)]
        notes += [f"AnnotatorNotes E{number}\t{b.rule} {b.detail}".rstrip() for b in what.because[:1]]
    marked = [f"A{n}\t{a}" for n, a in enumerate(attributes, 1)]
    return [*writer.lines, *lines, *marked, *(f"#{n}\t{note}" for n, note in enumerate(notes, 1))]


def _attributes(what: Saying | Event) -> Iterator[tuple[str, str]]:
    if isinstance(what, Event):
        yield "Standing", f" {what.standing}"
        yield from ((name.capitalize(), "") for name in what.auxiliary)
    else:
        yield "Stance", f" {what.stance}"
        if what.negated:
            yield "Negated", ""


def _event(writer: _Writer, event: Event) -> str:
    roles = [("Actor", q) for q in event.actor_text] + [("Recipient", q) for q in event.recipient_text]
    return _line(f"{event.type}:{writer.span(event.type, event.trigger)}", roles, writer)


def _saying(writer: _Writer, saying: Saying, cue: Quote) -> str:
    """brat wants the trigger to have the name of the event."""
    roles = [("Content", q) for q in saying.content] + [("Source", q) for q in (saying.speaker,) if q]
    return _line(f"Saying:{writer.span('Saying', cue)}", roles, writer)


def _line(head: str, roles: list[tuple[str, Quote]], writer: _Writer) -> str:
    seen: dict[str, int] = {}
    parts = [head]
    for role, quote in roles:
        seen[role] = seen.get(role, 0) + 1
        number = "" if seen[role] == 1 else str(seen[role])
        parts.append(f"{role}{number}:{writer.span(role, quote)}")
    return " ".join(parts)


def configuration() -> str:
    """annotation.conf: brat shows nothing that is not named there."""
    types = [t.id for t in Ontology.shipped().types]
    stances = "assert|deny|doubt|believe|intend|promise|threaten|demand|ask|show"
    return "\n".join(
        (
            *("[entities]", *SLOTS, "", "[relations]", "", "[events]"),
            "Saying\tSource*:Source, Content*:Content",
            *(f"{t}\tActor*:Actor, Recipient*:Recipient" for t in types),
            *("", "[attributes]", f"Standing\tArg:<EVENT>, Value:{'|'.join(STANDINGS)}"),
            f"Stance\tArg:<EVENT>, Value:{stances}",
            *(f"{name}\tArg:<EVENT>" for name in ("Negated", "Future", "Hypothetical", "Historical")),
            "",
        )
    )


def _lines(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield f"#doc\t{record.article.id}"
        yield from standoff(record)


def _save(records: Iterable[Record], path: Path) -> None:
    """A path that ends in .ann gets the stream; any other is a folder of pairs, as brat reads them."""
    if path.suffix == ".ann":
        path.write_text("".join(line + "\n" for line in _lines(records)), encoding="utf8")
        return
    path.mkdir(parents=True, exist_ok=True)
    for number, record in enumerate(records, 1):
        stem = f"{number:05d}-{_UNSAFE.sub('-', record.article.id)[-60:]}"
        (path / f"{stem}.txt").write_text(record.article.text, encoding="utf8", newline="")
        (path / f"{stem}.ann").write_text("".join(line + "\n" for line in standoff(record)), encoding="utf8")


def _beside() -> Mapping[str, str]:
    return {"annotation.conf": configuration()}


_ABOUT = "brat standoff: a folder of .txt and .ann files, or one stream with a `#doc` line an article"
FORMATS = {"brat": Format("brat", ".ann", _ABOUT, _lines, save=_save, beside=_beside)}
