"""Who spoke the words in quotation marks that grammar left over: the cue beside them, or the speaker just before.

A whole quoted sentence or paragraph after an attributed one goes on in the same voice. Words in marks that no cue
claims keep a saying without a speaker when they are an utterance, and none when they are a title or a lone word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.doc import Sentence
from sayso.says.quotations import Quotation
from sayso.says.reports import Report, Scene
from sayso.says.trimming import is_speech
from sayso.text import Span

_NEAR = 90  # characters between a quotation and the cue or speaker that claims it
_FLOAT_STANCES = ("assert", "threaten", "promise", "demand", "ask", "deny", "doubt", "believe", "show", "intend")
_BESIDE = 2  # characters between a cue and the marks it opens: a space, or a colon and a space
_CLOSING = " \t\n\"”’'"
_TAG = 25  # tokens of a sentence that may only name the speaker of the quotation before it


def claim_quotations(scene: Scene, reports: Sequence[Report]) -> list[Report]:
    """Give every quotation that stands beside a cue to that cue."""
    found = list(reports)
    for quotation in scene.marks.all:
        own = _cue_before(found, quotation)
        if own is not None:
            found[own] = replace(found[own], content=(quotation.span,), rank=0)
        if quotation.depth > 0 or _claimed(found, quotation):
            continue
        begun = _begun(scene, found, quotation)
        if begun is not None:
            found[begun] = replace(found[begun], content=_through(found[begun].content, quotation))
            continue
        at = _nearest(scene, found, quotation)
        if at is not None:
            spans = {*found[at].content, _with_that(scene, found[at], quotation)}
            found[at] = replace(found[at], content=tuple(sorted(spans)), rank=0)
    return found


def _cue_before(reports: Sequence[Report], quotation: Quotation) -> int | None:
    """ "Police said the man shouted “Long live the king!” before he fired": index of the cue right before the marks.

    None where it has words of its own or is not itself told in the words that hold the quotation.
    """
    for at, report in enumerate(reports):
        if report.cue is None or report.cue_span is None or not report.cue.takes_quotes or report.content:
            continue
        told = report.addressee.end if report.addressee is not None else 0
        near = 0 <= quotation.start - max(report.cue_span.end, told) <= _BESIDE
        if near and any(r.holds(report.cue_span) and r.holds(quotation.span) for r in reports):
            return at
    return None


def _begun(scene: Scene, reports: Sequence[Report], quotation: Quotation) -> int | None:
    """ "called the strike “an act of war” and the truce “a joke”": index of the report whose words run up to the marks."""
    for at, report in enumerate(reports):
        last = report.content[-1] if report.content and report.cue_span is not None else None
        if last is None or not report.cue_span or last.start < report.cue_span.end or not scene.marks.within(*last):
            continue
        if 0 <= quotation.start - last.end <= 1 and scene.article.text[last.end - 1].isalnum():
            return at
    return None


def _through(content: Sequence[Span], quotation: Quotation) -> tuple[Span, ...]:
    return (*content[:-1], Span(content[-1].start, quotation.end))


def _with_that(scene: Scene, report: Report, quotation: Quotation) -> Span:
    """ "adding that such talk “fans the flames”": where grammar lost the clause, it begins at "that"."""
    if report.content or report.cue_span is None or report.cue_span.end > quotation.start:
        return quotation.span
    gap = range(scene.doc.tokens_in(*report.cue_span).stop, scene.doc.tokens_in(*quotation.span).start)
    mark = next((i for i in gap if scene.doc.tokens[i].text.lower() == "that"), None)
    if mark is None or any(scene.doc.tokens[i].upos == "PUNCT" for i in gap if i > mark):
        return quotation.span
    return Span(scene.doc.tokens[mark].start, quotation.end)


def _claimed(reports: Sequence[Report], quotation: Quotation) -> bool:
    """True where some report from outside the marks already has these words."""
    span = quotation.span
    return any(r.holds(span) and not _inside(r, quotation) for r in reports)


def _inside(report: Report, quotation: Quotation) -> bool:
    return report.cue_span is not None and quotation.span.contains(report.cue_span)


def _nearest(scene: Scene, reports: Sequence[Report], quotation: Quotation) -> int | None:
    """Index of the nearest report of the quotation's own sentences that may carry it, or None."""
    low, high = _sentences(scene, quotation)
    best: tuple[int, int] | None = None
    for at, report in enumerate(reports):
        if not _may_carry(scene, report, quotation, low, high):
            continue
        distance = _distance(report, quotation)
        if distance <= _NEAR and (best is None or distance < best[0]):
            best = (distance, at)
    return None if best is None else best[1]


def _may_carry(scene: Scene, report: Report, quotation: Quotation, low: int, high: int) -> bool:
    cue, span = report.cue, report.cue_span
    if cue is None or span is None or not cue.takes_quotes or _inside(report, quotation):
        return False
    if not low <= span.start < high or scene.marks.around(span.start) is not None:
        return False
    speech = is_speech(scene.article.text, quotation)
    if quotation.end <= span.start and span.start >= _end_of_last(scene, quotation):
        return speech and not report.content and not scene.marks.within(quotation.end, span.start)
    return speech or (not report.content and _distance(report, quotation) <= 2 and _set_off(scene, report, quotation))


def _set_off(scene: Scene, report: Report, quotation: Quotation) -> bool:
    """ "“Enough,” he said": words in marks before a cue end in a stop; "The show “Heat and Light” begins" does not."""
    if report.cue_span is None or quotation.start > report.cue_span.start:
        return True
    text = scene.article.text
    return (
        text[quotation.end : quotation.end + 1] == ","
        or text[quotation.start : quotation.end].rstrip("”\"'’»")[-1:] in ",.?!…"
    )


def _end_of_last(scene: Scene, quotation: Quotation) -> int:
    """Where the last sentence of the quotation ends."""
    inside = scene.sentences_over(*quotation.span)
    return inside[-1].end if inside else quotation.end


def _sentences(scene: Scene, quotation: Quotation) -> tuple[int, int]:
    inside = scene.sentences_over(*quotation.span)
    if not inside:
        return quotation.start, quotation.end
    return inside[0].start, _tag_behind(scene, quotation, inside[-1])


def _tag_behind(scene: Scene, quotation: Quotation, last: Sentence) -> int:
    """ "“Will they come?” Lind asked on Friday.": a splitter may end the sentence at the mark; the tag still belongs."""
    after = scene.doc.sentences[last.index + 1 : last.index + 2]
    if not after or last.end > quotation.end or after[0].block != last.block:
        return last.end
    return after[0].end if after[0].last - after[0].first <= _TAG else last.end


def _distance(report: Report, quotation: Quotation) -> int:
    """Characters of other words between the quotation and the cue, its speaker or its addressee."""
    parts = [s for s in (report.cue_span, report.speaker, report.addressee) if s is not None]
    gaps = [max(quotation.start - s.end, s.start - quotation.end, 0) for s in parts]
    return min(gaps, default=_NEAR + 1)


def float_quotations(scene: Scene, reports: Sequence[Report]) -> list[Report]:
    """Give whole quoted sentences and paragraphs that stand alone to the speaker before them, or to nobody."""
    found = list(reports)
    for quotation in scene.marks.outer:
        span = quotation.span
        if any(r.holds(span) for r in found):
            continue
        if not _told_in_headline(scene, quotation) and not (
            (is_speech(scene.article.text, quotation) or _is_cry(scene, quotation)) and _stands_alone(scene, quotation)
        ):
            continue
        if not quotation.closed and any(_ends_with(r, quotation) for r in found):
            continue  # a closing mark was lost: the comment inside says who speaks
        at = _voice_before(scene, found, quotation)
        if at is None:
            found.append(_orphan(quotation))
        else:
            spans = (*found[at].content, quotation.span)
            found[at] = replace(found[at], content=tuple(sorted(set(spans))), notes=(*found[at].notes, "says/floating"))
    return found


def _is_cry(scene: Scene, quotation: Quotation) -> bool:
    """ "“Nobody.”": one word with its stop that fills a paragraph, or its end behind words in marks."""
    inside = scene.article.text[slice(*quotation.inside(scene.article.text))].strip()
    if not (inside[:1].isupper() and inside[-1:] in ".!?"):
        return False
    block = next((b for b in scene.blocks if b[0] <= quotation.start < b[1]), (0, 0))
    return block[1] == quotation.end and (
        block[0] == quotation.start or bool(scene.marks.within(block[0], quotation.start))
    )


def _ends_with(report: Report, quotation: Quotation) -> bool:
    """ "“The road is open, the engineer said.": a comment at the end of marks that were never closed."""
    if report.cue_span is None or report.rank > 1 or not report.content or not _inside(report, quotation):
        return False
    return quotation.end - report.cue_span.end <= 1 and report.content[0].start - quotation.start <= 1


def _told_in_headline(scene: Scene, quotation: Quotation) -> bool:
    """ "Union leader “beaten by police”": in a line without a full stop, marks around a deed say that others tell of it."""
    tokens = scene.doc.tokens_in(*quotation.inside(scene.article.text))
    if len(tokens) < 2 or not any(scene.doc.tokens[i].upos == "VERB" for i in tokens):
        return False
    last = scene.sentences_over(*quotation.span)[-1]
    return scene.article.text[: last.end].rstrip(_CLOSING)[-1:].isalnum()


def _stands_alone(scene: Scene, quotation: Quotation) -> bool:
    """True where its sentences hold no words but the quotation's."""
    text = scene.article.text
    for sentence in scene.sentences_over(*quotation.span):
        outside = text[sentence.start : max(sentence.start, quotation.start)] + text[quotation.end : sentence.end]
        if any(c.isalnum() for c in outside):
            return False
    return True


def _voice_before(scene: Scene, reports: Sequence[Report], quotation: Quotation) -> int | None:
    """Index of the report that ends right before the quotation: in the same paragraph or in the one before."""
    last, over = scene.sentence_before(quotation.start), scene.sentences_over(*quotation.span)
    if last is None or not over or over[0].block - last.block > 1:
        return None
    return _last_report(scene, reports, last)


def _last_report(scene: Scene, reports: Sequence[Report], sentence: Sentence) -> int | None:
    """The outermost report of the sentence whose quoted words, or whose cue and colon, come last in it."""
    best: tuple[tuple[int, int], int] | None = None
    for at, report in enumerate(reports):
        if not _reaches(report, sentence) or _nested(reports, report):
            continue
        quoted = any(scene.marks.within(*s) for s in report.content)
        introduces = scene.article.text[: sentence.end].rstrip().endswith(":")
        if not (quoted or introduces or (report.cue and report.cue.takes_quotes and report.speaker)):
            continue
        key = (int(quoted or introduces), report.size)
        if best is None or key > best[0]:
            best = (key, at)
    return None if best is None else best[1]


def _reaches(report: Report, sentence: Sentence) -> bool:
    spans = [s for s in (report.cue_span, *report.content) if s is not None]
    return any(s.start < sentence.end and sentence.start < s.end for s in spans)


def _nested(reports: Sequence[Report], report: Report) -> bool:
    span = report.cue_span
    return span is not None and any(r is not report and r.holds(span) for r in reports)


def _orphan(quotation: Quotation) -> Report:
    return Report(word=-1, cue=None, cue_span=None, content=(Span(quotation.start, quotation.end),), rule="says/orphan")
