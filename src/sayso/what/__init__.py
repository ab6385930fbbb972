"""What happened: events of PLOVER's 16 types, read off verbs, nouns and their frames."""

from __future__ import annotations

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.knowledge.lexicon import Lexicon
from sayso.model import Article, Event
from sayso.what.events import acts_in, event
from sayso.what.scene import Scene

__all__ = ["Lexicon", "find_events"]


def find_events(article: Article, doc: Doc, cast: Cast, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events of an article in order of their triggers; who says so, when and where is left to other rooms."""
    scene = Scene(article, doc, cast, lexicon)
    return tuple(event(scene, act, number) for number, act in enumerate(acts_in(scene), 1))
