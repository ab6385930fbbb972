"""When each event and saying happened is decided here: by the tree, then the clause, then the sentence, else the article's day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.doc import Doc
from sayso.knowledge.calendar import Calendar
from sayso.model import Article, Because, Event, EventTime, Moment, Saying
from sayso.syntax import clause_of, conjuncts, determiner, frame, governor, is_nominal, is_verbal, marker, opens_after
from sayso.syntax.reports import described_noun
from sayso.text import parted
from sayso.when.moments import published

_LONG_AGO = "ago"
_DATELINE_LENGTH = 90  # characters from the dateline's place to the dash that ends it
_SINCE = 6  # tokens before a date within which "since" governs it ("since the coup in February")
_DASHES = ("—", "–", "--", " - ")


@dataclass(frozen=True)
class _Dated:
    """A moment that can date something: its head token and the nearest predicate or trigger above it."""

    moment: Moment
    head: int
    owner: int


def date_events(
    article: Article, doc: Doc, events: Sequence[Event], moments: Sequence[Moment], calendar: Calendar
) -> tuple[Event, ...]:
    """The events with their times; without a date in the text the article's day, assumed; without that, None, and for what
    happened long ago."""
    triggers = {t for e in events if (t := doc.token_at(e.trigger.start)) is not None}
    dated = _usable(article, doc, moments, frozenset(triggers), calendar)
    undated = _undated(article, doc, moments, frozenset(triggers), calendar)
    out: list[Event] = []
    for event in events:
        out.append(_dated_event(article, doc, event, dated, triggers, out, undated))
    return tuple(out)


def date_sayings(
    article: Article, doc: Doc, sayings: Sequence[Saying], moments: Sequence[Moment], calendar: Calendar
) -> tuple[Saying, ...]:
    """The sayings with their times: a date on the cue itself, else the article's day, assumed."""
    cues = {t for s in sayings if s.cue and (t := doc.token_at(s.cue.start)) is not None}
    dated = _usable(article, doc, moments, frozenset(cues), calendar)
    return tuple(_dated_saying(article, doc, s, dated) for s in sayings)


def _dated_saying(article: Article, doc: Doc, saying: Saying, dated: Sequence[_Dated]) -> Saying:
    cue = doc.token_at(saying.cue.start) if saying.cue else None
    own = next((d for d in dated if cue is not None and d.owner == cue), None)
    time = event_time(own.moment) if own else article_time(article, assumed=saying.parent is not None)
    return saying.model_copy(update={"when": time})


def event_time(moment: Moment, until: str | None = None) -> EventTime:
    """A moment with days as the time of something; `until` is the last day of what has gone on since."""
    assert moment.start_date and moment.end_date
    if until is not None and until > moment.end_date:
        return EventTime(start_date=moment.start_date, end_date=until, granularity="other", moment=moment.id)
    return EventTime(
        start_date=moment.start_date, end_date=moment.end_date, granularity=moment.granularity, moment=moment.id
    )


def article_time(article: Article, *, assumed: bool) -> EventTime | None:
    """The article's own day, or None where it has none."""
    today = published(article)
    if today is None:
        return None
    return EventTime(start_date=today.isoformat(), end_date=today.isoformat(), assumed=assumed)


def _usable(
    article: Article, doc: Doc, moments: Sequence[Moment], triggers: frozenset[int], calendar: Calendar
) -> list[_Dated]:
    """Moments that name days, outside the dateline, with what they belong to; what recurs dates nothing."""
    found = []
    for moment in moments:
        head = _head_of(doc, moment)
        if head is None or moment.start_date is None or moment.type == "SET" or in_dateline(article, moment):
            continue
        owner = _owner(doc, head, moment, triggers, calendar)
        found.append(_Dated(moment, head, _not_yet(article, doc, moment, owner, head)))
    return found


def _undated(
    article: Article, doc: Doc, moments: Sequence[Moment], triggers: frozenset[int], calendar: Calendar
) -> frozenset[int]:
    """Triggers told to have happened long ago, no one says when."""
    told = [m for m in moments if m.start_date is None and _LONG_AGO in m.text.text.lower()]
    heads = [(m, head) for m in told if (head := _head_of(doc, m)) is not None and not in_dateline(article, m)]
    return frozenset(_owner(doc, head, m, triggers, calendar) for m, head in heads) & triggers


def _not_yet(article: Article, doc: Doc, moment: Moment, owner: int, head: int) -> int:
    """ "called a strike for November 20": what is told in the past cannot lie after the article's day; its object can."""
    today = published(article)
    if owner < 0 or today is None or (moment.start_date or "") <= today.isoformat() or doc.tokens[owner].xpos != "VBD":
        return owner
    called = (*frame(doc, owner).get("object"), *frame(doc, owner).get("complement"))
    return next((n for n in called if owner < n < head and is_nominal(doc, n)), head)


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


def _head_of(doc: Doc, moment: Moment) -> int | None:
    """The token of the expression that hangs on a word outside it."""
    inside = doc.tokens_in(moment.text.start, moment.text.end)
    outward = [i for i in inside if doc.tokens[i].head not in inside]
    content = [i for i in outward if doc.tokens[i].upos not in ("PUNCT", "ADP", "DET")]
    return next(iter(content or outward), None)


def _owner(doc: Doc, head: int, moment: Moment, triggers: frozenset[int], calendar: Calendar) -> int:
    """The first trigger or predicate above the date, other than words of the date itself; -1 where it is the root."""
    if (noun := _modified(doc, head)) is not None:
        return _taken_part_in(doc, noun, triggers, calendar)
    if (noun := _background(doc, head, triggers, calendar)) is not None:
        return noun
    if (before := _verb_before(doc, moment)) is not None:
        return before
    for above in doc.ancestors(head):
        carries = above in triggers or (is_verbal(doc, above) and not _inside(doc, above, moment))
        if carries and not opens_after(doc, above, head):
            return above if not _outside(doc, above, head) else _verb_beside(doc, head)
    return -1


def _outside(doc: Doc, predicate: int, head: int) -> bool:
    """A quotation mark stands between: what is quoted is not dated by the words around it."""
    return parted(doc.text, doc.tokens[predicate].start, doc.tokens[head].start)


def _verb_beside(doc: Doc, head: int) -> int:
    """The last verb before the date on its own side of the quotation marks, or -1."""
    first = doc.sentence_of(head).first
    verbs = (i for i in range(head - 1, first - 1, -1) if doc.tokens[i].upos == "VERB" and not _outside(doc, i, head))
    return next(verbs, -1)


def _modified(doc: Doc, head: int) -> int | None:
    """ "condemned Friday's attack", "since the 2003 invasion": a date before a noun that is no subject dates the noun."""
    above = governor(doc, head)
    if above is None or above[0] < head or not is_nominal(doc, above[0]) or is_verbal(doc, above[0]):
        return None
    if any(doc.tokens[i].upos in ("ADP", "SCONJ") for i in range(head, above[0])):
        return None
    outer = governor(doc, above[0])
    return above[0] if outer is not None and outer[1] != "subject" else None


def _taken_part_in(doc: Doc, noun: int, triggers: frozenset[int], calendar: Calendar) -> int:
    """ "boycotted Thursday's session": who takes part does so when the thing itself takes place."""
    above = governor(doc, noun)
    shares = above is not None and above[1] == "object" and doc.tokens[above[0]].lemma.lower() in calendar.partaking
    return above[0] if above is not None and shares and noun not in triggers else noun


def _background(doc: Doc, head: int, triggers: frozenset[int], calendar: Calendar) -> int | None:
    """ "charged over the death of a man in May": a date inside what an act is about, or follows, is none of the act's."""
    at = governor(doc, head)
    while at is not None and is_nominal(doc, at[0]) and not is_verbal(doc, at[0]) and at[0] < head:
        if at[0] in triggers:
            return at[0]
        above = governor(doc, at[0])
        if above is not None and above[1] in calendar.background:
            return at[0]
        at = above
    return None


def _verb_before(doc: Doc, moment: Moment) -> int | None:
    """ "she said Friday": a past verb right before a bare date has the date, whatever the tree says."""
    index = doc.token_at(moment.text.start)
    before = doc.tokens[index - 1] if index else None
    return before.index if before is not None and before.xpos == "VBD" and before.upos == "VERB" else None


def _inside(doc: Doc, index: int, moment: Moment) -> bool:
    return moment.text.start <= doc.tokens[index].start < moment.text.end


def _dated_event(
    article: Article,
    doc: Doc,
    event: Event,
    dated: Sequence[_Dated],
    triggers: set[int],
    earlier: Sequence[Event],
    undated: frozenset[int],
) -> Event:
    trigger = doc.token_at(event.trigger.start)
    if trigger is None:
        return event
    found, rule = _found(doc, trigger, dated, triggers)
    if found is not None:
        until = _until(article, doc, trigger, found)
        return _with_time(event, event_time(found.moment, until), rule, found.moment.text.text)
    told = _told_before(doc, trigger, event, earlier)
    if told is not None and told.when is not None:
        return _with_time(event, told.when, "when#same-event", told.trigger.text)
    if "historical" in event.auxiliary or trigger in undated:
        return event
    return _with_time(event, article_time(article, assumed=True), "when#article", article.published or "")


def _until(article: Article, doc: Doc, trigger: int, dated: _Dated) -> str | None:
    """ "since 2014, rebels have attacked": what a perfect verb tells with "since" reaches up to the article's day."""
    today = published(article)
    if today is None or dated.owner != trigger or not _is_perfect(doc, trigger):
        return None
    before = [doc.tokens[i].text.lower() for i in range(max(dated.head - _SINCE, 0), dated.head)]
    return today.isoformat() if "since" in before else None


def _is_perfect(doc: Doc, verb: int) -> bool:
    return any(doc.tokens[c].lemma.lower() == "have" and doc.tokens[c].upos == "AUX" for c in doc.children(verb))


def _with_time(event: Event, time: EventTime | None, rule: str, detail: str) -> Event:
    if time is None:
        return event
    return event.model_copy(update={"when": time, "because": (*event.because, Because(rule=rule, detail=detail))})


def _found(doc: Doc, trigger: int, dated: Sequence[_Dated], triggers: set[int]) -> tuple[_Dated | None, str]:
    here = [d for d in dated if doc.tokens[d.head].sentence == doc.tokens[trigger].sentence]
    for pick, rule in ((_direct, "when#tree"), (_by_clause, "when#clause"), (_by_sentence, "when#sentence")):
        fitting = [d for d in here if pick(doc, trigger, d, triggers)]
        if fitting:
            return min(fitting, key=lambda d: _rank(d, trigger)), rule
    return None, ""


def _rank(dated: _Dated, trigger: int) -> tuple[bool, bool, bool, int]:
    """A plain date before a span that reaches back and before a time of day without a day, then the nearest."""
    moment = dated.moment
    dayless = moment.type == "TIME" and moment.anchor == "article"
    return (moment.type == "DURATION", moment.value == "PRESENT_REF", dayless, abs(dated.head - trigger))


def _direct(doc: Doc, trigger: int, dated: _Dated, triggers: set[int]) -> bool:  # noqa: ARG001 (one shape with its kin)
    """The date hangs on the trigger itself."""
    return dated.owner == trigger


def _by_clause(doc: Doc, trigger: int, dated: _Dated, triggers: set[int]) -> bool:
    """The date hangs on the predicate that carries the trigger: a verb joined to it, a participle below it, or, for a
    noun, the verb of which it is the subject or object, where that verb is no event or saying of its own."""
    if dated.owner < 0:
        return False
    if is_nominal(doc, trigger) and not is_verbal(doc, trigger):
        above = governor(doc, dated.head)
        if dated.owner != trigger and _describes(doc, dated.owner, trigger):
            return True
        direct = above is not None and above[0] == dated.owner
        return direct and dated.owner not in triggers and _carries(doc, dated.owner, trigger)
    return dated.owner in (*_joined(doc, trigger), *_same_time(doc, trigger), *_results(doc, trigger, triggers))


def _describes(doc: Doc, verb: int, noun: int) -> bool:
    """ "the strike, which began on Monday": a relative clause of which the noun is the subject."""
    if not is_verbal(doc, verb) or described_noun(doc, verb) != noun:
        return False
    return noun in frame(doc, verb).get("subject")


def _results(doc: Doc, trigger: int, triggers: set[int]) -> list[int]:
    """ "ordered the paper closed on Monday": what an act brings about, where it is no event of its own."""
    return [c for c in doc.children(trigger) if c not in triggers and doc.tokens[c].xpos == "VBN" and _is_open(doc, c)]


def _same_time(doc: Doc, trigger: int) -> list[int]:
    """ "were killed when the roof fell in on Sunday": verbs of clauses below that happen at the same time."""
    return [
        c
        for c in doc.children(trigger)
        if (is_verbal(doc, c) and marker(doc, c) in ("when", "as", "while")) or _when(doc, c)
    ]


def _when(doc: Doc, clause: int) -> bool:
    words = (doc.tokens[c].text.lower() for c in doc.children(clause) if c < clause)
    return is_verbal(doc, clause) and doc.tokens[clause].upos == "VERB" and "when" in words


def _carries(doc: Doc, verb: int, noun: int) -> bool:
    """True where the noun stands in the verb's own clause and no other clause lies between."""
    return clause_of(doc, noun).verb == verb and not _takes_clause(doc, verb)


def _takes_clause(doc: Doc, verb: int) -> bool:
    return any(is_verbal(doc, c) for c in frame(doc, verb).get("complement"))


def _joined(doc: Doc, trigger: int) -> tuple[int, ...]:
    """Predicates whose date the trigger shares: the ones it is coordinated with or stands below as a bare participle."""
    above: list[int] = []
    at = trigger
    while doc.tokens[at].head >= 0:
        head = doc.tokens[at].head
        shares = at in conjuncts(doc, head) or _is_open(doc, at)
        if not (shares and is_verbal(doc, head)):
            break
        above.append(head)
        at = head
    below = [
        i
        for i in conjuncts(doc, trigger)
        if i != trigger and not any(trigger < s for s in frame(doc, i).get("subject"))
    ]
    return (*above, *below)


def _is_open(doc: Doc, index: int) -> bool:
    """A participle without an auxiliary of its own: it happens when its governing verb does."""
    form = doc.tokens[index].feat("VerbForm") or {"VBG": "Ger", "VBN": "Part"}.get(doc.tokens[index].xpos, "")
    return form in ("Ger", "Part") and not any(doc.tokens[c].upos == "AUX" for c in doc.children(index))


def _by_sentence(doc: Doc, trigger: int, dated: _Dated, triggers: set[int]) -> bool:
    """The date stands in the sentence and belongs to nothing else that happens or is said."""
    if dated.owner in triggers or dated.moment.type == "DURATION" or _at_another_time(doc, trigger):
        return False
    return dated.owner < 0 or (not _takes_clause(doc, dated.owner) and dated.owner in tuple(doc.ancestors(trigger)))


def _at_another_time(doc: Doc, trigger: int) -> bool:
    """ "a day after rebels had entered the town": a clause that tells what came before or after."""
    return marker(doc, clause_of(doc, trigger).verb) in ("after", "before", "since", "until")


def _told_before(doc: Doc, trigger: int, event: Event, earlier: Sequence[Event]) -> Event | None:
    """ "the attack" points back at the last dated event of the same type; a new or plural noun does not."""
    token = doc.tokens[trigger]
    if token.upos != "NOUN" or determiner(doc, trigger) not in ("the", "this", "that") or token.xpos == "NNS":
        return None
    same = [e for e in earlier if e.when and e.when.moment and not e.when.assumed and _may_be_same(e, event)]
    return same[-1] if same else None


def _may_be_same(earlier: Event, event: Event) -> bool:
    """Same type, no mode against it; where the noun names its own parties, one of them at least is shared."""
    if earlier.type != event.type or (earlier.modes and event.modes and not set(earlier.modes) & set(event.modes)):
        return False
    parties = {*event.actors, *event.recipients}
    named = bool(parties or event.actor_text or event.recipient_text)
    return not named or bool(parties & {*earlier.actors, *earlier.recipients})
