"""Where each event happened is decided here: by its place in the tree, then its clause, then its sentence, never by where
somebody spoke about it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.doc import Doc
from sayso.knowledge.places import Gazetteer
from sayso.model import Article, Because, Event, EventPlace, Place
from sayso.syntax import clause_of, conjuncts, is_bare_participle, is_nominal, is_verbal
from sayso.where.again import told_before
from sayso.where.chains import Located, located
from sayso.where.embedded import PLACES
from sayso.where.pointing import pointing
from sayso.where.settings import in_phrase, in_relative, in_sentence, standing_free, tells
from sayso.where.steps import Scene, nearest, steps_to

_LEAD = 2  # sentences of the body whose unplaced events may take the dateline's place


def place_events(
    article: Article, doc: Doc, events: Sequence[Event], places: Sequence[Place], gazetteer: Gazetteer
) -> tuple[Event, ...]:
    """The events with where they happened, or None; governments and peoples are no places."""
    triggers = {t: e.type for e in events if (t := doc.token_at(e.trigger.start)) is not None}
    named = [x for p in places if p.kind == "literal" and (x := located(doc, p)) is not None]
    named = [x for x in named if not _names_a_body(doc, x, gazetteer) and not _is_bare_road(x, gazetteer)]
    everywhere = (*named, *pointing(doc, gazetteer, named))
    scene = Scene(article, doc, gazetteer, everywhere, triggers)
    out: list[Event] = []
    for event in events:
        out.append(_placed(scene, event, places, out))
    return tuple(out)


def _names_a_body(doc: Doc, here: Located, gazetteer: Gazetteer) -> bool:
    """ "the Aleppo Media Centre": a body is named after the place and may be at work anywhere; police and courts are not."""
    name = next((n for n in doc.names if n.label not in PLACES and n.first <= here.head < n.last), None)
    if name is None or name.last - name.first == here.last + 1 - here.head:
        return False
    return gazetteer.words["seated"].isdisjoint(doc.tokens[i].text.lower() for i in range(name.first, name.last))


def _is_bare_road(here: Located, gazetteer: Gazetteer) -> bool:
    """ "59th Street", of nobody knows which city."""
    unknown = here.place.country is None and here.place.confidence == 0
    return unknown and not gazetteer.words["roads"].isdisjoint(here.place.text.text.lower().split())


def _placed(scene: Scene, event: Event, places: Sequence[Place], earlier: Sequence[Event]) -> Event:
    trigger = scene.doc.token_at(event.trigger.start)
    if trigger is None:
        return event
    here = [x for x in scene.located if scene.doc.tokens[x.head].sentence == scene.doc.tokens[trigger].sentence]
    if event.type in scene.gazetteer.words["spoken"] and not _is_performed(scene, trigger):
        return event
    for rule, find in _WAYS:
        if (found := find(scene, trigger, event, here)) is not None:
            return _with_place(event, found.place, f"where#{rule}", found.pointer)
    told = told_before(scene, trigger, event, earlier)
    if told is not None:
        because = Because(rule=told[1], detail=told[0].trigger.text)
        return event.model_copy(update={"where": told[0].where, "because": (*event.because, because)})
    dateline = _dateline(scene, trigger, event, places)
    return _with_place(event, dateline, "where#dateline") if dateline else event


def _is_performed(scene: Scene, trigger: int) -> bool:
    """ "Signed a truce in", "opened an inquiry in": done at a place, though the type is one of statements."""
    return scene.doc.tokens[trigger].lemma.lower() in scene.gazetteer.words["performed"]


def _with_place(event: Event, place: Place, rule: str, pointer: str = "") -> Event:
    where = EventPlace(place=place.id, name=place.name, country=place.country, resolution=place.resolution)
    detail = f"{pointer}: {place.text.text}" if pointer else place.text.text
    because = Because(rule=rule, detail=detail)
    return event.model_copy(update={"where": where, "because": (*event.because, because)})


def _in_tree(scene: Scene, trigger: int, event: Event, here: Sequence[Located]) -> Located | None:
    """The place stands below the trigger, and every step between says where."""
    fitting = [(n, x) for x in here if (n := steps_to(scene, x, trigger, event)) is not None]
    return nearest(scene, fitting, trigger)


def _in_clause(scene: Scene, trigger: int, event: Event, here: Sequence[Located]) -> Located | None:
    """The place belongs to the predicate that carries the trigger."""
    for carrier in _carriers(scene, trigger):
        fitting = [(n, x) for x in here if (n := steps_to(scene, x, carrier, event)) is not None]
        fitting = [(n, x) for n, x in fitting if _shares(scene, x, carrier)]
        if found := nearest(scene, fitting, trigger):
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
        return [verb] if verb != trigger and verb not in scene.triggers and not tells(scene, verb) else []
    found, at = [], trigger
    while doc.tokens[at].head >= 0:
        above = doc.tokens[at].head
        if (
            not is_verbal(doc, above)
            or tells(scene, above)
            or not (at in conjuncts(doc, above) or is_bare_participle(doc, at))
        ):
            break
        found.append(above)
        at = above
    found += [i for i in conjuncts(doc, trigger) if i != trigger and is_verbal(doc, i) and not _leads_off(scene, i)]
    return found + [c for c in doc.children(trigger) if _shares_scene(scene, trigger, c)]


def _leads_off(scene: Scene, verb: int) -> bool:
    """ "was wounded and taken to a hospital in": where somebody is brought after the act is not where it happened."""
    return scene.doc.tokens[verb].lemma.lower() in scene.gazetteer.words["afterwards"]


def _shares_scene(scene: Scene, trigger: int, clause: int) -> bool:
    """ "were killed when a boat was attacked in", "forced a jet to land in": a clause below that tells the same scene."""
    if not is_verbal(scene.doc, clause) or clause in scene.triggers or clause < trigger:
        return False
    caused = scene.doc.tokens[trigger].lemma.lower() in scene.gazetteer.words["cause"]
    first = scene.doc.tokens[scene.doc.subtree(clause)[0]]
    when = first.text.lower() in scene.gazetteer.words["meanwhile"]
    return when or (caused and scene.doc.tokens[clause].xpos == "VB")


_WAYS = (
    ("tree", _in_tree),
    ("clause", _in_clause),
    ("relative", in_relative),
    ("sentence", in_sentence),
    ("phrase", in_phrase),
    ("alone", standing_free),
)


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
