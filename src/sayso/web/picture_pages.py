"""The pictures: timeline, months, who to whom and the map; each filters the table and is saved as SVG, PNG, CSV or JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from sayso.store.summaries import Selection, events_of
from sayso.web.asking import Wanted
from sayso.web.charts import MOST_PARTIES, bars, box_around, dots, matrix, shapes
from sayso.web.house import House, Shown, answer, every_form, house, is_file, picture
from sayso.web.pages import Asked, listed
from sayso.web.timeline import timeline

router = APIRouter()
MOST_IN_TIMELINE, MOST_SPOTS = 400, 600
Zoom = Annotated[Literal["world", "near"], Query(description="The whole world, or only where the events are.")]


@dataclass(frozen=True)
class Drawn:
    """What one picture is made from: values for its template, rows for CSV, data for JSON."""

    values: dict[str, Any]
    data: Any
    rows: list[dict[str, Any]]
    columns: tuple[str, ...]


def _shown(template: str, asked: Wanted, chosen: Selection, drawn: Drawn) -> Shown:
    values = {**drawn.values, "asked": asked, "total": chosen.total}
    return Shown(template, values, drawn.data, drawn.rows, drawn.columns)


@every_form(router, "/timeline")
def time_line(request: Request, asked: Asked) -> Response:
    """The newest events on a line, each as long as its date is unsure."""
    at = house(request)
    chosen = at.chosen(asked)
    return answer(request, _shown("timeline.html", asked, chosen, _timeline(at, chosen)))


@router.get("/timeline.svg", include_in_schema=False)
def time_line_svg(request: Request, asked: Asked) -> Response:
    """The timeline as a file."""
    at = house(request)
    return picture(request, "timeline.svg", **_timeline(at, at.chosen(asked)).values, asked=asked)


def _timeline(at: House, chosen: Selection) -> Drawn:
    dated = chosen.also(chosen.columns.text["start_date"].numbers >= 0)
    found = events_of(at.archive, dated, limit=MOST_IN_TIMELINE)
    values = {"picture": timeline(found.rows), "dated": dated.total, "drawn": len(found.rows)}
    return Drawn(values, listed(found), [dict(r) for r in found.rows], found.columns)


@every_form(router, "/months")
def months(request: Request, asked: Asked) -> Response:
    """Events by month."""
    chosen = house(request).chosen(asked)
    return answer(request, _shown("months.html", asked, chosen, _months(chosen)))


@router.get("/months.svg", include_in_schema=False)
def months_svg(request: Request, asked: Asked) -> Response:
    """The chart as a file."""
    return picture(request, "months.svg", **_months(house(request).chosen(asked)).values, asked=asked)


def _months(chosen: Selection) -> Drawn:
    counted = chosen.facet("month")
    rows = [{"month": m, "events": n} for m, n in counted]
    return Drawn({"bars": bars(counted), "months": counted}, rows, rows, ("month", "events"))


@every_form(router, "/who-to-whom")
def who_to_whom(request: Request, asked: Asked) -> Response:
    """The matrix of actors and recipients."""
    chosen = house(request).chosen(asked)
    return answer(
        request, _shown("matrix.html", asked, chosen, _matrix(chosen, None if is_file(request) else MOST_PARTIES))
    )


@router.get("/who-to-whom.svg", include_in_schema=False)
def who_to_whom_svg(request: Request, asked: Asked) -> Response:
    """The matrix as a file."""
    return picture(request, "matrix.svg", **_matrix(house(request).chosen(asked), MOST_PARTIES).values, asked=asked)


def _matrix(chosen: Selection, most: int | None) -> Drawn:
    found = chosen.dyads(most)
    rows = [{"actor": a, "recipient": b, "events": n} for a, b, n in found]
    return Drawn({"matrix": matrix(found)}, rows, rows, ("actor", "recipient", "events"))


@every_form(router, "/map")
def world(request: Request, asked: Asked, zoom: Zoom = "world") -> Response:
    """Where events happened: dots for places, tints for countries."""
    chosen = house(request).chosen(asked)
    return answer(request, _shown("map.html", asked, chosen, _map(chosen, zoom)))


@router.get("/map.svg", include_in_schema=False)
def map_svg(request: Request, asked: Asked, zoom: Zoom = "world") -> Response:
    """The map as a file."""
    return picture(request, "map.svg", **_map(house(request).chosen(asked), zoom).values, asked=asked)


def _map(chosen: Selection, zoom: str) -> Drawn:
    found, countries = chosen.spots(MOST_SPOTS), chosen.facet("country")
    drawn = dots(found)
    values = {
        "dots": drawn,
        "shapes": shapes(countries),
        "spots": found,
        "countries": countries,
        "zoom": zoom,
        "box": box_around(drawn if zoom == "near" else []),
    }
    rows = [asdict(s) for s in found]
    return Drawn(values, {"places": rows, "countries": dict(countries)}, rows, _SPOT)


_SPOT = ("name", "country", "resolution", "lat", "lon", "number")
