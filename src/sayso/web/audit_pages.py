"""The audit log on a page, for admins: who did what, when and from where."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from sayso.store.audit import log
from sayso.web.asking import Wanted, Words
from sayso.web.house import Shown, answer, every_form, house
from sayso.web.sessions import needs

router = APIRouter(dependencies=[Depends(needs("admin"))])
ROWS, ROWS_IN_FILE = 100, 10_000


@every_form(router, "/audit")
def lines(
    request: Request,
    who: Annotated[Words, Query()] = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """The newest lines first."""
    rows = ROWS_IN_FILE if request.url.path.endswith((".csv", ".json")) else ROWS
    found = log(house(request).archive, who=who, limit=rows, offset=(page - 1) * rows)
    values = {
        "found": found,
        "who": who,
        "asked": Wanted.model_validate({"page": page}),
        "pages": -(-found.total // ROWS),
        "first": (page - 1) * rows + 1,
    }
    data = {"total": found.total, "rows": list(found.rows)}
    return answer(request, Shown("audit.html", values, data, found.rows, found.columns))
