"""What every page needs: the archive, its columns, the templates, the worker, and the forms in which a page answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sayso.export.base import country_name
from sayso.review import review_of
from sayso.store import Archive
from sayso.store.summaries import Selection, selection
from sayso.text import squeezed
from sayso.version import __version__
from sayso.views import cue_words
from sayso.web import glossary, hits
from sayso.web.asking import Wanted
from sayso.web.fresh import Fresh
from sayso.web.sessions import about
from sayso.web.trying import Trier

FOLDER = Path(__file__).parent
PICTURES = (("/timeline", "Timeline"), ("/months", "Months"), ("/who-to-whom", "Who to whom"), ("/map", "Map"))
NAVIGATION: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # address, label, beginnings of the addresses that it stands for
    ("/events", "Events", ("/events",)),
    ("/articles", "Articles", ("/articles", "/article/")),
    ("/actors", "Actors", ("/actors", "/actor")),
    ("/timeline", "Pictures", tuple(address for address, _ in PICTURES)),
    ("/compare", "Compare", ("/compare",)),
    ("/try", "Try it", ("/try",)),
    ("/api", "API", ("/api",)),
)


@dataclass
class House:
    """One served archive."""

    archive: Archive
    trier: Trier
    templates: Environment = field(default_factory=lambda: environment())
    fresh: Fresh = field(init=False)

    def __post_init__(self) -> None:
        self.fresh = Fresh(self.archive)

    def chosen(self, asked: Wanted) -> Selection:
        """The events that are asked for."""
        return selection(self.archive, self.fresh.columns(), asked.filter())


def environment() -> Environment:
    """Templates in which everything is escaped and a missing name is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        meaning=glossary.meaning,
        known=glossary.known,
        quad=glossary.quad,
        country_name=country_name,
        hits=hits.marked,
        version=__version__,
        navigation=NAVIGATION,
        pictures=PICTURES,
        review_of=review_of,
    )
    made.filters.update(squeezed=squeezed, cue=cue_words, web=web_address)
    return made


def web_address(url: str | None) -> str | None:
    """The address where a link to it is safe; None for javascript: and other schemes."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def house(request: Request) -> House:
    """The house of a request."""
    found = request.app.state.house
    assert isinstance(found, House)
    return found


@dataclass(frozen=True)
class Shown:
    """One answer in its three forms: a template with its values, rows for CSV, data for JSON."""

    template: str
    values: Mapping[str, Any]
    data: Any
    rows: Sequence[Mapping[str, Any]] = ()
    columns: Sequence[str] = ()


def every_form(router: APIRouter, path: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a page under its address and under the same with .json and .csv."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        for form in (".json", ".csv", ""):
            router.add_api_route(path + form, function, methods=["GET", "HEAD"], include_in_schema=False)
        return function

    return register


def is_file(request: Request) -> bool:
    """True where rows are asked for as a file, not for reading."""
    return request.url.path.endswith((".json", ".csv"))


def answer(request: Request, shown: Shown) -> Response:
    """The form that the address asks for."""
    path = request.url.path
    if path.endswith(".json"):
        return JSONResponse(shown.data)
    if path.endswith(".csv"):
        return Response(as_csv(shown.rows, shown.columns), media_type="text/csv; charset=utf-8")
    return page(request, shown.template, **shown.values)


def page(request: Request, template: str, code: int = 200, **values: Any) -> HTMLResponse:
    """One HTML page."""
    path = request.url.path
    known = {"path": path, "archive": _name(request), **about(request)}
    made = house(request).templates.get_template(template).render(**known, **values)
    return HTMLResponse(made, status_code=code)


def picture(request: Request, template: str, **values: Any) -> Response:
    """One picture as a file of its own."""
    body = house(request).templates.get_template(template).render(alone=True, **values)
    return Response(body, media_type="image/svg+xml")


def _name(request: Request) -> str:
    where = house(request).archive.where
    return Path(where).name if "://" not in where else where.rpartition("@")[2]


def as_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Rows as CSV; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(c)) for c in columns] for row in rows)
    return buffer.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
