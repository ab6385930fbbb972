"""Which word of its sentence each date belongs to is decided here: the act told beside it, a noun, or nothing that happens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.doc import Doc
from sayso.knowledge.calendar import Calendar
from sayso.model import Article, Moment, Quote
from sayso.syntax import frame, governor, is_nominal, is_verbal, opens_after
from sayso.text import parted
from sayso.when.direction import is_perfect
from sayso.when.moments import published

_DATELINE_LENGTH = 90  # characters from the dateline's place to the dash that ends it
_YEARLESS = re.compile(r"XXXX-(?:\d\d|WXX-\d|SP|SU|FA|WI)")
_DASHES = ("—", "–", "--", " - ")


@dataclass(frozen=True)
class Dated:
    """A moment that can date something: its head token and the nearest predicate or trigger above it."""

    moment: Moment
    head: int
    owner: int


@dataclass(frozen=True)
class Scene:
    """What the dating of all events or sayings of an article rests on; triggers are their token indices."""

    article: Article
    doc: Doc
    calendar: Calendar
    triggers: frozenset[int]
    dated: tuple[Dated, ...] = ()
    undated: frozenset[int] = frozenset()  # triggers told to have happened long ago


def scene_of(
    article: Article, doc: Doc, calendar: Calendar, triggers: frozenset[int], moments: Sequence[Moment]
) -> Scene:
    """Every usable moment with its owner."""
    bare = Scene(article, doc, calendar, triggers)
    outside = [m for m in moments if m.type != "SET" and not in_dateline(article, m)]
    headed = [(m, head) for m in outside if (head := head_of(doc, m)) is not None]
    dated = tuple(
        Dated(m, h, _of_act(bare, _not_yet(bare, m, owner_of(bare, h, m), h), h)) for m, h in headed if m.start_date
    )
    undated = frozenset(owner_of(bare, h, m) for m, h in headed if _is_long_ago(bare, m))
    return Scene(article, doc, calendar, triggers, dated, undated & triggers)


def told_at(doc: Doc, quoted: Quote) -> int | None:
    """The token that carries a trigger or cue of several words: the one that hangs on a word outside it."""
    inside = doc.tokens_in(quoted.start, quoted.end)
    return next((i for i in inside if doc.tokens[i].head not in inside), doc.token_at(quoted.start))


def _is_long_ago(scene: Scene, moment: Moment) -> bool:
    """ "years ago", no one says when; "by the end of May" of no one knows which year."""
    if moment.start_date is None and _YEARLESS.match(moment.value):
        return True
    last = moment.text.text.lower().split()[-1]
    return moment.start_date is None and "backward" in scene.calendar.words.get(last, {})


def _not_yet(scene: Scene, moment: Moment, owner: int, head: int) -> int:
    """ "called a strike for November 20": what is told in the past cannot lie after the article's day; its object can."""
    doc, today = scene.doc, published(scene.article)
    told = owner >= 0 and (doc.tokens[owner].xpos == "VBD" or is_perfect(doc, owner))
    if not told or today is None or (moment.start_date or "") <= today.isoformat():
        return owner
    called = (*frame(doc, owner).get("object"), *frame(doc, owner).get("complement"))
    return next((n for n in called if owner < n < head and is_nominal(doc, n)), head)


def _of_act(scene: Scene, owner: int, head: int) -> int:
    """ "welcomed the release of 45 men by the rebels on Sunday": behind its doer a date is the act's, not of who speaks of it."""
    if owner < 0 or not is_verbal(scene.doc, owner):
        return owner
    acts = [n for n in frame(scene.doc, owner).get("object") if n in scene.triggers and owner < n < head]
    return next((n for n in acts if _names_doer(scene.doc, n, head)), owner)


def _names_doer(doc: Doc, noun: int, before: int) -> bool:
    """ "of 45 men by the rebels": a "by" in the phrase of the noun, whichever of its words a tree hangs it at."""
    return any(noun < i < before and doc.tokens[i].text.lower() == "by" for i in doc.subtree(noun))


def in_dateline(article: Article, moment: Moment) -> bool:
    """True for the date between the dateline's place and its dash ("BAGHDAD, July 10 (Agency) —")."""
    place = article.dateline_place
    if any(b.kind == "dateline" and b.start <= moment.text.start < b.end for b in article.blocks):
        return True
    if place is None or not 0 <= moment.text.start - place.end <= _DATELINE_LENGTH:
        return False
    between = article.text[place.end : moment.text.start]
    after = article.text[moment.text.end : place.end + _DATELINE_LENGTH]
    return (
        not any(d in between for d in _DASHES) and "." not in between.strip(" .,") and any(d in after for d in _DASHES)
    )


def head_of(doc: Doc, moment: Moment) -> int | None:
    """The token of the expression that hangs on a word outside it."""
    inside = doc.tokens_in(moment.text.start, moment.text.end)
    outward = [i for i in inside if doc.tokens[i].head not in inside]
    content = [i for i in outward if doc.tokens[i].upos not in ("PUNCT", "ADP", "DET")]
    return next(iter(content or outward), None)


def owner_of(scene: Scene, head: int, moment: Moment) -> int:
    """The first trigger or predicate above the date, other than words of the date itself; -1 where it is the root."""
    doc = scene.doc
    if (noun := _modified(scene, head)) is not None:
        return _taken_part_in(scene, noun)
    if (noun := _background(scene, head)) is not None:
        return noun
    if (before := _verb_before(doc, moment)) is not None:
        return before
    for above in doc.ancestors(head):
        carries = above in scene.triggers or (is_verbal(doc, above) and not _inside(doc, above, moment))
        if carries and not opens_after(doc, above, head):
            beside = _outside(doc, above, head) or _is_tag(scene, above, head)
            return _verb_beside(doc, head) if beside else above
    return -1


def _is_tag(scene: Scene, verb: int, head: int) -> bool:
    """ "fired on the house on Sunday night, survivors told the paper": before a reporting tag the date is of what is told."""
    doc = scene.doc
    if doc.tokens[verb].lemma.lower() not in scene.calendar.sets["telling"]:
        return False
    subject = min(frame(doc, verb).get("subject"), default=-1)
    first = doc.sentence_of(head).first
    told = any(t.upos == "VERB" for t in doc.tokens[first:head])
    return told and head < subject < verb and any(t.text == "," for t in doc.tokens[head + 1 : subject])


def _outside(doc: Doc, predicate: int, head: int) -> bool:
    """A quotation mark stands between: what is quoted is not dated by the words around it."""
    return parted(doc.text, doc.tokens[predicate].start, doc.tokens[head].start)


def _verb_beside(doc: Doc, head: int) -> int:
    """The last verb before the date on its own side of the quotation marks, or -1."""
    first = doc.sentence_of(head).first
    verbs = (i for i in range(head - 1, first - 1, -1) if doc.tokens[i].upos == "VERB" and not _outside(doc, i, head))
    return next(verbs, -1)


def _modified(scene: Scene, head: int) -> int | None:
    """ "condemned Friday's attack", "since the 2003 invasion": a date before a noun that is no subject dates the noun."""
    doc = scene.doc
    above = governor(doc, head)
    if above is None or above[0] < head or not is_nominal(doc, above[0]) or is_verbal(doc, above[0]):
        return None
    if any(doc.tokens[i].upos in ("ADP", "SCONJ") for i in range(head, above[0])):
        return None
    outer = governor(doc, above[0])
    passing = outer is not None and doc.tokens[outer[0]].lemma.lower() in scene.calendar.sets["passing"]
    if outer is None or passing or outer[1] == "subject" or _frames(scene, above[0], outer):
        return None
    return above[0]


def _frames(scene: Scene, noun: int, outer: tuple[int, str]) -> bool:
    """ "In the 2014 campaign, gunmen killed three": what opens a sentence with "in" tells when, and is no act of its own."""
    return noun not in scene.triggers and noun < outer[0] and outer[1] in scene.calendar.sets["framing"]


def _taken_part_in(scene: Scene, noun: int) -> int:
    """ "boycotted Thursday's session": who takes part does so when the thing itself takes place."""
    above = governor(scene.doc, noun)
    if above is None or above[1] != "object" or noun in scene.triggers:
        return noun
    shares = scene.doc.tokens[above[0]].lemma.lower() in scene.calendar.sets["partaking"]
    return above[0] if shares else noun


def _background(scene: Scene, head: int) -> int | None:
    """ "charged over the death of a man in May": a date inside what an act is about, or follows, is none of the act's."""
    doc = scene.doc
    at = governor(doc, head)
    while at is not None and is_nominal(doc, at[0]) and not is_verbal(doc, at[0]) and at[0] < head:
        if at[0] in scene.triggers:
            return at[0]
        above = governor(doc, at[0])
        if doc.tokens[at[0]].lemma.lower() in scene.calendar.sets["records"]:
            return (
                at[0] if _is_since(scene, head) else None
            )  # "met for the first time in 1996", "the third time since 2019"
        if above is not None and above[1] in scene.calendar.sets["background"]:
            return at[0]
        at = above
    return None


def _is_since(scene: Scene, head: int) -> bool:
    return head > 0 and scene.doc.tokens[head - 1].text.lower() in scene.calendar.sets["since"]


def _verb_before(doc: Doc, moment: Moment) -> int | None:
    """ "she said Friday": a past verb right before a bare date has the date, whatever the tree says."""
    index = doc.token_at(moment.text.start)
    before = doc.tokens[index - 1] if index else None
    return before.index if before is not None and before.xpos == "VBD" and before.upos == "VERB" else None


def _inside(doc: Doc, index: int, moment: Moment) -> bool:
    return moment.text.start <= doc.tokens[index].start < moment.text.end
