"""A speaker right before the word of saying is neither a victim nor a doer of what is said; lists and appositions stay whole."""

from __future__ import annotations

import pytest

from sayso.syntax import frame
from sayso.syntax.commenters import with_late_speakers
from sayso.syntax.mended import mended
from tests.syntax.trees import tree

KILLED = (
    "Four four NUM CD 2 nummod",
    "men man NOUN NNS 4 nsubj:pass",
    "were be AUX VBD 4 aux:pass",
    "killed kill VERB VBN 11 ccomp",
    ", , PUNCT , 4 punct",
)
MAYOR = (  # a second subject of the passive, as if the mayor had been killed
    *KILLED,
    "the the DET DT 7 det",
    "mayor mayor NOUN NN 4 nsubj:pass",
    ", , PUNCT , 8 punct",
    "Omar Omar PROPN NNP 7 appos",
    ", , PUNCT , 7 punct",
    "said say VERB VBD 0 root",
    ". . PUNCT . 11 punct",
)
DRIVER = (  # office and name hang at the driver, as if they were his
    "Gunmen gunman NOUN NNS 2 nsubj",
    "killed kill VERB VBD 10 ccomp",
    "the the DET DT 4 det",
    "driver driver NOUN NN 2 obj",
    ", , PUNCT , 7 punct",
    "the the DET DT 7 det",
    "mayor mayor NOUN NN 4 appos",
    ", , PUNCT , 9 punct",
    "Omar Omar PROPN NNP 4 appos",
    "said say VERB VBD 0 root",
    ". . PUNCT . 10 punct",
)
CLOSED = (
    *DRIVER[:1],
    "killed kill VERB VBD 11 ccomp",
    *DRIVER[2:9],
    ", , PUNCT , 4 punct",
    "said say VERB VBD 0 root",
    ". . PUNCT . 11 punct",
)
PAIR = (  # two speakers, one hung as a second killer
    "Gunmen gunman NOUN NNS 2 nsubj",
    "killed kill VERB VBD 8 ccomp",
    "nurses nurse NOUN NNS 2 obj",
    ", , PUNCT , 5 punct",
    "doctors doctor NOUN NNS 2 nsubj",
    "and and CCONJ CC 7 cc",
    "residents resident NOUN NNS 5 conj",
    "said say VERB VBD 0 root",
    ". . PUNCT . 8 punct",
)
NURSE = (  # "a guard, a former boxer, police said": what stands before the last comma is the guard's
    "Men man NOUN NNS 2 nsubj",
    "shot shoot VERB VBD 9 ccomp",
    "a a DET DT 4 det",
    "guard guard NOUN NN 2 obj",
    ", , PUNCT , 6 punct",
    "boxer boxer NOUN NN 4 appos",
    ", , PUNCT , 8 punct",
    "police police NOUN NNS 6 appos",
    "said say VERB VBD 0 root",
    ". . PUNCT . 9 punct",
)


@pytest.mark.parametrize(
    ("rows", "act", "speaker", "says"), [(MAYOR, 3, 6, 10), (CLOSED, 1, 6, 10), (PAIR, 1, 4, 7), (NURSE, 1, 7, 8)]
)
def test_who_stands_before_the_word_says_it(rows: tuple[str, ...], act: int, speaker: int, says: int) -> None:
    doc = tree(*rows)
    told = mended(doc)
    assert speaker not in frame(doc, says).get("subject")
    assert frame(told, says).get("subject")[0] == speaker
    assert speaker not in {*frame(told, act).get("subject"), *frame(told, act).get("object")}
    assert mended(told) == told


def test_the_name_goes_with_its_office() -> None:
    told = with_late_speakers(tree(*CLOSED))
    assert (told.tokens[8].head, told.tokens[8].deprel) == (6, "appos")
    assert frame(told, 1).get("object") == (3,)
    boxer = with_late_speakers(tree(*NURSE))
    assert boxer.tokens[5].head == 3


QUOTED = (  # "…," the mayor said: behind the closing mark
    '" " PUNCT `` 3 punct',
    "We we PRON PRP 3 nsubj",
    "fired fire VERB VBD 8 ccomp",
    ", , PUNCT , 3 punct",
    '" " PUNCT " 3 punct',
    "the the DET DT 7 det",
    "mayor mayor NOUN NN 3 nsubj",
    "said say VERB VBD 0 root",
)


def test_a_closing_mark_opens_the_speaker_too() -> None:
    told = mended(tree(*QUOTED))
    assert frame(told, 7).get("subject") == (6,)
    assert frame(told, 2).get("subject") == (1,)


OWN_SUBJECT = (  # "Gunmen, armed men, said they …": the word has its subject
    "Gunmen gunman NOUN NNS 5 nsubj",
    ", , PUNCT , 3 punct",
    "men man NOUN NNS 1 appos",
    ", , PUNCT , 1 punct",
    "said say VERB VBD 0 root",
    "they they PRON PRP 7 nsubj",
    "left leave VERB VBD 5 ccomp",
)
JOINED = (  # "killed nurses, a priest, and said they …": whoever killed says so
    "Gunmen gunman NOUN NNS 2 nsubj",
    "killed kill VERB VBD 0 root",
    "nurses nurse NOUN NNS 2 obj",
    ", , PUNCT , 5 punct",
    "priests priest NOUN NNS 3 conj",
    ", , PUNCT , 8 punct",
    "and and CCONJ CC 8 cc",
    "said say VERB VBD 2 conj",
    "they they PRON PRP 10 nsubj",
    "left leave VERB VBD 8 ccomp",
)
PLACED = (  # a preposition before the last phrase: nobody speaks there
    "Gunmen gunman NOUN NNS 2 nsubj",
    "fled flee VERB VBD 7 ccomp",
    ", , PUNCT , 5 punct",
    "despite despite ADP IN 5 case",
    "guards guard NOUN NNS 2 obl",
    "there there ADV RB 7 advmod",
    "said say VERB VBD 0 root",
)


@pytest.mark.parametrize("rows", [OWN_SUBJECT, JOINED, PLACED])
def test_other_phrases_stay(rows: tuple[str, ...]) -> None:
    doc = tree(*rows)
    assert with_late_speakers(doc) is doc
