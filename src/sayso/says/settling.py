"""Which draft keeps which words: participles that go on reporting, quotations of the next cue, lost speakers.

A parser hangs "…, adding that Q" now under the main verb, now under the words reported; the reader knows that a cue's
participle after a comma goes on with the same speaker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.says.reports import Report, Scene
from sayso.syntax import frame, governor, tense_of
from sayso.syntax.edges import grammar_words
from sayso.text import Span

_GOING_ON = ("say/", "ask/", "deny/", "threaten/", "demand/", "promise/", "object/", "doubt/")
_MAX_ADVERBS = 2
_MAX_FRONT = 3  # tokens before a comment that may go with words in marks after it: "The goal, he said, “is peace”"
_MAX_YOKE = 3  # tokens from one verb to the other in "confirmed nor denied"
_MAX_TITLE = 8  # tokens of a title before a name


def settle_participles(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """Cut a reported clause where a reporting participle after a comma goes on, which then has the same speaker."""
    found = list(drafts)
    for at, later in enumerate(found):
        comma = _comma_before(scene, later)
        if comma is None:
            continue
        for outer, report in enumerate(found):
            if _runs_over(scene, report, later, comma):
                found[outer] = replace(report, content=_until(report.content, comma))
                found[at] = replace(later, speaker_heads=report.speaker_heads, speaker=report.speaker)
    return [_with_going_speaker(scene, r, found) for r in found]


def _with_going_speaker(scene: Scene, report: Report, drafts: Sequence[Report]) -> Report:
    """ "…, he explained, adding that Q": the participle's speaker is that of the cue before it."""
    comma = _comma_before(scene, report)
    if comma is None or report.speaker_heads or report.cue_span is None:
        return report
    start = scene.doc.sentence_of(report.word).start
    zone = scene.marks.around(report.cue_span.start)
    before = [d for d in drafts if d.cue_span is not None and start <= d.cue_span.start < comma and d.speaker_heads]
    before = [d for d in before if scene.marks.around(d.cue_span.start if d.cue_span else 0) == zone]
    if not before:
        return report
    last = max(before, key=lambda d: d.cue_span or Span(0, 0))
    return replace(report, speaker_heads=last.speaker_heads, speaker=last.speaker)


def _comma_before(scene: Scene, report: Report) -> int | None:
    """Offset of the comma right before a reporting participle, or None."""
    if report.cue is None or report.word < 0 or report.cue.relay or not report.cue.entry.id.startswith(_GOING_ON):
        return None
    tokens = scene.doc.tokens
    if tokens[report.word].xpos != "VBG" or tokens[report.word].upos != "VERB":
        return None
    if tokens[report.word].head > report.word:  # "that the mill, calling it a ruin, was shut": an aside
        return None
    at = report.word - 1
    while at > 0 and tokens[at].upos == "ADV" and report.word - at <= _MAX_ADVERBS:
        at -= 1
    return tokens[at].start if at >= 0 and tokens[at].text == "," else None


def _runs_over(scene: Scene, report: Report, later: Report, comma: int) -> bool:
    if report is later or report.cue is None or report.cue_span is None or later.cue_span is None:
        return False
    around = scene.marks.around
    same_zone = around(report.cue_span.start) == around(later.cue_span.start)
    before = report.cue_span.end <= comma and bool(report.speaker_heads)
    return same_zone and before and report.holds(later.cue_span)


def _until(content: Sequence[Span], offset: int) -> tuple[Span, ...]:
    return tuple(Span(s.start, min(s.end, offset)) for s in content if s.start < offset)


def give_up_quotations(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """Take from a comment's content the quotations that follow another cue: they are that cue's to claim."""
    return [_without_others(scene, r, drafts) for r in drafts]


def _without_others(scene: Scene, report: Report, drafts: Sequence[Report]) -> Report:
    if len(report.content) < 2 or report.cue_span is None or report.rank > 1:
        return report
    kept = [s for s in report.content if not _after_other(scene, report, s, drafts)]
    return replace(report, content=tuple(kept)) if len(kept) < len(report.content) else report


def _after_other(scene: Scene, report: Report, span: Span, drafts: Sequence[Report]) -> bool:
    """True for a quotation with another quoting cue between it and the report's own cue."""
    assert report.cue_span is not None
    if not any(q.start == span.start for q in scene.marks.within(*span)) or span.start < report.cue_span.end:
        return False
    return any(
        other.cue is not None
        and other.cue.takes_quotes
        and other.cue_span is not None
        and report.cue_span.end <= other.cue_span.start < span.start
        and not report.holds(other.cue_span)
        for other in drafts
    )


def find_lost_speakers(scene: Scene, reports: Sequence[Report]) -> list[Report]:
    """Where grammar gives a quotation's cue no speaker outside the marks, take the name that stands beside the cue."""
    return [_with_neighbour(scene, r) if _lost(scene, r) else _with_title(scene, r) for r in reports]


def _with_title(scene: Scene, report: Report) -> Report:
    """The words between closing marks and the speaker are his title: "…,” Acting Deputy Mayor Ana Lind said"."""
    if report.speaker is None or report.cue is None or report.speaker.start > (report.cue_span or report.speaker).start:
        return report
    before = [
        s.end for s in report.content if s.end <= report.speaker.start and scene.marks.around(s.end - 1) is not None
    ]
    gap = scene.doc.tokens_in(max(before), report.speaker.start) if before else range(0)
    if not 0 < len(gap) <= _MAX_TITLE or not all(_titular(scene, i) for i in gap):
        return report
    return replace(report, speaker=Span(scene.doc.tokens[gap[0]].start, report.speaker.end))


def _titular(scene: Scene, index: int) -> bool:
    token = scene.doc.tokens[index]
    return token.upos in ("ADJ", "NOUN", "PROPN", "NUM") or token.text == "of" or token.text[:1].isupper()


def _lost(scene: Scene, report: Report) -> bool:
    if report.cue is None or report.cue_span is None or not report.cue.takes_quotes or not report.content:
        return False
    if "subject" not in report.cue.speaker or not any(scene.marks.within(*s) for s in report.content):
        return False
    return not report.speaker_heads and not frame(scene.doc, report.word).passive


def _with_neighbour(scene: Scene, report: Report) -> Report:
    """The phrase between the cue and the nearest quotation mark, comma or end, when it is a name or pronoun."""
    heads = _named_before(scene, report) or _named_after(scene, report)
    if not heads:
        return report
    tokens = scene.doc.tokens
    span = Span(tokens[heads[0]].start, tokens[heads[-1]].end)
    return replace(report, speaker_heads=heads[-1:], speaker=span, notes=(*report.notes, "says/beside-the-mark"))


def _named_before(scene: Scene, report: Report) -> tuple[int, ...]:
    assert report.cue_span is not None
    first = scene.doc.tokens_in(*report.cue_span).start
    return _run(scene, range(first - 1, max(-1, first - 7), -1))[::-1]


def _named_after(scene: Scene, report: Report) -> tuple[int, ...]:
    assert report.cue_span is not None
    last = scene.doc.tokens_in(*report.cue_span).stop
    return _run(scene, range(last, min(len(scene.doc.tokens), last + 6)))


def _run(scene: Scene, places: range) -> tuple[int, ...]:
    """The unbroken run of name words, or the one pronoun, with which the stretch begins."""
    found: list[int] = []
    for index in places:
        token = scene.doc.tokens[index]
        if token.upos == "PRON" and not found and token.text.lower() in grammar_words("persons"):
            return (index,)
        common = places.step == 1 and token.upos in ("DET", "NUM", "ADJ", "NOUN")
        if not (token.upos == "PROPN" or common) or scene.marks.around(token.start) is not None:
            break
        found.append(index)
    return tuple(found) if any(scene.doc.tokens[i].upos in ("NOUN", "PROPN") for i in found) else ()


def join_fronted(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """ "The goal, he said, is peace": what stands before a comment between commas belongs to the words reported."""
    return [_with_front(scene, r) for r in drafts]


def _with_front(scene: Scene, report: Report) -> Report:
    if report.speaker is None or report.cue_span is None or not report.content or report.rank > 1:
        return report
    text = scene.article.text
    first, after = report.speaker.start, text[report.cue_span.end : report.content[0].start].strip()
    before = text[:first].rstrip()
    start = scene.doc.sentence_of(report.word).start
    if first > report.cue_span.start or not after.endswith(",") or not before.endswith(",") or len(before) <= start:
        return report
    front = Span(start, len(before) - 1)
    if scene.marks.around(report.cue_span.start) is not None or scene.marks.within(*front):
        return report
    if len(scene.doc.tokens_in(*front)) > _MAX_FRONT and _opens_sentence(scene, report.content[0]):
        return report  # "Instead of answering, he said, “Ask me on Monday.”": the marks say what was said
    return replace(report, content=(front, *report.content))


def cut_replies(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """ "told the paper that the prince had left, though his office denied it": the reply is the teller's, not the source's."""
    found = list(drafts)
    for later in drafts:
        comma = _reply_comma(scene, later)
        for at, report in enumerate(found):
            if comma is not None and _runs_over(scene, report, later, comma):
                found[at] = replace(report, content=_until(report.content, comma))
    return found


def cut_sources(drafts: Sequence[Report]) -> list[Report]:
    """ "agreed to meet again, according to a statement": the source is named by the teller, not by the two."""
    found = list(drafts)
    for source in drafts:
        if source.cue is None or source.cue.entry.kind != "preposition" or source.cue_span is None:
            continue
        for at, report in enumerate(found):
            if report.cue_span is not None and source.holds(report.cue_span) and report.holds(source.cue_span):
                found[at] = replace(report, content=_until(report.content, source.cue_span.start))
    return found


def _reply_comma(scene: Scene, report: Report) -> int | None:
    """Offset of the comma before a clause in which somebody denies or confirms "it", or None."""
    tokens = scene.doc.tokens
    inside = [i for s in report.content for i in scene.doc.tokens_in(*s)]
    if report.word < 0 or len(inside) != 1 or tokens[inside[0]].upos != "PRON" or not report.speaker_heads:
        return None
    first = scene.doc.subtree(report.word)[0]
    comma = first if tokens[first].text == "," else first - 1
    opens = comma > 0 and tokens[comma].text == "," and tokens[comma + 1].upos in ("SCONJ", "CCONJ")
    return tokens[comma].start if opens else None


def share_clauses(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """ "neither confirmed nor denied that P", "refused to confirm or deny that P": both cues have the clause."""
    by_word = {r.word: r for r in drafts if r.word >= 0}
    found = []
    for report in drafts:
        other = _yoked(scene, report, by_word)
        if other is not None and not report.content:
            report = replace(report, content=other.content, rank=other.rank)
        if other is not None and other.flipped and not report.flipped and other.word < report.word:
            report = replace(report, flipped=True, negated=not report.negated)
        found.append(report)
    return found


def _yoked(scene: Scene, report: Report, by_word: Mapping[int, Report]) -> Report | None:
    """The report of the verb that "or", "nor" or "and" joins to this one with nothing between them, if it has a clause."""
    near = range(report.word - _MAX_YOKE, report.word + _MAX_YOKE + 1) if report.word >= 0 and report.cue else ()
    others = (by_word[i] for i in near if i in by_word and abs(i - report.word) > 1)
    return next((o for o in others if o.content and _shares(report, o) and _joined(scene, report, o)), None)


def _shares(report: Report, other: Report) -> bool:
    """A clause is anybody's; "the existence of the file" is what may be confirmed, too."""
    phrases = report.cue is not None and (report.cue.entry.silent or "object" in report.cue.content)
    return other.rank <= 0 or (phrases and other.cue is not None and "object" in other.cue.content)


def _joined(scene: Scene, report: Report, other: Report) -> bool:
    first, last = sorted((report.word, other.word))
    tokens = scene.doc.tokens
    between = [tokens[i].upos for i in range(first + 1, last)]
    yoked = tokens[last].head == first and "CCONJ" in between and set(between) <= {"CCONJ", "ADV", "AUX"}
    return yoked and other.content[0].start >= tokens[last].end


def settle_restarts(drafts: Sequence[Report]) -> list[Report]:
    """ "We ask — we demand — that they go": the second cue starts anew, and what went before is not its content."""
    return [_restarted(r, drafts) for r in drafts]


def _restarted(report: Report, drafts: Sequence[Report]) -> Report:
    """The report with what follows it only, where a cue of the same speaker before it has those words too."""
    if report.cue_span is None or report.rank != 1 or len(report.content) < 2 or not report.speaker_heads:
        return report
    begun = [d for d in drafts if d is not report and d.cue_span and d.cue_span.end <= report.cue_span.start]
    shared = any(d.rank <= 0 and d.content[-1:] == report.content[-1:] and _same_person(d, report) for d in begun)
    return replace(report, content=report.content[-1:], rank=0) if shared else report


def _same_person(one: Report, other: Report) -> bool:
    """Two pronouns of one form, or one and the same word, speak."""
    return bool(one.speaker_words) and one.speaker_words == other.speaker_words


def _opens_sentence(scene: Scene, span: Span) -> bool:
    """True where the stretch opens with marks and a capital letter."""
    marked = any(q.start == span.start for q in scene.marks.within(*span))
    first = scene.article.text[span.start : span.end].lstrip("“\"'‘«")[:1]
    return marked and first.isupper()


def settle_conjuncts(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """ "She said the tax was cruel and promised to end it": a thing does not promise, so she does."""
    found = list(drafts)
    for at, later in enumerate(found):
        conjunction = _conjunction_before(scene, later)
        for outer, report in enumerate(found):
            if conjunction is not None and (_thing_speaks(scene, report, later) or _goes_on(scene, report, later)):
                found[outer] = replace(report, content=_until(report.content, conjunction))
                found[at] = replace(later, speaker_heads=report.speaker_heads, speaker=report.speaker)
    return found


def _conjunction_before(scene: Scene, report: Report) -> int | None:
    """Offset of "and" or "but" right before the cue's verb group, or None."""
    if report.cue_span is None or report.word < 0 or scene.doc.tokens[report.word].upos != "VERB":
        return None
    first = scene.doc.tokens_in(*report.cue_span).start - 1
    token = scene.doc.tokens[first] if first >= 0 else None
    return token.start if token is not None and token.upos == "CCONJ" else None


def _goes_on(scene: Scene, report: Report, later: Report) -> bool:
    """ "He proposed “a long walk” and said P", "they deny that it fell, and say P": the second cue is the first speaker's."""
    if report is later or not report.speaker_heads or report.cue_span is None or later.cue_span is None:
        return False
    if report.rank > 1 or not report.holds(later.cue_span) or not frame(scene.doc, later.word).inherited:
        return False
    tokens, conjunction = scene.doc.tokens, scene.doc.tokens_in(*later.cue_span).start - 1
    if scene.marks.around(tokens[conjunction].start) != scene.marks.around(report.cue_span.start):
        return False
    return _after_marks(scene, report, conjunction) or _changes_tense(scene, report, later)


def _after_marks(scene: Scene, report: Report, conjunction: int) -> bool:
    """True where closing marks stand right before the conjunction, and all the words in them are in the content."""
    before = scene.doc.tokens[conjunction - 1]
    around = scene.marks.around(before.end - 1)
    return around is not None and around.end == before.end and report.holds(around.span)


def _changes_tense(scene: Scene, report: Report, later: Report) -> bool:
    """True where the later cue has the tense or number of the first and not that of the verb it is joined to.

    "He said the road was open and said the bridge was shut": who says twice is the same.
    """
    joined = scene.doc.tokens[later.word].head
    if joined < 0 or report.word < 0:
        return False
    first, later_tense, inner = (tense_of(scene.doc, i) for i in (report.word, later.word, joined))
    if "" not in (first, inner) and first == later_tense != inner:
        return True
    tags = [scene.doc.tokens[i].xpos for i in (report.word, later.word, joined)]
    return tags in (["VBP", "VBP", "VBZ"], ["VBZ", "VBZ", "VBP"]) or report.lemma == later.lemma == "say"


def _thing_speaks(scene: Scene, report: Report, later: Report) -> bool:
    """True where the later cue would be spoken by a common noun inside the words reported that names no actor."""
    if report is later or not report.speaker_heads or report.cue_span is None or later.cue_span is None:
        return False
    if report.rank > 1 or not report.holds(later.cue_span) or len(later.speaker_heads) != 1:
        return False
    tokens, head = scene.doc.tokens, later.speaker_heads[0]
    if scene.marks.around(report.cue_span.start) != scene.marks.around(later.cue_span.start):
        return False  # "“My brother rang and said P,” she recalled"
    inside = any(s.start <= tokens[head].start < s.end for s in report.content)
    same_tense = tokens[report.word].xpos == tokens[later.word].xpos
    thing = tokens[head].upos == "NOUN" and scene.cast.headed(tokens[head].start) is None
    return inside and same_tense and thing and tokens[head].text.lower() not in scene.cues.venue_nouns


def give_back_clauses(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """ "said in a statement that P": the clause is what was said, though the parser hung it at the statement."""
    waiting = {r.word: r for r in drafts if r.cue is not None and not r.content and r.cue.takes_quotes}
    taken: dict[int, Report] = {}
    for noun in drafts:
        above = governor(scene.doc, noun.word) if noun.word >= 0 and noun.content else None
        paper = noun.word >= 0 and scene.doc.tokens[noun.word].text.lower() in scene.cues.venue_nouns
        if above is not None and above[0] in waiting and above[1] in grammar_words("in_papers") and paper:
            taken[noun.word] = waiting[above[0]]
    given = {verb.word: next(r for r in drafts if r.word == noun) for noun, verb in taken.items()}
    kept = [r for r in drafts if r.word not in taken]
    return [replace(r, content=given[r.word].content, rank=given[r.word].rank) if r.word in given else r for r in kept]
