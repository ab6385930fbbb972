"""Who acts and who suffers: the slots that a sense names, tried in order, at trigger and light verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso import syntax
from sayso.knowledge.auxiliary import LightVerb
from sayso.what.act import Act
from sayso.what.joined import every_party, known, several
from sayso.what.light import carrier_of
from sayso.what.papers import issuers
from sayso.what.scene import Scene, is_year
from sayso.what.sense import Hit

_DEFAULTS = {"verb": (("subject",), ("object",)), "noun": (("possessor", "by", "modifier"), ())}
_ON_LAND = frozenset({"RETREAT", "MOBILIZE", "AID"})
_LAND_SLOTS = ("from", "to", "into", "in", "object.to", "object.from", "object.in", "for", "object.for", "for.in")
_LAND_BELOW = ("complement.in", "complement.to", "complement.from", "complement.for", "adverbial.in", "adverbial.for")
Sides = tuple[tuple[int, ...], tuple[int, ...], bool]  # actors, recipients, two-sided
_OWNED_THROUGH = ("possessor", "by", "modifier", "from", "of")


def filled(scene: Scene, hit: Hit) -> Act:
    """The act of a sense with its actors, recipients and instrument."""
    pattern = hit.sense.pattern
    act = Act(hit, pattern.type, pattern.modes, pattern.contexts)
    carrier = carrier_of(scene, hit.index) if hit.sense.part == "noun" else None
    silent = carrier is not None and carrier[1].told and syntax.is_negated(scene.doc, carrier[0])
    heads = hit.heads if carrier is None or silent else (*hit.heads, carrier[0])
    if hit.sense.part == "noun":
        own = scene.frame(hit.index)
        heads = (*heads, *own.get("of"), *own.get("by"), *_active_governor(scene, hit.index))
    if pattern.parties:
        parties = every_party(scene, _all(scene, heads, pattern.parties, carrier))
        sides: Sides = (parties, (), len(parties) > 1)
    else:
        sides = _sides(scene, hit, heads, None if silent else carrier)
    actors, recipients, two_sided = sides
    instrument = _first(scene, heads, (*pattern.instrument, "with"))
    act = replace(
        act,
        actors=actors,
        recipients=tuple(r for r in recipients if r not in actors and not _own_side(scene, hit, r, actors)),
        instrument=next((i for i in instrument if scene.is_one_of(i, ("@weapon", "@vehicle"))), None),
        carrier=carrier[0] if carrier else None,
        two_sided=two_sided,
    )
    act = replace(act, recipients=_facing(scene, act) or act.recipients)
    act = _shared(replace(act, recipients=act.recipients or _land(scene, act, heads)))
    detail = scene.doc.tokens[hit.index].text
    act = act.reasoned(hit.sense.rule, detail)
    return act.reasoned(f"auxiliary/light.yml#{carrier[1].id}", scene.doc.tokens[carrier[0]].text) if carrier else act


def _own_side(scene: Scene, hit: Hit, index: int, actors: Sequence[int]) -> bool:
    """The actors again, or the troops that they only offer or send."""
    return _himself(scene, hit, index, actors) or (hit.sense.pattern.type == "AGREE" and _sent(scene, index))


def _sent(scene: Scene, index: int) -> bool:
    """ "promised to send medics to help the navy": the medics are nobody's target."""
    above = syntax.governor(scene.doc, index)
    if above is None or above[1] != "object" or scene.lemma(above[0]) not in scene.lexicon.rules.around["sending"]:
        return False
    return "armed" in scene.classes(index) and scene.doc.name_at(index) is None


def _facing(scene: Scene, act: Act) -> tuple[int, ...]:
    """ "moved a battery to the coast to counter threats from Sudria": against whom forces move, more than where to."""
    if act.type != "MOBILIZE":
        return ()
    for verb in (v for s in ("adverbial", "complement") for v in scene.frame(act.top).get(s) if scene.infinitive(v)):
        if scene.lemma(verb) in scene.lexicon.rules.around["countering"]:
            met = scene.frame(verb).get("object")
            found = tuple(i for i in met if scene.names_actor(i) and i not in act.actors)
            found = found or tuple(i for m in met for i in owners(scene, m) if i not in act.actors)
            if found:
                return found
    return ()


def _himself(scene: Scene, hit: Hit, index: int, actors: Sequence[int]) -> bool:
    """ "The envoys complained that they had to wait": a pronoun for the actors is nobody else, but "knifed him" is.

    Neither is "their own" of "attacked on their own" anybody.
    """
    if scene.doc.tokens[index].text.lower() in scene.lexicon.rules.around["no-target"]:
        return True
    if not syntax.is_pronoun(scene.doc, index) or index in scene.frame(hit.index).get("object"):
        return False
    known = scene.actor_at(index)
    return known is not None and known in {scene.actor_at(i) for i in actors}


def _shared(act: Act) -> Act:
    """One country's drill is one type, that of two another: nobody is its target."""
    together = act.hit.sense.pattern.together
    if together is None or len(act.actors) < 2:
        return act
    return replace(act, type=together, modes=(), recipients=(), two_sided=True)


def _active_governor(scene: Scene, noun: int) -> tuple[int, ...]:
    """ "condemned the shelling of the port by Sudria": an active verb above has no use for a "by" of its own."""
    above = syntax.governor(scene.doc, noun)
    if above is None or above[1] != "object" or scene.frame(above[0]).passive:
        return ()
    return (above[0],) if scene.frame(above[0]).get("by") else ()


def _sides(scene: Scene, hit: Hit, heads: Sequence[int], carrier: tuple[int, LightVerb] | None) -> Sides:
    pattern = hit.sense.pattern
    actor_slots, recipient_slots = _DEFAULTS[hit.sense.part]
    actors = _first(scene, heads, actor_slots if pattern.actor is None else pattern.actor)
    recipients = _first(scene, heads, recipient_slots if pattern.recipient is None else pattern.recipient)
    if hit.sense.part == "noun":
        actors, recipients = _owned(scene, hit, actors, recipients)
    if carrier is None and hit.sense.part == "noun":
        actors, recipients = _predicated(scene, hit.index, actors, recipients)
    if carrier is not None:
        subject = tuple(i for i in scene.frame(carrier[0]).get("subject") if i != hit.index)
        if carrier[1].lends == "actor" and not _acting(scene, actors):
            actors = subject or actors
        if carrier[1].lends == "recipient" and not recipients:
            recipients = subject
    if hit.sense.part == "verb" and pattern.type != "ASSAULT":
        actors = tuple(by for i in actors for by in (issuers(scene, i, hit.index) or (i,)))
    agents = _agents(scene, actors)
    if pattern.type == "ASSAULT":
        agents = known(scene, tuple(i for i in agents if not _only_place(scene, i)))
    if "killed" in pattern.counts:
        recipients = tuple(i for i in recipients if not (_lifeless(scene, i) or _only_place(scene, i))) or recipients
    return several(scene, agents), several(scene, recipients), False


def _owned(
    scene: Scene, hit: Hit, actors: tuple[int, ...], recipients: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """ "Sund's murder", "Sund's murder by rebels", "the rebels' murder of Sund": whom the owner's part falls to."""
    frame = scene.frame(hit.index)
    owner, doers = (tuple(i for i in frame.get(s) if scene.names_actor(i)) for s in ("possessor", "by"))
    if owner and doers:
        return doers, tuple(i for i in recipients if i not in doers) or owner
    suffered = hit.sense.pattern.suffered
    if not owner:
        sites = tuple(i for i in actors if hit.sense.pattern.type == "ASSAULT" and _site(scene, hit.index, i))
        actors = tuple(i for i in actors if i not in sites and not (suffered and _ambiguous(scene, hit.index, i)))
        return actors, recipients or sites
    others = tuple(i for i in recipients if i not in owner)
    if suffered or "possessor" in (hit.sense.pattern.recipient or ()):
        return (actors or owner, others) if others else (tuple(i for i in actors if i not in owner), owner)
    return actors, recipients


def _site(scene: Scene, noun: int, index: int) -> bool:
    """ "the church bombing", "the village shelling": a common noun for a place before the act is where it struck."""
    common = scene.doc.tokens[index].upos == "NOUN" and scene.actor_at(index) is None
    there = not scene.classes(index).isdisjoint({"place", "building"}) and scene.classes(index).isdisjoint(
        {"armed", "state"}
    )
    return common and there and index in scene.fillers((noun,), "modifier")


def _ambiguous(scene: Scene, noun: int, index: int) -> bool:
    """ "the Sund murder", "the Paris shooting": a name before such a noun is that of a victim or place as often as not."""
    if index not in scene.fillers((noun,), "modifier") or scene.doc.tokens[index].upos == "ADJ":
        return False
    name = scene.doc.name_at(index)
    if name is not None:
        return name.label not in ("NORP", "ORG")
    return scene.doc.tokens[index].upos == "PROPN" or "armed" not in scene.classes(index)


def _predicated(
    scene: Scene, noun: int, actors: tuple[int, ...], recipients: tuple[int, ...]
) -> tuple[tuple[int, ...], ...]:
    """ "The army is on alert", "the town is under siege": the copula's subject acts or suffers."""
    subject = scene.frame(noun).get("subject")
    marker = syntax.marker(scene.doc, noun)
    if marker in ("on", "at"):
        return actors or subject, recipients
    return actors, recipients or (subject if marker == "under" else ())


def _lifeless(scene: Scene, index: int) -> bool:
    """ "murder the fighters who defend its borders and independence": ideas and lines on a map are not killed."""
    kinds = scene.classes(index)
    return not kinds.isdisjoint({"abstract", "law", "right"}) and not scene.names_actor(index)


def _only_place(scene: Scene, index: int) -> bool:
    """ "seized the school shot a teacher": a place that cannot act shot nobody, whatever the tree says."""
    return scene.doc.tokens[index].upos == "NOUN" and "place" in scene.classes(index) and not scene.names_actor(index)


def _beside(scene: Scene, index: int) -> bool:
    """ "was bombed by the river": behind "by" a place that cannot act is only where it was."""
    if syntax.marker(scene.doc, index) != "by":
        return False
    classes = scene.classes(index)
    if scene.doc.tokens[index].upos == "NOUN" and "place" in classes and "actor" not in classes:
        return True
    act = syntax.full_phrase(scene.doc, index)[0] - 1  # "was stabbed hours after a march by soldiers": they marched
    if act > 0 and scene.doc.tokens[act].text.lower() == "by":
        act -= 1
    return syntax.marker(scene.doc, act) in scene.lexicon.rules.around["other-act"] and "act" in scene.classes(act)


def _acting(scene: Scene, actors: Sequence[int]) -> bool:
    return any(scene.names_actor(i) for i in actors)


def _land(scene: Scene, act: Act, heads: Sequence[int]) -> tuple[int, ...]:
    """Where forces leave, come or help and nobody is named, the land they leave or come to is the recipient."""
    if act.type not in _ON_LAND or act.recipients or act.two_sided:
        return ()
    return land_at(scene, heads, (*_LAND_SLOTS, *_LAND_BELOW) if act.type == "AID" else _LAND_SLOTS)


def land_at(scene: Scene, heads: Sequence[int], slots: Sequence[str] = _LAND_SLOTS) -> tuple[int, ...]:
    """The first state or town that fills one of the slots of place."""
    names = scene.doc.name_at
    for slot in slots:
        found = tuple(i for i in scene.fillers(heads, slot) if (name := names(i)) is not None and name.label == "GPE")
        if found:
            return found
    return ()


def _agents(scene: Scene, actors: Sequence[int]) -> tuple[int, ...]:
    """A weapon, an aircraft or an act stands for whoever owns it: "Norland warplanes", "the army's shells"."""
    found: list[int] = []
    for index in actors:
        if scene.is_one_of(index, ("@remains",)):
            found.extend(i for i in scene.fillers((index,), "possessor|of") if scene.names_actor(i))
        elif scene.names_actor(index) or not scene.is_one_of(index, ("@weapon", "@vehicle", "@attack", "@act")):
            found.append(index)
        else:
            found.extend(owners(scene, index))
    return tuple(dict.fromkeys(found))


def owners(scene: Scene, index: int) -> tuple[int, ...]:
    """Those to whom a thing or an act belongs, where the text says so beside it."""
    for slot in _OWNED_THROUGH:
        found = tuple(i for i in scene.fillers((index,), slot) if scene.names_actor(i))
        if found:
            return tuple(
                i for i in found if not syntax.is_asking(scene.doc, i)
            )  # "it is unclear whose bullets hit them"
    return ()


def _first(scene: Scene, heads: Sequence[int], slots: Sequence[str]) -> tuple[int, ...]:
    for slot in slots:
        found = tuple(i for i in scene.fillers(heads, slot) if _can_fill(scene, i, slot))
        if found:
            return found
    return ()


def _all(
    scene: Scene, heads: Sequence[int], slots: Sequence[str], carrier: tuple[int, LightVerb] | None
) -> tuple[int, ...]:
    found: list[int] = []
    for slot in slots:
        found.extend(i for i in scene.fillers(heads, slot) if _can_fill(scene, i, slot) and _party(scene, i))
    if carrier is not None and carrier[1].lends == "actor":
        found.extend(i for i in scene.frame(carrier[0]).get("subject") if scene.names_actor(i))
    return tuple(dict.fromkeys(sorted(found)))


def _party(scene: Scene, index: int) -> bool:
    """Someone who can act; bare figures ("between 30 and 40") are nobody."""
    return scene.names_actor(index) and not scene.doc.tokens[index].text.isdigit()


def _quality(scene: Scene, index: int) -> bool:
    """ "humanitarian aid": a plain adjective is nobody, save "military", "paramilitary" and their like."""
    token = scene.doc.tokens[index]
    if token.upos != "ADJ" or not token.text.islower() or scene.doc.name_at(index) is not None:
        return False
    return scene.lexicon.classes.of(scene.lemma(index)).isdisjoint({"armed", "group"})


def _can_fill(scene: Scene, index: int, slot: str) -> bool:
    """A modifier is a role only where it names an actor; clauses and times are no actors."""
    if slot.endswith(("modifier", "compound", "adjective")):
        common = slot == "object.modifier" and scene.doc.tokens[index].text.islower() and scene.actor_at(index) is None
        return scene.names_actor(index) and not _quality(scene, index) and not common  # "vetoed the press bill"
    token = scene.doc.tokens[index]
    if token.xpos == "EX" or syntax.is_asking(scene.doc, index) or token.upos in ("VERB", "ADV", "PUNCT"):
        return False
    if _beside(scene, index) or syntax.is_thing_word(scene.doc, index):
        return False
    name = scene.doc.name_at(index)
    if is_year(token.text) or any(is_year(scene.doc.tokens[i].text) for i in scene.frame(index).get("of")):
        return False  # "in early 2017", "the first quarter of 2015"
    if token.upos == "NUM" and index and "time" in scene.lexicon.classes.of(scene.lemma(index - 1)):
        return False  # "May 3", "Nov. 2"
    aged = token.upos == "ADJ" and "person" in scene.classes(index)  # "shot a 17-year-old"
    return (
        aged or "time" not in scene.lexicon.classes.of(scene.lemma(index)) or (name is not None and name.label == "PER")
    )
