"""A verb of saying finds the subject that the tree hung elsewhere: a share of people, whoever stands behind a turned comment."""

from __future__ import annotations

import pytest

from sayso.syntax.lost_subjects import with_found_subjects
from tests.syntax.test_doubled_subjects import _below
from tests.syntax.trees import tree

COUNTED = (
    "31 31 NUM CD 2 nummod",
    "percent percent NOUN NN 3 obl:unmarked",
    "oppose oppose VERB VBP 0 root",
    "fences fence NOUN NNS 3 obj",
)
BY_SHARE = (
    "By by ADP IN 3 case",
    "31 31 NUM CD 3 nummod",
    "percent percent NOUN NN 4 obl",
    "oppose oppose VERB VBP 0 root",
    "fences fence NOUN NNS 4 obj",
)
BEHIND = (
    "We we PRON PRP 2 nsubj",
    "sank sink VERB VBD 4 ccomp",
    ", , PUNCT , 2 punct",
    "said say VERB VBD 0 root",
    "the the DET DT 6 det",
    "stoker stoker NOUN NN 8 nsubj",
    ", , PUNCT , 8 punct",
    "shaking shake VERB VBG 4 advcl",
)
CLAUSE = (
    "He he PRON PRP 2 nsubj",
    "said say VERB VBD 0 root",
    "the the DET DT 4 det",
    "stoker stoker NOUN NN 5 nsubj",
    "shook shake VERB VBD 2 ccomp",
)


@pytest.mark.parametrize(
    ("rows", "word", "above"),
    [
        (COUNTED, "percent", ("oppose", "nsubj")),
        (BEHIND, "stoker", ("said", "nsubj")),
    ],
)
def test_the_word_hangs_where_it_belongs(rows: tuple[str, ...], word: str, above: tuple[str, str]) -> None:
    assert _below(with_found_subjects(tree(*rows)), word) == above


@pytest.mark.parametrize("rows", [BY_SHARE, CLAUSE])
def test_near_misses_stay_as_they_are(rows: tuple[str, ...]) -> None:
    doc = tree(*rows)
    assert with_found_subjects(doc) is doc
