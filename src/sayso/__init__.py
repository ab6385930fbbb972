"""sayso: who did what to whom, when, where, and on whose say-so.

    import sayso
    record = sayso.code("Rebels attacked the town of Orlu on Monday, police said.", published="2024-05-01")
    for event in record.events:
        print(event.type, event.trigger.text, event.standing)

`code` keeps one coder with the shipped model and knowledge for the whole process; make a `Coder` of your own to add
actors and places. Nothing here needs a network, and nothing is downloaded.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.errors import InputError, KnowledgeError, ModelError, SaysoError
from sayso.model import Actor, Article, Event, Failure, Moment, Place, Record, Saying
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.pipeline import Coder

__all__ = [
    "Actor",
    "Article",
    "Event",
    "Failure",
    "InputError",
    "KnowledgeError",
    "ModelError",
    "Moment",
    "Place",
    "Record",
    "Saying",
    "SaysoError",
    "__version__",
    "code",
    "coder",
]


@lru_cache(maxsize=1)
def coder() -> Coder:
    """The coder with the shipped model and knowledge, made on first use (about a second) and kept."""
    from sayso.pipeline import Coder

    return Coder.shipped()


def code(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str = "",
) -> Record:
    """The record of one article given as plain text (or HTML, which is recognised).

    `published` is an ISO date; all offsets in the record are code points into `record.article.text`.
    Raises InputError where the text is empty, too large, binary or in another language.
    """
    from sayso.read import article_from_text

    article = article_from_text(text, id=id, title=title, url=url, outlet=outlet, published=published)
    return coder().code(article)
