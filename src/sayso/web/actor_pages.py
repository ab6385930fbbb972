"""The pages on actors: who is in the archive, and of one of them what it did, suffered, said, and what others say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response

from sayso.knowledge.actors import ActorBase, ActorEntry
from sayso.store import Filter
from sayso.store.search import find_sayings
from sayso.store.summaries import Selection, actors_known, events_of, selection
from sayso.text import folded
from sayso.web.asking import Wanted, Words, other_names
from sayso.web.charts import bars
from sayso.web.house import House, Shown, answer, every_form, house, is_file
from sayso.web.pages import Asked, listed, size

router = APIRouter()
ROWS, SHOWN = 100, 8


@every_form(router, "/actors")
def actors(request: Request, asked: Asked) -> Response:
    """Who is in the archive."""
    found = actors_known(house(request).fresh.columns(), asked.words)
    many = size(request) if is_file(request) else ROWS
    first = (asked.page - 1) * many
    rows = [asdict(k) for k in found[first : first + many]]
    values = {"rows": rows, "total": len(found), "asked": asked, "first": first + 1, "pages": -(-len(found) // ROWS)}
    return answer(request, Shown("actors.html", values, {"total": len(found), "rows": rows}, rows, _KNOWN))


_KNOWN = ("name", "country", "sector", "entry", "acts", "suffers")


@every_form(router, "/actor")
def actor(request: Request, name: Annotated[Words, Query()] = None) -> Response:
    """One actor, by its name or its entry in the knowledge base."""
    if not name:
        raise HTTPException(404, "No actor is named.")
    at = house(request)
    names = other_names(name) or _named_here(at, name)
    sides = _sides(at, name, names)
    many = size(request) if is_file(request) else SHOWN
    said = find_sayings(at.archive, Filter(speaker=name, speaker_names=names, exact=True), limit=many)
    if not said.total and not any(chosen.total for chosen in sides.values()):
        raise HTTPException(404, "Nobody of this name acts, is acted on or speaks in the archive.")
    found = {side: events_of(at.archive, chosen, limit=many) for side, chosen in sides.items()}
    data = {**{k: listed(v) for k, v in found.items()}, "said": listed(said)}
    rows = [{"side": k, **dict(r)} for k in ("did", "suffered") for r in found[k].rows]
    values = {**found, **_head(name, names, sides), "said": said, "asked": Wanted.model_validate({"actor": name})}
    return answer(request, Shown("actor.html", values, data, rows, ("side", *found["did"].columns)))


def _sides(at: House, name: str, names: tuple[str, ...]) -> dict[str, Selection]:
    """The events that the actor did, that were done to it, and those of both that somebody else says."""
    did = Filter(actor=name, names=names, exact=True)
    acted = selection(at.archive, at.fresh.columns(), did)
    suffered = selection(at.archive, at.fresh.columns(), replace(did, actor=None, recipient=name))
    both = replace(acted, mask=acted.mask | suffered.mask)
    return {"did": acted, "suffered": suffered, "others": said_by_others(both, (name, *names))}


def said_by_others(chosen: Selection, names: Sequence[str]) -> Selection:
    """Those of the events that somebody reported says, and not the actor itself."""
    own = {folded(n) for n in names}
    return chosen.also(chosen.columns.text["speaker"].rows(lambda speaker: folded(speaker) not in own))


def _named_here(at: House, name: str) -> tuple[str, ...]:
    """What the archive calls an entry that is not in the shipped knowledge base, such as one of the user's own."""
    columns = at.fresh.columns()
    found = columns.actors.first.get(name) or columns.recipients.first.get(name)
    return (name, found.name) if found else ()


def _head(name: str, names: tuple[str, ...], sides: dict[str, Selection]) -> dict[str, Any]:
    entry = _entry(name)
    over_time = {side: bars(sides[side].facet("month")) for side in ("did", "suffered")}
    types = {side: sides[side].facet("type")[:6] for side in ("did", "suffered")}
    shown = names[1] if "/" in name and len(names) > 1 else name
    return {"name": entry.name if entry else shown, "entry": entry, "over_time": over_time, "types": types}


def _entry(name: str) -> ActorEntry | None:
    base = ActorBase.shipped()
    found = base.entry(name) if "/" in name else None
    named = base.named(name)
    return found or (named[0] if len(named) == 1 else None)
