"""Who leans on whom: a source cited by a report hangs under it, and a wire named in the dateline speaks first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.says.reports import PHRASE, Report, Scene
from sayso.says.trimming import tidy
from sayso.syntax import frame
from sayso.syntax.reports import described_noun, host_clause, stretches, without
from sayso.text import Span, folded


def relayed(scene: Scene, reports: Sequence[Report]) -> tuple[list[Report], dict[int, int]]:
    """The reports, and for each cited source the index of the report that cites it.

    "P, the agency said, citing officials": the officials say P, and the agency says that they do.
    """
    by_word = {r.word: i for i, r in enumerate(reports) if r.word >= 0}
    found, under = list(reports), {}
    for at, report in enumerate(reports):
        quoting = _quoting(scene, report, by_word)
        if quoting is not None and frame(scene.doc, reports[quoting].word).passive:
            found[quoting] = replace(found[quoting], content=report.content)
            under[at] = quoting
        elif quoting is not None and (words := _before(scene, report, reports[quoting])):
            found[at] = replace(report, content=words)
            under[at] = quoting
        cited = _cited_by(scene, report, reports)
        if cited is not None and frame(scene.doc, report.word).passive:  # "said an officer quoted by the Gazette"
            words = reports[cited].content
            found[at] = replace(report, content=words, speaker=_until(scene.article.text, report.speaker, words))
            under[cited] = at
        elif cited is not None:
            found[at] = replace(
                report,
                speaker_heads=_heads_in(scene, report),
                speaker=report.content[0],
                content=reports[cited].content,
            )
            under[at] = cited
    for at, report in enumerate(reports):
        if report.cue is None or not report.cue.relay:
            continue
        citing = _citing(scene, report, reports, by_word)
        if citing is not None and reports[citing].content:
            words = _clear_of(found[citing].content, report)
            found[citing] = replace(found[citing], content=words)
            found[at] = replace(report, content=words)
            under[at] = citing
    return found, under


def _quoting(scene: Scene, report: Report, by_word: dict[int, int]) -> int | None:
    """ "He was quoted by the radio as saying P": index of the report that quotes this one; both report P."""
    if report.word < 0 or not report.content:
        return None
    before = [scene.doc.tokens[c].text.lower() for c in scene.doc.children(report.word) if c < report.word]
    return by_word.get(scene.doc.tokens[report.word].head) if "as" in before else None


def _before(scene: Scene, report: Report, quoting: Report) -> tuple[Span, ...]:
    """ "P, the Times quoted an officer as saying": what stands before whoever quotes; nothing where no such words do."""
    if quoting.speaker is None or quoting.cue_span is None or not report.holds(quoting.cue_span):
        return ()
    first = min(quoting.speaker.start, quoting.cue_span.start)
    words = [Span(s.start, min(s.end, first)) for s in report.content if s.start < first]
    host = host_clause(scene.doc, quoting.word)
    if not words and host is not None:
        words = list(stretches(scene.doc, without(scene.doc, host, [quoting.word])))
    return tidy(scene.article.text, scene.marks, words, report.cue_span)


def _until(text: str, speaker: Span | None, content: Sequence[Span]) -> Span | None:
    """Whoever is named, without the words told behind the name."""
    behind = [s.start for s in content if speaker is not None and speaker.start < s.start < speaker.end]
    if speaker is None or not behind:
        return speaker
    return Span(speaker.start, speaker.start + len(text[speaker.start : min(behind)].rstrip(" ,;")))


def _cited_by(scene: Scene, report: Report, reports: Sequence[Report]) -> int | None:
    """ "according to the Post, which cited officials": index of the report whose speaker cites this one's object."""
    if report.lemma not in scene.cues.citing or report.rank < PHRASE or not report.content or report.cue is None:
        return None
    noun = described_noun(scene.doc, report.word)
    if noun is None and frame(scene.doc, report.word).passive:  # "Officials quoted by the radio said P"
        noun = next(iter(i for i in _heads_in(scene, report) if i < report.word), None)
    return next((i for i, r in enumerate(reports) if r is not report and r.content and noun in r.speaker_heads), None)


def _heads_in(scene: Scene, report: Report) -> tuple[int, ...]:
    """The nouns of the object that are the citing verb's own."""
    return tuple(
        i for i in frame(scene.doc, report.word).get("object") if report.content[0].start <= scene.doc.tokens[i].start
    )


def _citing(scene: Scene, report: Report, reports: Sequence[Report], by_word: dict[int, int]) -> int | None:
    """The report whose participle the citation is, or the last one before it in the sentence."""
    above = next((by_word[a] for a in scene.doc.ancestors(report.word) if a in by_word), None)
    if above is not None or report.cue_span is None:
        return above
    start, zone = scene.doc.sentence_of(report.word).start, scene.marks.around(report.cue_span.start)
    before = [
        (r.cue_span.start, i)
        for i, r in enumerate(reports)
        if r.cue_span is not None and start <= r.cue_span.start < report.cue_span.start
        if scene.marks.around(r.cue_span.start) == zone
    ]
    return max(before)[1] if before else None


def _clear_of(content: Sequence[Span], report: Report) -> tuple[Span, ...]:
    """The citing report's words without the citation."""
    cut = report.cue_span
    return tuple(s for s in content if cut is None or not s.contains(cut))


def dateline_report(scene: Scene) -> Report | None:
    """The news agency in the dateline, in whose voice the whole text then stands; None for the outlet's own."""
    agency = scene.article.dateline_agency
    if agency is None or _same(scene.article.outlet, agency.text):
        return None
    after = [Span(max(start, agency.end), end) for start, end in scene.blocks if end > agency.end]
    if not after:
        return None
    text = scene.article.text
    while after[0].start < after[0].end and not text[after[0].start].isalnum() and text[after[0].start] not in "“\"'‘":
        after[0] = Span(after[0].start + 1, after[0].end)
    heads = tuple(scene.doc.tokens_in(agency.start, agency.end))[:1]
    span = Span(agency.start, agency.end)
    return Report(
        word=-1, cue=None, cue_span=None, speaker_heads=heads, speaker=span, content=tuple(after), rule="says/dateline"
    )


def _same(outlet: str | None, agency: str) -> bool:
    if outlet is None:
        return False
    ours, theirs = folded(outlet), folded(agency)
    return ours in theirs or theirs in ours
