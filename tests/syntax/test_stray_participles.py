"""A participle that only describes: the noun behind it keeps its place, and a claim stays a claim."""

import sayso
from sayso.model import Block
from sayso.parse import load
from sayso.syntax.mended import mended


def test_the_neighbour_is_accused() -> None:
    text = "The governor accused neighbouring Morania of arming the group, a charge that Morania has denied."
    doc = mended(load().parse(text, [Block(kind="paragraph", start=0, end=len(text))]))
    neighbouring, morania = doc.tokens[3], doc.tokens[4]
    assert (neighbouring.upos, neighbouring.head, morania.head, morania.deprel) == ("ADJ", 4, 2, "obj")


def test_what_a_neighbour_is_accused_of_is_no_fact() -> None:
    record = sayso.code(
        "The governor accused neighbouring Morania of arming the group, a charge that Morania has denied."
    )
    aid = next(event for event in record.events if event.type == "AID")
    assert aid.standing == "claimed"


def test_other_participles_keep_their_objects() -> None:
    text = "The minister began visiting Talva on Monday."
    doc = mended(load().parse(text, [Block(kind="paragraph", start=0, end=len(text))]))
    assert {t.text: t for t in doc.tokens}["visiting"].upos == "VERB"
