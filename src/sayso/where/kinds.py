"""Whether a country or capital is meant as a place or as its government is decided here, from its slot in the clause."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.knowledge.places import Gazetteer
from sayso.model import Resolution
from sayso.syntax import governor, is_verbal
from sayso.text import folded
from sayso.where.toponyms import Toponym


def is_government(doc: Doc, toponym: Toponym, resolution: Resolution, gazetteer: Gazetteer) -> bool:
    """True where the name acts, owns what a government owns, or is dealt with as a government is."""
    key = folded(toponym.text)
    country, building = resolution == "country", key in gazetteer.buildings
    if not (country or building or key in gazetteer.seats):
        return False
    above = governor(doc, head_of(doc, toponym))
    if above is None:
        return False
    head, slot = above
    lemma, words = doc.tokens[head].lemma.lower(), gazetteer.words
    if slot == "subject":
        return _acts(doc, head, lemma, gazetteer, strict=not (country or building))
    if slot in ("possessor", "compound"):
        return lemma in words["office"]
    if slot in words["dealt"]:
        return lemma in words["relations"] or (slot == "by" and is_verbal(doc, head))
    return slot in ("object", "indirect") and lemma in words["addressed"]


def _acts(doc: Doc, verb: int, lemma: str, gazetteer: Gazetteer, *, strict: bool) -> bool:
    """A capital needs a verb that only governments do; for a country any deed will do."""
    if strict:
        return lemma in gazetteer.words["acts"]
    return is_verbal(doc, verb) and doc.tokens[verb].upos == "VERB" and lemma not in gazetteer.words["still"]


def head_of(doc: Doc, toponym: Toponym) -> int:
    """The toponym's token that hangs on a word outside it."""
    inside = range(toponym.first, toponym.last)
    return next((i for i in inside if doc.tokens[i].head not in inside), toponym.first)
