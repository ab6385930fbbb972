"""How far the words that name a speaker reach, where the tree hangs a time on them or cuts off what identifies them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.knowledge.calendar import load_calendar
from sayso.says.reports import Report, Scene
from sayso.syntax import reports as tree
from sayso.syntax.edges import grammar_words
from sayso.text import Span

_TIMES = frozenset({"month", "weekday", "weekdays", "unit", "units", "part", "season", "dayword", "tonight"})
_SMALL_DAYS = frozenset({"unit", "units", "part", "season", "dayword", "tonight"})
_BRACKET = re.compile(r" ?\([^)\n]{1,40}\)")
_QUOTE = re.compile(r"[“”\"]|''|``")
_NAMES = frozenset({"DET", "NUM", "NOUN", "PROPN", "ADJ"})
_SMALL = frozenset({"DET", "ADJ", "NUM", "PUNCT"})
_OPENING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})
_MAX_OPENING = 8  # tokens before a name that opens a sentence
_MAX_TIME = 5  # tokens of a phrase of time behind a name: "early on Monday morning"
_MAX_ASIDE = 40  # tokens of a description between two commas


def settled_name(scene: Scene, report: Report) -> Span | None:
    """The report's speaker without the time behind it, and with the brackets, phrases and descriptions that identify it."""
    if report.speaker is None or report.cue_span is None or report.word < 0 or not report.speaker_heads:
        return report.speaker
    head, text = max(report.speaker_heads), scene.article.text
    named = _behind_conjunction(scene, without_time(scene, report.speaker, head))
    span = _with_opening(scene, _with_rest(scene, named, report), report)
    if scene.doc.tokens[head].upos == "PRON" and scene.doc.tokens[head].xpos in ("PRP", "PRP$", "WP", "WDT"):
        return span
    if report.cue is not None and report.cue.entry.kind in ("preposition", "noun"):
        return span
    bracket = _BRACKET.match(text, span.end)
    span = Span(span.start, bracket.end()) if bracket is not None else span
    if span.end <= report.cue_span.start:
        return _described_before(scene, _restricted(scene, span, head, report), report.cue_span)
    if span.start >= report.cue_span.end:
        return _described_behind(scene, span, report)
    return span


def _behind_conjunction(scene: Scene, span: Span) -> Span:
    """ "But freed women say": what joins the sentences is no part of the name."""
    inside = scene.doc.tokens_in(*span)
    joins = len(inside) > 1 and scene.doc.tokens[inside[0]].xpos == "CC" and scene.doc.tokens[inside[0]].deprel == "cc"
    return Span(scene.doc.tokens[inside[1]].start, span.end) if joins else span


def _with_rest(scene: Scene, span: Span, report: Report) -> Span:
    """ "USA" of "USA Today", "Rep." of "Rep. Ana Lind": the capitals right behind a name belong to it."""
    bounds = [s.start for s in (report.cue_span, *report.content) if s is not None and s.start >= span.end]
    last = scene.doc.tokens_in(*span)[-1]
    end = min([_end_of_name(scene, last), *(scene.doc.tokens_in(b, b + 1).start for b in bounds)])
    while last + 1 < end and scene.doc.tokens[last + 1].upos == "PROPN" and not is_time(scene, last + 1):
        last += 1
    return Span(span.start, max(span.end, scene.doc.tokens[last].end))


def _with_opening(scene: Scene, span: Span, report: Report) -> Span:
    """ "The Gazette columnist Ana Lind wrote": what opens the sentence before the name of its speaker belongs to the name."""
    assert report.cue_span is not None
    first = scene.doc.sentence_of(report.word).first
    gap = range(first, scene.doc.tokens_in(*span).start)
    if not 0 < len(gap) <= _MAX_OPENING or span.end > report.cue_span.start or scene.doc.tokens[report.word].head >= 0:
        return span
    whole = all(scene.doc.tokens[i].upos in _OPENING and not is_time(scene, i) for i in gap)
    return Span(scene.doc.tokens[first].start, span.end) if whole else span


def _end_of_name(scene: Scene, last: int) -> int:
    """The end of the token's sentence, or of the next where a splitter took the stop of "said Rep." for the sentence's."""
    sentence, tokens = scene.doc.sentence_of(last), scene.doc.tokens
    split = last + 1 == sentence.last < len(tokens) and tokens[last].text in scene.cues.short_titles
    return scene.doc.sentence_of(last + 1).last if split else sentence.last


def without_time(scene: Scene, span: Span, head: int) -> Span:
    """ "a poll last month" without the time: "a poll"."""
    tokens = scene.doc.tokens_in(*span)
    first = _time_from(scene, tokens)
    if first is None or first <= head or scene.doc.tokens[first - 1].text.lower() == "of":
        return span
    above = {scene.doc.tokens[i].head for i in tokens if i >= first} - set(tokens[first - tokens[0] :])
    if above - {head} or scene.doc.tokens[first - 1].upos == "VERB":
        return span  # "a poll released on Sunday": the time says when it was released
    last = first - 1
    while last > head and scene.doc.tokens[last].upos == "PUNCT":
        last -= 1
    return Span(span.start, scene.doc.tokens[last].end)


def _time_from(scene: Scene, tokens: Sequence[int]) -> int | None:
    """The first token of the phrase of time with which the stretch ends, or None."""
    if not tokens or not is_time(scene, tokens[-1]):
        return None
    first = tokens[-1]
    while first - 1 in tokens and tokens[-1] - first < _MAX_TIME and _in_time(scene, first - 1):
        first -= 1
    before = scene.doc.tokens[first - 1].text.lower() if first - 1 in tokens else ""
    return first - 1 if before in grammar_words("opens_time") else first


def is_time(scene: Scene, index: int) -> bool:
    """True for a month, a weekday, a part of the day, a unit of time: words that name no speaker by themselves."""
    kinds = _TIMES & load_calendar().words.get(scene.doc.tokens[index].text.lower(), {}).keys()
    return bool(kinds) and not (kinds <= _SMALL_DAYS and _is_capital(scene, index))


def _is_capital(scene: Scene, index: int) -> bool:
    """ "the website Harbour Today": in the midst of a sentence a capital makes a name of a word that is written small."""
    first = scene.doc.sentence_of(index).first
    return (
        index > first and scene.doc.tokens[index].text[:1].isupper() and scene.doc.tokens[index - 1].text[:1].isupper()
    )


def _in_time(scene: Scene, index: int) -> bool:
    return is_time(scene, index) or scene.doc.tokens[index].upos in _SMALL


def _restricted(scene: Scene, span: Span, head: int, report: Report) -> Span:
    """ "few on either side think", "one official familiar with the talks said": what stands before the cue tells who."""
    assert report.cue_span is not None
    gap = _gap(scene, span, report.cue_span)
    joins = bool(gap) and scene.doc.tokens[gap[-1]].upos == "CCONJ"  # "neither confirmed nor denied"
    if not gap or joins or any(scene.doc.tokens[i].upos in ("PUNCT", "CCONJ") for i in gap[1:]):
        return span
    above = set(scene.doc.ancestors(report.word))
    if above & set(gap) or scene.doc.tokens[gap[-1]].upos in ("ADP", "PRON") or not _restricts(scene, head, gap[0]):
        return span
    return Span(span.start, scene.doc.tokens[gap[-1]].end)


def _gap(scene: Scene, span: Span, cue: Span) -> list[int]:
    """The tokens between name and cue without the adverbs and times before the cue."""
    gap = list(range(scene.doc.tokens_in(*span).stop, scene.doc.tokens_in(*cue).start))
    while gap and scene.doc.tokens[gap[-1]].upos in ("ADV", "PART"):
        gap.pop()
    first = _time_from(scene, gap)
    return [i for i in gap if first is None or i < first]


def _restricts(scene: Scene, head: int, first: int) -> bool:
    token = scene.doc.tokens[first]
    if token.text.lower() in grammar_words("restricting") or token.xpos == "VBN" or token.upos == "CCONJ":
        return True
    if scene.doc.tokens[head].upos == "PROPN" or (token.upos != "ADP" and token.xpos != "VBG"):
        return False
    if token.xpos == "VBG":
        return True
    noun = tree.introduced(scene.doc, first)
    return noun is not None and scene.doc.tokens[noun].text.lower() not in scene.cues.venue_nouns


def _described_before(scene: Scene, span: Span, cue: Span) -> Span:
    """With the description between two commas before the cue: "Ana Lind, the mayor, said"."""
    text, doc = scene.article.text, scene.doc
    gap = list(range(doc.tokens_in(*span).stop, doc.tokens_in(*cue).start))
    while gap and doc.tokens[gap[-1]].upos == "ADV":
        gap.pop()
    if len(gap) < 3 or len(gap) > _MAX_ASIDE or doc.tokens[gap[0]].text != "," or doc.tokens[gap[-1]].text != ",":
        return span
    if not _describes(scene, gap[1:-1]) or _QUOTE.search(text, span.end, cue.start):
        return span
    return Span(span.start, doc.tokens[gap[-2]].end)


def _described_behind(scene: Scene, span: Span, report: Report) -> Span:
    """With the descriptions behind an inverted speaker: "said Ana Lind, 42, the mayor, who …", to where the words go on."""
    doc = scene.doc
    sentence = doc.sentence_of(doc.tokens_in(*span)[-1])
    bound = min([sentence.end, *(s.start for s in report.content if s.start >= span.end)])
    mark = _QUOTE.search(scene.article.text, span.end, bound)
    tokens = range(doc.tokens_in(*span).stop, doc.tokens_in(span.end, mark.start() if mark else bound).stop)
    end = span.end
    joined = bool(tokens) and doc.tokens[tokens[0]].upos == "CCONJ" and doc.tokens[tokens[0]].text.lower() == "and"
    for number, part in enumerate(_between_commas(scene, tokens, joined=joined)):
        if not _describes(scene, part[joined and number == 0 :]):
            break
        end = doc.tokens[part[-1]].end
    return Span(span.start, end)


def _between_commas(scene: Scene, tokens: Sequence[int], *, joined: bool) -> Iterator[list[int]]:
    """The parts of a stretch that begins with a comma or, where it is joined, with "and"; without the stop at its end."""
    if not tokens or not (joined or scene.doc.tokens[tokens[0]].text == ","):
        return
    part: list[int] = []
    for index in [*tokens[0 if joined else 1 :], -1]:
        ends = index < 0 or scene.doc.tokens[index].text in (",", ".", ";", "—", "–", "--")
        if ends and part:
            yield part
        if ends and (index < 0 or scene.doc.tokens[index].text != ","):
            return
        part = [] if ends else [*part, index]


def _describes(scene: Scene, tokens: Sequence[int]) -> bool:
    """True for a part that says who somebody is: a noun phrase, an age, "of" a place, "who" did what."""
    if not tokens:
        return False
    first = scene.doc.tokens[tokens[0]]
    if first.text.lower() in grammar_words("goes_on"):
        return True
    nouns = any(scene.doc.tokens[i].upos in ("NOUN", "PROPN", "NUM") for i in tokens)
    return first.upos in _NAMES and nouns and _time_from(scene, tokens) != tokens[0]
