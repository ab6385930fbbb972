"""Which place stands inside the name of a body, a house, an event or what the model took for a person is decided here."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.doc import Doc, Name
from sayso.knowledge.places import Gazetteer

PLACES = frozenset({"GPE", "LOC", "FAC"})  # labels of places
_LARGE = 100_000  # inhabitants
_ACRONYM = 5  # letters of a name in capitals up to which it is more likely a body's
_LONGEST = 4  # tokens of a place inside another name


def inside(doc: Doc, name: Name, gazetteer: Gazetteer) -> Name | None:
    """The part of the name that is a place or a people's word (then NORP), or None."""
    text = doc.span_text(name.first, name.last)
    if name.label in ("ORG", "FAC"):
        seated = name.label == "ORG" or (not gazetteer.candidates(text) and _is_house(doc, name, gazetteer))
        return (_of_body(doc, name, gazetteer) if seated else None) or _of_locals(doc, name, gazetteer)
    if name.label == "PER":
        return _of_person(doc, name, gazetteer)
    if name.label == "EVENT":
        whole = name.last - name.first == 1 and is_large(text, gazetteer)
        return Name(name.first, name.last, "GPE") if whole else next(_wide(doc, name, gazetteer), None)
    return next(_wide(doc, name, gazetteer), None) if name.label == "TITLE" else None


def _is_house(doc: Doc, name: Name, gazetteer: Gazetteer) -> bool:
    """ "... Fire Station", "... Hospital": a house of some body, named after the place where it stands."""
    return doc.tokens[name.last - 1].text.lower() in gazetteer.words["houses"]


def _of_body(doc: Doc, name: Name, gazetteer: Gazetteer) -> Name | None:
    """ "Salem Police Department", "University of Salem", "CTV Salem": the place of a body of that place."""
    words = [doc.tokens[i].text.lower() for i in range(name.first, name.last)]
    if gazetteer.words["bodies"].intersection(words):
        for end in range(min(name.first + _LONGEST, name.last - 1), name.first, -1):
            if words[end - name.first] not in ("of", "and") and is_solid(doc.span_text(name.first, end), gazetteer):
                return Name(name.first, end, "GPE")
        start = name.first + words.index("of") + 1 if "of" in words[:3] else name.last
        if start < name.last and is_solid(doc.span_text(start, name.last), gazetteer):
            return Name(start, name.last, "GPE")
    return next(_wide(doc, name, gazetteer), None)


def _wide(doc: Doc, name: Name, gazetteer: Gazetteer) -> Iterator[Name]:
    """Peoples, countries, provinces and large cities at the head and at the end of the name, the longest first."""
    if name.last - name.first < 2:
        return
    for length in range(min(_LONGEST, name.last - name.first - 1), 0, -1):
        for first in (name.first, name.last - length):
            text = doc.span_text(first, first + length)
            if text in gazetteer.demonyms:
                yield Name(first, first + length, "NORP")
            elif is_solid(text, gazetteer) and is_known(text, gazetteer):
                yield Name(first, first + length, "GPE")


def is_known(text: str, gazetteer: Gazetteer) -> bool:
    """A country, a province or a large city under its own name."""
    wide = (c for c in gazetteer.candidates(text) if c.resolution == "country" or c.rank == 0)
    return is_large(text, gazetteer) or any(c.resolution in ("country", "province") for c in wide)


def _of_locals(doc: Doc, name: Name, gazetteer: Gazetteer) -> Name | None:
    """ "a Salem man", "Salem police", "in Salem": a whole name taken for a body or person that stands as only places do."""
    text = doc.span_text(name.first, name.last)
    if not is_solid(text, gazetteer) or name.last - name.first > _LONGEST or (text.isupper() and len(text) <= _ACRONYM):
        return None
    words = gazetteer.words
    after = doc.tokens[name.last].lemma.lower() if name.last < len(doc.tokens) else ""
    before = doc.tokens[name.first - 1].text.lower() if name.first else ""
    placed = before in words["placing"] and name.label != "PER"
    return Name(name.first, name.last, "GPE") if placed or after in words["locals"] or before in words["one"] else None


def _of_person(doc: Doc, name: Name, gazetteer: Gazetteer) -> Name | None:
    """ "Joe Roe of Salem": the name behind the last "of"."""
    behind = [i + 1 for i in range(name.first + 1, name.last - 1) if doc.tokens[i].text.lower() == "of"]
    if behind and is_solid(doc.span_text(behind[-1], name.last), gazetteer):
        return Name(behind[-1], name.last, "GPE")
    return _of_locals(doc, name, gazetteer)


def is_solid(text: str, gazetteer: Gazetteer) -> bool:
    """A name that is a place's own name or a usual one, not a shortened or rare form or a word that says nothing."""
    if text in gazetteer.demonyms or text.lower() in gazetteer.type_words or not text[:1].isupper():
        return False
    if text.lower() in gazetteer.words["directions"] or text.lower() in gazetteer.words["common"]:
        return False
    return any(c.rank == 0 or c.resolution == "country" for c in gazetteer.candidates(text))


def is_large(text: str, gazetteer: Gazetteer) -> bool:
    """A city that is named by its name alone, as in "the Salem bombing"."""
    return any(c.rank == 0 and c.resolution == "city" and c.population >= _LARGE for c in gazetteer.candidates(text))
