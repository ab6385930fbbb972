"""Words that the tree takes for what they cannot be are read anew, and their near misses stay."""

from __future__ import annotations

import pytest

from sayso.doc import Doc
from sayso.parse.conllu import from_conllu
from sayso.syntax.gerunds import with_gerunds
from sayso.syntax.misread_words import with_right_words


def _doc(rows: str) -> Doc:
    """Rows "form lemma xpos head label" parted by semicolons; heads count from 1."""
    fields = [row.split() for row in rows.split(";")]
    lines = ["# text = " + " ".join(f[0] for f in fields)]
    for number, (form, lemma, xpos, head, deprel) in enumerate(fields, 1):
        upos = "VERB" if xpos.startswith("VB") else "NOUN" if xpos.startswith("NN") else "X"
        lines.append("\t".join([str(number), form, lemma, upos, xpos, "_", head, deprel, "_", "_"]))
    return from_conllu("\n".join(lines) + "\n\n")


LEST = "Ships ship NNS 2 nsubj;left leave VBD 0 root;lest lest NNP 4 compound;rebels rebel NNS 5 nsubj;attack attack VBP 2 ccomp"
ASIDE = "Ships ship NNS 4 nsubj;it it PRP 3 nsubj:pass;claimed claim VBN 4 reparandum;fired fire VBD 0 root"
REPORTS = (
    "Reports report VBZ 0 root;that that IN 4 mark;men man NNS 4 nsubj;shot shoot VBD 1 ccomp;"
    "are be VBP 6 cop;false false JJ 1 ccomp"
)
POSING = (
    "Men man NNS 2 nsubj;posing pose VBG 0 root;as as IN 5 mark;rebels rebel NNS 5 nsubj;shot shoot VBD 2 advcl;"
    "guards guard NNS 5 obj"
)
COMMENT = (
    "Men man NNS 2 nsubj;burned burn VBD 0 root;it it NN 2 obj;, , , 5 punct;officials official NNS 3 appos;"
    "claimed claim VBD 3 acl:relcl"
)
OPENED = (
    "Crews crew NNS 2 nsubj;left leave VBD 0 root;after after IN 5 mark;rebels rebel NNS 2 obl;burned burn VBD 2 advcl;"
    "it it PRP 5 obj"
)
ASKED = "Men man NNS 3 nsubj;not not RB 3 advmod;care care VB 0 root;who who WP 5 nsubj;shot shoot VBD 1 acl:relcl;it it PRP 5 obj"
OVER = "Soldier soldier NN 2 nsubj;held hold VBD 0 root;over over IN 2 compound:prt;killing killing NN 2 obl"
REPUTED = (
    "Men man NNS 6 nsubj:pass;, , , 3 punct;thought think VBD 1 acl:relcl;to to TO 5 mark;kill kill VB 3 xcomp;"
    "seen see VBN 0 root"
)
SPOKEN = "He he PRP 2 nsubj;spoke speak VBD 0 root;of of IN 4 mark;bombing bomb VBG 2 obl;dams dam NNS 4 obj"
HOW = "He he PRP 2 nsubj;recalled recall VBD 0 root;how how WRB 2 obj;men man NNS 5 nsubj;fired fire VBD 3 advcl:relcl"


@pytest.mark.parametrize(
    ("rows", "at", "head", "kind"),
    [
        (LEST, 2, 4, "mark"),
        (ASIDE, 2, 3, "parataxis"),
        (REPORTS, 0, 5, "nsubj"),
        (POSING, 0, 4, "nsubj"),
        (COMMENT, 4, 5, "nsubj"),
        (OPENED, 3, 4, "nsubj"),
        (ASKED, 4, 2, "ccomp"),
        (OVER, 2, 3, "case"),
        (REPUTED, 2, 0, "acl"),
        (SPOKEN, 3, 1, "advcl"),
        (HOW, 4, 1, "ccomp"),
    ],
)
def test_the_word_is_what_it_must_be(rows: str, at: int, head: int, kind: str) -> None:
    token = with_right_words(_doc(rows)).tokens[at]
    assert (token.head, token.deprel) == (head, kind)


@pytest.mark.parametrize(
    "rows",
    [
        LEST.replace("lest", "most"),
        ASIDE.replace("claimed claim", "sunk sink"),
        REPORTS.replace("VBZ", "VB"),
        POSING.replace("posing pose", "fleeing flee"),
        COMMENT.replace("claimed claim", "fled flee"),
        OPENED.replace("6 obj", "5 obj").replace("it it PRP 5 obj", "then then RB 5 advmod"),
        ASKED.replace("not not", "now now"),
        OVER.replace("2 obl", "2 obl:unmarked"),
        REPUTED.replace("to to TO", "so so RB"),
        SPOKEN.replace("4 obj", "2 obl"),
        HOW.replace("how how", "what what"),
    ],
)
def test_a_near_miss_stays(rows: str) -> None:
    doc = _doc(rows)
    assert with_right_words(doc).tokens == doc.tokens


AGENT = (
    "He he PRP 2 nsubj:pass;accused accuse VBN 0 root;by by IN 4 case;officers officer NNS 2 obl:agent;of of IN 7 mark;"
    "having have VBG 7 aux;ordered order VBN 4 acl"
)


def test_what_one_is_accused_of_is_no_clause_of_the_accusers() -> None:
    doc = with_gerunds(_doc(AGENT))
    assert (doc.tokens[6].head, doc.tokens[6].deprel) == (1, "advcl")
    other = _doc(AGENT.replace("accused accuse", "seen see"))
    assert with_gerunds(other).tokens == other.tokens
