"""Settling: where the coders of a blind round differ, all versions side by side, and one of them taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse

from sayso.errors import SaysoError
from sayso.review import Judgement, Values
from sayso.review.agreement import Difference, differences
from sayso.store import Archive, reviews, rounds
from sayso.store.audit import note
from sayso.store.rounds import Round
from sayso.store.users import User
from sayso.web.house import house, page
from sayso.web.review_cards import Desk, desk
from sayso.web.sessions import Form, Posted, Reviewer, needs

router = APIRouter(include_in_schema=False, dependencies=[Depends(needs("reviewer"))])
Number = Annotated[int, InPath(ge=1, le=10**9)]
MACHINE = "(machine)"


@dataclass(frozen=True)
class Open:
    """One difference: what the machine had (None where the event was added), what each coder said, and by whom settled."""

    difference: Difference
    machine: Values | None
    settled: Judgement | None
    follows: int


def round_of(at: Archive, number: int) -> Round:
    """A round that is over."""
    found = next((r for r in rounds.listed(at) if r.id == number), None)
    if found is None or not found.closed:
        raise HTTPException(404, "There is no such round, or its coders have not all finished.")
    return found


def opened(at: Archive, round_: Round) -> list[Open]:
    """The differences of a round, those that are not settled first."""
    said = reviews.of_article(at, round_.article)
    seen = reviews.last_seen(at, round_.article, "")
    coders = [c for c, _ in round_.coders]
    found = [_open(d, said, seen) for d in differences(coders, [j for j in said if j.round == round_.id])]
    return sorted(found, key=lambda o: o.settled is not None)


def _open(difference: Difference, said: list[Judgement], seen: dict[tuple[str, str], int]) -> Open:
    newest = max(j.id for j in difference.words)
    later = [j for j in said if (j.kind, j.target) == (difference.kind, difference.target) and j.round is None]
    settled = next((j for j in reversed(later) if j.id > newest), None)
    before = difference.words[0].before
    machine = before if before.slots else None
    return Open(difference, machine, settled, seen.get((difference.kind, difference.target), 0))


@router.get("/settle/{number}")
def table(request: Request, user: Reviewer, number: Number) -> Response:
    """All differences of a round."""
    return _page(request, user, number, None)


def _page(request: Request, user: User, number: int, problem: str | None) -> Response:
    at = house(request).archive
    round_ = round_of(at, number)
    on_desk: Desk | None = desk(at, round_.article, user.name)
    if on_desk is None:
        raise HTTPException(404, "The article of this round is no longer in the archive.")
    found = opened(at, round_)
    values: dict[str, Any] = {"round": round_, "found": found, "desk": on_desk, "problem": problem, "machine": MACHINE}
    return page(request, "settle.html", 422 if problem else 200, **values)


@router.post("/settle/{number}")
def settle(request: Request, user: Reviewer, number: Number, form: Posted) -> Response:
    """Take one version; it holds from now on."""
    at = house(request).archive
    round_ = round_of(at, number)
    wanted = form.one("target")
    found = next((o for o in opened(at, round_) if o.difference.target == wanted), None)
    follows = form.one("follows")
    if found is None or not follows.isdigit():
        raise HTTPException(400, "The form cannot be read.")
    said = _taken(found, form)
    signed = said.model_copy(
        update={"author": user.name, "at": reviews.now(), "round": None, "settles": True, "note": form.one("note", 500)}
    )
    try:
        reviews.add(at, signed, int(follows))
    except SaysoError as error:
        return _page(request, user, number, str(error))
    note(at, user.name, "settle", f"{round_.article}/{wanted}", detail=f"took {form.one('take')}")
    return RedirectResponse(f"/settle/{number}", 303)


def _taken(found: Open, form: Form) -> Judgement:
    """The version of a coder, or the machine's: an event that only people added is then no event."""
    words = {j.author: j for j in found.difference.words}
    take = form.one("take")
    base = found.difference.words[0].model_copy(update={"target": found.difference.target})
    if take == MACHINE:
        verdict = "accept" if found.machine else "reject"
        return base.model_copy(update={"verdict": verdict, "changes": Values()})
    if take not in words:
        raise HTTPException(400, "The form cannot be read.")
    taken = words[take].model_copy(update={"target": found.difference.target})
    if taken.verdict == "add":
        return taken.model_copy(update={"verdict": "accept", "before": taken.after, "changes": Values()})
    return taken
