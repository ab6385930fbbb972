"""Gold from the page: what people settled, as JSON lines, as brat's files, and for Label Studio."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response

from sayso.model import Record
from sayso.review.gold import brat_zip, label_studio
from sayso.store.audit import note
from sayso.store.gold import gold_records
from sayso.web.house import house
from sayso.web.sessions import Reviewer, needs

router = APIRouter(include_in_schema=False, dependencies=[Depends(needs("reviewer"))])


def _gold(request: Request, user: str, form: str) -> list[Record]:
    at = house(request).archive
    note(at, user, "gold", form)
    return list(gold_records(at))


def _file(body: str | bytes, name: str, kind: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=kind, headers=headers)


@router.get("/gold.jsonl")
def json_lines(request: Request, user: Reviewer) -> Response:
    """One record a line."""
    lines = "".join(record.to_json() + "\n" for record in _gold(request, user.name, "jsonl"))
    return _file(lines, "gold.jsonl", "application/x-ndjson")


@router.get("/gold.zip")
def brat(request: Request, user: Reviewer) -> Response:
    """A .txt and an .ann for each article, with brat's configuration."""
    return _file(brat_zip(_gold(request, user.name, "brat")), "gold-brat.zip", "application/zip")


@router.get("/gold.json")
def studio(request: Request, user: Reviewer) -> Response:
    """Label Studio's tasks with annotations."""
    return _file(label_studio(_gold(request, user.name, "labelstudio")), "gold.json", "application/json")
