"""The pages that count and compare: months, who to whom, the map, actors, and outlets side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response

from sayso.knowledge.actors import ActorBase
from sayso.model import Loaded, Record
from sayso.store import Archive, Filter
from sayso.store.search import find_actors, find_events, find_sayings
from sayso.store.summaries import dyads, facets, spots
from sayso.text import folded, squeezed
from sayso.web.asking import Wanted, Words, other_names
from sayso.web.charts import bars, dots, matrix, shapes
from sayso.web.house import Shown, answer, every_form, house
from sayso.web.pages import Asked, listed, summary

router = APIRouter()
MOST_COMPARED, MOST_RECORDS = 400, 80


@every_form(router, "/who-to-whom")
def who_to_whom(request: Request, asked: Asked) -> Response:
    """The matrix of actors and recipients."""
    at = house(request)
    found = at.kept(("dyads", asked.query()), lambda: dyads(at.archive, asked.filter()))
    rows = [{"actor": a, "recipient": b, "events": n} for a, b, n in found]
    shown = Shown(
        "matrix.html", {"matrix": matrix(found), "asked": asked}, rows, rows, ("actor", "recipient", "events")
    )
    return answer(request, shown)


@every_form(router, "/months")
def months(request: Request, asked: Asked) -> Response:
    """Events by month."""
    counted = summary(house(request), asked)["month"]
    rows = [{"month": m, "events": n} for m, n in counted]
    values = {"bars": bars(counted), "asked": asked, "months": counted}
    return answer(request, Shown("months.html", values, rows, rows, ("month", "events")))


@every_form(router, "/map")
def world(request: Request, asked: Asked) -> Response:
    """Where events happened: dots for places, tints for countries."""
    at = house(request)
    found = at.kept(("spots", asked.query()), lambda: spots(at.archive, asked.filter()))
    rows = [asdict(s) for s in found]
    countries = summary(at, asked)["country"]
    values = {"dots": dots(found), "shapes": shapes(countries), "asked": asked, "spots": found, "countries": countries}
    return answer(request, Shown("map.html", values, {"places": rows, "countries": dict(countries)}, rows, _SPOT))


_SPOT = ("name", "country", "resolution", "lat", "lon", "number")


@router.get("/months.svg", include_in_schema=False)
def months_svg(request: Request, asked: Asked) -> Response:
    """The chart as a file."""
    return _svg(request, "months.svg", bars=bars(summary(house(request), asked)["month"]), asked=asked)


@router.get("/map.svg", include_in_schema=False)
def map_svg(request: Request, asked: Asked) -> Response:
    """The map as a file."""
    at = house(request)
    found = at.kept(("spots", asked.query()), lambda: spots(at.archive, asked.filter()))
    return _svg(request, "map.svg", dots=dots(found), shapes=shapes(summary(at, asked)["country"]), asked=asked)


def _svg(request: Request, template: str, **values: Any) -> Response:
    body = house(request).templates.get_template(template).render(alone=True, **values)
    return Response(body, media_type="image/svg+xml")


@every_form(router, "/actors")
def actors(request: Request, asked: Asked) -> Response:
    """Who is in the archive."""
    found = find_actors(house(request).archive, asked.words, limit=500)
    return answer(
        request, Shown("actors.html", {"found": found, "asked": asked}, listed(found), found.rows, found.columns)
    )


@every_form(router, "/actor")
def actor(request: Request, name: Annotated[Words, Query()] = None) -> Response:
    """One actor: what it did, what was done to it, what it said, what others say of it."""
    if not name:
        raise HTTPException(404, "No actor is named.")
    archive, names = house(request).archive, other_names(name)
    found = _about(archive, name, names)
    if not any(found[k].total for k in ("did", "suffered", "said")):
        raise HTTPException(404, "Nobody of this name acts, is acted on or speaks in the archive.")
    data = {k: listed(v) for k, v in found.items()}
    rows = [{"side": k, **dict(r)} for k in ("did", "suffered") for r in found[k].rows]
    entry = _entry(name)
    wanted = Filter(actor=name, names=names, exact=True)
    counted = house(request).kept(("actor", name), lambda: facets(archive, wanted)["month"])
    shown = {"did": found["did"], "suffered": found["suffered"], "said": found["said"]}
    others = [r for k in ("did", "suffered") for r in found[k].rows if _by_others(r, names or (name,))]
    values = {"name": entry.name if entry else name, "entry": entry, "bars": bars(counted), "others": others}
    return answer(
        request,
        Shown(
            "actor.html",
            {**values, **shown, "asked": Wanted.model_validate({"actor": name})},
            data,
            rows,
            ("side", *found["did"].columns),
        ),
    )


def _about(archive: Archive, name: str, names: tuple[str, ...]) -> dict[str, Any]:
    did = Filter(actor=name, names=names, exact=True)
    suffered = replace(did, actor=None, recipient=name)
    speaker = names[1] if len(names) > 1 else name
    return {
        "did": find_events(archive, did),
        "suffered": find_events(archive, suffered),
        "said": find_sayings(archive, Filter(speaker=speaker)),
    }


def _by_others(row: Mapping[str, Any], names: Sequence[str]) -> bool:
    """True where somebody other than the actor says so, on the innermost step of the path."""
    first, *more = str(row["say_so"]).split(" < ")
    return bool(more) and folded(first) not in {folded(n) for n in names}


def _entry(name: str) -> Any:
    base = ActorBase.shipped()
    found = base.entry(name) if "/" in name else None
    named = base.named(name)
    return found or (named[0] if len(named) == 1 else None)


@every_form(router, "/compare")
def compare(request: Request, asked: Asked) -> Response:
    """Outlets side by side on one topic, actor or dyad."""
    archive = house(request).archive
    found = find_events(archive, asked.filter(), limit=MOST_COMPARED)
    outlets = _by_outlet(archive, [dict(r) for r in found.rows])
    rows = [r for o in outlets for r in o["rows"]]
    values = {"outlets": outlets, "asked": asked, "found": found}
    data = [{k: v for k, v in o.items() if k != "rows"} for o in outlets]
    return answer(request, Shown("compare.html", values, data, rows, ("outlet", *found.columns)))


def _by_outlet(archive: Archive, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["outlet"] or "no outlet named"].append(row)
    keys = list(dict.fromkeys(r["key"].partition("/")[0] for r in rows))[:MOST_RECORDS]
    records = {key: archive.record(key) for key in keys}
    found = [_outlet(name, group, records) for name, group in groups.items()]
    return sorted(found, key=lambda o: (-o["events"], o["outlet"]))


def _outlet(name: str, rows: list[dict[str, Any]], records: Mapping[str, Record | None]) -> dict[str, Any]:
    own = [records.get(k) for k in dict.fromkeys(r["key"].partition("/")[0] for r in rows)]
    loaded = [w for record in own if record for w in record.loaded]
    return {
        "outlet": name,
        "events": len(rows),
        "articles": len(own),
        "types": Counter(r["type"] for r in rows).most_common(),
        "standings": Counter(r["standing"] for r in rows).most_common(),
        "say_so": Counter(r["say_so"].split(" < ")[0] for r in rows).most_common(8),
        "words": Counter(squeezed(r["trigger"]).lower() for r in rows).most_common(12),
        "loaded_own": _loaded(loaded, own=True),
        "loaded_quoted": _loaded(loaded, own=False),
        "rows": rows,
    }


def _loaded(words: Sequence[Loaded], *, own: bool) -> list[tuple[str, int]]:
    """Loaded words in the outlet's own voice, or in the voices of those it reports."""
    return Counter(
        squeezed(w.text.text).lower() for w in words if (w.voice == "s0" and not w.quoted) == own
    ).most_common(10)
