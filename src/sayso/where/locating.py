"""Where each event happened is decided here: by its place in the tree, then its clause, then its sentence, never by where
somebody spoke about it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.doc import Doc
from sayso.knowledge.places import Gazetteer
from sayso.model import Article, Because, Event, EventPlace, Place
from sayso.syntax import (
    clause_of,
    conjuncts,
    determiner,
    frame,
    governor,
    is_nominal,
    is_verbal,
    opens_after,
)
from sayso.syntax.reports import described_noun
from sayso.text import parted
from sayso.where.steps import Located, Scene, nearest, steps_to

_LEAD = 2  # sentences of the body whose unplaced events may take the dateline's place


def place_events(
    article: Article, doc: Doc, events: Sequence[Event], places: Sequence[Place], gazetteer: Gazetteer
) -> tuple[Event, ...]:
    """The events with where they happened, or None; governments and peoples are no places."""
    triggers = frozenset(t for e in events if (t := doc.token_at(e.trigger.start)) is not None)
    located = tuple(_located(doc, p) for p in places if p.kind == "literal")
    scene = Scene(article, doc, gazetteer, tuple(x for x in located if x is not None), triggers)
    out: list[Event] = []
    for event in events:
        out.append(_placed(scene, event, places, out))
    return tuple(out)


def _located(doc: Doc, place: Place) -> Located | None:
    inside = doc.tokens_in(place.text.start, place.text.end)
    head = next((i for i in inside if doc.tokens[i].head not in inside), None)
    if head is None:
        return None
    chain = _chain(doc, head)
    if chain and chain[0][1] == "unmarked" and (word := _preposition(doc, inside.start)):
        chain[0] = (chain[0][0], word)
    return Located(place, head, tuple(chain))


def _preposition(doc: Doc, first: int) -> str:
    """The preposition right before a name, which the tree may hang on a word inside the name; "" without one."""
    at = first - 1
    while at >= 0 and (doc.tokens[at].text.lower() == "the" or doc.tokens[at].xpos in ("POS", "NNP", "JJ")):
        at -= 1
    return doc.tokens[at].text.lower() if at >= 0 and doc.tokens[at].upos == "ADP" else ""


def _chain(doc: Doc, head: int) -> list[tuple[int, str]]:
    """The governors of a nominal with its slots, up to the first predicate that describes no noun itself; a quotation is not
    left, since what is told beside it happened where somebody spoke."""
    steps: list[tuple[int, str]] = []
    above = governor(doc, head)
    while above is not None and len(steps) < 8:
        if is_verbal(doc, above[0]) and opens_after(doc, above[0], head):
            above = (doc.tokens[above[0]].head, above[1]) if doc.tokens[above[0]].head >= 0 else None
            continue
        if parted(doc.text, doc.tokens[above[0]].start, doc.tokens[head].start):
            break
        steps.append(above)
        above = _next(doc, above[0])
    return steps


def _next(doc: Doc, index: int) -> tuple[int, str] | None:
    """One step up; from a bare participle or relative clause to the noun that it describes."""
    if is_verbal(doc, index) and not is_nominal(doc, index):
        noun = described_noun(doc, index)
        return (noun, "describing") if noun is not None else None
    return governor(doc, index)


def _placed(scene: Scene, event: Event, places: Sequence[Place], earlier: Sequence[Event]) -> Event:
    trigger = scene.doc.token_at(event.trigger.start)
    if trigger is None:
        return event
    here = [x for x in scene.located if scene.doc.tokens[x.head].sentence == scene.doc.tokens[trigger].sentence]
    if event.type in scene.gazetteer.words["spoken"]:
        return event
    for rule, find in _WAYS:
        if (found := find(scene, trigger, event, here)) is not None:
            return _with_place(event, found.place, f"where#{rule}")
    told = _told_before(scene, trigger, event, earlier)
    if told is not None:
        because = Because(rule="where#same-event", detail=told.trigger.text)
        return event.model_copy(update={"where": told.where, "because": (*event.because, because)})
    dateline = _dateline(scene, trigger, event, places)
    return _with_place(event, dateline, "where#dateline") if dateline else event


def _with_place(event: Event, place: Place, rule: str) -> Event:
    where = EventPlace(place=place.id, name=place.name, country=place.country, resolution=place.resolution)
    because = Because(rule=rule, detail=place.text.text)
    return event.model_copy(update={"where": where, "because": (*event.because, because)})


def _in_tree(scene: Scene, trigger: int, event: Event, here: Sequence[Located]) -> Located | None:
    """The place stands below the trigger, and every step between says where."""
    fitting = [(n, x) for x in here if (n := steps_to(scene, x, trigger, event)) is not None]
    return nearest(fitting, trigger)


def _in_clause(scene: Scene, trigger: int, event: Event, here: Sequence[Located]) -> Located | None:
    """The place belongs to the predicate that carries the trigger."""
    for carrier in _carriers(scene, trigger):
        fitting = [(n, x) for x in here if (n := steps_to(scene, x, carrier, event)) is not None]
        fitting = [(n, x) for n, x in fitting if _shares(scene, x, carrier)]
        if found := nearest(fitting, trigger):
            return found
    return None


def _shares(scene: Scene, located: Located, carrier: int) -> bool:
    """What is done to a place is done there by a noun too only where the verb moves or affects: "the strike shut the port"."""
    slot = next(s for above, s in located.chain if above == carrier)
    words, lemma = scene.gazetteer.words, scene.doc.tokens[carrier].lemma.lower()
    if slot == "object":
        return lemma in words["move"] or (lemma in words["affect"] and located.place.resolution != "country")
    return slot != "subject"


def _carriers(scene: Scene, trigger: int) -> list[int]:
    """Verbs that share their place with the trigger: the one above a noun where it tells nothing else itself, verbs joined
    to the trigger, and the one of which it is a bare participle."""
    doc = scene.doc
    if is_nominal(doc, trigger) and not is_verbal(doc, trigger):
        verb = clause_of(doc, trigger).verb
        return [verb] if verb != trigger and verb not in scene.triggers and not _tells(doc, verb) else []
    found, at = [], trigger
    while doc.tokens[at].head >= 0:
        above = doc.tokens[at].head
        if not is_verbal(doc, above) or _tells(doc, above) or not (at in conjuncts(doc, above) or _open(doc, at)):
            break
        found.append(above)
        at = above
    found += [i for i in conjuncts(doc, trigger) if i != trigger and is_verbal(doc, i)]
    return found + [c for c in doc.children(trigger) if _shares_scene(scene, trigger, c)]


def _shares_scene(scene: Scene, trigger: int, clause: int) -> bool:
    """ "were killed when a boat was attacked in", "forced a jet to land in": a clause below that tells the same scene."""
    if not is_verbal(scene.doc, clause) or clause in scene.triggers or clause < trigger:
        return False
    caused = scene.doc.tokens[trigger].lemma.lower() in scene.gazetteer.words["cause"]
    when = any(
        scene.doc.tokens[c].text.lower() in scene.gazetteer.words["meanwhile"] for c in scene.doc.children(clause)
    )
    return when or (caused and scene.doc.tokens[clause].xpos == "VB")


def _open(doc: Doc, index: int) -> bool:
    """A participle without an auxiliary of its own."""
    token = doc.tokens[index]
    participle = token.feat("VerbForm") in ("Ger", "Part") or token.xpos in ("VBG", "VBN")
    return participle and not any(doc.tokens[c].upos == "AUX" for c in doc.children(index))


def _tells(doc: Doc, verb: int) -> bool:
    """True for a verb that reports a clause: its place is where somebody spoke."""
    return any(is_verbal(doc, c) for c in frame(doc, verb).get("complement"))


def _in_sentence(scene: Scene, trigger: int, event: Event, here: Sequence[Located]) -> Located | None:
    """The only place of the sentence, hung on a predicate above the trigger that neither tells nor happens itself."""
    if event.type not in scene.gazetteer.words["ground"]:
        return None
    above = set(scene.doc.ancestors(trigger))
    free = [x for x in here if _is_setting(scene, x, above)]
    return free[0] if len({x.place.name for x in free}) == 1 else None


def _is_setting(scene: Scene, located: Located, above: set[int]) -> bool:
    if not located.chain:
        return False
    owner, slot = located.chain[-1]
    locative = slot in scene.gazetteer.words["locative"] and slot != "by"
    return locative and owner in above and owner not in scene.triggers and not _tells(scene.doc, owner)


def _in_phrase(scene: Scene, trigger: int, event: Event, here: Sequence[Located]) -> Located | None:
    """ "clashed with supporters of the president in Juliaca": the only place below the trigger, inside phrases that tell
    nothing themselves."""
    if event.type not in scene.gazetteer.words["ground"]:
        return None
    free = [x for x in here if _leads_to(scene, x, trigger)]
    return free[0] if len({x.place.name for x in free}) == 1 else None


def _leads_to(scene: Scene, located: Located, trigger: int) -> bool:
    words = scene.gazetteer.words
    if not located.chain or located.chain[0][1] not in words["locative"]:
        return False
    for above, slot in located.chain:
        if slot in words["source"] or slot in ("to", "by", "complement"):
            return False
        if above == trigger:
            return True
        if above in scene.triggers or not is_nominal(scene.doc, above) or is_verbal(scene.doc, above):
            return False
    return False


_WAYS = (("tree", _in_tree), ("clause", _in_clause), ("sentence", _in_sentence), ("phrase", _in_phrase))


def _told_before(scene: Scene, trigger: int, event: Event, earlier: Sequence[Event]) -> Event | None:
    """ "the attack" points back at the last placed event that may be the same act."""
    doc, token = scene.doc, scene.doc.tokens[trigger]
    if token.upos != "NOUN" or determiner(doc, trigger) not in scene.gazetteer.words["pointing"] or token.xpos == "NNS":
        return None
    same = [e for e in earlier if e.where and _may_be_same(scene, e, event, token.lemma.lower())]
    return same[-1] if same else None


def _may_be_same(scene: Scene, earlier: Event, event: Event, noun: str) -> bool:
    """Same type, no mode against it. Told by the same word, parties must meet where both name some; told by a noun for any such
    act ("the attack"), they must meet where this one names any."""
    if earlier.type != event.type or (earlier.modes and event.modes and not set(earlier.modes) & set(event.modes)):
        return False
    at = scene.doc.token_at(earlier.trigger.start)
    ours, theirs = {*event.actors, *event.recipients}, {*earlier.actors, *earlier.recipients}
    if at is not None and scene.doc.tokens[at].lemma.lower() == noun:
        return not ours or not theirs or bool(ours & theirs)
    named = bool(ours or event.actor_text or event.recipient_text)
    return noun in scene.gazetteer.words["anyact"] and (not named or bool(ours & theirs))


def _dateline(scene: Scene, trigger: int, event: Event, places: Sequence[Place]) -> Place | None:
    """The dateline's place, for an event on the ground that the lead tells in the outlet's own voice."""
    line = scene.article.dateline_place
    if line is None or event.type not in scene.gazetteer.words["ground"] or event.auxiliary:
        return None
    lead = [s.index for s in scene.doc.sentences if s.end > line.end][:_LEAD]
    sentence = scene.doc.sentence_of(trigger)
    if sentence.index not in lead or event.said_in != "s0":
        return None
    place = next((p for p in places if line.start <= p.text.start < line.end), None)
    named = [p for p in places if max(sentence.start, line.end) <= p.text.start < sentence.end]
    return place if place and not any(_is_elsewhere(p, place) for p in named) else None


def _is_elsewhere(named: Place, line: Place) -> bool:
    """Another country in the sentence, or the state of the dateline at work, which may be far from where it is written about."""
    return named.country != line.country or named.kind == "government"
