"""Which places a toponym can mean is decided here: by its words, else without type words, else in another spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.knowledge.places import Candidate, Gazetteer
from sayso.where.toponyms import Toponym

_SHORTENED = ("city", "district", "province")

_METROPOLIS, _FAR_LARGER = 1_000_000, 10  # inhabitants, and times as many


def candidates_of(toponym: Toponym, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """All places that the toponym can mean, or none."""
    if toponym.kind == "demonym":
        return gazetteer.demonyms.get(toponym.text, ())
    if toponym.text in gazetteer.abbreviations or toponym.text + "." in gazetteer.abbreviations:
        number = gazetteer.abbreviations.get(toponym.text) or gazetteer.abbreviations[toponym.text + "."]
        state = gazetteer.place(number)
        plain = gazetteer.candidates(toponym.text) if len(toponym.text) > 3 else ()
        return (*((state,) if state else ()), *plain)
    for forms in _forms(toponym.text, gazetteer):
        found = {c.id: c for form in reversed(forms) for c in gazetteer.candidates(form)}
        if found:
            return _without_shortened(tuple(found.values()))
    words = toponym.text.split()
    shorter = gazetteer.candidates(" ".join(words[:-1])) if words[-1].lower() in gazetteer.type_words else ()
    return tuple(c for c in shorter if c.listed and c.resolution == "place")  # "the Ain al-Asad base"


def _without_shortened(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """ "Minsk" is not Mińsk Mazowiecki: no town that bears the name only beside its own, where a city so called is far larger."""
    own = max((c.population for c in found if c.rank == 0 and c.resolution == "city"), default=0)
    largest = own // _FAR_LARGER if own >= _METROPOLIS else 0
    return tuple(c for c in found if c.rank == 0 or c.resolution != "city" or c.listed or c.population >= largest)


def _forms(text: str, gazetteer: Gazetteer) -> Iterator[tuple[str, ...]]:
    """The name as written and with "St." spelled otherwise, then without its type word, then without a direction."""
    yield gazetteer.spelled(text)
    yield tuple(_untyped(text, gazetteer))
    shorter = gazetteer.before_names.sub("", text)
    if shorter and shorter != text:
        yield (shorter, *_untyped(shorter, gazetteer))


def _untyped(text: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Only words for settlements and divisions are left out: a river or hospital is not the town it is named after."""
    words = text.split()
    kinds = gazetteer.type_words
    if len(words) > 1 and kinds.get(words[-1].lower()) in _SHORTENED:
        yield " ".join(words[:-1])
    if len(words) > 2 and words[1].lower() == "of" and kinds.get(words[0].lower()) in _SHORTENED:
        yield " ".join(words[2:])


def holds(outer: Candidate, inner: Candidate) -> bool:
    """True where the inner place lies inside the outer country, province or (as far as known) district."""
    if outer.id == inner.id or outer.country is None or outer.country != inner.country:
        return False
    if outer.resolution == "country":
        return inner.resolution != "country"
    if outer.resolution == "province":
        return inner.admin1 == outer.id and inner.resolution not in ("province", "country")
    return outer.resolution == "district" and inner.admin1 == outer.admin1 and inner.resolution in ("city", "place")


def parents_of(text: str, toponyms: Sequence[Toponym]) -> dict[int, tuple[int, ...]]:
    """For each toponym the ones that the text names as holding it: "A, B", "A in northern B", "the B-ian town of A"."""
    found: dict[int, tuple[int, ...]] = {}
    for index in range(len(toponyms)):
        after = _behind(text, toponyms, index)
        before = _before(text, toponyms, index)
        if after or before:
            found[index] = (*after, *before)
    return found


_INSIDE = re.compile(
    r"^(?:,? (?:a|the) [\w -]{0,25}?)?,?\s+(?:in|of|near)\s+(?:the\s+)?(?:\w+(?:ern|th|t|al|ed)?\s+){0,2}$"
)
_PART_OF = re.compile(
    r"^,?(?: (?:a|an|the))?(?: [\w-]+)? (?:area|district|neighbou?rhood|quarter|suburb|section|part|town|village|city|camp|"
    r"port|region|province|sub-?district|commune|resort)s?,? (?:of|in) (?:the )?(?:(?:\w+ern|north|south|east|west|central) )?$"
)
_COMPASS = re.compile(
    r"^,? (?:in|(?:[\d,.]+ [\w-]+ )?(?:just )?(?:north|south|east|west|\w+east|\w+west|outside)(?: of)?) (?:the )?(?:\w+ern )?$"
)
_COMMA = re.compile(r"^\s*,\s*(?:in )?$")
_TOWN_OF = re.compile(
    r"^(?:['’]s)?\s+(?:(?!the\b|an?\b)[\w-]+\s+){0,2}(?:city|town|village|capital|province|district|region|port|governorate|county|state|"
    r"suburb|island|camp|enclave|base|airport|neighborhood|neighbourhood)(?:\s+(?:city|town|village))?"
    r"(?:\s+of|,)?\s+(?:the\s+)?$"
)


def _behind(text: str, toponyms: Sequence[Toponym], index: int) -> tuple[int, ...]:
    found: list[int] = []
    at = index
    while at + 1 < len(toponyms) and len(found) < 3:
        between = text[toponyms[at].end : toponyms[at + 1].start]
        first = not found and any(p.match(between) for p in (_INSIDE, _PART_OF, _COMPASS))
        if not (_COMMA.match(between.removeprefix(".")) or first) or "\n" in between:
            break
        at += 1
        found.append(at)
    return tuple(found)


def _before(text: str, toponyms: Sequence[Toponym], index: int) -> tuple[int, ...]:
    if index == 0:
        return ()
    between = text[toponyms[index - 1].end : toponyms[index].start]
    return (index - 1,) if len(between) < 60 and _TOWN_OF.match(between) else ()


def says_inside(text: str, inner: Toponym, outer: Toponym) -> bool:
    """True where the words between say that the first lies in the country of the second: "A, a town in B", "A area of B",
    "the B-ian town of A", "A, south of B"."""
    if outer.start < inner.start:
        return bool(_TOWN_OF.match(text[outer.end : inner.start]))
    between = text[inner.end : outer.start]
    return outer.kind != "demonym" and bool(_PART_OF.match(between) or _COMPASS.match(between))


def is_listed_with(text: str, inner: Toponym, outer: Toponym) -> bool:
    """ "A, B": the second may be around the first, or beside it in a list."""
    return text[inner.end : outer.start] in (", ", ", in ")
