"""What is gold: of each reviewed article the events, sayings and actors that people settled, in forms that others read."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from sayso.export import brat, labelstudio
from sayso.model import Event, Notice, Record
from sayso.review.applying import Judged, judged
from sayso.review.deciding import Decision
from sayso.review.reasons import review_of
from sayso.views import ROOT, View

COMPLETE, PARTIAL = "gold-complete", "gold-partial"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of files in an archive: the same gold gives the same bytes


def gold(record: Record, decisions: Sequence[Decision]) -> Record | None:
    """The record with only what people settled; None where nothing is.

    Events that nobody judged and those on which reviewers differ are left out: they are neither right nor wrong. A
    warning says whether every event of the machine is settled (`gold-complete`): only then is what is missing wrong.
    """
    shown = judged(record, decisions)
    if not shown.states:
        return None
    events = tuple(e for e in shown.record.events if review_of(e) not in ("", "differs"))
    kept = shown.record.model_copy(update={"events": events})
    return _narrowed(kept, events, _notice(record, shown))


def _notice(record: Record, shown: Judged) -> Notice:
    settled = {id_ for id_, d in shown.states.items() if d.holds is not None}
    open_ = [e.id for e in record.events if e.id not in settled]
    if not open_:
        return Notice(code=COMPLETE, message="every event of this article was judged by people")
    return Notice(code=PARTIAL, message=f"{len(open_)} of {len(record.events)} events were not settled by people")


def _narrowed(record: Record, events: Sequence[Event], notice: Notice) -> Record:
    """Only the sayings that people judged or that carry an event that is kept, and the actors that these need."""
    path = {s.id for e in events for s in View(record).path(e)}
    sayings = tuple(s for s in record.sayings if s.id == ROOT or s.id in path or review_of(s) not in ("", "differs"))
    there = {s.id for s in sayings}
    hung = tuple(s if s.parent in there or s.parent is None else _lifted(record, s, there) for s in sayings)
    named = {record.article.outlet, *(i for e in events for i in (*e.actors, *e.recipients))}
    named |= {i for s in hung for i in (*s.speakers, *s.addressees)} | {s.venue.outlet for s in hung if s.venue}
    actors = tuple(a for a in record.actors if a.id in named or review_of(a) not in ("", "differs"))
    changed = {"sayings": hung, "actors": actors, "loaded": (), "warnings": (notice,)}
    return record.model_copy(update=changed)


def _lifted(record: Record, saying: Any, there: set[str]) -> Any:
    parents = {s.id: s.parent for s in record.sayings}
    at = saying.parent
    while at is not None and at not in there:
        at = parents.get(at)
    return saying.model_copy(update={"parent": at or ROOT})


def is_complete(record: Record) -> bool:
    """True for gold in which every event of the article was judged."""
    return any(w.code == COMPLETE for w in record.warnings)


def brat_files(records: Iterable[Record]) -> dict[str, str]:
    """brat's files by name: a .txt and an .ann for each article, and annotation.conf."""
    found = {"annotation.conf": brat.configuration()}
    for number, record in enumerate(records, 1):
        stem = f"{number:05d}-{re.sub(r'[^A-Za-z0-9._-]+', '-', record.article.id)[-60:]}"
        found[f"{stem}.txt"] = record.article.text
        found[f"{stem}.ann"] = "".join(line + "\n" for line in brat.standoff(record))
    return found


def brat_zip(records: Iterable[Record]) -> bytes:
    """The same as one archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in brat_files(records).items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode("utf8", "replace"), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def label_studio(records: Iterable[Record]) -> str:
    """Label Studio's tasks, with annotations in place of predictions."""
    return json.dumps([_annotated(record) for record in records], ensure_ascii=False, indent=1) + "\n"


def _annotated(record: Record) -> dict[str, Any]:
    task = labelstudio.task(record)
    return {"data": task["data"], "annotations": [{"result": p["result"]} for p in task["predictions"]]}
