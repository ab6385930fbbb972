"""Doers whom a tree hides: before a past taken for a noun, behind a clause without "that", a place or an aside, before "due"."""

from __future__ import annotations

import pytest

from sayso.doc import Doc, Name
from sayso.syntax import frame
from sayso.syntax.due import with_due
from sayso.syntax.gerunds import with_gerunds
from sayso.syntax.mended import mended
from sayso.syntax.named_places import with_named_places
from sayso.syntax.noun_pasts import with_pasts_for_nouns
from sayso.syntax.reduced_relatives import with_reduced_relatives
from tests.syntax.trees import tree

JOINED = (
    "the the DET DT 3 det",
    "Hand hand NOUN NN 3 compound",
    "shot shot NOUN NN 8 nsubj",
    "and and CCONJ CC 5 cc",
    "killed kill VERB VBD 3 conj",
    "teachers teacher NOUN NNS 5 obj",
    "witnesses witness NOUN NNS 8 nsubj",
    "said say VERB VBD 0 root",
)
DEAD = (
    "the the DET DT 3 det",
    "Force force NOUN NN 3 compound",
    "shot shot VERB VBD 0 root",
    "dead dead ADJ JJ 3 xcomp",
    "herders herder NOUN NNS 3 obl",
)
FIRED = (  # "fired a single shot and killed the dog"
    "Men man NOUN NNS 2 nsubj",
    "fired fire VERB VBD 0 root",
    "warning warning NOUN NN 4 compound",
    "shot shot NOUN NN 2 obj",
    "and and CCONJ CC 6 cc",
    "killed kill VERB VBD 4 conj",
    "dogs dog NOUN NNS 6 obj",
)
PASSIVE = (
    "herders herder NOUN NNS 3 nsubj:pass",
    "were be AUX VBD 3 aux:pass",
    "shot shoot VERB VBN 0 root",
    "dead dead ADJ JJ 3 xcomp",
    "Monday Monday PROPN NNP 3 obl",
)


@pytest.mark.parametrize(("rows", "act", "victim"), [(JOINED, 4, 5), (DEAD, 2, 4)])
def test_who_stands_before_the_past_shot(rows: tuple[str, ...], act: int, victim: int) -> None:
    told = mended(tree(*rows))
    assert frame(told, 2).get("subject") == (1,)
    assert frame(told, act).get("subject") == (1,)
    assert frame(told, act).get("object") == (victim,)
    assert told.tokens[2].lemma == "shoot"
    assert mended(told) == told


@pytest.mark.parametrize("rows", [FIRED, PASSIVE])
def test_shots_and_passives_stay(rows: tuple[str, ...]) -> None:
    doc = tree(*rows)
    assert with_pasts_for_nouns(doc) is doc


TRAINED = (
    "Norland Norland PROPN NNP 2 nsubj",
    "left leave VERB VBD 0 root",
    "after after ADP IN 4 case",
    "troops troops NOUN NNS 2 obl",
    "they they PRON PRP 7 nsubj",
    "had have AUX VBD 7 aux",
    "trained train VERB VBN 4 acl:relcl",
    "fired fire VERB VBD 7 xcomp",
    "on on ADP IN 10 case",
    "crowds crowd NOUN NNS 8 obl",
)
ARMED = (
    *TRAINED[:3],
    "men man NOUN NNS 8 obl",
    "it it PRON PRP 8 nsubj",
    "had have AUX VBD 8 aux",
    "armed arm VERB VBN 8 advcl",
    "burned burn VERB VBD 2 advcl",
    "villages village NOUN NNS 8 obj",
)
HARD = (  # "said they had trained, fired": nobody stands before "they"
    "Men man NOUN NNS 2 nsubj",
    "said say VERB VBD 0 root",
    "they they PRON PRP 5 nsubj",
    "had have AUX VBD 5 aux",
    "trained train VERB VBN 2 ccomp",
    "hard hard ADV RB 5 advmod",
)


@pytest.mark.parametrize("rows", [TRAINED, ARMED])
def test_the_men_one_has_act_behind_it(rows: tuple[str, ...]) -> None:
    told = mended(tree(*rows))
    assert frame(told, 7).get("subject") == (3,)
    assert frame(told, 6).get("subject") == (4,)
    assert (told.tokens[7].head, told.tokens[7].deprel) == (1, "advcl")
    assert mended(told) == told


def test_a_clause_of_its_own_stays() -> None:
    doc = tree(*HARD)
    assert with_reduced_relatives(doc) is doc


CAPITAL = (
    "In in ADP IN 2 case",
    "cities city NOUN NNS 6 obl",
    ", , PUNCT , 2 punct",
    "Sool Sool PROPN NNP 6 nsubj",
    ", , PUNCT , 2 punct",
    "stormed storm VERB VBD 0 root",
)
CROWDS = (
    *(row.replace(" 6 ", " 7 ") for row in CAPITAL[:5]),
    "crowds crowd NOUN NNS 7 nsubj",
    "stormed storm VERB VBD 0 root",
    "palaces palace NOUN NNS 7 obj",
)


def test_a_place_beside_its_noun_does_nothing() -> None:
    doc = tree(*CROWDS)
    named = Doc(doc.text, doc.tokens, doc.sentences, (Name(3, 4, "GPE"),))
    assert frame(with_named_places(named), 6).get("subject") == (5,)
    lawyer = Doc(doc.text, doc.tokens, doc.sentences, (Name(3, 4, "PER"),))
    assert with_named_places(lawyer) is lawyer
    alone = tree(*CAPITAL)
    state = Doc(alone.text, alone.tokens, alone.sentences, (Name(3, 4, "GPE"),))
    assert with_named_places(state) is state


DUE = (
    "leaders leader NOUN NNS 5 nsubj",
    "are be AUX VBP 5 cop",
    "due due ADJ JJ 5 mark",
    "to to ADP IN 3 fixed",
    "sign sign VERB VB 0 root",
    "pacts pact NOUN NNS 5 obj",
)
CAUSE = (
    "talks talk NOUN NNS 2 nsubj",
    "failed fail VERB VBD 0 root",
    "due due ADP IN 5 case",
    "to to ADP IN 3 fixed",
    "strikes strike NOUN NNS 2 obl",
)


def test_what_is_due_is_to_come() -> None:
    told = with_due(tree(*DUE))
    assert (told.tokens[2].head, told.tokens[4].head) == (-1, 2)
    assert told.tokens[4].deprel == "xcomp"
    assert frame(told, 4).get("subject") == (0,)
    cause = tree(*CAUSE)
    assert with_due(cause) is cause


ASIDE = (
    "women woman NOUN NNS 2 nsubj",
    "accused accuse VERB VBD 0 root",
    "Guards Guard PROPN NNPS 2 obj",
    ", , PUNCT , 5 punct",
    "militia militia NOUN NN 3 appos",
    "allied ally VERB VBN 5 acl:relcl",
    ", , PUNCT , 9 punct",
    "of of ADP IN 10 case",
    "burning burn VERB VBG 6 advcl",
    "farms farm NOUN NNS 9 obl",
    "and and CCONJ CC 12 cc",
    "raping rape VERB VBG 9 conj",
    "girls girl NOUN NNS 12 obj",
)
DESCRIBED = (
    *ASIDE[:7],
    "of of SCONJ IN 9 mark",
    "burning burn VERB VBG 10 amod",
    "farms farm NOUN NNS 6 obl",
    *ASIDE[10:],
)
SMELL = (
    "smells smell NOUN NNS 5 nsubj",
    "of of ADP IN 4 case",
    "burning burn VERB VBG 4 amod",
    "farms farm NOUN NNS 1 nmod",
    "hung hang VERB VBD 0 root",
)


MARKED = (*ASIDE[:8], "burning burn VERB VBG 2 advcl", *ASIDE[9:])


@pytest.mark.parametrize("rows", [ASIDE, DESCRIBED, MARKED])
def test_the_accused_does_what_he_is_accused_of(rows: tuple[str, ...]) -> None:
    told = mended(tree(*rows))
    assert frame(told, 8).get("subject") == (2,)
    assert frame(told, 8).get("object") == (9,)
    assert frame(told, 11).get("subject") == (2,)
    assert mended(told) == told


def test_where_nobody_accuses_it_describes() -> None:
    doc = tree(*SMELL)
    assert with_gerunds(doc) is doc


ADJECTIVE = (
    "monks monk NOUN NNS 2 nsubj",
    "accused accuse VERB VBD 0 root",
    "guards guard NOUN NNS 2 obj",
    "of of ADP IN 6 case",
    "burning burn VERB VBG 6 amod",
    "boats boat NOUN NNS 3 nmod",
    "and and CCONJ CC 8 cc",
    "beating beat VERB VBG 2 conj",
    "divers diver NOUN NNS 8 obj",
)
GROWING = (*ADJECTIVE[:4], "growing grow VERB VBG 6 amod", *ADJECTIVE[5:6])
FRAUD = (*ADJECTIVE[:4], "fraud fraud NOUN NN 3 nmod", "and and CCONJ CC 7 cc", "beating beat VERB VBG 2 conj")


def test_a_charge_taken_for_an_adjective_and_a_further_one_are_the_accused_ones() -> None:
    told = mended(tree(*ADJECTIVE))
    assert [frame(told, i).get("subject") for i in (4, 7)] == [(2,), (2,)]
    assert frame(told, 4).get("object") == (5,)
    assert mended(told) == told


def test_what_grows_is_no_charge_and_whoever_accuses_does_not_beat() -> None:
    doc = tree(*GROWING)
    assert with_gerunds(doc).tokens == doc.tokens
    assert with_gerunds(tree(*FRAUD)).tokens[6].head == 4
