"""Ordinary news stays empty: own articles on sport, books, shares or storms, full of the words of war, and earnest ones beside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from sayso.evaluate.casting import article_of, events_of
from sayso.evaluate.own_cases import PUBLISHED, read_cases
from sayso.evaluate.parsed import parsed
from sayso.model import Event

FOLDER = Path(__file__).resolve().parents[3] / "evaluation" / "challenge" / "ordinary"
_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "THREATEN"})


class Told(BaseModel):
    """An act by its type and the words of which one may be its trigger."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str
    trigger: tuple[str, ...]


class Piece(BaseModel):
    """One article: the acts that may fairly be coded in it, and those that must be (in earnest news)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    topic: str
    text: str
    fair: tuple[Told, ...] = ()
    events: tuple[Told, ...] = ()


def pieces(name: str) -> Iterator[Piece]:
    """The articles of one file of the folder, in order."""
    return read_cases(FOLDER / f"{name}.jsonl", Piece)


def found(piece: Piece) -> tuple[Event, ...]:
    """All events that sayso reads in the article."""
    article = article_of(piece.text, piece.id, PUBLISHED)
    return events_of(article, parsed(piece.text, article.blocks))


def false_events(piece: Piece, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events that nobody could fairly code."""
    return tuple(e for e in events if not any(_is(e, t) for t in (*piece.fair, *piece.events)))


def _is(event: Event, told: Told) -> bool:
    """The type holds, and the trigger starts with one of the words."""
    return event.type == told.type and event.trigger.text.lower().startswith(told.trigger)


def score(data: Path) -> dict[str, float]:  # noqa: ARG001 - our own articles lie in the checkout
    """Of each file the share of articles without a false event of force, and, of earnest news, of acts found, 0..100."""
    figures: dict[str, float] = {}
    for path in sorted(FOLDER.glob("*.jsonl")):
        read = [(piece, found(piece)) for piece in pieces(path.stem)]
        wanted = [any(_is(e, t) for e in events) for piece, events in read for t in piece.events]
        if wanted:
            figures[f"ordinary-{path.stem}/found"] = _share(wanted)
            continue
        quiet = [not any(e.type in _FORCE for e in false_events(p, events)) for p, events in read]
        figures[f"ordinary-{path.stem}/without-force"] = _share(quiet)
        figures[f"ordinary-{path.stem}/empty"] = _share([not false_events(p, events) for p, events in read])
    return figures


def _share(flags: list[bool]) -> float:
    return 100.0 * sum(flags) / len(flags)
