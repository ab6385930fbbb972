"""brat standoff: one block an article, text and annotations, to be split into .txt and .ann files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.export.base import Format
from sayso.model import Event, Quote, Record, Saying


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
    """The lines of the .ann file: spans of events, their slots and sayings, then one E line for each."""
    writer, relations = _Writer(record.article.text), []
    for saying in record.sayings[1:]:
        relations.append(_saying(writer, saying))
    for event in record.events:
        relations.append(_event(writer, event))
    numbered = [f"E{n}\t{line}" for n, line in enumerate((r for r in relations if r), 1)]
    return [*writer.lines, *numbered]


def _event(writer: _Writer, event: Event) -> str:
    roles = [("Actor", q) for q in event.actor_text] + [("Recipient", q) for q in event.recipient_text]
    return _line(f"{event.type}:{writer.span(event.type, event.trigger)}", roles, writer)


def _saying(writer: _Writer, saying: Saying) -> str:
    if saying.cue is None:
        return ""
    roles = [("Content", q) for q in saying.content] + [("Source", q) for q in (saying.speaker,) if q]
    return _line(f"Saying:{writer.span('Cue', saying.cue)}", roles, writer)


def _line(head: str, roles: list[tuple[str, Quote]], writer: _Writer) -> str:
    seen: dict[str, int] = {}
    parts = [head]
    for role, quote in roles:
        seen[role] = seen.get(role, 0) + 1
        number = "" if seen[role] == 1 else str(seen[role])
        parts.append(f"{role}{number}:{writer.span(role, quote)}")
    return " ".join(parts)


def _lines(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield f"#doc\t{record.article.id}"
        yield from standoff(record)


FORMATS = {"brat": Format("brat", ".ann", "brat standoff annotations, one `#doc` block an article", _lines)}
