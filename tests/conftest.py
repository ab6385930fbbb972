"""What tests share: one coder with the shipped model, loaded once, and a cache folder of their own."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from sayso import paths
from sayso.model import Article, Record
from sayso.pipeline import Coder
from sayso.read import article_from_text

_shipped = Coder.shipped.__func__  # type: ignore[attr-defined]


@lru_cache(maxsize=8)
def _coder(actors: tuple[Path, ...] = (), places: tuple[Path, ...] = ()) -> Coder:
    made: Coder = _shipped(Coder, actors=list(actors), places=list(places), threads=1)
    return made


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The shipped coder with the actors of the sample articles."""
    return _coder((paths.samples() / "actors.yml",))


@pytest.fixture(scope="session")
def code(coder: Coder) -> Callable[..., Record]:
    """Code a text with the shipped coder."""

    def coded(text: str, **given: Any) -> Record:
        article: Article = article_from_text(text, **given)
        return coder.code(article)

    return coded


@pytest.fixture
def quick_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands under test share coders instead of loading the model again each time."""

    def shipped(
        cls: type[Coder], *, actors: Any = (), places: Any = (), threads: Any = None, parser: Any = None
    ) -> Coder:
        if parser is not None:
            made: Coder = _shipped(cls, actors=actors, places=places, parser=parser)
            return made
        return _coder(tuple(actors), tuple(places))

    monkeypatch.setattr(Coder, "shipped", classmethod(shipped))


def pytest_sessionfinish() -> None:
    """Coding froze the heap (sayso.batch); what other libraries keep in it, duckdb for one, is to be freed at the end."""
    gc.unfreeze()
