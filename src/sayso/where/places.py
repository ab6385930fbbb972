"""Every toponym of an article becomes a Place here: found, resolved with its neighbours, and told apart by kind."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.knowledge.places import Candidate, Gazetteer
from sayso.model import Article, Because, Place, PlaceKind, Resolution, quote
from sayso.where.embedded import PLACES
from sayso.where.kinds import is_government
from sayso.where.linking import Linked, linked
from sayso.where.toponyms import Toponym, find_toponyms

_EXTENDED: frozenset[Resolution] = frozenset({"country", "region"})  # what is never shown as a point


_READ = {"ORG": 0.8, "FAC": 0.8, "LOC": 0.8, "EVENT": 0.8}  # share of such names that LGL and TR-News count as places
_ASIDE, _SMALL = 0.7, 100_000  # share of its confidence that such a town keeps; inhabitants
LIKELY = 0.5  # a place gets a point only where it is likelier right than wrong: a wrong dot is worse than none


def find_places(article: Article, doc: Doc, gazetteer: Gazetteer, *, least: float = LIKELY) -> tuple[Place, ...]:
    """All toponyms in order of position; one that no gazetteer knows keeps its name and stays without id and country.

    Places of a confidence below `least` (0..1) keep their answer and get no point.
    """
    toponyms = find_toponyms(article, doc, gazetteer)
    answers: dict[int, Linked] = {m: link for link in linked(article, toponyms, gazetteer) for m in link.group.members}
    kept = [(t, answers[n]) for n, t in enumerate(toponyms) if not answers[n].stray or t.label in PLACES]
    found = [_place(doc, n, toponym, link, gazetteer) for n, (toponym, link) in enumerate(kept)]
    return tuple(p if p.confidence >= least else p.model_copy(update={"lat": None, "lon": None}) for p in found)


def _place(doc: Doc, number: int, toponym: Toponym, link: Linked, gazetteer: Gazetteer) -> Place:
    if not link.ranked:
        return _unknown(doc, number, toponym, link.within, gazetteer)
    best, share = link.ranked[0]
    shown = best.resolution not in _EXTENDED
    return Place(
        id=f"p{number + 1}",
        text=quote(doc.text, toponym.start, toponym.end),
        kind=_kind(doc, toponym, best, gazetteer),
        name=best.name,
        geonameid=best.geonameid,
        country=best.country,
        admin1=gazetteer.admin1_name(best.admin1),
        lat=best.lat if shown else None,
        lon=best.lon if shown else None,
        resolution=best.resolution,
        confidence=round(share * _READ.get(toponym.label, 1.0) * _known_so(best), 3),
        because=(Because(rule="where#ranked", detail=_why(link)),),
    )


def _known_so(best: Candidate) -> float:
    """Less for a small town under a name beside its own, which may well be meant for a place that no gazetteer has."""
    aside = best.rank > 0 and best.resolution == "city" and not best.listed
    return _ASIDE if aside and best.population < _SMALL else 1.0


def _kind(doc: Doc, toponym: Toponym, best: Candidate, gazetteer: Gazetteer) -> PlaceKind:
    if toponym.kind == "literal" and is_government(doc, toponym, best.resolution, gazetteer):
        return "government"
    return toponym.kind


def _why(link: Linked) -> str:
    """The candidates left, best first."""
    parts = [f"{c.name} ({c.country or '-'}, {c.resolution}) {share:.2f}" for c, share in link.ranked[:3]]
    more = len(link.ranked) - 3
    return "; ".join(parts) + (f"; {more} more" if more > 0 else "")


_BY_LABEL: dict[str, Resolution] = {"FAC": "place", "LOC": "region", "GPE": "city"}


def _unknown(doc: Doc, number: int, toponym: Toponym, around: Candidate | None, gazetteer: Gazetteer) -> Place:
    """A place that no gazetteer knows; it lies in the country, and where they are named in the province, around it."""
    because = Because(rule="where#unknown-inside", detail=around.name) if around else Because(rule="where#unknown")
    admin1 = (around.id if around.resolution == "province" else around.admin1) if around else None
    return Place(
        id=f"p{number + 1}",
        text=quote(doc.text, toponym.start, toponym.end),
        kind=toponym.kind,
        name=toponym.text,
        country=around.country if around else None,
        admin1=gazetteer.admin1_name(admin1),
        resolution=toponym.hint or _BY_LABEL.get(toponym.label, "place"),
        because=(because,),
    )
