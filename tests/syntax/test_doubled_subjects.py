"""A verb with two subjects keeps the one that is its own: a title joins its name, and whoever comments stands last."""

from __future__ import annotations

import pytest

from sayso.doc import Doc
from sayso.syntax.doubled_subjects import with_one_subject
from tests.syntax.trees import tree

TITLED = (
    "Guild guild PROPN NNP 2 compound",
    "secretary secretary NOUN NN 5 nsubj",
    "Mira Mira PROPN NNP 5 nsubj",
    "Oss Oss PROPN NNP 3 flat",
    "resigned resign VERB VBD 0 root",
)
LIES = (
    "the the DET DT 2 det",
    "lies lie NOUN NNS 4 nsubj",
    "Ravens Raven PROPN NNP 4 nsubj",
    "told tell VERB VBD 0 root",
)
COMMENTED = (
    "Old old ADJ JJ 2 amod",
    "wells well NOUN NNS 6 nsubj",
    ", , PUNCT , 2 punct",
    "the the DET DT 5 det",
    "divers diver NOUN NNS 6 nsubj",
    "said say VERB VBD 0 root",
    ", , PUNCT , 8 punct",
    "flood flood VERB VBP 6 ccomp",
    "first first ADV RB 8 advmod",
)
HEADLESS = (
    "A a DET DT 2 det",
    "sack sack NOUN NN 8 nsubj",
    "that that PRON WDT 4 nsubj",
    "burst burst VERB VBD 2 acl:relcl",
    "ruined ruin VERB VBD 2 acl",
    ", , PUNCT , 2 punct",
    "Oss Oss PROPN NNP 8 nsubj",
    "said say VERB VBD 0 root",
)
APPOSED = (
    "A a DET DT 2 det",
    "diver diver NOUN NN 6 nsubj",
    ", , PUNCT , 4 punct",
    "Oss Oss PROPN NNP 6 nsubj",
    ", , PUNCT , 4 punct",
    "said say VERB VBD 0 root",
    "so so ADV RB 6 advmod",
)
TURNED = (
    "The the DET DT 2 det",
    "well well NOUN NN 4 nsubj",
    ", , PUNCT , 4 punct",
    "said say VERB VBD 0 root",
    "Oss Oss PROPN NNP 8 nsubj",
    ", , PUNCT , 5 punct",
    "will will AUX MD 8 aux",
    "flood flood VERB VB 4 ccomp",
)
UNTURNED = (
    "The the DET DT 2 det",
    "diver diver NOUN NN 7 nsubj",
    ", , PUNCT , 5 punct",
    "who who PRON WP 5 nsubj",
    "left leave VERB VBD 2 acl:relcl",
    ", , PUNCT , 7 punct",
    "said say VERB VBD 0 root",
    "wells well NOUN NNS 11 nsubj",
    ", , PUNCT , 8 punct",
    "too too ADV RB 11 advmod",
    "flood flood VERB VBP 7 ccomp",
)


def _below(doc: Doc, form: str) -> tuple[str, str]:
    """The word above the first word of this form, and its label there."""
    token = next(t for t in doc.tokens if t.text == form)
    return doc.tokens[token.head].text, token.deprel


@pytest.mark.parametrize(
    ("rows", "word", "above"),
    [
        (TITLED, "secretary", ("Mira", "nmod:desc")),
        (TITLED, "Mira", ("resigned", "nsubj")),
        (COMMENTED, "wells", ("flood", "nsubj")),
        (COMMENTED, "divers", ("said", "nsubj")),
        (HEADLESS, "sack", ("said", "ccomp")),
        (TURNED, "well", ("flood", "nsubj")),
        (TURNED, "Oss", ("said", "nsubj")),
    ],
)
def test_the_other_subject_goes_where_it_belongs(rows: tuple[str, ...], word: str, above: tuple[str, str]) -> None:
    assert _below(with_one_subject(tree(*rows)), word) == above


@pytest.mark.parametrize("rows", [LIES, APPOSED, UNTURNED])
def test_near_misses_stay_as_they_are(rows: tuple[str, ...]) -> None:
    doc = tree(*rows)
    assert with_one_subject(doc) is doc


def test_a_word_that_opens_the_clause_stays_with_the_verb() -> None:
    rows = ("when when SCONJ IN 3 mark", *TITLED)
    moved = tuple(_shifted(row) if n else row for n, row in enumerate(rows))
    assert _below(with_one_subject(tree(*moved)), "when") == ("resigned", "mark")


def _shifted(row: str) -> str:
    form, lemma, upos, xpos, head, deprel = row.split()
    return " ".join((form, lemma, upos, xpos, str(int(head) + 1) if head != "0" else head, deprel))
