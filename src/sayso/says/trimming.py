"""Where a content begins and ends: marks taken whole, final stops left out, speech kept clear of what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.says.quotations import Quotation, QuotationIndex
from sayso.text import Span

_LEFT = " \t\r\n\u00a0,;:.–—-)]"
_RIGHT = " \t\r\n\u00a0,;:.–—-(["
_FINAL = "?!…"
_TITLE_WORDS = 7
_SHORT = 3  # letters of words that titles write small
_SPEECH_END = re.compile(r"[.,!?…;–—-]['’]?$")
_ABBREVIATION = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]\.)+[A-Za-z]\.$")
_LEAVES = re.compile(r"\s+(?:following|after|before|when|while|as|amid|in|on|at|during|with|which|\w+ing)\b")
_LEAD = re.compile(r"\w+:\s*")
_GLOSS = re.compile(r",[”\"]? (?:a|an) (?:\w+ )??(?P<noun>\w+) (?:(?:that|which|to)\b|(?:\w+ ){1,2}by\b)")
_WORD = re.compile(r"\w+(?:['’]\w+)?")


def tidy(text: str, marks: QuotationIndex, spans: Iterable[Span], cue: Span | None) -> tuple[Span, ...]:
    """The stretches with whole quotations, without stops at their ends, joined where they touch.

    Inside a quotation in which the cue itself stands, the stretches are kept within its marks.
    """
    own = marks.around(cue.start) if cue is not None else None
    if own is not None:
        inner = own.inside(text)
        kept = [Span(max(s.start, inner.start), min(s.end, inner.end)) for s in spans]
        return _joined(text, [t for s in kept if (t := _trim(text, s, ())).start < t.end])
    whole = [_without_lead(text, marks, _with_marks(text, marks, s, cue)) for s in spans]
    return _joined(text, [t for s in whole if (t := _trim(text, s, marks.within(*s))).start < t.end])


def _with_marks(text: str, marks: QuotationIndex, span: Span, cue: Span | None) -> Span:
    start, end = span
    for quotation in marks.within(start, end):
        holds_cue = cue is not None and quotation.span.overlaps(cue)
        touches = any(c.isalnum() for c in text[max(start, quotation.start) : min(end, quotation.end)])
        if touches and not holds_cue:
            start, end = min(start, quotation.start), max(end, quotation.end)
    return Span(start, end)


def _without_lead(text: str, marks: QuotationIndex, span: Span) -> Span:
    """ "said only: “Ask the owner.”": a word and a colon before the marks are not what was said."""
    lead = _LEAD.match(text, span.start, span.end)
    opens = lead is not None and any(q.start == lead.end() for q in marks.within(*span))
    return Span(lead.end(), span.end) if lead is not None and opens else span


def _trim(text: str, span: Span, quotations: Sequence[Quotation]) -> Span:
    start, end = span
    edges = {q.end for q in quotations if q.start >= start}
    starts = {q.start for q in quotations}
    while start < end and text[start] in _LEFT and start not in starts:
        start += 1
    while end > start and (text[end - 1] in _RIGHT or text[end - 1] in _FINAL) and end not in edges:
        if _ABBREVIATION.search(text, max(start, end - 8), end):
            break
        end -= 1
    return Span(start, end)


def _joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in sorted(set(spans)):
        if found and (span.start <= found[-1].end or not text[found[-1].end : span.start].strip()):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def cut_out(spans: Iterable[Span], gone: Span) -> tuple[Span, ...]:
    """The stretches without what one other stretch covers, and without what stands before it in the same stretch."""
    found = []
    for span in spans:
        found += [Span(gone.end, span.end)] if span.overlaps(gone) else [span]
    return tuple(s for s in found if s.start < s.end)


def until_closing_comma(text: str, marks: QuotationIndex, spans: Sequence[Span], cue: Span | None) -> tuple[Span, ...]:
    """A quotation that closes with a comma inside its marks ends what is reported, unless "and" or "but" goes on."""
    return tuple(_until_comma(text, marks, s) if cue is None or s.start >= cue.end else s for s in spans)


def _until_comma(text: str, marks: QuotationIndex, span: Span) -> Span:
    for quotation in marks.all:
        if not span.start <= quotation.start < quotation.end < span.end:
            continue
        inside = text[slice(*quotation.inside(text))]
        whole = quotation.start == span.start and quotation.depth > 0
        if inside.endswith(",") and (whole or _LEAVES.match(text, quotation.end)):
            return Span(span.start, quotation.end)
    return span


def without_gloss(text: str, marks: QuotationIndex, spans: Sequence[Span], nouns: frozenset[str]) -> tuple[Span, ...]:
    """ "said that the two had met, a claim that both deny": what the teller says of the words is not reported."""
    if not spans or spans[-1].end == spans[-1].start:
        return tuple(spans)
    last = spans[-1]
    for gloss in _GLOSS.finditer(text, last.start, last.end):
        if gloss["noun"].lower() in nouns and marks.around(gloss.start()) is None:
            return (*spans[:-1], Span(last.start, gloss.start()))
    return tuple(spans)


def only_speech(text: str, marks: QuotationIndex, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Where the content opens with a whole spoken quotation, what stands outside marks after it is somebody else's."""
    if not spans:
        return ()
    first = _after_stop(text, marks, spans[0])
    spans = (first, *spans[1:])
    opening = [q for q in marks.within(*first) if q.start == first.start]
    if not opening or not is_speech(text, opening[0]):
        return tuple(spans)
    quoted = [q.span for s in spans for q in marks.within(*s)]
    return tuple(dict.fromkeys(quoted))


def _after_stop(text: str, marks: QuotationIndex, span: Span) -> Span:
    """Without a sentence that the splitter left before the marks: "Nobody came. “We waited,” she said."."""
    for quotation in marks.within(*span):
        before = text[span.start : quotation.start].rstrip()
        if before and before[-1] in ".?!" and not _ABBREVIATION.search(before) and is_speech(text, quotation):
            return Span(quotation.start, span.end)
    return span


def is_speech(text: str, quotation: Quotation) -> bool:
    """True for words in marks that are an utterance, not a title, a nickname or a word held at arm's length."""
    inside = text[slice(*quotation.inside(text))].strip()
    words = len(_WORD.findall(inside))
    if _is_title(inside):
        return False
    if _SPEECH_END.search(inside) and words >= 2:
        return True
    return words >= 6 or (words >= 4 and inside[:1].isupper() and not inside.istitle())


def _is_title(inside: str) -> bool:
    """ "Meet the Farmers.": few words, all the longer ones with a capital."""
    words = _WORD.findall(inside)
    longer = [w for w in words if len(w) > _SHORT]
    return 0 < len(words) <= _TITLE_WORDS and len(longer) >= 2 and all(w[0].isupper() for w in longer)


def form_of(marks: QuotationIndex, spans: Sequence[Span], cue: Span | None) -> str:
    """direct where all words stand in marks, mixed where some do, otherwise indirect."""
    if cue is not None and marks.around(cue.start) is not None:
        return "indirect"
    inside = [any(q.span.contains(s) for q in marks.within(*s)) or _all_marks(marks, s) for s in spans]
    if inside and all(inside):
        return "direct"
    return "mixed" if any(marks.within(*s) for s in spans) else "indirect"


def _all_marks(marks: QuotationIndex, span: Span) -> bool:
    covered = sum(min(q.end, span.end) - max(q.start, span.start) for q in marks.within(*span))
    return covered >= (span.end - span.start) - 2 * max(1, len(marks.within(*span)))
