"""Which steps of the tree lead from a place to what happened there is decided here, and which of several places is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.doc import Doc
from sayso.knowledge.places import Gazetteer
from sayso.model import Article, Event, Place
from sayso.syntax import is_nominal, is_verbal, possessor
from sayso.syntax.reports import described_noun
from sayso.where.chains import Located

_ORDER = ("place", "city", "district", "province", "country", "region")
_FINE = ("city", "district", "place")


@dataclass(frozen=True)
class Scene:
    """What all events of an article share."""

    article: Article
    doc: Doc
    gazetteer: Gazetteer
    located: tuple[Located, ...]
    triggers: Mapping[int, str]  # types of all events, by the token that tells them


def steps_to(scene: Scene, located: Located, target: int, event: Event) -> int | None:
    """The number of steps from the place up to the target where each is a step of location, else None."""
    for number, (above, _) in enumerate(located.chain):
        if above == target:
            return number + _cost(scene, located, number) if _says_where(scene, located, number, event) else None
        if above in scene.triggers or not _passes(scene, located, number):
            return None
    return None


def _cost(scene: Scene, located: Located, number: int) -> int:
    """What is done somewhere before whom it is done to, before who does it; where a thing sets out from, last."""
    slot, words = located.chain[number][1], scene.gazetteer.words
    if slot in words["source"]:
        return 6
    first = located.chain[0][1]
    beside = 2 * (first in words["beside"])  # "in the village of Qabatiya, near Jenin"
    beyond = beside + 3 * (first == "with")  # "on the border with Guatemala": rather where it is on this side
    bare = not any(s in words["locative"] for _, s in located.chain[: number + 1])
    return (
        beyond + {"object": 1, "with": 2, "subject": 4}.get(slot, 0) + 2 * (bare and (number > 0 or slot != "object"))
    )


def _passes(scene: Scene, located: Located, number: int) -> bool:
    """A step inside a phrase: "a church in", "the city of", an apposition, a name before a noun, a road leading to, "from a
    school in", "talks between the parties in"."""
    words, (above, slot) = scene.gazetteer.words, located.chain[number]
    if slot == "of":
        return (
            _is_one(scene, above, "part") or _is_one(scene, above, "dwellers") or _is_anchored(scene, located, number)
        )
    if slot == "possessor":
        return _is_one(scene, above, "part") or (_is_fine(located) and _is_one(scene, above, "houses"))
    if slot == "adverb":
        return number > 0 and located.chain[number - 1][1] == "of"  # "20 km west of"
    if slot == "to" and _is_owned(scene, above):
        return False  # "on their way to"
    if slot == "to" or (slot == "with" and _is_one(scene, above, "edge")):
        return _is_one(scene, above, "ways")
    if slot == "compound":
        return _is_fine(located) or _is_one(scene, above, "soil")
    if is_verbal(scene.doc, above) and not is_nominal(scene.doc, above):
        return described_noun(scene.doc, above) is not None and (slot in words["locative"] or slot in words["goal"])
    if slot in words["source"] or (slot == "between" and _is_anchored(scene, located, number)):
        return _is_anchored(scene, located, number) and (slot != "between" or _is_one(scene, above, "relations"))
    return slot in words["locative"] or slot in ("apposition", "describing")


def _is_fine(located: Located) -> bool:
    """No country and no region, whose name before a noun is a party's."""
    return located.place.resolution not in ("country", "region")


def _is_owned(scene: Scene, index: int) -> bool:
    return possessor(scene.doc, index) is not None


def _is_anchored(scene: Scene, located: Located, number: int) -> bool:
    """True where a step before this one tells a place: "a school in"."""
    return any(slot in scene.gazetteer.words["locative"] for _, slot in located.chain[:number])


def _is_one(scene: Scene, index: int, kind: str) -> bool:
    """True for a word of a list, by its lemma or as it stands."""
    token = scene.doc.tokens[index]
    return not scene.gazetteer.words[kind].isdisjoint((token.lemma.lower(), token.text.lower()))


def _says_where(scene: Scene, located: Located, number: int, event: Event) -> bool:
    """The last step, into the trigger itself."""
    above, slot = located.chain[number]
    words = scene.gazetteer.words
    if slot in words["goal"] and _is_one(scene, above, "move"):
        return True
    if slot == "to" and event.type in words["given"]:
        return True
    if slot in words["source"]:
        return _is_one(scene, above, "leave") or (_is_anchored(scene, located, number) and event.type in words["deeds"])
    if slot in ("for", "over") and _is_one(scene, above, "contest"):
        return event.type in words["ground"]
    if slot in ("by", "to"):
        return slot == "to" and _is_anchored(scene, located, number) and event.type in words["deeds"]
    if slot == "compound":
        return _passes(scene, located, number) if number == 0 else True
    if slot in words["locative"] or slot == "apposition":
        return True
    if slot == "adverb":
        return number > 0 and located.chain[number - 1][1] == "of"
    if slot in ("of", "against"):
        return event.type in words["objects"] or is_nominal(scene.doc, above)
    if slot == "object":
        return _takes_object(scene, located, number, event)
    if slot == "subject" and number > 0 and event.type in words["judged"]:
        return _is_one(scene, located.chain[number - 1][0], "benches")
    return slot in ("subject", "with") and number > 0 and event.type in words["deeds"]


def _takes_object(scene: Scene, located: Located, number: int, event: Event) -> bool:
    """ "shelled Homs", "reached the port", "blocked a road in", "signed a pact in"; of a protest only what is no country, which
    is its target."""
    words, above = scene.gazetteer.words, located.chain[number][0]
    if _is_one(scene, above, "move"):
        return True
    if number > 0:
        inside = located.chain[number - 1][0]
        return event.type in words["deeds"] or (event.type in words["meeting"] and _is_one(scene, inside, "relations"))
    return event.type in words["objects"] or (_is_fine(located) and event.type in words["ground"])


def nearest(scene: Scene, fitting: Sequence[tuple[int, Located]], trigger: int) -> Located | None:
    """The place of fewest steps, the finest before those around it; of "Baghdad and Kirkuk" the first."""
    finest = [p for p in fitting if not any(is_beside(scene, p[1], other) for _, other in fitting)]
    if not finest:
        return None
    best = min(finest, key=lambda p: (p[0], _coarseness(p[1].place), abs(p[1].head - trigger)))[1]
    return min((x for _, x in finest if x.chain == best.chain), key=lambda x: x.head)


def is_beside(scene: Scene, one: Located, other: Located) -> bool:
    """True where the other is better: "El Fasher in North Darfur", a town beside its country, a known place beside one that
    no gazetteer knows."""
    if any(above == other.head for above, _ in one.chain):
        return True
    if _share_noun(scene, one, other):  # "the Lyon suburb of Vénissieux", "the Gulshan area of Dhaka"
        known = (one.place.confidence > 0, other.place.confidence > 0)
        return not known[0] if known[0] != known[1] else _inhabitants(scene, one) > _inhabitants(scene, other)
    if one.place.geonameid is None and one.place.country is None and one.place.resolution != "region":
        return other.place.country is not None and other.place.resolution in _FINE
    if one.place.resolution == "region" and one.place.country is None:
        return other.place.resolution in _FINE and other.head < one.head  # "in the port of X on the Caribbean"
    return one.place.resolution == "country" != other.place.resolution and one.place.country == other.place.country


def _share_noun(scene: Scene, one: Located, other: Located) -> bool:
    """True where one stands before a noun and the other behind it ("of", "in")."""
    if not (one.chain and other.chain) or one.chain[0][0] != other.chain[0][0]:
        return False
    slots = {one.chain[0][1], other.chain[0][1]}
    return "compound" in slots and bool(slots & {"of", *scene.gazetteer.words["standing"]})


def _inhabitants(scene: Scene, located: Located) -> int:
    known = scene.gazetteer.place(located.place.geonameid) if located.place.geonameid else None
    return known.population if known else 0


def _coarseness(place: Place) -> float:
    """A quarter of a city, which has no division of its own, is finer than a city; a county is not."""
    return 0.5 if place.resolution == "district" and place.admin1 is None else _ORDER.index(place.resolution)
