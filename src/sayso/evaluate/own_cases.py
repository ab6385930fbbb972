"""How our own sets of sentences are read and coded: one JSON object a line, through the whole road from text to record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from sayso.evaluate.casting import article_of
from sayso.evaluate.parsed import parsed
from sayso.model import Event
from sayso.pipeline import Coder

PUBLISHED = "2024-05-05"  # the day on which such a text is taken to have come out
Case = TypeVar("Case", bound=BaseModel)


def read_cases(path: Path, shape: type[Case]) -> Iterator[Case]:
    """The lines of a file, in order, each of the given shape."""
    for line in path.read_text(encoding="utf8").splitlines():
        if line.strip():
            yield shape.model_validate_json(line)


def coded_events(text: str, id_: str) -> tuple[Event, ...]:
    """The events of a short text of ours, with whatever standing the whole program gives them."""
    article = article_of(text, id_, PUBLISHED)
    return tuple(_coder().read_doc(article, parsed(text, article.blocks)).record.events)


@lru_cache(maxsize=1)
def _coder() -> Coder:
    return Coder.shipped()
