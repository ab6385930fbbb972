"""What was asked before an answer is told: "Asked whether the road was open, she said that it was"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.says.reports import Report, Scene
from sayso.says.trimming import cut_out
from sayso.syntax.edges import grammar_words
from sayso.text import Span

_MAX_LEAD = 8  # tokens between "asked" and what was asked: "asked by a reporter on Monday why"
_MAX_ASKED = 45  # tokens of what was asked


def settle_asked(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """Give a question that opens a sentence to its "asked", and take it from the answer's words."""
    asked = {r.word: span for r in drafts if (span := _question(scene, r)) is not None}
    if not asked:
        return list(drafts)
    return [_settled(r, asked) for r in drafts]


def _settled(report: Report, asked: dict[int, Span]) -> Report:
    own = asked.get(report.word)
    if own is not None and report.content:
        return _put_to(report)
    if own is not None:
        return replace(report, content=(own,), rank=0, speaker_heads=(), speaker=None)
    for question in asked.values():
        if report.cue_span is not None and report.cue_span.start >= question.end:
            report = replace(report, content=cut_out(report.content, question))
    return report


def _put_to(report: Report) -> Report:
    """ "The doctor, asked if the prince was alive, said": whom the tree takes for the asker is asked."""
    if report.speaker is None or report.cue_span is None or report.speaker.end > report.cue_span.start:
        return report
    return replace(
        report, speaker=None, speaker_heads=(), addressee=report.speaker, addressee_heads=report.speaker_heads
    )


def _question(scene: Scene, report: Report) -> Span | None:
    """The words asked, where "Asked" or "When asked" opens the sentence and a main clause follows a comma."""
    if report.cue is None or report.cue.entry.stance != "ask" or report.word < 0 or report.negated:
        return None
    doc = scene.doc
    sentence = doc.sentence_of(report.word)
    lead = [doc.tokens[i].text.lower() for i in range(sentence.first, report.word)]
    if doc.tokens[report.word].xpos not in ("VBN", "VBD"):
        return None
    if lead[-1:] == [","] or lead[-2:] == [",", "when"]:
        return _aside(scene, report)
    if lead not in ([], ["when"]):
        return None
    near = range(report.word + 1, min(report.word + _MAX_LEAD, sentence.last))
    first = next((i for i in near if doc.tokens[i].text.lower() in grammar_words("asking")), None)
    end = _comma(scene, first, sentence.last) if first is not None else None
    return None if first is None or end is None else Span(doc.tokens[first].start, doc.tokens[end - 1].end)


def _aside(scene: Scene, report: Report) -> Span | None:
    """ "The doctor, asked if the prince was alive, said": what is asked between two commas, where a finite verb follows."""
    doc = scene.doc
    last = doc.sentence_of(report.word).last
    near = range(report.word + 1, min(report.word + _MAX_LEAD, last))
    first = next((i for i in near if doc.tokens[i].text.lower() in grammar_words("asking")), None)
    if first is None:
        return None
    ends = (i for i in range(first + 1, min(last - 1, first + _MAX_ASKED)) if doc.tokens[i].text == ",")
    end = next((i for i in ends if doc.tokens[i + 1].xpos in ("VBD", "VBZ", "VBP")), None)
    return None if end is None else Span(doc.tokens[first].start, doc.tokens[end - 1].end)


def _comma(scene: Scene, first: int, end: int) -> int | None:
    """The comma behind which the main clause begins: the first that a noun or pronoun with its own verb follows."""
    tokens = scene.doc.tokens
    for index in range(first + 1, min(end, first + _MAX_ASKED)):
        if tokens[index].text == "," and index + 1 < end and _begins_clause(scene, index + 1, end):
            return index
    return None


def _begins_clause(scene: Scene, first: int, end: int) -> bool:
    """True where a subject and a finite verb come before the next comma or quotation mark."""
    tokens = scene.doc.tokens
    if tokens[first].upos not in ("PRON", "PROPN", "DET", "NOUN", "ADJ", "NUM") or tokens[first].xpos in ("WP", "WDT"):
        return False
    for index in range(first + 1, min(end, first + _MAX_LEAD)):
        if tokens[index].xpos in ("VBD", "VBZ", "VBP"):
            return True
        if tokens[index].upos in ("PUNCT", "ADP", "SCONJ", "CCONJ") and tokens[index].text not in ("of", "-"):
            return False
    return False
