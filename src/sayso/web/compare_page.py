"""Outlets side by side on one topic, actor or dyad: which events, on whose say-so, in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from sayso.store.reading import loaded_words
from sayso.store.summaries import Selection, events_of, most
from sayso.text import squeezed
from sayso.web.house import House, Shown, answer, every_form, house
from sayso.web.pages import Asked, article_of, listed

router = APIRouter()
OUTLETS, EVENTS, WORDS, ARTICLES = 8, 6, 12, 12  # compared; of each outlet shown; read for loaded words

Counted = list[tuple[str, int]]


@dataclass(frozen=True)
class Outlet:
    """One outlet's telling of it. The words that take a side come from its newest articles on it."""

    outlet: str
    events: int
    articles: int
    types: Counted
    standings: Counted
    own_voice: int
    say_so: Counted
    words: Counted
    loaded_own: Counted
    loaded_quoted: Counted
    rows: list[dict[str, Any]]


@every_form(router, "/compare")
def compare(request: Request, asked: Asked) -> Response:
    """The outlets with most events on what is asked for."""
    at = house(request)
    chosen = at.chosen(asked)
    counted = chosen.facet("outlet")
    outlets = [_outlet(at, chosen, name) for name, _ in counted[:OUTLETS]]
    values = {"outlets": outlets, "asked": asked, "total": chosen.total, "others": counted[OUTLETS:]}
    data = [asdict(o) for o in outlets]
    rows = [r for o in outlets for r in o.rows]
    columns = tuple(rows[0]) if rows else ("key", "outlet")
    return answer(request, Shown("compare.html", values, data, rows, columns))


def _outlet(at: House, chosen: Selection, name: str) -> Outlet:
    text = chosen.columns.text
    own = chosen.also(text["outlet"].rows(lambda v: v == name))
    rows = listed(events_of(at.archive, own, limit=60))["rows"]
    newest = list(dict.fromkeys(article_of(r["key"]) for r in rows))[:ARTICLES]
    loaded = [w for words in loaded_words(at.archive, newest).values() for w in words]
    return Outlet(
        outlet=name,
        events=own.total,
        articles=len(text["article"].counted(own.mask)),
        types=own.facet("type"),
        standings=own.facet("standing"),
        own_voice=int((own.mask & (text["speaker"].numbers < 0)).sum()),
        say_so=own.facet("speaker")[:EVENTS],
        words=_lowered(text["trigger"].counted(own.mask))[:WORDS],
        loaded_own=_loaded(w for w in loaded if _is_own(w)),
        loaded_quoted=_loaded(w for w in loaded if not _is_own(w)),
        rows=rows[:EVENTS],
    )


def _lowered(found: Counted) -> Counted:
    counted: Counter[str] = Counter()
    for word, number in found:
        counted[squeezed(word).lower()] += number
    return most(list(counted.items()))


def _is_own(word: dict[str, Any]) -> bool:
    return bool(word["voice"] == "s0" and not word["quoted"])


def _loaded(words: Iterable[dict[str, Any]]) -> Counted:
    return _lowered([(w["text"]["text"], 1) for w in words])[:WORDS]
