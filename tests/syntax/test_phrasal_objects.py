"""A noun behind a verb and its particle is the verb's object."""

from __future__ import annotations

from sayso.syntax import frame
from sayso.syntax.phrasal_objects import with_phrasal_objects
from tests.syntax.trees import tree

_BRUSHED = ("Brewers brewer NOUN NNS 2 nsubj", "waved wave VERB VBD 0 root", "off off ADP RP 2 compound:prt")


def test_a_form_in_s_behind_a_particle_is_a_noun() -> None:
    doc = tree(
        *_BRUSHED,
        "hints hint VERB VBZ 2 xcomp",
        "that that SCONJ IN 7 mark",
        "casks cask NOUN NNS 7 nsubj",
        "leaked leak VERB VBD 4 ccomp",
    )
    found = with_phrasal_objects(doc)
    assert frame(found, 1).get("object") == (3,)
    assert (found.tokens[3].upos, found.tokens[6].deprel) == ("NOUN", "acl")


def test_a_verb_with_a_subject_stays() -> None:
    doc = tree(*_BRUSHED, "he he PRON PRP 5 nsubj", "hints hint VERB VBZ 2 ccomp")
    assert with_phrasal_objects(doc) == doc


def test_a_particle_is_no_preposition_of_a_noun_with_a_clause() -> None:
    doc = tree(
        "Brewers brewer NOUN NNS 2 nsubj",
        "played play VERB VBD 0 root",
        "down down ADP RP 4 case",
        "fears fear NOUN NNS 2 obl",
        "that that SCONJ IN 7 mark",
        "casks cask NOUN NNS 7 nsubj",
        "leaked leak VERB VBD 4 acl",
    )
    assert frame(with_phrasal_objects(doc), 1).get("object") == (3,)


def test_a_preposition_stays() -> None:
    doc = tree(
        "Brewers brewer NOUN NNS 2 nsubj",
        "walked walk VERB VBD 0 root",
        "down down ADP IN 4 case",
        "paths path NOUN NNS 2 obl",
    )
    assert with_phrasal_objects(doc) == doc
