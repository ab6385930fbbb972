"""The participle that a tree takes for the main verb describes its noun; verbs that are the main one stay so."""

from __future__ import annotations

import pytest

from sayso.syntax import frame, is_negated
from sayso.syntax.mended import mended
from tests.syntax.trees import tree

BELONG = (
    "Gunmen gunman NOUN NNS 2 nsubj",
    "believed believe VERB VBD 0 root",
    "to to PART TO 4 mark",
    "belong belong VERB VB 2 xcomp",
    "to to ADP IN 6 case",
    "bands band NOUN NNS 4 obl",
    "shot shoot VERB VBD 2 ccomp",
    "nurses nurse NOUN NNS 7 obj",
    ". . PUNCT . 2 punct",
)
SMUGGLERS = (
    "Men man NOUN NNS 2 nsubj",
    "thought think VERB VBD 0 root",
    "to to PART TO 6 mark",
    "be be AUX VB 6 aux:pass",
    "smugglers smuggler NOUN NNS 6 xcomp",
    "shot shoot VERB VBN 2 xcomp",
    "nurses nurse NOUN NNS 6 obj",
    ". . PUNCT . 2 punct",
)


FIGURE = (
    *BELONG[:6],
    "robbed rob VERB VBN 9 amod",
    "three three NUM CD 9 nummod",
    "banks bank NOUN NNS 4 obj",
    ". . PUNCT . 2 punct",
)


@pytest.mark.parametrize(("rows", "main", "reputed"), [(BELONG, 6, 3), (SMUGGLERS, 5, 4), (FIGURE, 6, 3)])
def test_the_noun_acts_in_the_verb_behind(rows: tuple[str, ...], main: int, reputed: int) -> None:
    doc = mended(tree(*rows))
    assert doc.tokens[main].head == -1
    assert frame(doc, main).get("subject") == (0,)
    assert frame(doc, 1).passive
    assert doc.tokens[reputed].head == 1
    assert mended(doc) == doc


def test_the_copula_goes_with_its_noun() -> None:
    doc = mended(tree(*SMUGGLERS))
    assert [(doc.tokens[i].head, doc.tokens[i].deprel) for i in (2, 3)] == [(4, "mark"), (4, "cop")]


ALONE = (*BELONG[:6], BELONG[8])
TOLD = (BELONG[0], BELONG[1], "men man NOUN NNS 2 obj", "to to PART TO 5 mark", "run run VERB VB 2 xcomp", BELONG[8])
JOINED = (*BELONG[:6], "and and CCONJ CC 8 cc", "shot shoot VERB VBD 2 conj", "nurses nurse NOUN NNS 8 obj", BELONG[8])
OWN = (
    *BELONG[:6],
    "rebels rebel NOUN NNS 8 nsubj",
    "shot shoot VERB VBD 2 ccomp",
    "nurses nurse NOUN NNS 8 obj",
    BELONG[8],
)


CROWD = (
    "Lind Lind PROPN NNP 2 nsubj",
    "said say VERB VBD 0 root",
    "to to ADP IN 5 case",
    "the the DET DT 5 det",
    "crowd crowd NOUN NN 2 obl",
    "gathered gather VERB VBN 2 ccomp",
    ". . PUNCT . 2 punct",
)


@pytest.mark.parametrize("rows", [ALONE, TOLD, JOINED, OWN, CROWD])
def test_a_main_verb_stays_one(rows: tuple[str, ...]) -> None:
    doc = tree(*rows)
    assert mended(doc) is doc


WOUNDED = (
    "Blasts blast NOUN NNS 2 nsubj:pass",
    "wounded wound VERB VBN 0 root",
    "six six NUM CD 2 obj",
    ". . PUNCT . 2 punct",
)
POST = (
    "Miners miner NOUN NNS 2 nsubj",
    "died die VERB VBD 0 root",
    ", , PUNCT , 5 punct",
    "papers paper NOUN NNS 5 nsubj:pass",
    "reported report VERB VBN 1 acl:relcl",
    ". . PUNCT . 2 punct",
)


@pytest.mark.parametrize(("rows", "verb", "subject"), [(WOUNDED, 1, 0), (POST, 4, 3)])
def test_a_past_without_an_auxiliary_is_no_passive(rows: tuple[str, ...], verb: int, subject: int) -> None:
    doc = mended(tree(*rows))
    assert doc.tokens[verb].xpos == "VBD"
    assert frame(doc, verb).get("subject") == (subject,)
    assert not frame(doc, verb).passive
    assert mended(doc) is doc


def test_a_comment_hangs_at_its_sentence() -> None:
    assert (mended(tree(*POST)).tokens[4].deprel, mended(tree(*POST)).tokens[4].head) == ("parataxis", 1)


HEADLINE = (
    "Mayor mayor NOUN NN 2 nsubj:pass",
    "jailed jail VERB VBN 0 root",
    "twice twice ADV RB 2 advmod",
    ". . PUNCT . 2 punct",
)
HELPED = (
    "Mayors mayor NOUN NNS 3 nsubj:pass",
    "were be AUX VBD 3 aux:pass",
    "told tell VERB VBN 0 root",
    "lies lie NOUN NNS 3 obj",
)


@pytest.mark.parametrize("rows", [HEADLINE, HELPED])
def test_passives_stay_passives(rows: tuple[str, ...]) -> None:
    doc = tree(*rows)
    assert mended(doc) is doc


FREED = (
    "Men man NOUN NNS 3 nsubj:pass",
    "were be AUX VBD 3 aux:pass",
    "freed free VERB VBN 0 root",
    ", , PUNCT , 6 punct",
    "agencies agency NOUN NNS 3 nsubj:pass",
    "reported report VERB VBD 3 parataxis",
    ". . PUNCT . 3 punct",
)
BASELESS = (
    "He he PRON PRP 2 nsubj",
    "rejected reject VERB VBD 0 root",
    "as as ADP IN 4 mark",
    "baseless baseless VERB VBG 2 advcl",
    "reports report NOUN NNS 4 obj",
    ". . PUNCT . 2 punct",
)


def test_a_second_subject_before_a_comment_is_the_comments() -> None:
    doc = mended(tree(*FREED))
    assert frame(doc, 5).get("subject") == (4,)
    assert frame(doc, 2).get("object") == (0,)


def test_what_is_rejected_as_something_is_the_object() -> None:
    doc = mended(tree(*BASELESS))
    assert frame(doc, 1).get("object") == (4,)
    assert doc.tokens[3].upos == "ADJ"


BEARING = tuple(row.replace("baseless baseless", "bearing bear") for row in BASELESS)
LISTED = (*FREED[:3], "and and CCONJ CC 5 cc", FREED[4].replace("3 nsubj:pass", "1 conj"), *FREED[5:])


@pytest.mark.parametrize("rows", [BEARING, LISTED])
def test_participles_and_lists_stay(rows: tuple[str, ...]) -> None:
    doc = tree(*rows)
    assert mended(doc) is doc


def test_a_fronted_no_denies_the_verb() -> None:
    rows = (
        "At at ADP IN 3 case",
        "no no DET DT 3 det",
        "time time NOUN NN 6 obl",
        "did do AUX VBD 6 aux",
        "he he PRON PRP 6 nsubj",
        "leave leave VERB VB 0 root",
    )
    assert is_negated(tree(*rows), 5)
    plain = (rows[0], rows[1].replace("no no", "the the"), *rows[2:])
    assert not is_negated(tree(*plain), 5)


PARDONED = (
    "Kings king NOUN NNS 2 nsubj",
    "freed free VERB VBD 0 root",
    "men man NOUN NNS 2 nsubj:pass",
    "jailed jail VERB VBN 3 acl",
    ". . PUNCT . 2 punct",
)


def test_a_second_subject_behind_an_active_verb_is_its_object() -> None:
    assert not frame(tree(*PARDONED), 1).get("object")
    assert frame(mended(tree(*PARDONED)), 1).get("object") == (2,)
    passive = tree("Men man NOUN NNS 2 nsubj:pass", "freed free VERB VBN 0 root")
    assert mended(passive) == passive


def test_an_auxiliary_behind_to_is_the_infinitives() -> None:
    rows = (
        "Chiefs chief NOUN NNS 2 nsubj",
        "claim claim VERB VBP 0 root",
        "to to PART TO 5 mark",
        "have have AUX VB 2 aux",
        "won win VERB VBN 2 xcomp",
    )
    assert mended(tree(*rows)).tokens[3].head == 4
    whole = (*rows[:3], rows[3].replace("2 aux", "5 aux"), rows[4])
    assert mended(tree(*whole)) == tree(*whole)


def test_a_form_that_is_no_participle_is_a_past() -> None:
    rows = (
        "They they PRON PRP 2 nsubj",
        "met meet VERB VBD 0 root",
        "but but CCONJ CC 4 cc",
        "gave give VERB VBN 2 conj",
    )
    doc = mended(tree(*rows))
    assert doc.tokens[3].xpos == "VBD"
    given = (*rows[:3], rows[3].replace("gave give", "given give"))
    assert mended(tree(*given)) == tree(*given)
