"""The record of the exports serves here too, with short ways to judge it."""

from __future__ import annotations

from sayso.model import Record
from sayso.review import Judgement, Kind, Values, anchor_of, values_of
from sayso.review.values import target_of
from tests.store.sample import record

__all__ = ["judge", "record"]


def judge(record: Record, kind: Kind, target: str, verdict: str, **given: object) -> Judgement:
    """One judgement of a target of the record; `changes` are values, the rest fields of the judgement."""
    found = target_of(record, kind, target)
    assert found is not None
    changes = given.pop("changes", Values())
    head = {"id": 1, "article": "k", "author": "ana", "at": "2024-05-05T10:00:00", **given}
    before, anchor = values_of(record, found), anchor_of(found)
    made = {"kind": kind, "target": target, "verdict": verdict, "before": before, "anchor": anchor, "changes": changes}
    return Judgement(**{**head, **made})  # type: ignore[arg-type]
