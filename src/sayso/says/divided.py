"""Sentences that a comment divides before quoted words: "The plan, said Ms Orr, “will cost us the harbour”".

A parser takes the plan for whoever speaks. Where the words in marks open with a finite verb, they need a subject: what
stands before the comment is reported too, and whoever stands inside the comment speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.doc import Token
from sayso.says.quotations import Quotation
from sayso.says.reports import Report, Scene
from sayso.syntax import is_nominal
from sayso.text import Span

_MAX_FRONT = 14  # tokens of a subject before the comment
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True)
class _Comment:
    """A comment between two commas: the words before it, its own tokens, and the words in marks behind it."""

    front: Span
    inside: range
    words: Quotation


def rejoin_divided(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """The drafts with a divided sentence put together again."""
    return [_rejoined(scene, r) for r in drafts]


def _rejoined(scene: Scene, report: Report) -> Report:
    comment = _comment(scene, report)
    heads = () if comment is None else _speaker(scene, report, comment)
    if comment is None or not heads:
        return report
    told = tuple(i for i in report.addressee_heads if i in comment.inside and i not in heads)
    return replace(
        report,
        speaker_heads=heads,
        speaker=_phrase(scene, comment, heads[0]),
        content=(comment.front, comment.words.span),
        rank=0,
        addressee_heads=told,
        addressee=report.addressee if told else None,
        notes=(*report.notes, "says/divided"),
    )


def _comment(scene: Scene, report: Report) -> _Comment | None:
    """The comment that the cue makes between what begins the sentence and words in marks, or None."""
    if report.cue is None or report.cue_span is None or not report.cue.takes_quotes:
        return None
    doc = scene.doc
    sentence = doc.sentence_of(report.word)
    behind = (q for q in scene.marks.within(report.cue_span.end, sentence.end) if q.start >= report.cue_span.end)
    words = next(behind, None)
    if words is None or scene.marks.around(report.cue_span.start) is not None or not _lacks_subject(scene, words):
        return None
    commas = [i for i in range(sentence.first, report.word) if doc.tokens[i].text == ","]
    last = max(doc.tokens_in(report.cue_span.end, words.start), default=-1)
    if not commas or last < 0 or doc.tokens[last].text != "," or scene.marks.within(sentence.start, words.start):
        return None
    front = range(sentence.first, commas[0])
    if not 0 < len(front) <= _MAX_FRONT or any(doc.tokens[i].xpos in _FINITE for i in front):
        return None
    if doc.tokens[front[0]].upos in ("ADP", "ADV", "SCONJ", "VERB") or not is_nominal(doc, front[-1]):
        return None
    return _Comment(Span(sentence.start, doc.tokens[front[-1]].end), range(commas[0] + 1, last), words)


def _lacks_subject(scene: Scene, words: Quotation) -> bool:
    """True where the words in marks open with a finite verb in a small letter."""
    inside = scene.doc.tokens_in(*words.inside(scene.article.text))
    first = scene.doc.tokens[inside[0]] if inside else None
    return first is not None and first.xpos in _FINITE and first.text[:1].islower()


def _speaker(scene: Scene, report: Report, comment: _Comment) -> tuple[int, ...]:
    """The head of the phrase before the cue inside the comment, or of the one behind it."""
    assert report.cue_span is not None
    doc = scene.doc
    cue = doc.tokens_in(*report.cue_span)
    before = [i for i in comment.inside if i < cue.start and is_nominal(doc, i)]
    if before:
        return (before[-1],)
    found: list[int] = []
    for index in (i for i in comment.inside if i >= cue.stop):
        if doc.tokens[index].upos not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"):
            break
        found.append(index)
    nominal = [i for i in found if is_nominal(doc, i)]
    return (nominal[-1],) if nominal else ()


def _phrase(scene: Scene, comment: _Comment, head: int) -> Span:
    """The head with what stands right before it: "Ms Orr", "the old envoy"."""
    tokens, first = scene.doc.tokens, head
    while first - 1 in comment.inside and _describes(tokens[first - 1]):
        first -= 1
    return Span(tokens[first].start, tokens[head].end)


def _describes(token: Token) -> bool:
    return token.upos in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or token.xpos == "PRP$"
