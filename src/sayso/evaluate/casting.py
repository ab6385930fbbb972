"""The cast of a gold text for measuring events: the actors that sayso itself finds there."""

from __future__ import annotations

from functools import lru_cache

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.evaluate.parsed import paragraphs
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.lexicon import Lexicon
from sayso.model import Article, Event
from sayso.what import find_events
from sayso.who import find_actors


@lru_cache(maxsize=1)
def _base() -> ActorBase:
    return ActorBase.shipped()


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon, loaded once a process."""
    return Lexicon.shipped()


def article_of(text: str, id_: str = "gold", published: str | None = None) -> Article:
    """One gold text as an article of a single paragraph for every line."""
    return Article(id=id_, text=text, published=published, blocks=paragraphs(text))


def cast_of(article: Article, doc: Doc) -> Cast:
    """The actors that sayso finds in the article."""
    return find_actors(article, doc, _base())


def events_of(article: Article, doc: Doc) -> tuple[Event, ...]:
    """The events that sayso finds in the article, on its own cast."""
    return find_events(article, doc, cast_of(article, doc), lexicon())
