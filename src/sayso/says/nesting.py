"""Which clauses are whose where two sayings share a sentence: ", and that Q" goes on with the outer one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.says.reports import Report, Scene
from sayso.text import Span

_OPENING = re.compile(r"that\b", re.IGNORECASE)
_NEXT = re.compile(r"[,;] (?:and|but) that\b")


def second_clauses(scene: Scene, reports: Sequence[Report]) -> list[Report]:
    """ "She said that he had never said that he knew, and that nobody had asked": behind the comma she goes on, not he."""
    found = list(reports)
    for at, inner in enumerate(found):
        cut = _second_clause(scene, inner)
        if cut is not None and any(_around(scene, outer, inner, cut) for outer in found):
            last = inner.content[-1]
            found[at] = replace(inner, content=(*inner.content[:-1], Span(last.start, cut)))
    return found


def _second_clause(scene: Scene, report: Report) -> int | None:
    """Where ", and that" stands in a content that itself opens with "that"; not in marks."""
    if not report.content or report.cue_span is None or not _opens(scene, report):
        return None
    found = _NEXT.search(scene.article.text, *report.content[-1])
    return found.start() if found is not None and scene.marks.around(found.start()) is None else None


def _opens(scene: Scene, report: Report) -> bool:
    return _OPENING.match(scene.article.text, report.content[0].start) is not None


def _around(scene: Scene, outer: Report, inner: Report, cut: int) -> bool:
    """True where the outer saying has told its own clause with "that" and holds both of the inner one's."""
    if outer is inner or outer.cue_span is None or not outer.content or not _opens(scene, outer):
        return False
    return outer.holds(inner.cue_span or outer.cue_span) and outer.holds((cut, cut + 1))
