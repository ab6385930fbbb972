"""Which place "there", "the town" or "the province" point back at is decided here: the last fitting one, else nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.doc import Doc
from sayso.knowledge.places import Gazetteer
from sayso.model import Place, Resolution
from sayso.syntax import describing, determiner, modifiers
from sayso.syntax.nominals import is_expletive
from sayso.where.chains import Located, chain

_REACH = 4  # sentences
_FITTING: dict[Resolution, frozenset[Resolution]] = {
    "city": frozenset({"city"}),
    "district": frozenset({"district"}),
    "province": frozenset({"province", "region"}),
    "region": frozenset({"region", "province"}),
    "country": frozenset({"country"}),
}


def pointing(doc: Doc, gazetteer: Gazetteer, named: Sequence[Located]) -> Iterator[Located]:
    """Words that stand for a place named before, each with that place."""
    for index, token in enumerate(doc.tokens):
        word = token.text.lower()
        if word in gazetteer.words["there"] and token.upos == "ADV" and not is_expletive(doc, index):
            yield from _meant(doc, gazetteer, named, index, "")
        elif token.upos == "NOUN" and word in gazetteer.words["refers"] and _is_bare(doc, index, gazetteer):
            yield from _meant(doc, gazetteer, named, index, word)


def _is_bare(doc: Doc, index: int, gazetteer: Gazetteer) -> bool:
    """ "the town", but neither "a town" nor "the town of X" nor "the northern town" nor "the town where"."""
    if determiner(doc, index) not in gazetteer.words["pointing"] or describing(doc, index):
        return False
    if any(doc.tokens[i].text.lower() not in gazetteer.words["same"] for i in modifiers(doc, index)):
        return False
    after = doc.tokens[index + 1 : index + 2]
    return not any(t.text.lower() == "of" or t.xpos in ("NNP", "NNPS", "HYPH") for t in after)


def _meant(doc: Doc, gazetteer: Gazetteer, named: Sequence[Located], index: int, word: str) -> Iterator[Located]:
    """The last place before the word that is such a place; of one sentence rather one in which something took place."""
    here = doc.tokens[index].sentence
    fit = [x for x in named if x.head < index and here - doc.tokens[x.head].sentence <= _REACH]
    fit = [x for x in fit if not word or _is_such(x.place, word, gazetteer)]
    if not fit:
        return
    last = [x for x in fit if doc.tokens[x.head].sentence == doc.tokens[fit[-1].head].sentence]
    scenes = [x for x in last if x.chain and x.chain[0][1] in gazetteer.words["standing"]]
    best = (scenes or last)[-1]
    steps = chain(doc, index)
    if not word and steps:
        steps[0] = (steps[0][0], "in")
    yield Located(best.place, index, index, tuple(steps), doc.tokens[index].text)


def _is_such(place: Place, word: str, gazetteer: Gazetteer) -> bool:
    """A place of the kind that the noun names; a site only where its own name holds the noun ("the Moria camp")."""
    kind = gazetteer.type_words.get(word, "country")
    if kind == "place":
        return word in place.name.lower().split() or word in place.text.text.lower().split()
    return place.resolution in _FITTING[kind] or word in place.name.lower().split()
