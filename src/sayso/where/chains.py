"""By which steps a place hangs on the words above it is read off the tree here."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.doc import Doc
from sayso.model import Place
from sayso.syntax import frame, governor, is_nominal, is_verbal, opens_after
from sayso.syntax.reports import described_noun
from sayso.text import parted

_LONGEST = 8  # steps

Step = tuple[int, str]


@dataclass(frozen=True)
class Located:
    """A literal place, the token that stands for it and its last one, and the words above with the slot it fills in each."""

    place: Place
    head: int
    last: int
    chain: tuple[Step, ...]
    pointer: str = ""  # the words that point back at the place where it is not named ("the town"), or ""


def located(doc: Doc, place: Place) -> Located | None:
    """Where the place's own words hang."""
    inside = doc.tokens_in(place.text.start, place.text.end)
    head = next((i for i in inside if doc.tokens[i].head not in inside), None)
    if head is None:
        return None
    steps = chain(doc, head)
    if steps and steps[0][1] == "unmarked" and (word := _preposition(doc, inside.start)):
        steps[0] = (steps[0][0], word)
    return Located(place, head, inside.stop - 1, tuple(steps))


def _preposition(doc: Doc, first: int) -> str:
    """The preposition right before a name, which the tree may hang on a word inside the name; "" without one."""
    at = first - 1
    while at >= 0 and (doc.tokens[at].text.lower() == "the" or doc.tokens[at].xpos in ("POS", "NNP", "JJ")):
        at -= 1
    return doc.tokens[at].text.lower() if at >= 0 and doc.tokens[at].upos == "ADP" else ""


def chain(doc: Doc, head: int) -> list[Step]:
    """The governors of a nominal with its slots, up to the first predicate that describes no noun itself; a quotation is not
    left, since what is told beside it happened where somebody spoke."""
    steps: list[Step] = []
    above = governor(doc, head)
    while above is not None and len(steps) < _LONGEST:
        outside = _outside(doc, above[0], head)
        if outside is not None:
            above = (outside, above[1]) if outside >= 0 else None
            continue
        if parted(doc.text, doc.tokens[above[0]].start, doc.tokens[head].start):
            break
        steps.append(above)
        above = _next(doc, above[0])
    return steps


def _outside(doc: Doc, above: int, head: int) -> int | None:
    """The predicate to which the place belongs where the tree took it into a clause that opens behind it, or that ends before
    it: "the town fell, the army said in Ankara". None where the tree is right, -1 where nothing is above."""
    if not is_verbal(doc, above):
        return None
    over = doc.tokens[above].head
    if opens_after(doc, above, head):
        return over
    told = above < over < head and is_verbal(doc, over) and above in frame(doc, over).get("complement")
    return over if told else None


def _next(doc: Doc, index: int) -> Step | None:
    """One step up; from a bare participle or relative clause to the noun that it describes."""
    if is_verbal(doc, index) and not is_nominal(doc, index):
        noun = described_noun(doc, index)
        return (noun, "describing") if noun is not None else None
    return governor(doc, index)
