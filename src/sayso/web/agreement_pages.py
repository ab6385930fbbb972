"""Blind rounds and how far their coders agree: who codes which article twice, and Krippendorff's alpha for each slot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse

from sayso.errors import SaysoError
from sayso.review.agreement import Agreement, agreement
from sayso.store import rounds, users
from sayso.store.audit import note
from sayso.store.rounds import Round
from sayso.web.house import Shown, answer, every_form, house, page
from sayso.web.sessions import Posted, Reviewer, needs, posted

router = APIRouter(include_in_schema=False, dependencies=[Depends(needs("reviewer"))])
COLUMNS = ("kind", "slot", "alpha", "judged_by_two", "same")
Number = Annotated[int, InPath(ge=1, le=10**9)]


def measured(request: Request, which: Sequence[Round]) -> list[Agreement]:
    """Agreement over the rounds that are over."""
    at = house(request).archive
    return agreement(([c for c, _ in r.coders], rounds.said_in(at, r)) for r in which if r.closed)


@every_form(router, "/agreement")
def table(
    request: Request,
    article: Annotated[str | None, Query(pattern="^[0-9a-f]{24}$")] = None,
    round: Annotated[int | None, Query(ge=1, le=10**9)] = None,
) -> Response:
    """All rounds or one, and alpha over them."""
    return answer(request, _shown(request, article, round))


def _shown(request: Request, article: str | None, round_: int | None) -> Shown:
    at = house(request).archive
    found = rounds.listed(at)
    chosen = [r for r in found if round_ in (None, r.id)]
    measures = measured(request, chosen)
    rows = [dict(zip(COLUMNS, (m.kind, m.slot, m.alpha, m.units, m.same), strict=True)) for m in measures]
    able = [u.name for u in users.listed(at) if u.may("reviewer")]
    values = {
        "rounds": found,
        "chosen": round_,
        "measures": measures,
        "able": able,
        "article": article,
        "problem": None,
    }
    return Shown("agreement.html", values, rows, rows, COLUMNS)


@router.post("/agreement")
def begin(request: Request, user: Reviewer, form: Posted) -> Response:
    """Let two reviewers code an article blind."""
    at, article = house(request).archive, form.one("article")
    names = [n for n in form.all("reviewer") if n]
    try:
        _check_known(request, names)
        number = rounds.open_round(at, article, names, user.name)
    except SaysoError as error:
        shown = _shown(request, None, None)
        values: dict[str, Any] = {**shown.values, "problem": str(error), "article": article}
        return page(request, shown.template, 422, **values)
    note(at, user.name, "round-opened", article, detail=f"round {number}: {', '.join(names)}")
    return RedirectResponse("/agreement", 303)


def _check_known(request: Request, names: Sequence[str]) -> None:
    able = {u.name for u in users.listed(house(request).archive) if u.may("reviewer")}
    unknown = [n for n in names if n not in able]
    if unknown:
        raise SaysoError(f"{unknown[0]} is no reviewer here", code="round")


@router.post("/agreement/{number}/close", dependencies=[Depends(posted)])
def close(request: Request, user: Reviewer, number: Number) -> RedirectResponse:
    """End a round before all have finished; for admins and for who opened it would be too late to ask again."""
    if not user.may("admin"):
        raise HTTPException(403, "Only an admin ends a round before its coders have finished.")
    at = house(request).archive
    rounds.withdrawn(at, number)
    note(at, user.name, "round-closed", f"round {number}")
    return RedirectResponse("/agreement", 303)
