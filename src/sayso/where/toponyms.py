"""Which words of an article are toponyms is decided here: the names the model found, and the familiar ones it may have missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.doc import Doc, Name
from sayso.knowledge.places import Gazetteer
from sayso.model import BODY_KINDS, Article, PlaceKind, Resolution
from sayso.text import DASHES, folded

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_LONGEST = 6  # tokens of a familiar name
_LIST = 12  # tokens within which a list of names must reach its type word
_LARGE = 100_000  # inhabitants
_PREFIX = 4  # tokens of a place at the head of a body's name


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place: offsets, tokens first..last (exclusive), kind so far, and what a type word beside it says."""

    start: int
    end: int
    text: str
    first: int
    last: int
    kind: PlaceKind = "literal"
    hint: Resolution | None = None
    label: str = ""

    @property
    def key(self) -> str:
        """The form under which mentions of one name are taken together."""
        return folded(self.text)


def find_toponyms(article: Article, doc: Doc, gazetteer: Gazetteer) -> list[Toponym]:
    """All toponyms in order of position, not overlapping: familiar names first where they reach further than the model's,
    then the model's, then further mentions of what was found."""
    persons = {i for n in doc.names if n.label == "PER" for i in range(n.first, n.last)}
    bodies = {i for n in doc.names if n.label == "ORG" and n.last - n.first > 1 for i in range(n.first, n.last)}
    familiar = list(_familiar(doc, gazetteer, persons | bodies))
    named = [t for n in _whole(doc, gazetteer) if (t := _of_name(doc, n, gazetteer)) is not None]
    found = _merged(named, [*familiar, *_unnamed_cities(doc, gazetteer)])
    found = [t for t in found if not _is_surname(doc, t, persons, gazetteer)]
    found += _again(doc, gazetteer, found, persons | bodies)
    return sorted((t for t in found if _in_body(article, t.start)), key=lambda t: t.start)


def _whole(doc: Doc, gazetteer: Gazetteer) -> Iterator[Name]:
    """The names, with "St." and the like joined to the name behind them, and the two halves of "Cox's Bazar"."""
    at, names = 0, doc.names
    while at < len(names):
        one = names[at]
        at += 1
        if at < len(names) and (_begins(doc, one, names[at], gazetteer) or _owns(doc, one, names[at], gazetteer)):
            one, at = replace(names[at], first=one.first), at + 1
        yield one


def _begins(doc: Doc, one: Name, other: Name, gazetteer: Gazetteer) -> bool:
    """True for "St." before a name, with only a full stop between."""
    if one.last - one.first > 1 or folded(doc.tokens[one.first].text) not in gazetteer.spellings:
        return False
    return other.first <= one.last + 1 and all(doc.tokens[i].text == "." for i in range(one.last, other.first))


def _owns(doc: Doc, one: Name, other: Name, gazetteer: Gazetteer) -> bool:
    """True where a possessive joins two names to one known place."""
    if other.label not in _PLACES or [doc.tokens[i].xpos for i in range(one.last, other.first)] != ["POS"]:
        return False
    return any(c.rank == 0 for c in gazetteer.candidates(doc.span_text(one.first, other.last)))


def _merged(named: list[Toponym], familiar: list[Toponym]) -> list[Toponym]:
    """Where two overlap the longer stays; of two as long the model's."""
    kept: list[Toponym] = []
    taken: set[int] = set()
    for one in sorted((*named, *familiar), key=lambda t: t.first - t.last):
        if taken.isdisjoint(range(one.first, one.last)):
            kept.append(one)
            taken.update(range(one.first, one.last))
    return kept


def _is_surname(doc: Doc, toponym: Toponym, persons: set[int], gazetteer: Gazetteer) -> bool:
    """A single word that ends a person's name elsewhere, and has no preposition of place before it, is that person."""
    if toponym.last - toponym.first > 1 or toponym.kind == "demonym":
        return False
    surnames = {n.last - 1 for n in doc.names if n.label == "PER" and n.last - n.first > 1} & persons
    before = doc.tokens[toponym.first - 1].text.lower() if toponym.first else ""
    return before not in gazetteer.words["placing"] and any(doc.tokens[i].text == toponym.text for i in surnames)


def _again(doc: Doc, gazetteer: Gazetteer, found: list[Toponym], blocked: set[int]) -> list[Toponym]:
    """Mentions of a place that the model named elsewhere in the article ("a Salem woman")."""
    taken = blocked | {i for t in found for i in range(t.first, t.last)}
    taken |= {i for n in doc.names if n.last - n.first > 1 for i in range(n.first, n.last)}
    single = {t.text for t in found if t.kind == "literal" and t.last - t.first == 1 and gazetteer.candidates(t.text)}
    again = (i for i, token in enumerate(doc.tokens) if token.text in single and i not in taken)
    return [toponym(doc, i, i + 1, gazetteer) for i in again]


def _in_body(article: Article, offset: int) -> bool:
    kinds = [b.kind for b in article.blocks if b.start <= offset < b.end]
    return not article.blocks or any(k in BODY_KINDS or k == "dateline" for k in kinds)


def _of_name(doc: Doc, name: Name, gazetteer: Gazetteer) -> Toponym | None:
    """A name of the model as a toponym: places, peoples with a country, and the place at the head of a body's name."""
    first, last = _trimmed(doc, name.first, name.last, gazetteer)
    if first >= last:
        return None
    text = doc.span_text(first, last)
    if name.label == "NORP" or text in gazetteer.demonyms:
        return toponym(doc, first, last, gazetteer, "demonym") if text in gazetteer.demonyms else None
    if name.label == "ORG" or (
        name.label == "FAC" and not gazetteer.candidates(text) and _is_seated(doc, last, gazetteer)
    ):
        return _of_body(doc, first, last, gazetteer) or _of_facility(doc, first, last, name.label, gazetteer)
    if name.label == "EVENT" and last - first == 1 and _is_large(text, gazetteer):
        return toponym(doc, first, last, gazetteer)
    return _of_place(doc, first, last, name.label, gazetteer) if name.label in _PLACES else None


def _is_seated(doc: Doc, last: int, gazetteer: Gazetteer) -> bool:
    """ "... Fire Station", "... Hospital": a house of some body, named after the place where it stands."""
    return doc.tokens[last - 1].text.lower() in gazetteer.words["houses"]


def _of_facility(doc: Doc, first: int, last: int, label: str, gazetteer: Gazetteer) -> Toponym | None:
    return _of_place(doc, first, last, label, gazetteer) if label == "FAC" else None


def _of_body(doc: Doc, first: int, last: int, gazetteer: Gazetteer) -> Toponym | None:
    """ "Salem Police Department", "University of Salem": the place in the name of a body of that place."""
    words = [doc.tokens[i].text.lower() for i in range(first, last)]
    if not gazetteer.words["bodies"].intersection(words):
        return None
    for end in range(min(first + _PREFIX, last - 1), first, -1):
        text = doc.span_text(first, end)
        if words[end - first] not in ("of", "and") and _is_solid(text, gazetteer):
            return toponym(doc, first, end, gazetteer, label="ORG")
    if "of" in words[:3] and last - first > 2:
        start = first + words.index("of") + 1
        if start < last and _is_solid(doc.span_text(start, last), gazetteer):
            return toponym(doc, start, last, gazetteer, label="ORG")
    return None


def _is_solid(text: str, gazetteer: Gazetteer) -> bool:
    """A name that is a place's own name or a usual one, not a shortened or rare form."""
    if text in gazetteer.demonyms or text.lower() in gazetteer.type_words or not text[:1].isupper():
        return False
    return any(c.rank == 0 or c.resolution == "country" for c in gazetteer.candidates(text))


def _is_large(text: str, gazetteer: Gazetteer) -> bool:
    """A city that is named by its name alone, as in "the Salem bombing"."""
    return any(c.rank == 0 and c.resolution == "city" and c.population >= _LARGE for c in gazetteer.candidates(text))


def _of_place(doc: Doc, first: int, last: int, label: str, gazetteer: Gazetteer) -> Toponym | None:
    """A place of the model; words that no gazetteer knows are cut off at its ends, and an unknown place must stand where
    places stand."""
    if all(_says_nothing(doc.tokens[i].text.lower(), gazetteer) for i in range(first, last)):
        return None
    whole = toponym(doc, first, last, gazetteer, label=label)
    known = any(gazetteer.candidates(form) for form in gazetteer.spelled(whole.text))
    if known or last - first == 1:
        return whole if known or _is_placed(doc, whole, gazetteer) else None
    for start, end in _inner(first, last):
        hyphen = doc.text[doc.tokens[end - 1].end : doc.tokens[end - 1].end + 1] in DASHES
        told = not all(_says_nothing(doc.tokens[i].text.lower(), gazetteer) for i in range(start, end))
        if label == "GPE" and told and not hyphen and _is_solid(doc.span_text(start, end), gazetteer):
            return toponym(doc, start, end, gazetteer, label=label)
    return whole if _is_placed(doc, whole, gazetteer) else None


def _inner(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Shorter runs at the two ends, the longest first."""
    for length in range(last - first - 1, 0, -1):
        yield first, first + length
        yield last - length, last


def _says_nothing(word: str, gazetteer: Gazetteer) -> bool:
    return (
        word in gazetteer.type_words or word in gazetteer.words["directions"] or not word[:1].isalpha() or word == "of"
    )


def _is_placed(doc: Doc, unknown: Toponym, gazetteer: Gazetteer) -> bool:
    """An unknown name counts as a place behind a preposition of place or beside a type word, and never as a road."""
    if gazetteer.words["roads"].intersection(doc.tokens[i].text.lower() for i in range(unknown.first, unknown.last)):
        return False
    before = doc.tokens[unknown.first - 1].text.lower() if unknown.first else ""
    if before == "the" and unknown.first > 1:
        before = doc.tokens[unknown.first - 2].text.lower()
    return before in gazetteer.words["locative"] or before in gazetteer.words["placing"] or unknown.hint is not None


def _trimmed(doc: Doc, first: int, last: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """Without "the" before and the possessive behind."""
    while first < last and doc.tokens[first].text.lower() in gazetteer.words["trimmed"]:
        first += 1
    while last > first and doc.tokens[last - 1].text.lower() in ("'s", "’s", "'", "’", ",", "."):
        last -= 1
    return first, last


def toponym(
    doc: Doc, first: int, last: int, gazetteer: Gazetteer, kind: PlaceKind = "literal", label: str = ""
) -> Toponym:
    """A toponym over the tokens, grown over a type word that belongs to the name ("Rapides Parish") and a word before it."""
    if kind == "literal" and last < len(doc.tokens) and _is_type(doc, last, gazetteer):
        longer = doc.span_text(first, last + 1)
        if gazetteer.candidates(longer):
            last += 1
    if kind == "literal" and _begins_before(doc, first, last, gazetteer):
        first -= 1
    start, end = doc.tokens[first].start, doc.tokens[last - 1].end
    while end > start + 1 and doc.text[end - 1] in ",;:":
        end -= 1
    return Toponym(start, end, doc.text[start:end], first, last, kind, _hint(doc, first, last, gazetteer), label)


def _begins_before(doc: Doc, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """ "New" or "North" before a name belongs to it where there is a place of the whole name."""
    if first <= doc.sentence_of(first).first or not doc.tokens[first - 1].text[:1].isupper():
        return False
    if doc.tokens[first - 1].text.lower() not in gazetteer.words["fore"]:
        return False
    return any(c.rank == 0 for c in gazetteer.candidates(doc.span_text(first - 1, last)))


def _is_type(doc: Doc, index: int, gazetteer: Gazetteer) -> bool:
    token = doc.tokens[index]
    return token.text[:1].isupper() and token.text.lower() in gazetteer.type_words


def _hint(doc: Doc, first: int, last: int, gazetteer: Gazetteer) -> Resolution | None:
    """What the name's own last word, the word behind it, or "city of" before it says about its kind."""
    words = gazetteer.type_words
    inside = doc.tokens[last - 1].text.lower()
    if last - first > 1 and inside in words:
        return words[inside]
    after = doc.tokens[last].text.lower() if last < len(doc.tokens) else ""
    if after in words:
        return words[after]
    if (several := _of_several(doc, last, gazetteer)) is not None:
        return several
    if first >= 2 and doc.tokens[first - 1].text.lower() == "of":
        return words.get(doc.tokens[first - 2].text.lower())
    return None


def _of_several(doc: Doc, last: int, gazetteer: Gazetteer) -> Resolution | None:
    """ "Salem, Dover and Kent counties": the type word that a list of names shares, seen from any of them."""
    for index in range(last, min(last + _LIST, doc.sentence_of(last - 1).last)):
        token = doc.tokens[index]
        if token.text.lower() in gazetteer.several:
            return gazetteer.several[token.text.lower()] if index > last or token.text[0].islower() else None
        if not (token.text[:1].isupper() or token.text in (",", "and", "or")):
            return None
    return None


def _familiar(doc: Doc, gazetteer: Gazetteer, blocked: set[int]) -> Iterator[Toponym]:
    """Countries, peoples and hand-listed places, and abbreviated provinces after a comma, where no name stands yet."""
    at = 0
    while at < len(doc.tokens):
        token = doc.tokens[at]
        if at in blocked or not token.text[:1].isupper():
            at += 1
            continue
        found = _longest_familiar(doc, at, gazetteer, blocked)
        if found is not None:
            yield found
            at = found.last
        else:
            at += 1


def _unnamed_cities(doc: Doc, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Large cities that the model did not name, behind a preposition of place or "the port of"."""
    named = {i for n in doc.names for i in range(n.first, n.last)}
    for at, token in enumerate(doc.tokens):
        if at == 0 or at in named or token.xpos != "NNP" or not _is_led_in(doc, at, gazetteer):
            continue
        last = _end_of_capitals(doc, at)
        if named.isdisjoint(range(at, last)) and _is_large(doc.span_text(at, last), gazetteer):
            yield toponym(doc, at, last, gazetteer)


def _is_led_in(doc: Doc, at: int, gazetteer: Gazetteer) -> bool:
    before = doc.tokens[at - 1]
    if before.text.lower() in gazetteer.words["placing"]:
        return True
    return before.text.lower() == "of" and at > 1 and doc.tokens[at - 2].lemma.lower() in gazetteer.words["part"]


def _end_of_capitals(doc: Doc, at: int) -> int:
    last, end = at, doc.sentence_of(at).last
    while last < end and doc.tokens[last].text[:1].isupper():
        last += 1
    return last


def _longest_familiar(doc: Doc, at: int, gazetteer: Gazetteer, blocked: set[int]) -> Toponym | None:
    """The longest run from `at` on that is known; it grows only while some known name begins like it."""
    best: tuple[int, PlaceKind] | None = None
    for last in range(at + 1, min(at + _LONGEST, doc.sentence_of(at).last) + 1):
        if last - 1 in blocked:
            break
        if not any(c.isalnum() for c in doc.tokens[last - 1].text):
            continue  # a name ends in no mark
        text = doc.span_text(at, last)
        if text in gazetteer.demonyms:
            best = last, "demonym"
        elif _is_familiar(doc, at, last, text, gazetteer):
            best = last, "literal"
        if folded(text) not in gazetteer.prefixes:
            break
    return toponym(doc, at, best[0], gazetteer, best[1]) if best else None


def _is_familiar(doc: Doc, at: int, last: int, text: str, gazetteer: Gazetteer) -> bool:
    if last == at + 1 and at > 0 and doc.tokens[at - 1].text == "," and _dotted(doc, at) in gazetteer.abbreviations:
        return True
    if folded(text) not in gazetteer.familiar:
        return False
    return len(text) > 2 or text.isupper()


def _dotted(doc: Doc, index: int) -> str:
    """An abbreviation with the full stop that may have become a token of its own."""
    token = doc.tokens[index]
    return doc.text[token.start : token.end + 1] if doc.text[token.end : token.end + 1] == "." else token.text
