"""Review: what to judge next, one article on the desk, and what happens to a verdict. Every step is a plain form."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse

from sayso.errors import SaysoError
from sayso.review import Judgement, Kind, Values, anchor_of
from sayso.review.filling import modes_of
from sayso.review.judgement import Anchor
from sayso.store import Archive, reviews
from sayso.store.audit import note
from sayso.store.rounds import finish, under_way
from sayso.store.users import User
from sayso.web.house import house, page
from sayso.web.review_cards import KINDS, Card, Desk, desk, progress
from sayso.web.review_forms import CHOICES, Unclear, changes, filled
from sayso.web.review_text import lines
from sayso.web.sessions import Form, Posted, Reviewer, needs, posted

router = APIRouter(include_in_schema=False, dependencies=[Depends(needs("reviewer"))])
Key = Annotated[str, InPath(pattern="^[0-9a-f]{24}$")]
At = Annotated[str | None, Query(pattern=r"^[esa]\d{1,7}$")]
QUEUE = 25


def desk_of(request: Request, key: str, user: User) -> Desk:
    """The article on the reviewer's desk, or the answer that there is none."""
    found = desk(house(request).archive, key, user.name)
    if found is None:
        raise HTTPException(404, "There is no such article in the archive, or it could not be coded.")
    return found


@router.get("/review")
def queue(request: Request, user: Reviewer) -> Response:
    """How far the review is, and what is least sure."""
    at = house(request).archive
    counted = reviews.progress(at)
    values: dict[str, Any] = {
        "counted": counted,
        "total": sum(counted.values()),
        "rows": reviews.least_sure(at, QUEUE),
        "mine": under_way(at, user.name),
        "differs": reviews.in_state(at, "differs", QUEUE),
    }
    return page(request, "review.html", **values)


@router.get("/review/next")
def next_one(request: Request, user: Reviewer) -> RedirectResponse:
    """The next thing to judge: what is still to be coded blind, then the least sure event of the archive."""
    at = house(request).archive
    blind = under_way(at, user.name)
    if blind:
        return RedirectResponse(f"/review/{blind[0]}", 303)
    found = reviews.unsure(at, 1)
    if not found:
        return RedirectResponse("/review", 303)
    key, _, event = found[0][0].partition("/")
    return RedirectResponse(f"/review/{key}?at={event}", 303)


@router.get("/review/{key}")
def article(
    request: Request, user: Reviewer, key: Key, at: At = None, edit: bool = False, add: bool = False
) -> Response:
    """One article: what is judged now, beside its text and everything else that can be judged in it."""
    on_desk = desk_of(request, key, user)
    now = on_desk.card(at) or next(iter(on_desk.open()), None) or next(iter(on_desk.cards), None)
    return _page(request, on_desk, now, edit=edit, add=add)


def _page(request: Request, on_desk: Desk, now: Card | None, **values: Any) -> Response:
    at = house(request).archive
    given = {"edit": False, "add": False, "problem": None, "typed": None, **values}
    before, following = _neighbours(on_desk, now)
    shown_lines = lines(on_desk.record, now.target if now else None)
    shown = {
        "before": before,
        "following": following,
        "blank": Values(),
        "desk": on_desk,
        "now": now,
        "lines": shown_lines,
        "context": next((line for line in shown_lines if any("r-head" in p.classes for p in line)), None),
        "done": progress(on_desk.of("event")),
        "kinds": KINDS,
        "choices": CHOICES,
        "modes_of": modes_of,
        "history": _history(at, on_desk, now),
        "next": on_desk.after(now.id) if now else None,
    }
    return page(request, "review_article.html", 422 if given["problem"] else 200, **shown, **given)


def _neighbours(on_desk: Desk, now: Card | None) -> tuple[str | None, str | None]:
    """The cards before and after this one in the list."""
    ids = [c.id for kind in KINDS for c in on_desk.of(kind)]
    at = ids.index(now.id) if now else -1
    return (ids[at - 1] if at > 0 else None), (ids[at + 1] if 0 <= at < len(ids) - 1 else None)


def _history(at: Archive, on_desk: Desk, now: Card | None) -> list[Judgement]:
    """Who said what of the target in the open, newest first; nothing of it in a blind round."""
    if now is None or on_desk.round is not None:
        return []
    said = [j for j in reviews.of_article(at, on_desk.key) if (j.kind, j.target) == (now.kind, now.id)]
    hidden = reviews.open_rounds(at, on_desk.key)
    return [j for j in reversed(said) if j.round not in hidden]


@router.post("/review/undo", dependencies=[Depends(posted)])
def undo(request: Request, user: Reviewer) -> RedirectResponse:
    """Take one's newest judgement back, and go to where it was."""
    taken = reviews.undo(house(request).archive, user.name)
    if taken is None:
        return RedirectResponse("/review", 303)
    note(house(request).archive, user.name, "undo", f"{taken.article}/{taken.target}", detail=taken.verdict)
    where = "" if taken.verdict == "add" else f"?at={taken.target}"
    return RedirectResponse(f"/review/{taken.article}{where}", 303)


@router.post("/review/{key}")
def judge(request: Request, user: Reviewer, key: Key, form: Posted) -> Response:
    """Keep a verdict and go on to the next thing; where the form makes no sense, or another was faster, say so."""
    on_desk = desk_of(request, key, user)
    now = on_desk.card(form.one("target"))
    verdict = form.one("verdict")
    if verdict not in ("accept", "correct", "reject", "add") or (now is None and verdict != "add"):
        raise HTTPException(400, "The form cannot be read.")
    try:
        said = _added(on_desk, form) if verdict == "add" else _said(on_desk, now, verdict, form)
        follows = int(form.one("follows") or 0) if form.one("follows").isdigit() or not form.one("follows") else -1
        kept = reviews.add(house(request).archive, _signed(said, user, on_desk, form), follows)
    except Unclear as error:
        again = {"edit": verdict == "correct", "add": verdict == "add", "typed": form}
        return _page(request, on_desk, now, problem=str(error), **again)
    except SaysoError as error:
        if error.code != "conflict":
            raise
        return _page(request, desk_of(request, key, user), now, problem=str(error))
    note(house(request).archive, user.name, kept.verdict, f"{key}/{kept.target}", detail=", ".join(kept.changes.slots))
    return RedirectResponse(_onward(on_desk, kept), 303)


def _onward(on_desk: Desk, kept: Judgement) -> str:
    """The next card of this article; after its last one the next article."""
    if kept.verdict == "add":
        return f"/review/{on_desk.key}?{urlencode({'at': kept.target})}"
    following = on_desk.after(kept.target)
    if following is None or (kept.kind == "event" and following.kind != "event" and on_desk.round is None):
        return "/review/next"
    return f"/review/{on_desk.key}?{urlencode({'at': following.id})}"


def _said(on_desk: Desk, now: Card | None, verdict: str, form: Form) -> Judgement:
    """The verdict on a card; a correction that changes nothing is an acceptance."""
    assert now is not None
    before, changed = now.machine or now.values, Values()
    if verdict == "correct":
        after = filled(form, now.kind, on_desk.record, anchor_of(now.target).start)
        changed = changes(before, after)
        verdict = "correct" if changed.slots else "accept"
    elif verdict == "accept" and now.state in ("corrected", "added"):
        changed = changes(before, now.values)  # what is accepted is what stands there now
        verdict = "correct" if changed.slots else "accept"
    return _judgement(on_desk, now.kind, now.id, verdict, before=before, changes=changed, anchor=anchor_of(now.target))


def _added(on_desk: Desk, form: Form) -> Judgement:
    values = filled(form, "event", on_desk.record, 0)
    assert values.trigger is not None
    anchor = Anchor(start=values.trigger.start, end=values.trigger.end, label=values.type or "")
    return _judgement(on_desk, "event", "e0", "add", before=Values(), changes=values, anchor=anchor)


def _judgement(on_desk: Desk, kind: Kind, target: str, verdict: str, **given: Any) -> Judgement:
    return Judgement.model_validate(
        {"article": on_desk.key, "kind": kind, "target": target, "verdict": verdict, "author": "", "at": "", **given}
    )


def _signed(said: Judgement, user: User, on_desk: Desk, form: Form) -> Judgement:
    signature = {"author": user.name, "at": reviews.now(), "round": on_desk.round, "note": form.one("note", 500)}
    return said.model_copy(update=signature)


@router.post("/review/{key}/finish")
def finished(request: Request, user: Reviewer, key: Key, form: Posted) -> RedirectResponse:
    """A reviewer has coded the article blind: what was not judged counts as accepted."""
    at, on_desk = house(request).archive, desk_of(request, key, user)
    if on_desk.round is None:
        raise HTTPException(409, "This article is not being coded blind by you.")
    for card in on_desk.cards:
        if not card.state:
            said = _said(on_desk, card, "accept", form)
            reviews.add(at, _signed(said, user, on_desk, Form({"note": ["accepted on finishing"]})), card.follows)
    over = finish(at, on_desk.round, user.name)
    note(at, user.name, "round-finished", key, detail="the round is over" if over else "")
    return RedirectResponse("/agreement" if over else "/review", 303)
