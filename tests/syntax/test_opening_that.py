"""A "that" with no slot left in its clause opens the clause; one that fills a slot stays."""

from __future__ import annotations

import pytest

from sayso.syntax.opening_that import with_opening_that
from tests.syntax.trees import tree

CONFESSED = (
    "His he PRON PRP$ 2 nmod:poss",
    "confession confession NOUN NN 0 root",
    "that that SCONJ IN 5 obj",
    "he he PRON PRP 5 nsubj",
    "stabbed stab VERB VBD 2 acl",
    "bankers banker NOUN NNS 5 obj",
)
CLAIMED = (
    "Claims claim NOUN NNS 0 root",
    "that that PRON WDT 4 nsubj",
    "rebels rebel VERB VBZ 4 nsubj",
    "shelled shell VERB VBD 1 acl",
    "mines mine NOUN NNS 4 obj",
)
STORY = (
    "Story story NOUN NN 6 nsubj",
    "that that PRON WDT 3 obl:unmarked",
    "men man NOUN NNS 4 nsubj",
    "shot shoot VERB VBD 1 acl:relcl",
    "him he PRON PRP 4 obj",
    "spread spread VERB VBD 0 root",
)
NOON = (
    "She she PRON PRP 2 nsubj",
    "said say VERB VBD 0 root",
    "that that DET DT 5 obl:unmarked",
    "geese goose NOUN NNS 5 nsubj",
    "left leave VERB VBD 2 ccomp",
)
THAT_DAY = (
    "Geese goose NOUN NNS 4 nsubj",
    "that that DET DT 3 det",
    "day day NOUN NN 4 obl:unmarked",
    "left leave VERB VBD 0 root",
)


def _with(rows: tuple[str, ...], at: int, row: str) -> tuple[str, ...]:
    return (*rows[:at], row, *rows[at + 1 :])


@pytest.mark.parametrize(("rows", "word", "head"), [(CONFESSED, 2, 4), (CLAIMED, 1, 3), (STORY, 1, 3), (NOON, 2, 4)])
def test_it_marks_the_clause(rows: tuple[str, ...], word: int, head: int) -> None:
    token = with_opening_that(tree(*rows)).tokens[word]
    assert (token.head, token.deprel, token.upos) == (head, "mark", "SCONJ")


def test_a_noun_taken_for_a_verb_is_a_noun() -> None:
    assert with_opening_that(tree(*CLAIMED)).tokens[2].upos == "NOUN"


@pytest.mark.parametrize(
    "rows",
    [
        _with(CONFESSED, 5, "early early ADV RB 5 advmod"),  # "that he stabbed": what he stabbed
        _with(CLAIMED, 4, "yesterday yesterday ADV RB 4 advmod"),  # "mines that rebels shelled": what they shelled
        _with(STORY, 4, "daily daily ADV RB 4 advmod"),  # "the story that men wrote"
        _with(NOON, 3, ", , PUNCT , 5 punct"),  # "a scandal that, she said, …"
        THAT_DAY,
    ],
)
def test_others_are_left_alone(rows: tuple[str, ...]) -> None:
    doc = tree(*rows)
    assert with_opening_that(doc) is doc
