"""What stands before a colon is no second subject of the sentence behind it."""

from __future__ import annotations

from sayso.syntax import frame
from sayso.syntax.headings import with_headings
from tests.syntax.trees import tree


def test_a_heading_is_no_subject() -> None:
    doc = tree(
        "Warden warden NOUN NN 4 nsubj",
        ": : PUNCT : 4 punct",
        "Raiders raider NOUN NNS 4 nsubj",
        "burned burn VERB VBD 0 root",
        "stables stable NOUN NNS 4 obj",
    )
    assert frame(with_headings(doc), 3).get("subject") == (2,)


def test_the_only_subject_stays() -> None:
    doc = tree("Raiders raider NOUN NNS 3 nsubj", ": : PUNCT : 3 punct", "burned burn VERB VBD 0 root")
    assert with_headings(doc) == doc


def test_a_subject_inside_the_sentence_stays() -> None:
    doc = tree(
        "Yesterday yesterday NOUN NN 5 obl:tmod",
        "raiders raider NOUN NNS 5 nsubj",
        ": : PUNCT : 5 punct",
        "they they PRON PRP 5 nsubj",
        "burned burn VERB VBD 0 root",
    )
    assert with_headings(doc) == doc


def test_a_colon_below_the_heading_ends_it_too() -> None:
    doc = tree(
        "Warden warden NOUN NN 4 nsubj",
        ": : PUNCT : 1 punct",
        "Raiders raider NOUN NNS 4 nsubj",
        "burned burn VERB VBD 0 root",
        "stables stable NOUN NNS 4 obj",
    )
    assert frame(with_headings(doc), 3).get("subject") == (2,)
