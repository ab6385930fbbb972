"""How reports hang together: a report inside another's content hangs under it, the innermost first, and gets its id."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Because, Form, Saying, quote
from sayso.says.reports import PHRASE, Report, Scene
from sayso.says.speakers import actors_of
from sayso.says.trimming import form_of
from sayso.syntax.edges import grammar_words
from sayso.text import Span

ROOT = Saying(id="s0", parent=None, form="direct", because=(Because(rule="says/article"),))


def parents_of(reports: Sequence[Report]) -> dict[int, int]:
    """Index of the innermost report around each report, for those that stand inside one.

    One walk through the text: `open_` holds the contents that have begun and may still hold what comes.
    """
    spots = sorted((s, at) for at, r in enumerate(reports) if (s := _spot(r)) is not None)
    waiting = sorted(((span, at) for at, r in enumerate(reports) for span in r.content), reverse=True)
    open_: list[tuple[Span, int]] = []
    found: dict[int, int] = {}
    for spot, at in spots:
        while waiting and waiting[-1][0].start <= spot.start:
            open_.append(waiting.pop())
        open_ = [(span, other) for span, other in open_ if span.end > spot.start]
        around = [other for span, other in open_ if span.contains(spot) and _outer(reports, other, at)]
        if around:
            found[at] = min(around, key=lambda other: _order(reports, other))
    return found


def _outer(reports: Sequence[Report], other: int, at: int) -> bool:
    """True where the other report is the larger of the two: the larger one stands outside."""
    return _order(reports, other) > _order(reports, at)


def _order(reports: Sequence[Report], at: int) -> tuple[int, int, int]:
    """Small before large; of equal ones the later before the earlier."""
    return reports[at].size, -reports[at].start, -at


def _spot(report: Report) -> Span | None:
    return report.cue_span or (report.content[0] if report.content else None)


def as_sayings(scene: Scene, reports: Sequence[Report], under: dict[int, int]) -> tuple[Saying, ...]:
    """The reports as sayings s1, s2 … in order of position; `under` names the parents that grammar does not show."""
    parents = parents_of(reports) | under
    order = sorted(range(len(reports)), key=lambda i: (reports[i].start, -reports[i].size, reports[i].word))
    ids = {at: f"s{number}" for number, at in enumerate(order, 1)}
    found: dict[str, Saying] = {}
    for at in sorted(order, key=lambda i: _depth(i, parents)):
        parent = ids[parents[at]] if at in parents else "s0"
        found[ids[at]] = _saying(scene, reports[at], ids[at], parent, found)
    return tuple(found[ids[at]] for at in order)


def _depth(at: int, parents: dict[int, int]) -> int:
    depth, seen = 0, {at}
    while at in parents and parents[at] not in seen:
        at = parents[at]
        seen.add(at)
        depth += 1
    return depth


def _saying(scene: Scene, report: Report, id_: str, parent: str, above: dict[str, Saying]) -> Saying:
    text = scene.article.text
    entry = report.cue.entry if report.cue else None
    form: Form = form_of(scene.marks, report.content, report.cue_span)  # type: ignore[assignment]
    return Saying(
        id=id_,
        parent=parent,
        speakers=_speakers(scene, report, above.get(parent)),
        speaker=quote(text, *report.speaker) if report.speaker else None,
        cue=quote(text, *report.cue_span) if report.cue_span else None,
        cue_lemma=report.lemma,
        content=tuple(quote(text, *s) for s in report.content),
        form=form,
        stance=entry.stance if entry else "assert",
        negated=report.negated,
        addressees=actors_of(scene, report.addressee_heads),
        addressee=quote(text, *report.addressee) if report.addressee else None,
        venue=report.venue,
        because=(Because(rule=report.rule, detail=_detail(report)), *(Because(rule=n) for n in report.notes)),
    )


def _detail(report: Report) -> str:
    """ "presupposes" where acts named in the content stay with whoever tells of the saying."""
    when = report.cue.entry.presupposes if report.cue is not None else "never"
    phrase = report.rank >= PHRASE and (
        when == "phrase" or report.described or (when == "definite" and report.definite)
    )
    return "presupposes" if when == "always" or phrase else ""


def _speakers(scene: Scene, report: Report, parent: Saying | None) -> tuple[str, ...]:
    """The actors of the speaker's words; "I" inside somebody's quoted words is that somebody."""
    named = actors_of(scene, report.speaker_heads)
    if named or parent is None or parent.form == "indirect" or report.speaker is None:
        return named
    words = scene.article.text[slice(*report.speaker)].lower()
    return parent.speakers if words in grammar_words("first_person") else ()
