"""What every page needs: the archive, the templates, the worker, and counts that are kept while the archive is the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sayso.export.base import country_name
from sayso.store import Archive
from sayso.store.summaries import stamp
from sayso.text import squeezed
from sayso.version import __version__
from sayso.web import glossary, hits
from sayso.web.trying import Trier

T = TypeVar("T")
FOLDER = Path(__file__).parent
MOST_KEPT = 200


@dataclass
class House:
    """One served archive."""

    archive: Archive
    trier: Trier
    templates: Environment = field(default_factory=lambda: environment())
    _kept: dict[object, object] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """The value made before for this key and this state of the archive, or made now."""
        mark = stamp(self.archive)
        if not mark:
            return make()
        found = self._kept.get((key, mark))
        if found is None:
            found = make()
            with self._lock:
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[key, mark] = found
        return found  # type: ignore[return-value]


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
        meaning=glossary.meaning, quad=glossary.quad, country_name=country_name, hits=hits.marked, version=__version__
    )
    made.filters.update(squeezed=squeezed, web=web_address)
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
    made = house(request).templates.get_template(template).render(path=path, archive=_name(request), **values)
    return HTMLResponse(made, status_code=code)


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
