"""Where a reported clause ends though the tree runs on: before the main verb of its noun, before the teller's own deed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.says.reports import Report, Scene
from sayso.syntax import frame, tense_of
from sayso.syntax.reports import noun_group
from sayso.text import Span, trimmed

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_JOINS = frozenset({"CCONJ", "SCONJ", "PUNCT"})
_RELATIVE = frozenset({"WDT", "WP", "WRB", "WP$", "IN"})


def cut_ends(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """The drafts without what follows the reported clause in its sentence."""
    return [_without_aside(scene, _without_deed(scene, _without_main(scene, r))) for r in drafts]


def _without_main(scene: Scene, report: Report) -> Report:
    """ "His claim that the vote was rigged drew laughter": the clause of a subject ends before the subject's own verb."""
    if report.word < 0 or len(report.content) != 1 or report.rank > 0 or not _in_subject(scene, report):
        return report
    cut = _second_verb(scene, report.content[0])
    return report if cut is None else _ending(scene, report, cut)


def _in_subject(scene: Scene, report: Report) -> bool:
    """True for a noun, or a participle of one, with the content behind it and no verb before it in the sentence."""
    tokens, word = scene.doc.tokens, report.word
    before = tokens[scene.doc.sentence_of(word).first : word]
    kind = tokens[word].upos == "NOUN" or tokens[word].xpos == "VBG"
    behind = report.content[0].start > tokens[word].start
    return kind and behind and (not any(t.xpos in _FINITE for t in before) or _opens_clause(scene, word))


def _opens_clause(scene: Scene, word: int) -> bool:
    """ "said reports that P were untrue": the noun begins the clause of a verb that takes no object, or stands behind "that"."""
    before = noun_group(scene.doc, word) - 1
    token = scene.doc.tokens[before]
    cues = [cue for _, cue in scene.cues.of(token.text.lower()) if cue.entry.kind == "verb"]
    says = (
        token.upos == "VERB"
        and bool(cues)
        and not any("object" in cue.content and not cue.entry.objects for cue in cues)
    )
    return before >= scene.doc.sentence_of(word).first and (says or token.upos == "SCONJ")


def _second_verb(scene: Scene, span: Span) -> int | None:
    """The first finite verb that nothing joins to the one before it, which takes no clause of its own."""
    first: int | None = None
    for index in scene.doc.tokens_in(*span):
        token = scene.doc.tokens[index]
        if token.upos in _JOINS or token.xpos in _RELATIVE:
            first = None
        elif token.xpos in _FINITE:
            if first is not None and not _takes_clause(scene, first, index):
                return index
            first = index
    return None


def _takes_clause(scene: Scene, verb: int, until: int) -> bool:
    words = (t.text.lower() for t in scene.doc.tokens[verb:until])
    return any(cue.entry.kind == "verb" and "clause" in cue.content for w in words for _, cue in scene.cues.of(w))


def _without_deed(scene: Scene, report: Report) -> Report:
    """ "reported that the queen had met him, but gave no details": the radio gave none."""
    if report.word < 0 or report.rank > 0 or not report.content or report.content[-1].start < _end(report):
        return report
    for index in scene.doc.tokens_in(*report.content[-1]):
        if _is_own_deed(scene, report, index):
            return _ending(scene, report, index - 2)
    return report


def _end(report: Report) -> int:
    return report.cue_span.end if report.cue_span is not None else 0


def _is_own_deed(scene: Scene, report: Report, index: int) -> bool:
    """True for a verb behind ", but" or ", and" with no subject of its own and the tense of the cue, not of the clause."""
    tokens, doc = scene.doc.tokens, scene.doc
    if tokens[index].upos != "VERB" or tokens[index - 1].upos != "CCONJ" or tokens[index - 2].text != ",":
        return False
    joined = tokens[index].head
    if joined < 0 or not frame(doc, index).inherited or scene.marks.around(tokens[index].start) is not None:
        return False
    tenses = tense_of(doc, report.word), tense_of(doc, index), tense_of(doc, joined)
    return "" not in tenses and tenses[0] == tenses[1] != tenses[2]


def _ending(scene: Scene, report: Report, index: int) -> Report:
    """The report with its last stretch cut before the token."""
    last = report.content[-1]
    cut = trimmed(scene.article.text, last.start, scene.doc.tokens[index].start)
    return replace(report, content=(*report.content[:-1], cut))


def _without_aside(scene: Scene, report: Report) -> Report:
    """ "The doctor, asked if he was alive, said: “…”": the participle before the cue is none of the doctor's words."""
    if len(report.content) < 2 or report.cue_span is None:
        return report
    kept = [s for s in report.content if s.start > report.cue_span.start or not _is_participle(scene, s)]
    return replace(report, content=tuple(kept)) if kept else report


def _is_participle(scene: Scene, span: Span) -> bool:
    first = scene.doc.tokens_in(*span).start
    return scene.doc.tokens[first].xpos == "VBN" and first > 0 and scene.doc.tokens[first - 1].text == ","
