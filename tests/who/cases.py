"""Small articles of our own with frozen parses, and their actors."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.knowledge.actors import ActorBase
from sayso.model import Actor, Article
from sayso.parse.conllu import docs_from_conllu
from sayso.who import find_actors

PARSES = Path(__file__).parents[1] / "parses" / "who.conllu"


@lru_cache(maxsize=1)
def docs() -> dict[str, Doc]:
    """Every frozen parse by name."""
    return dict(docs_from_conllu(PARSES))


def cast(name: str, date: str | None = "2020-05-05", base: ActorBase | None = None) -> Cast:
    """The actors of one case."""
    doc = docs()[name]
    article = Article(id=name, text=doc.text, published=date)
    return find_actors(article, doc, base or ActorBase.shipped())


def actor(name: str, phrase: str, date: str | None = "2020-05-05") -> Actor | None:
    """The actor of the mention with exactly these words (the first one), or None."""
    return next((a for a in cast(name, date).actors for m in a.mentions if m.text == phrase), None)
