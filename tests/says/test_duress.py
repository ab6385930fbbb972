"""Words wrung from a speaker are marked as forced; a threat to speak and a plain confession are not."""

from __future__ import annotations

import pytest

from sayso.doc import Doc
from sayso.parse.conllu import from_conllu
from sayso.says.duress import FORCED
from tests.says.cases import sayings_of


def _doc(*rows: str) -> Doc:
    lines = ["# text = " + " ".join(row.split()[0] for row in rows)]
    for number, row in enumerate(rows, 1):
        form, lemma, upos, xpos, head, deprel = row.split()
        lines.append("\t".join([str(number), form, lemma, upos, xpos, "_", head, deprel, "_", "_"]))
    return from_conllu("\n".join(lines) + "\n\n")


def _confessed(*front: str) -> Doc:
    """ "… he confessed that he shot": the confession at token 3 behind two words."""
    clause = ("that that SCONJ IN 7 mark", "he he PRON PRP 7 nsubj", "shot shoot VERB VBD 4 ccomp")
    return _doc(*front, "he he PRON PRP 4 nsubj", "confessed confess VERB VBD 0 root", *clause)


def _infinitive(verb: str) -> Doc:
    return _doc(
        "He he PRON PRP 3 " + ("nsubj:pass" if verb == "forced" else "nsubj"),
        ("was be AUX VBD 3 aux:pass" if verb == "forced" else "once once ADV RB 3 advmod"),
        f"{verb} {verb.removesuffix('ed')} VERB {'VBN' if verb == 'forced' else 'VBD'} 0 root",
        "to to PART TO 5 mark",
        "say say VERB VB 3 xcomp",
        "that that SCONJ IN 8 mark",
        "he he PRON PRP 8 nsubj",
        "shot shoot VERB VBD 5 ccomp",
    )


@pytest.mark.parametrize(
    ("doc", "forced"),
    [
        (_confessed("Under under ADP IN 2 case", "torture torture NOUN NN 4 obl"), True),
        (_confessed("On on ADP IN 2 case", "Monday Monday PROPN NNP 4 obl"), False),
        (_infinitive("forced"), True),
        (_infinitive("threatened"), False),
    ],
)
def test_forced_words_are_marked(doc: Doc, forced: bool) -> None:
    said = [s for s in sayings_of(doc.text, doc) if s.cue_lemma in ("say", "confess")]
    assert len(said) == 1
    assert any(b.rule == FORCED for b in said[0].because) == forced
