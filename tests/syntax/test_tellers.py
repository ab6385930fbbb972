"""What is told, and whoever tells it, hang at the verb of telling."""

from __future__ import annotations

from sayso.syntax import frame
from sayso.syntax.tellers import with_tellers
from tests.syntax.trees import tree


def _told(verb: str, that: str) -> tuple[str, ...]:
    return (
        "Wardens warden NOUN NNS 2 nsubj",
        f"told {verb} VERB VBD 0 root",
        "boatmen boatman NOUN NNS 2 obj",
        f"that that SCONJ IN 6 {that}",
        "locks lock NOUN NNS 6 nsubj",
        "closed close VERB VBD 3 acl:relcl",
    )


def test_a_clause_told_describes_nobody() -> None:
    found = with_tellers(tree(*_told("tell", "mark")))
    assert (found.tokens[5].head, found.tokens[5].deprel, found.tokens[2].deprel) == (1, "ccomp", "iobj")


def test_a_clause_that_describes_stays() -> None:
    for doc in (tree(*_told("tell", "obj")), tree(*_told("paint", "mark"))):
        assert with_tellers(doc) == doc


def _said(helped: str) -> tuple[str, ...]:
    return (
        "Locks lock NOUN NNS 2 nsubj",
        "closed close VERB VBD 4 ccomp",
        ", , PUNCT , 2 punct",
        "said say VERB VBD 0 root",
        "boatmen boatman NOUN NNS 7 nsubj:pass",
        helped,
        "quoted quote VERB VBN 4 ccomp",
        "by by ADP IN 9 case",
        "radio radio NOUN NN 7 obl:agent",
    )


def test_who_is_quoted_speaks() -> None:
    found = with_tellers(tree(*_said("there there ADV RB 7 advmod")))
    assert (found.tokens[4].head, frame(found, 3).get("subject"), found.tokens[6].head) == (3, (4,), 4)


def test_a_passive_with_its_auxiliary_stays() -> None:
    doc = tree(*_said("were be AUX VBD 7 aux:pass"))
    assert with_tellers(doc) == doc
