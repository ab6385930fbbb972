"""Which words of an article are toponyms is decided here: the names the model found, and the familiar ones it may have missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.doc import Doc, Name
from sayso.knowledge.places import Gazetteer
from sayso.model import BODY_KINDS, Article, PlaceKind, Resolution
from sayso.text import DASHES, folded
from sayso.where.embedded import PLACES, inside, is_known, is_large, is_solid

_LONGEST = 6  # tokens of a familiar name
_LIST = 12  # tokens within which a list of names must reach its type word


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
    of_persons = _of_persons(doc, found, gazetteer)
    found = [t for t in found if t.first not in of_persons]
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
    if other.label not in PLACES or [doc.tokens[i].xpos for i in range(one.last, other.first)] != ["POS"]:
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


def _of_persons(doc: Doc, found: list[Toponym], gazetteer: Gazetteer) -> set[int]:
    """The first tokens of single words that are a person's first or last name elsewhere and have no preposition of place
    before them; a first name only where the article nowhere uses it as a place."""
    people = [n for n in doc.names if n.label == "PER" and n.last - n.first > 1]
    lasts = {doc.tokens[n.last - 1].text for n in people}
    placed = {t.text for t in found if _word_before(doc, t) in gazetteer.words["placing"]}
    names = lasts | ({doc.tokens[n.first].text for n in people} - placed)
    single = [t for t in found if t.last - t.first == 1 and t.kind != "demonym" and t.text in names]
    return {t.first for t in single if _word_before(doc, t) not in gazetteer.words["placing"]}


def _word_before(doc: Doc, here: Toponym) -> str:
    return doc.tokens[here.first - 1].text.lower() if here.first else ""


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
    """A name of the model as a toponym: places, peoples with a country, and the place inside another name."""
    first, last = _trimmed(doc, name.first, name.last, gazetteer)
    if first >= last:
        return None
    text = doc.span_text(first, last)
    if name.label == "NORP" or text in gazetteer.demonyms:
        return toponym(doc, first, last, gazetteer, "demonym") if text in gazetteer.demonyms else None
    inner = inside(doc, Name(first, last, name.label), gazetteer)
    if inner is not None:
        kind: PlaceKind = "demonym" if inner.label == "NORP" else "literal"
        return toponym(doc, inner.first, inner.last, gazetteer, kind, label=name.label)
    placed = name.label in PLACES or (name.label == "ORG" and _is_district(doc, last, gazetteer))
    return _of_place(doc, first, last, name.label, gazetteer) if placed else None


def _is_district(doc: Doc, last: int, gazetteer: Gazetteer) -> bool:
    """ "the Saltivka district": the word behind the name says that it is a place, whatever the model took it for."""
    after = doc.tokens[last].text if last < len(doc.tokens) else ""
    return gazetteer.type_words.get(after) in ("city", "district", "province")


def _of_place(doc: Doc, first: int, last: int, label: str, gazetteer: Gazetteer) -> Toponym | None:
    """A place of the model; words that no gazetteer knows are cut off at its ends, and an unknown place must stand where
    places stand."""
    if all(_says_nothing(doc.tokens[i].text.lower(), gazetteer) for i in range(first, last)):
        named = last - first > 1 and any(c.rank == 0 for c in gazetteer.candidates(doc.span_text(first, last)))
        return toponym(doc, first, last, gazetteer, label=label) if named else None  # "Plateau State"
    whole = toponym(doc, first, last, gazetteer, label=label)
    if whole.text.islower() and not doc.text.islower():
        return None  # "a turkey"
    known = any(gazetteer.candidates(form) for form in gazetteer.spelled(whole.text))
    if known or last - first == 1:
        return whole if known or _is_placed(doc, whole, gazetteer) else None
    for start, end in _inner(first, last):
        hyphen = doc.text[doc.tokens[end - 1].end : doc.tokens[end - 1].end + 1] in DASHES
        told = not all(_says_nothing(doc.tokens[i].text.lower(), gazetteer) for i in range(start, end))
        if label == "GPE" and told and not hyphen and _is_alone(doc, (first, last), (start, end), gazetteer):
            return toponym(doc, start, end, gazetteer, label=label)
    return whole if _is_placed(doc, whole, gazetteer) else None


def _is_alone(doc: Doc, whole: tuple[int, int], part: tuple[int, int], gazetteer: Gazetteer) -> bool:
    """A known place beside words that are no names, or one so well known that it stands beside another name."""
    text = doc.span_text(*part)
    rest = [i for i in range(*whole) if not part[0] <= i < part[1]]
    if not is_solid(text, gazetteer):
        return False
    typed = part[1] - part[0] > 1 and doc.tokens[part[1] - 1].text.lower() in gazetteer.type_words
    return typed or is_known(text, gazetteer) or not any(_is_name(doc.tokens[i].text, gazetteer) for i in rest)


def _is_name(word: str, gazetteer: Gazetteer) -> bool:
    """A capitalised word that is none of the usual ones around a place's name ("Salem Police", "North Salem", "R-Salem")."""
    usual = word.lower() in gazetteer.words["bodies"] or _says_nothing(word.lower(), gazetteer)
    return word[:1].isupper() and len(word) > 1 and not usual


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
    """An unknown name counts as a place behind a preposition of place, beside a type word, or where it is a road."""
    if gazetteer.words["roads"].intersection(doc.tokens[i].text.lower() for i in range(unknown.first, unknown.last)):
        return unknown.last - unknown.first > 1
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
    if kind == "literal" and _is_hyphened(doc, first, last, gazetteer):
        first -= 2
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


def _is_hyphened(doc: Doc, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """ "Ust" before "-Kamenogorsk", where there is a place of the whole name."""
    if first - 2 < doc.sentence_of(first).first or doc.tokens[first - 1].text not in DASHES:
        return False
    return any(c.rank == 0 for c in gazetteer.candidates(doc.span_text(first - 2, last)))


def _is_type(doc: Doc, index: int, gazetteer: Gazetteer) -> bool:
    token = doc.tokens[index]
    return token.text[:1].isupper() and token.text.lower() in gazetteer.type_words


def _hint(doc: Doc, first: int, last: int, gazetteer: Gazetteer) -> Resolution | None:
    """What the name's own last word, the word behind it, or "city of" before it says about its kind."""
    words = gazetteer.type_words
    inside, foremost = doc.tokens[last - 1].text.lower(), doc.tokens[first].text.lower()
    if last - first > 1 and inside in words:
        return words[inside]
    if last - first > 1 and words.get(foremost) == "region" and not gazetteer.candidates(doc.span_text(first, last)):
        return "region"  # "Mount Kenya", "Lake Chad"
    after = doc.tokens[last].text.lower() if last < len(doc.tokens) else ""
    if after in words and not _is_around(doc, first, last, gazetteer):
        return words[after]
    if (several := _of_several(doc, last, gazetteer)) is not None:
        return several
    if first >= 2 and doc.tokens[first - 1].text.lower() == "of" and not _is_named(doc, first - 2):
        return words.get(doc.tokens[first - 2].text.lower())
    return None


def _is_around(doc: Doc, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """ "the Athens district of Kolonaki": the large city before the type word is not the district, but around it."""
    behind = last + 2
    if behind >= len(doc.tokens) or doc.tokens[last + 1].text.lower() != "of":
        return False
    return is_large(doc.span_text(first, last), gazetteer) and not is_large(doc.tokens[behind].text, gazetteer)


def _is_named(doc: Doc, index: int) -> bool:
    """ "the Saltivka district of": the type word has its name before it already."""
    return index > 0 and doc.tokens[index - 1].text[:1].isupper() and doc.tokens[index - 1].xpos in ("NNP", "NNPS")


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
        if named.isdisjoint(range(at, last)) and is_large(doc.span_text(at, last), gazetteer):
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
