"""Who speaks and to whom: the slot of the cue that names them, the reach of the name, and the actor it stands for."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.doc import Doc
from sayso.knowledge.cues import Cue
from sayso.says.hidden import can_speak, doer_within
from sayso.says.reports import Scene
from sayso.syntax import Frame, appositions, describing, frame, governor
from sayso.syntax import reports as tree
from sayso.text import Span, trimmed

_ENDS = frozenset({",", "“", '"', "''", "``", "."})
_NAMING = frozenset({"PER", "ORG", "GPE", "NORP"})


def speaker_heads(scene: Scene, word: int, cue: Cue, found: Frame) -> tuple[int, ...]:
    """Heads of the phrase that names the speaker, from the first slot of the frame that is filled."""
    for slot in cue.speaker:
        heads = tuple(i for i in _in_slot(scene, word, slot, cue, found) if can_speak(scene, i))
        if heads:
            return heads
    return ()


def _in_slot(scene: Scene, word: int, slot: str, cue: Cue, found: Frame) -> tuple[int, ...]:
    doc = scene.doc
    if slot == "self":
        return (word,)
    if slot == "light":
        return _lender(scene, word)
    if slot == "within":
        return doer_within(scene, word)
    if slot == "head":
        source = tree.introduced(doc, word)
        return () if source is None else (source,)
    if slot == "subject" and found.passive and cue.entry.kind == "adjective":
        return found.get("object")
    if slot in ("compound", "adjective"):
        return tuple(i for i in found.get(slot) if (name := doc.name_at(i)) and name.label in _NAMING)
    heads = found.get(slot) or _beside_noun(scene, word, slot, cue) or _of_state(scene, word, slot, cue)
    before = tuple(i for i in heads if i < word)
    return before if slot == "subject" and before else heads


def _of_state(scene: Scene, word: int, slot: str, cue: Cue) -> tuple[int, ...]:
    """ "kept silent on the fire", "left him angry about the toll": whose state the verb above the adjective tells."""
    if cue.entry.kind != "adjective" or slot != "subject" or scene.doc.tokens[word].upos != "ADJ":
        return ()
    above = tree.governing_verb(scene.doc, word)
    if above is None or scene.doc.tokens[above].upos != "VERB" or frame(scene.doc, above).passive:
        return ()
    if scene.doc.tokens[above].text.lower() in scene.cues.carrying:  # "seemed sure": nobody says who finds that
        return ()
    return frame(scene.doc, above).get("object") or frame(scene.doc, above).get("subject")


def _beside_noun(scene: Scene, word: int, slot: str, cue: Cue) -> tuple[int, ...]:
    """ "ignored warnings from its own staff that P": right behind the noun, though the tree hangs it at the verb."""
    tokens = scene.doc.tokens
    if cue.entry.kind != "noun" or slot not in ("by", "from") or word + 2 >= len(tokens):
        return ()
    made = next((v for v in describing(scene.doc, word) if tokens[v].text.lower() in scene.cues.lending), None)
    if made is not None and frame(scene.doc, made).passive:  # "the accusation, made by three clerks"
        return frame(scene.doc, made).get("subject") or frame(scene.doc, made).get("by")
    if tokens[word + 1].text.lower() != slot or tokens[word + 1].sentence != tokens[word].sentence:
        return ()
    source = tree.introduced(scene.doc, word + 1)
    return () if source is None else (source,)


def _lender(scene: Scene, word: int) -> tuple[int, ...]:
    """ "The union renewed its call": the subject of the verb that carries the noun."""
    verb = lending_verb(scene, word)
    verb = backing_verb(scene, word) if verb is None else verb
    return () if verb is None else frame(scene.doc, verb).get("subject")


def lending_verb(scene: Scene, word: int) -> int | None:
    """The light verb whose object the noun is ("expressed" above "concern"), or None."""
    above = governor(scene.doc, word)
    if above is None or above[1] not in ("object", "indirect"):
        return None
    return above[0] if scene.doc.tokens[above[0]].text.lower() in scene.cues.lending else None


def backing_verb(scene: Scene, word: int) -> int | None:
    """The verb that takes the noun back, behind "from" ("backed away" above "from a threat"), or None."""
    above = governor(scene.doc, word)
    if above is None or above[1] != "from":
        return None
    return above[0] if scene.doc.tokens[above[0]].text.lower() in scene.cues.backing else None


def behind_comment(scene: Scene, word: int) -> tuple[int, ...]:
    """ "P, said an officer quoted by the paper": the phrase right behind the cue, wherever the parser hangs it."""
    tokens, end = scene.doc.tokens, scene.doc.sentence_of(word).last
    if word == 0 or word + 1 >= end or tokens[word - 1].text != ",":
        return ()
    if tokens[word + 1].upos not in ("DET", "NOUN", "PROPN", "ADJ", "NUM") or tokens[word + 1].text.lower() == "that":
        return ()
    head = word + 1
    while tokens[head].head > word:
        head = tokens[head].head
    return (head,) if tokens[head].upos in ("NOUN", "PROPN") else ()


def comments(scene: Scene, word: int, heads: tuple[int, ...]) -> tuple[int, ...]:
    """ "The ruling, they said, was wrong": between a comma and the verb of a comment stands whoever comments."""
    tokens = scene.doc.tokens
    after = tokens[word + 1].text if word + 1 < len(tokens) else "."
    if not heads or after not in _ENDS or scene.marks.around(tokens[word].start) is not None:
        return ()
    first = tree.verb_group(scene.doc, word)[0]
    comma = next((i for i in range(first - 1, max(heads), -1) if tokens[i].text == ","), first)
    near = first - 1
    while comma < tokens[near].head < first:
        near = tokens[near].head
    named = comma < near and tokens[near].upos in ("PROPN", "PRON") and heads != (near,)
    return (near,) if named and can_speak(scene, near) else ()


def paper_giver(scene: Scene, word: int) -> tuple[int, tuple[int, ...]] | None:
    """ "The town issued a statement saying P": the verb that gives the paper out, and who speaks through it."""
    doc = scene.doc
    paper = tree.described_noun(doc, word)
    if paper is None or doc.tokens[word].xpos != "VBG" or doc.tokens[paper].text.lower() not in scene.cues.venue_nouns:
        return None
    above = governor(doc, paper)
    if above is None or above[1] != "object" or not above[0] < paper or not scene.same_zone(word, above[0]):
        return None
    if doc.tokens[above[0]].text.lower() not in scene.cues.giving:
        return None
    found = frame(doc, above[0])
    givers = tuple(i for i in found.get("subject") if i < above[0] and can_speak(scene, i))
    return None if found.passive or not givers else (above[0], givers)


def reach(doc: Doc, heads: Iterable[int], word: int, cue_span: Span | None, content: Iterable[Span]) -> Span | None:
    """The text that names them, from the first to the last; cut where it would run into the cue or the content."""
    heads = tuple(heads)
    if not heads:
        return None
    if len(heads) == 1 and doc.tokens[heads[0]].xpos == "PRP":
        return Span(doc.tokens[heads[0]].start, doc.tokens[heads[0]].end)
    span = _past_than(doc, tree.nominal_reach(doc, heads[0], word), word)
    for head in heads[1:]:
        more = tree.nominal_reach(doc, head, word)
        if more.start <= span.end + 1 and span.start <= more.end + 1:
            span = Span(min(span.start, more.start), max(span.end, more.end))
    low, high = doc.tokens[heads[0]].start, doc.tokens[heads[0]].end
    for other in (cue_span, *content):
        if other is not None and span.overlaps(other):
            span = _whole(doc, trimmed(doc.text, *_cut(span, other, low, high)))
    while span.start < low and doc.text[span.start] in " ,;":
        span = Span(span.start + 1, span.end)
    return _hyphenated(doc.text, span)


def _past_than(doc: Doc, span: Span, word: int) -> Span:
    """ "More than half of those asked said": a phrase that ends in "than" goes on to the verb."""
    inside = doc.tokens_in(*span)
    first = tree.verb_group(doc, word)[0]
    if doc.tokens[inside[-1]].text.lower() != "than" or not inside[-1] + 1 < first:
        return span
    gap = doc.tokens[inside[-1] + 1 : first]
    return span if any(t.upos in ("PUNCT", "AUX") for t in gap) else Span(span.start, gap[-1].end)


def _hyphenated(text: str, span: Span) -> Span:
    """With the parts of the first word before its hyphens, which a tokenizer takes off: "Orr-Lind", not "Lind"."""
    start = span.start + (text[span.start] == "-")
    while start > 1 and text[start - 1] == "-" and text[start - 2].isalnum():
        start -= 1
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    return Span(min(start, span.start), span.end)


def _whole(doc: Doc, span: Span) -> Span:
    """Without a preposition that was left at the end: "teachers for"."""
    tokens = doc.tokens_in(*span)
    if len(tokens) > 1 and doc.tokens[tokens[-1]].upos == "ADP" and doc.tokens[tokens[-1]].end == span.end:
        return trimmed(doc.text, span.start, doc.tokens[tokens[-1]].start)
    return span


def _cut(span: Span, other: Span, low: int, high: int) -> Span:
    if other.start >= high:
        return Span(span.start, min(span.end, other.start))
    if other.end <= low:
        return Span(max(span.start, other.end), span.end)
    return span


def actors_of(scene: Scene, heads: Iterable[int]) -> tuple[str, ...]:
    """Ids of the actors that the heads stand for, by their own mention or that of an apposition; nobody is guessed."""
    found = [_actor(scene, head) for head in heads]
    return tuple(dict.fromkeys(id_ for id_ in found if id_ is not None))


def _actor(scene: Scene, head: int) -> str | None:
    own = scene.cast.headed(scene.doc.tokens[head].start)
    if own is not None:
        return own
    for other in appositions(scene.doc, head):
        named = scene.cast.headed(scene.doc.tokens[other].start)
        if named is not None:
            return named
    return scene.cast.covering(scene.doc.tokens[head].start) or _author(scene, head)


def _author(scene: Scene, head: int) -> str | None:
    """ "The Front's statement", "issued a statement that …": whoever gives out a paper speaks in it."""
    token = scene.doc.tokens[head]
    if token.upos != "NOUN" or token.text.lower() not in scene.cues.venue_nouns:
        return None
    found = frame(scene.doc, head)
    givers = found.get("possessor") or found.get("by") or found.get("from") or _lender(scene, head)
    known = (scene.cast.headed(scene.doc.tokens[i].start) for i in givers)
    return next((id_ for id_ in known if id_ is not None), None)
