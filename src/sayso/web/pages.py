"""The pages on events and articles: the table with its facets, the list of articles, and one article read."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse

from sayso.export.flat import COLUMNS, rows
from sayso.model import Record
from sayso.review import Judged
from sayso.review.judgement import ADDED
from sayso.store import Page
from sayso.store.reading import texts_of
from sayso.store.reviews import shown
from sayso.store.search import find_articles
from sayso.store.summaries import FACETS, Selection, events_of
from sayso.views import View
from sayso.web import hits
from sayso.web.asking import Wanted
from sayso.web.charts import bars
from sayso.web.house import House, Shown, answer, every_form, house, is_file, page
from sayso.web.marking import lines, loaded, voices
from sayso.web.tree import tree

router = APIRouter()
ROWS, ROWS_IN_FILE = 50, 10_000
MOST_LIGHTS, MOST_ADDED = 400, 50
Asked = Annotated[Wanted, Query()]
Key = Annotated[str, InPath(pattern="^[0-9a-f]{24}$")]
EventId = Annotated[str, InPath(pattern=r"^e[0-9]{1,6}$")]


def size(request: Request) -> int:
    """Rows of one answer: a page for reading, much more in a file."""
    return ROWS_IN_FILE if is_file(request) else ROWS


def listed(page: Page) -> dict[str, Any]:
    """A page of rows as data."""
    return {"total": page.total, "rows": [dict(r) for r in page.rows]}


@router.get("/", include_in_schema=False)
def start() -> RedirectResponse:
    """The first page is the table of events."""
    return RedirectResponse("/events")


@every_form(router, "/events")
def events(request: Request, asked: Asked) -> Response:
    """The table of events."""
    at, rows_of = house(request), size(request)
    chosen = at.chosen(asked)
    offset = (asked.page - 1) * rows_of
    found = events_of(at.archive, chosen, limit=rows_of, offset=offset, sort=asked.sort or "date")
    if is_file(request):
        return answer(request, Shown("", {}, listed(found), found.rows, found.columns))
    values = {
        **facets(chosen),
        "found": found,
        "asked": asked,
        "passages": passages(at, found, asked.words),
        "pages": -(-found.total // ROWS),
        "first": offset + 1,
    }
    return answer(request, Shown("events.html", values, {}))


def facets(chosen: Selection) -> dict[str, Any]:
    """The facets of the events, and the bars of their months."""
    counted = {name: chosen.facet(name) for name in FACETS}
    return {"facets": counted, "bars": bars(counted["month"])}


def passages(at: House, found: Page, words: str | None) -> dict[str, str]:
    """For events whose own sentence has no hit: a passage of their article that has one, by event key."""
    missed = [r for r in found.rows if words and not hits.is_hit(r["sentence"], words)]
    texts = texts_of(at.archive, {article_of(r["key"]) for r in missed})
    return {r["key"]: hits.passage(texts.get(article_of(r["key"]), ""), words) for r in missed}


def article_of(key: str) -> str:
    """The article's part of the key of an event or saying."""
    return key.partition("/")[0]


@every_form(router, "/articles")
def articles(request: Request, asked: Asked) -> Response:
    """The list of articles."""
    rows_of = size(request)
    offset = (asked.page - 1) * rows_of
    found = find_articles(house(request).archive, asked.filter(), limit=rows_of, offset=offset)
    values = {"found": found, "asked": asked, "pages": -(-found.total // ROWS), "first": offset + 1}
    return answer(request, Shown("articles.html", values, listed(found), found.rows, found.columns))


@every_form(router, "/article/{key}")
def article(request: Request, key: Key) -> Response:
    """One article with everything that was coded in it."""
    judged = judged_of(request, key)
    record = judged.record
    table = [dict(zip(COLUMNS, row)) for row in rows(record)]
    values = {**reading(record, key), "rejected": judged.rejected}
    return answer(request, Shown("article.html", values, record.to_dict(), table, COLUMNS))


@router.get("/event/{key}/{event}", include_in_schema=False)
def event(request: Request, key: Key, event: EventId) -> RedirectResponse:
    """The permanent address of an event: its article, with the event lit up."""
    if not any(e.id == event for e in record_of(request, key).events):
        raise HTTPException(404, "There is no such event in this article.")
    return RedirectResponse(f"/article/{key}#{event}")


@router.get("/light.css", include_in_schema=False)
def light(
    request: Request,
    events: Annotated[int, Query(ge=0, le=MOST_LIGHTS)] = 0,
    sayings: Annotated[int, Query(ge=0, le=MOST_LIGHTS)] = 0,
    added: Annotated[str, Query(pattern=r"^(\d{6,7}(,\d{6,7})*)?$", max_length=8 * MOST_ADDED)] = "",
) -> Response:
    """Rules by which hovering, focusing or linking to an event or saying lights its words up, without any script."""
    template = house(request).templates.get_template("light.css")
    numbers = [*range(1, events + 1), *(int(n) for n in added.split(",") if n)]
    body = template.render(numbers=numbers, sayings=sayings)
    return Response(body, media_type="text/css", headers={"cache-control": "max-age=86400"})


@router.get("/terms", include_in_schema=False)
def terms(request: Request) -> Response:
    """Every term of the page with its meaning, for those who cannot hover."""
    return page(request, "terms.html")


def record_of(request: Request, key: str) -> Record:
    """The record of one article, or the answer that there is none."""
    return judged_of(request, key).record


def judged_of(request: Request, key: str) -> Judged:
    """The record of one article as people judged it, with what they took out of it."""
    found = shown(house(request).archive, key)
    if found is None:
        raise HTTPException(404, "There is no such article in the archive, or it could not be coded.")
    return found


def reading(record: Record, key: str | None) -> dict[str, Any]:
    """What the article's template needs; `key` is None for a text that is not kept."""
    return {
        "record": record,
        "key": key,
        "rejected": (),
        "outlet": View(record).outlet(),
        "lines": lines(record),
        "root": tree(record),
        "voices": voices(record),
        "loaded": loaded(record),
        "lights": lights(record),
    }


def lights(record: Record) -> dict[str, int | str]:
    """The numbers of events and sayings that can be lit up: those of the machine, and those that people added."""
    numbers = [int(e.id[1:]) for e in record.events]
    added = [str(n) for n in numbers if n > ADDED][:MOST_ADDED]
    return {
        "events": max((n for n in numbers if n <= MOST_LIGHTS), default=0),
        "sayings": max((n for n in (int(s.id[1:]) for s in record.sayings) if n <= MOST_LIGHTS), default=0),
        "added": ",".join(added),
    }
