"""The same data as JSON under /api, described by OpenAPI at /api/openapi.json."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, Field

from sayso.model import Record
from sayso.store.reviews import decisions, machine_record
from sayso.store.search import find_articles, find_sayings
from sayso.store.summaries import actors_known, events_of
from sayso.web.asking import Day, Words
from sayso.web.house import house
from sayso.web.pages import Asked, EventId, Key, listed, record_of


class Problem(BaseModel):
    """What is wrong with a request."""

    error: str


_REFUSED: dict[int | str, dict[str, Any]] = {422: {"model": Problem, "description": "The request makes no sense."}}
_MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "There is no such thing here."}}
_UNREADABLE: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "The body is no JSON."},
    413: {"model": Problem, "description": "The text is too large: at most 200 kB."},
}
router = APIRouter(prefix="/api", responses=_REFUSED)
By = Literal["type", "mode", "standing", "country", "actor", "outlet", "speaker", "month"]
Limit = Annotated[int, Query(ge=1, le=1000, description="Rows of a page; `page` turns them.")]


class Rows(BaseModel):
    """Some rows of a result, and how many there are in all."""

    total: int
    rows: list[dict[str, Any]]


class Counted(BaseModel):
    """A value of a facet, and how many events have it."""

    value: str
    number: int


class Dyad(BaseModel):
    """Who did something to whom, and how many events."""

    actor: str
    recipient: str
    number: int


class Pasted(BaseModel):
    """A text to be coded."""

    text: Annotated[str, Field(max_length=200_000)]
    published: Day = None
    outlet: Words = None


@router.get("/events")
def events(request: Request, asked: Asked, limit: Limit = 50) -> Rows:
    """Events that meet the conditions."""
    at = (asked.page - 1) * limit
    home = house(request)
    found = events_of(home.archive, home.chosen(asked), limit=limit, offset=at, sort=asked.sort or "date")
    return Rows(**listed(found))


@router.get("/sayings")
def sayings(request: Request, asked: Asked, limit: Limit = 50) -> Rows:
    """Sayings by speaker, stance, outlet, date and words."""
    at = (asked.page - 1) * limit
    return Rows(**listed(find_sayings(house(request).archive, asked.filter(), limit=limit, offset=at)))


@router.get("/articles")
def articles(request: Request, asked: Asked, limit: Limit = 50) -> Rows:
    """Articles with their keys."""
    at = (asked.page - 1) * limit
    return Rows(**listed(find_articles(house(request).archive, asked.filter(), limit=limit, offset=at)))


@router.get("/actors")
def actors(request: Request, name: Annotated[Words, Query()] = None, limit: Limit = 50) -> Rows:
    """Actors with how often they act and are acted on, busiest first."""
    found = actors_known(house(request).fresh.columns(), name)
    return Rows(total=len(found), rows=[asdict(k) for k in found[:limit]])


@router.get("/articles/{key}", response_model=None, responses=_MISSING)
def article(request: Request, key: Key) -> dict[str, Any]:
    """The whole record (sayso/1) of one article, as people judged it where they did."""
    return record_of(request, key).to_dict()


@router.get("/articles/{key}/machine", response_model=None, responses=_MISSING)
def machine(request: Request, key: Key) -> dict[str, Any]:
    """The same as the machine made it, whatever people say of it."""
    found = machine_record(house(request).archive, key)
    if found is None:
        raise HTTPException(404, "There is no such article in the archive, or it could not be coded.")
    return found.to_dict()


@router.get("/articles/{key}/reviews", response_model=None, responses=_MISSING)
def reviewed(request: Request, key: Key) -> list[dict[str, Any]]:
    """What holds of people's judgements on the article; nothing of blind rounds that are still open."""
    held = decisions(house(request).archive, record_key(request, key))
    return [{"state": d.state, "said": [j.model_dump(mode="json", exclude_unset=True) for j in d.latest]} for d in held]


def record_key(request: Request, key: str) -> str:
    """The key, where there is a record under it."""
    record_of(request, key)
    return key


@router.get("/events/{key}/{event}", response_model=None, responses=_MISSING)
def event(request: Request, key: Key, event: EventId) -> dict[str, Any]:
    """One event as the record has it."""
    found = next((e for e in record_of(request, key).events if e.id == event), None)
    if found is None:
        raise HTTPException(404, "There is no such event in this article.")
    return found.model_dump(mode="json")


@router.get("/counts")
def count(request: Request, asked: Asked, by: By = "type") -> list[Counted]:
    """Number of events by one facet, most first (months in order)."""
    return [Counted(value=v, number=n) for v, n in house(request).chosen(asked).facet(by)]


@router.get("/who-to-whom")
def who_to_whom(request: Request, asked: Asked, limit: Limit = 1000) -> list[Dyad]:
    """Actor, recipient, number of events, most first; by country, or by name where no country is known."""
    found = house(request).chosen(asked).dyads()[:limit]
    return [Dyad(actor=a, recipient=r, number=n) for a, r, n in found]


@router.get("/places")
def places(request: Request, asked: Asked) -> list[dict[str, Any]]:
    """Places with coordinates and how exactly they are known; countries have no coordinates."""
    return [asdict(s) for s in house(request).chosen(asked).spots()]


@router.post("/code", response_model=None, responses=_UNREADABLE)
async def code(request: Request, pasted: Pasted) -> dict[str, Any]:
    """The record (sayso/1) of a text; nothing is kept."""
    answer = await house(request).trier.code(pasted.text, pasted.published, pasted.outlet)
    if isinstance(answer, Record):
        return answer.to_dict()
    raise HTTPException(422, answer.error["message"])
