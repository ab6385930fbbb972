"""Whose a quotation is that no cue claims: of whoever acts in the tag beside it, or in the clause whose colon brings it in.

The place says that words were spoken, so the verb may be any: "“Enough,” Lind beamed", "Lind leaned back: “Enough.”".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from sayso.says.hidden import can_speak
from sayso.says.quotations import Quotation
from sayso.says.reports import Report, Scene
from sayso.says.speakers import reach
from sayso.says.trimming import is_speech
from sayso.syntax import frame, is_nominal
from sayso.syntax import reports as tree
from sayso.text import Span

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TAG = 14  # tokens behind the marks among which the verb of the tag stands
_CUE = 6  # tokens of a cue that runs up to its colon
_OPENING = frozenset({"DET", "NOUN", "PROPN"})
_SPEAKERS = frozenset({"PROPN", "PRON", "NOUN"})


def beside_marks(scene: Scene, reports: Sequence[Report]) -> list[Report]:
    """The reports, and one more for each unclaimed utterance with a tag beside it or a clause that brings it in."""
    found = list(reports)
    for quotation in scene.marks.outer:
        if any(r.holds(quotation.span) for r in found) or not is_speech(scene.article.text, quotation):
            continue
        report = next((r for r in _readings(scene, quotation) if not _known(found, r)), None)
        if report is not None:
            found.append(report)
    return found


def _known(reports: Sequence[Report], new: Report) -> bool:
    """True where the verb reports other words."""
    return any(
        r.word == new.word or (r.cue_span and new.cue_span and r.cue_span.overlaps(new.cue_span)) for r in reports
    )


def _readings(scene: Scene, quotation: Quotation) -> Iterator[Report]:
    yield from _tagged(scene, quotation)
    yield from _brought_in(scene, quotation)


def _tagged(scene: Scene, quotation: Quotation) -> Iterator[Report]:
    """ "“…,” Lind beamed", "“…!” beamed Lind": a tag behind words that end in a comma, or turned round."""
    doc, end = scene.doc, quotation.end
    last = scene.article.text[quotation.start : end].rstrip("”\"'’»")[-1:]
    behind = _words_behind(scene, end)
    verb = next((i for i in behind if doc.tokens[i].upos == "VERB"), None)
    if verb is None or last not in ",?!" or doc.tokens[verb].xpos not in _FINITE:
        return
    if not scene.article.text[quotation.inside(scene.article.text).start].isupper():
        return  # "the “new deal,” became a joke": a term, and nobody utters it
    turned = verb == behind[0]
    heads = tuple(i for i in frame(doc, verb).get("subject") if (i > verb) == turned and i >= behind[0])
    heads = heads or (_behind(scene, verb) if turned else ())
    if not heads or (last != "," and not turned) or not _may_speak(scene, heads) or _has_object(scene, verb, heads):
        return
    yield _report(scene, verb, heads, Span(*_span(scene, *tree.verb_group(doc, verb))), quotation, "says/tag")


def _behind(scene: Scene, verb: int) -> tuple[int, ...]:
    """The head of the phrase right behind the verb, which the tree takes for its object."""
    tokens, head = scene.doc.tokens, verb + 1
    if head >= scene.doc.sentence_of(verb).last or tokens[head].upos not in _OPENING:
        return ()
    while tokens[head].head > verb:
        head = tokens[head].head
    return (head,)


def _words_behind(scene: Scene, end: int) -> list[int]:
    """The tokens of the sentence from the marks on, to the next mark."""
    doc = scene.doc
    start = next((s for s in scene.sentences_over(end, end + 2) if s.end > end + 1), None)
    if start is None:
        return []
    tokens = range(doc.tokens_in(end, start.end).start, min(start.last, doc.tokens_in(end, start.end).start + _TAG))
    return list(takewhile(lambda i: doc.tokens[i].upos != "PUNCT", tokens))


def _has_object(scene: Scene, verb: int, heads: Sequence[int]) -> bool:
    found = frame(scene.doc, verb)
    return found.passive or any(i not in heads for s in ("object", "complement") for i in found.get(s) if i > verb)


def _brought_in(scene: Scene, quotation: Quotation) -> Iterator[Report]:
    """ "She returned to her old lines: “…”", also where the quotation begins the next paragraph."""
    text, doc = scene.article.text, scene.doc
    colon = len(text[: quotation.start].rstrip()) - 1
    if colon < 0 or text[colon] != ":":
        return
    sentence = scene.sentences_over(colon, colon + 1)[0]
    before = doc.tokens_in(sentence.start, colon)
    verb = _last_verb(scene, before)
    if verb is None:
        return
    heads = tuple(i for i in frame(doc, verb).get("subject") if i < verb)
    if not heads or not _may_speak(scene, heads) or frame(doc, verb).passive:
        return
    first, last = tree.verb_group(doc, verb)
    whole = last if before[-1] + 1 - first > _CUE else before[-1] + 1
    yield _report(scene, verb, heads, Span(*_span(scene, first, whole)), quotation, "says/brought-in")


def _last_verb(scene: Scene, before: range) -> int | None:
    """The main verb of the clause that ends at the colon, or the last one joined to it."""
    doc = scene.doc
    if not before:
        return None
    root = tree.sentence_root(doc, before[0])
    joined = [i for i in (root, *tree.verbs_joined(doc, root)) if i in before and doc.tokens[i].upos == "VERB"]
    return max(joined, default=None)


def _may_speak(scene: Scene, heads: Sequence[int]) -> bool:
    return all(
        can_speak(scene, i)
        and is_nominal(scene.doc, i)
        and scene.doc.tokens[i].upos in _SPEAKERS
        and scene.marks.around(scene.doc.tokens[i].start) is None
        for i in heads
    )


def _span(scene: Scene, first: int, last: int) -> tuple[int, int]:
    return scene.doc.tokens[first].start, scene.doc.tokens[last - 1].end


def _report(scene: Scene, verb: int, heads: tuple[int, ...], cue: Span, quotation: Quotation, rule: str) -> Report:
    return Report(
        word=verb,
        cue=None,
        cue_span=cue,
        lemma=scene.doc.tokens[verb].lemma.lower(),
        speaker_heads=heads,
        speaker=reach(scene.doc, heads, verb, cue, (quotation.span,)),
        content=(quotation.span,),
        rank=0,
        rule=rule,
    )
