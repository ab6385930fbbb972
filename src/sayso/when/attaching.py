"""When each event and saying happened is decided here: by the tree, then the clause, then the sentence, else the article's day."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.doc import Doc
from sayso.knowledge.calendar import Calendar
from sayso.model import Article, Because, Event, EventTime, Moment, Saying
from sayso.syntax import (
    clause_of,
    conjuncts,
    determiner,
    frame,
    governor,
    is_bare_participle,
    is_nominal,
    is_verbal,
    marker,
)
from sayso.syntax.reports import described_noun
from sayso.when.lagging import lagged
from sayso.when.moments import published
from sayso.when.owning import Dated, Scene, scene_of, told_at
from sayso.when.reaching import last_day, since_clauses


def date_events(
    article: Article, doc: Doc, events: Sequence[Event], moments: Sequence[Moment], calendar: Calendar
) -> tuple[Event, ...]:
    """The events with their times; without a date in the text the article's day, assumed; without that, None, and for what
    happened long ago."""
    triggers = frozenset(t for e in events if (t := told_at(doc, e.trigger)) is not None)
    scene = scene_of(article, doc, calendar, triggers, moments)
    out: list[Event] = []
    for event in events:
        out.append(_dated_event(scene, event, out))
    return lagged(scene, out, moments)


def date_sayings(
    article: Article, doc: Doc, sayings: Sequence[Saying], moments: Sequence[Moment], calendar: Calendar
) -> tuple[Saying, ...]:
    """The sayings with their times: a date on the cue itself, else the article's day, assumed."""
    cues = frozenset(t for s in sayings if s.cue and (t := doc.token_at(s.cue.start)) is not None)
    scene = scene_of(article, doc, calendar, cues, moments)
    return tuple(_dated_saying(scene, s) for s in sayings)


def _dated_saying(scene: Scene, saying: Saying) -> Saying:
    cue = scene.doc.token_at(saying.cue.start) if saying.cue else None
    own = next((d for d in scene.dated if cue is not None and d.owner == cue), None)
    time = event_time(own.moment) if own else article_time(scene.article, assumed=saying.parent is not None)
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


def _dated_event(scene: Scene, event: Event, earlier: Sequence[Event]) -> Event:
    article, trigger = scene.article, told_at(scene.doc, event.trigger)
    if trigger is None:
        return event
    found, rule = _found(scene, trigger)
    if found is not None:
        until = last_day(scene, trigger, found)
        return _with_time(event, event_time(found.moment, until), rule, found.moment.text.text)
    told = _told_before(scene, trigger, event, earlier)
    if told is not None and told.when is not None:
        return _with_time(event, told.when, "when#same-event", told.trigger.text)
    if "historical" in event.auxiliary or trigger in scene.undated:
        return event
    return _with_time(event, article_time(article, assumed=True), "when#article", article.published or "")


def _with_time(event: Event, time: EventTime | None, rule: str, detail: str) -> Event:
    if time is None:
        return event
    return event.model_copy(update={"when": time, "because": (*event.because, Because(rule=rule, detail=detail))})


def _found(scene: Scene, trigger: int) -> tuple[Dated | None, str]:
    doc = scene.doc
    if trigger in scene.undated:
        return None, ""
    here = [d for d in scene.dated if doc.tokens[d.head].sentence == doc.tokens[trigger].sentence]
    for pick, rule in ((_direct, "when#tree"), (_by_clause, "when#clause"), (_by_sentence, "when#sentence")):
        fitting = [d for d in here if pick(scene, trigger, d)]
        if fitting:
            return min(fitting, key=lambda d: _rank(d, trigger)), rule
    return None, ""


def _rank(dated: Dated, trigger: int) -> tuple[bool, bool, bool, int]:
    """A plain date before a span that reaches back and before a time of day without a day, then the nearest."""
    moment = dated.moment
    dayless = moment.type == "TIME" and moment.anchor == "article"
    return (moment.type == "DURATION", moment.value == "PRESENT_REF", dayless, abs(dated.head - trigger))


def _direct(scene: Scene, trigger: int, dated: Dated) -> bool:
    """The date hangs on the trigger itself, or is taken up by its "when": "in 2021, when rebels seized the dam"."""
    return dated.owner == trigger or _takes_up(scene.doc, trigger, dated)


def _takes_up(doc: Doc, trigger: int, dated: Dated) -> bool:
    last = doc.token_at(dated.moment.text.end - 1)
    if last is None or last + 2 >= len(doc.tokens) or doc.tokens[last + 1].text != ",":
        return False
    when = doc.tokens[last + 2]
    return when.text.lower() == "when" and when.head == trigger


def _by_clause(scene: Scene, trigger: int, dated: Dated) -> bool:
    """The date hangs on the predicate that carries the trigger: a verb joined to it, a participle below it, or, for a
    noun, the verb of which it is the subject or object, where that verb is no event or saying of its own."""
    if dated.owner < 0 or dated.moment.value == "PRESENT_REF":
        return False
    doc = scene.doc
    if is_nominal(doc, trigger) and not is_verbal(doc, trigger):
        above = governor(doc, dated.head)
        if dated.owner != trigger and (_describes(doc, dated.owner, trigger) or _enacts(scene, dated.owner, trigger)):
            return True
        direct = above is not None and above[0] == dated.owner
        about = dated.head < trigger and _is_about(scene, trigger, dated.owner)
        apart = about or _is_told(scene, dated.owner)
        return direct and not apart and _carries(doc, dated.owner, trigger)
    return dated.owner in (
        *_joined(scene, trigger),
        *_same_time(scene, trigger),
        *_results(scene, trigger),
        *_settings(scene, trigger),
        *since_clauses(scene, trigger),
    ) or _blasts(scene, dated.owner, trigger)


def _blasts(scene: Scene, verb: int, trigger: int) -> bool:
    """ "a bomb that went off on Monday wounded a judge": it does harm when it goes off."""
    doc = scene.doc
    subjects = [
        s for s in frame(doc, trigger).get("subject") if doc.tokens[s].lemma.lower() in scene.calendar.sets["blasts"]
    ]
    return any(_describes(doc, verb, s) for s in subjects)


def _is_told(scene: Scene, verb: int) -> bool:
    """An event of its own, or a saying: "on Friday he called the demands absurd" does not date the demands."""
    return verb in scene.triggers or scene.doc.tokens[verb].lemma.lower() in scene.calendar.sets["judging"]


def _settings(scene: Scene, trigger: int) -> list[int]:
    """ "was killed in an August 2015 air strike": who is harmed in something is harmed when that happens."""
    doc, sets = scene.doc, scene.calendar.sets
    if doc.tokens[trigger].lemma.lower() not in sets["befalling"]:
        return []
    slots = frame(doc, trigger)
    return [n for word in sets["framing"] - sets["since"] for n in slots.get(word) if is_nominal(doc, n)]


def _describes(doc: Doc, verb: int, noun: int) -> bool:
    """ "the strike, which began on Monday": a relative clause of which the noun is the subject."""
    if not is_verbal(doc, verb) or described_noun(doc, verb) != noun:
        return False
    return noun in frame(doc, verb).get("subject")


def _enacts(scene: Scene, verb: int, noun: int) -> bool:
    """ "the massacre of six priests carried out in the capital on 16 November": of the act before it, whatever it hangs on."""
    doc = scene.doc
    if doc.tokens[verb].xpos != "VBN" or doc.tokens[verb].lemma.lower() not in scene.calendar.sets["enacting"]:
        return False
    return noun < verb and not any(i in scene.triggers or doc.tokens[i].upos == "VERB" for i in range(noun + 1, verb))


def _results(scene: Scene, trigger: int) -> list[int]:
    """ "ordered the paper closed on Monday": what an act brings about, where it is no event of its own."""
    doc = scene.doc
    return [
        c
        for c in doc.children(trigger)
        if c not in scene.triggers and doc.tokens[c].xpos == "VBN" and is_bare_participle(doc, c)
    ]


def _same_time(scene: Scene, trigger: int) -> list[int]:
    """ "were killed when the roof fell in on Sunday": verbs of clauses below that happen at the same time, and what goes on
    inside them ("when a tree fell on guests leaving a wedding on Sunday")."""
    doc = scene.doc
    clauses = [c for c in doc.children(trigger) if is_verbal(doc, c) and _opens_meanwhile(scene, c)]
    going_on = [t.index for t in doc.tokens[trigger:] if t.xpos == "VBG" and set(clauses) & set(doc.ancestors(t.index))]
    return clauses + [v for v in going_on if is_bare_participle(doc, v)] if clauses else []


def _opens_meanwhile(scene: Scene, clause: int) -> bool:
    doc, words = scene.doc, scene.calendar.sets["meanwhile"]
    if marker(doc, clause) in words:
        return True
    before = (doc.tokens[c] for c in doc.children(clause) if c < clause and doc.tokens[clause].upos == "VERB")
    return any(t.xpos == "WRB" and t.text.lower() in words for t in before)


def _carries(doc: Doc, verb: int, noun: int) -> bool:
    """True where the noun stands in the verb's own clause and no other clause lies between."""
    return clause_of(doc, noun).verb == verb and not _takes_clause(doc, verb)


def _takes_clause(doc: Doc, verb: int) -> bool:
    return any(is_verbal(doc, c) for c in frame(doc, verb).get("complement"))


def _joined(scene: Scene, trigger: int) -> tuple[int, ...]:
    """Predicates whose date the trigger shares: the ones it is coordinated with or stands below as a bare participle, or as
    the infinitive of a verb like "begin"."""
    doc, phasal = scene.doc, scene.calendar.sets["phasal"]
    above: list[int] = []
    at = trigger
    while doc.tokens[at].head >= 0:
        head = doc.tokens[at].head
        begun = doc.tokens[at].xpos == "VB" and doc.tokens[head].lemma.lower() in phasal
        shares = begun or at in conjuncts(doc, head) or is_bare_participle(doc, at)
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


def _by_sentence(scene: Scene, trigger: int, dated: Dated) -> bool:
    """The date stands in the sentence and belongs to nothing else that happens or is said."""
    doc = scene.doc
    loose = (
        dated.moment.type != "DURATION" and dated.moment.value != "PRESENT_REF" and not _is_since(scene, trigger, dated)
    )
    if (
        dated.owner in scene.triggers
        or not loose
        or _at_another_time(scene, trigger)
        or _too_late(scene, trigger, dated)
    ):
        return False
    above = tuple(doc.ancestors(trigger))
    carried = (
        dated.owner in above and not _takes_clause(doc, dated.owner) and not _is_about(scene, trigger, dated.owner)
    )
    return dated.owner < 0 or carried


def _is_about(scene: Scene, trigger: int, owner: int) -> bool:
    """ "thanked him today for his efforts to clear up the murder": what an act is about, or follows, has a day of its own."""
    doc = scene.doc
    for at in (trigger, *doc.ancestors(trigger)):
        above = governor(doc, at)
        if at == owner or above is None:
            return False
        if above[1] in scene.calendar.sets["background"]:
            return True
    return False


def _too_late(scene: Scene, trigger: int, dated: Dated) -> bool:
    """ "the wounded are to be brought out on Thursday": what is told as done has no day to come."""
    today = published(scene.article)
    done = scene.doc.tokens[trigger].xpos in ("VBD", "VBN")
    return done and today is not None and (dated.moment.start_date or "") > today.isoformat()


def _is_since(scene: Scene, trigger: int, dated: Dated) -> bool:
    """ "made offers since April to end it", but "closed since Sunday, when guards shot two"."""
    if _opens_meanwhile(scene, clause_of(scene.doc, trigger).verb):
        return False
    before = scene.doc.token_at(dated.moment.text.start)
    return bool(before) and scene.doc.tokens[(before or 1) - 1].text.lower() in scene.calendar.sets["since"]


def _at_another_time(scene: Scene, trigger: int) -> bool:
    """ "a day after rebels had entered the town": a clause that tells what came before or after."""
    return marker(scene.doc, clause_of(scene.doc, trigger).verb) in scene.calendar.sets["apart"]


def _told_before(scene: Scene, trigger: int, event: Event, earlier: Sequence[Event]) -> Event | None:
    """ "the attack" points back at the last dated event of the same type; a new or plural noun does not."""
    doc, token = scene.doc, scene.doc.tokens[trigger]
    if token.upos != "NOUN" or token.xpos == "NNS" or determiner(doc, trigger) not in scene.calendar.sets["pointing"]:
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
