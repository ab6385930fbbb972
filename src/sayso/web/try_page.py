"""The page on which pasted text is coded at once; nothing of it is kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request, Response

from sayso.model import Record
from sayso.web.house import house, page
from sayso.web.pages import reading

router = APIRouter()
_EMPTY = {"text": "", "published": "", "outlet": ""}


@router.get("/try", include_in_schema=False)
def form(request: Request) -> Response:
    """The empty form."""
    return page(request, "try.html", given=_EMPTY, problem=None, result=None)


@router.post("/try", include_in_schema=False)
async def tried(request: Request) -> Response:
    """The pasted text, coded."""
    given = _fields(await request.body())
    answer = await house(request).trier.code(given["text"], given["published"] or None, given["outlet"] or None)
    if isinstance(answer, Record):
        return page(request, "try.html", given=given, problem=None, result=True, **reading(answer, None))
    problem = answer.error["message"]
    return page(request, "try.html", 422, given=given, problem=problem, result=None)


def _fields(body: bytes) -> dict[str, Any]:
    try:
        found = parse_qs(body.decode("ascii"), max_num_fields=8, errors="replace")
    except (UnicodeDecodeError, ValueError) as error:
        raise HTTPException(400, "The form cannot be read.") from error
    text = found.get("text", [""])[0].replace("\r\n", "\n")
    return {"text": text, **{k: found.get(k, [""])[0].strip()[:200] for k in ("published", "outlet")}}
