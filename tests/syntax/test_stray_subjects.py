"""Trees that contradict themselves about who acts or speaks are put right, and their near misses are left alone."""

from __future__ import annotations

import pytest

from sayso.syntax import frame
from sayso.syntax.stray_subjects import with_subjects
from tests.syntax.trees import tree

INVERTED = (
    "River river NOUN NN 3 nsubj",
    "was be AUX VBD 3 aux",
    "burning burn VERB VBG 5 ccomp",
    ", , PUNCT , 3 punct",
    "said say VERB VBD 0 root",
    "neighbours neighbour NOUN NNS 3 nsubj",
)
FREED = (
    "Rebels rebel NOUN NNS 2 nsubj",
    "lie lie VERB VBP 0 root",
    ", , PUNCT , 6 punct",
    "but but CCONJ CC 6 cc",
    "women woman NOUN NNS 6 iobj",
    "say say VERB VBP 2 conj",
    "so so ADV RB 6 advmod",
)
AGENT = (
    "He he PRON PRP 3 nsubj:pass",
    "was be AUX VBD 3 aux:pass",
    "quoted quote VERB VBN 0 root",
    "as as SCONJ IN 5 mark",
    "saying say VERB VBG 3 advcl",
    "by by ADP IN 7 case",
    "agencies agency NOUN NNS 5 nsubj",
)
TOLD = (
    "Friends friend NOUN NNS 2 nsubj",
    "told tell VERB VBD 0 root",
    "police police NOUN NN 1 nmod",
    "he he PRON PRP 5 nsubj",
    "left leave VERB VBD 2 ccomp",
)
NAMED = (
    "Unions union NOUN NNS 2 nsubj",
    "called call VERB VBD 0 root",
    "offers offer NOUN NNS 2 obj",
    "insults insult NOUN NNS 2 obj",
)
STABBED = (
    "Maran Maran PROPN NNP 3 nsubj",
    "'s 's PART POS 1 case",
    "stabbing stab VERB VBG 4 nsubj",
    "shocked shock VERB VBD 0 root",
    "islanders islander NOUN NNS 4 obj",
)
THREATENED = (
    "It it PRON PRP 2 nsubj",
    "said say VERB VBD 0 root",
    "men man NOUN NNS 5 nsubj:pass",
    "were be AUX VBD 5 aux:pass",
    "killed kill VERB VBN 2 ccomp",
    "and and CCONJ CC 7 cc",
    "threatened threaten VERB VBN 5 conj",
    "to to PART TO 9 mark",
    "strike strike VERB VB 7 xcomp",
)


@pytest.mark.parametrize(
    ("rows", "word", "head", "kind"),
    [
        (INVERTED, 5, 4, "nsubj"),
        (FREED, 4, 5, "nsubj"),
        (AGENT, 6, 2, "obl:agent"),
        (TOLD, 2, 1, "iobj"),
        (NAMED, 3, 1, "xcomp"),
        (STABBED, 0, 2, "nmod:poss"),
        (THREATENED, 6, 1, "conj"),
    ],
)
def test_the_word_goes_where_it_belongs(rows: tuple[str, ...], word: int, head: int, kind: str) -> None:
    doc = tree(*rows)
    assert (doc.tokens[word].head, doc.tokens[word].deprel) != (head, kind)
    token = with_subjects(doc).tokens[word]
    assert (token.head, token.deprel) == (head, kind)


def test_whoever_says_so_threatens() -> None:
    assert frame(tree(*THREATENED), 6).get("subject") == ()
    assert frame(with_subjects(tree(*THREATENED)), 6).get("subject") == (0,)


def test_a_noun_taken_for_a_verb_is_a_noun() -> None:
    assert with_subjects(tree(*STABBED)).tokens[2].upos == "NOUN"


def _with(rows: tuple[str, ...], at: int, row: str) -> tuple[str, ...]:
    return (*rows[:at], row, *rows[at + 1 :])


@pytest.mark.parametrize(
    "rows",
    [
        _with(INVERTED, 5, "neighbours neighbour NOUN NNS 5 nsubj"),  # right already
        _with(THREATENED, 6, "expected expect VERB VBN 5 conj"),  # "were killed and expected to strike"
        _with(STABBED, 4, "islanders islander NOUN NNS 3 obj"),  # "Maran's stabbing them": a verb with its object
        _with(NAMED, 1, "gave give VERB VBD 0 root"),  # no naming
        _with(TOLD, 1, "saw see VERB VBD 0 root"),  # no telling
    ],
)
def test_others_are_left_alone(rows: tuple[str, ...]) -> None:
    doc = tree(*rows)
    assert with_subjects(doc).tokens == doc.tokens
