"""How many were killed, injured, arrested, displaced or abducted, as a range, and which act they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sayso import syntax
from sayso.knowledge.auxiliary import CountWord
from sayso.model import Count, CountKind
from sayso.text import DASHES
from sayso.what.act import Act
from sayso.what.scene import Scene

_DIGITS = re.compile(r"^\d{1,3}(,\d{3})+$|^\d+$")


def with_counts(scene: Scene, act: Act) -> Act:
    """The act with the people counted in the slots that its senses name, and in "12 dead", "leaving 12 wounded"."""
    found = [*act.counts]
    for index in (act.index, *act.merged):
        found.extend(_from_slots(scene, act, index))
    found.extend(_from_adjectives(scene, act))
    unique = {(c.kind, c.text.start): c for c in found}
    return replace(act, counts=tuple(unique[key] for key in sorted(unique, key=lambda k: (k[1], k[0]))))


def _from_slots(scene: Scene, act: Act, index: int) -> Iterable[Count]:
    for casualty in scene.lexicon.rules.casualties:
        if scene.lemma(index) in casualty.verbs:
            yield from _counted(scene, scene.frame(index).get("object"), casualty.kind)
        elif scene.lemma(index) in casualty.nouns:
            yield from _counted(scene, (index, *scene.frame(index).get("of")), casualty.kind)
    if index == act.index:
        for kind, slots in act.hit.sense.pattern.counts.items():
            for slot in slots:
                yield from _counted(scene, scene.fillers(act.hit.heads, slot), kind)


def _from_adjectives(scene: Scene, act: Act) -> Iterable[Count]:
    """ "… left 12 people dead", "12 dead and 30 wounded" in the act's sentence, below the act or its clause."""
    for index in scene.doc.subtree(_clause_root(scene, act)):
        text = scene.doc.tokens[index].text.lower()
        for casualty in scene.lexicon.rules.casualties:
            if text not in casualty.adjectives or scene.doc.tokens[index].upos not in ("ADJ", "NOUN", "VERB"):
                continue
            yield from _counted(scene, _around(scene, index), casualty.kind)


def _clause_root(scene: Scene, act: Act) -> int:
    head = scene.doc.tokens[act.top].head
    sentence_verb = head >= 0 and scene.lemma(head) in ("leave", "see", "take")
    return head if sentence_verb else act.top


def _around(scene: Scene, index: int) -> tuple[int, ...]:
    """The counted word beside an adjective: its own number, the noun it stands at, the object of "left"."""
    if syntax.numeral(scene.doc, index) is not None:
        return (index,)
    head = scene.doc.tokens[index].head
    if head < 0:
        return ()
    if scene.lemma(head) == "leave":
        return scene.frame(head).get("object")
    return (head,)


def _counted(scene: Scene, heads: Iterable[int], kind: CountKind) -> Iterable[Count]:
    for head in heads:
        classes = scene.classes(head)
        thing = not classes.isdisjoint({"vehicle", "building", "weapon"}) and classes.isdisjoint({"person", "armed"})
        number = None if thing else _number(scene, head)
        if number is not None:
            low, high, first, last = number
            yield Count(kind=kind, low=low, high=high, text=scene.quote_of(first, last))


def _number(scene: Scene, head: int) -> tuple[int, int | None, int, int] | None:
    """Low and high bound of the number at a nominal, and the tokens that say it."""
    numeral = syntax.numeral(scene.doc, head)
    at = head if scene.doc.tokens[head].upos == "NUM" else numeral
    if at is None:
        return _worded(scene, head)
    value = _value(scene, at)
    if value is None:
        return None
    first, last = _extent(scene, at)
    span = _span(scene, first, last, value)
    return span if span is not None else (*_bounded(scene, value, first), first, last)


def _span(scene: Scene, first: int, last: int, value: int) -> tuple[int, int, int, int] | None:
    """ "20 to 30", "10-15", "between 10 and 15": both ends, whichever of them the tree holds for the number."""
    words = scene.doc.tokens
    if last + 1 < len(words) and _links(scene, last, first) and (high := _part(scene, words[last + 1].text.lower())):
        return (value, high, first, last + 2) if high > value else None
    if first > 1 and _links(scene, first - 1, first - 2) and (low := _part(scene, words[first - 2].text.lower())):
        return (low, value, first - 2, last) if low < value else None
    return None


def _links(scene: Scene, link: int, lower: int) -> bool:
    word = scene.doc.tokens[link].text.lower()
    between = lower > 0 and scene.doc.tokens[lower - 1].text.lower() == "between"
    return word in ("to", "or") or word in DASHES or (word == "and" and between)


def _worded(scene: Scene, head: int) -> tuple[int, int | None, int, int] | None:
    """ "dozens of …", "several …", "a …" where the words stand at the head of the phrase."""
    word = _count_word(scene, scene.doc.tokens[head].text.lower())
    if word is not None and word.low is not None:
        return word.low, word.high, head, head + 1
    first, _ = syntax.phrase(scene.doc, head)
    word = _count_word(scene, scene.doc.tokens[first].text.lower()) if first != head else None
    if word is None or word.low is None:
        singular = scene.doc.tokens[head].feat("Number") == "Sing" and scene.doc.name_at(head) is not None
        return (1, 1, head, head + 1) if singular and "person" in scene.classes(head) else None
    return word.low, word.high, first, first + 1


def _count_word(scene: Scene, text: str) -> CountWord | None:
    return next((w for w in scene.lexicon.rules.counts if text in w.words), None)


def _bounded(scene: Scene, value: int, first: int) -> tuple[int, int | None]:
    before = " ".join(scene.doc.tokens[i].text.lower() for i in range(max(0, first - 4), first))
    for word in scene.lexicon.rules.counts:
        if word.bound is None or not any(before.endswith(w) for w in word.words):
            continue
        if word.bound == "low":
            return value, None
        if word.bound == "high":
            return 0, value
    return value, value


def _extent(scene: Scene, at: int) -> tuple[int, int]:
    first = last = at
    while first > 0 and scene.doc.tokens[first - 1].head == at and scene.doc.tokens[first - 1].upos == "NUM":
        first -= 1
    if first > 1 and scene.doc.tokens[first - 1].text == "-" and scene.doc.tokens[first - 2].head == at:
        first -= 2
    return first, last + 1


def _value(scene: Scene, at: int) -> int | None:
    first, last = _extent(scene, at)
    total = 0
    for index in range(first, last):
        if scene.doc.tokens[index].text == "-":
            continue
        text = scene.doc.tokens[index].text.lower()
        scale = next((w.scale for w in scene.lexicon.rules.counts if w.scale and text in w.words), None)
        part = scale or _part(scene, text)
        if part is None:
            return None
        total = (total or 1) * part if scale else total + part
    return total


def _part(scene: Scene, text: str) -> int | None:
    if _DIGITS.match(text):
        return int(text.replace(",", ""))
    tens, _, ones = text.partition("-")
    words = [_count_word(scene, w) for w in (tens, ones) if w]
    values = [w.low for w in words if w is not None and w.low is not None and w.low == w.high]
    return sum(values) if values and len(values) == len(words) else None
