"""How a tree is written in these tests: a row a word, "form lemma UPOS XPOS head deprel"."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.parse.conllu import from_conllu


def tree(*rows: str) -> Doc:
    """One sentence of such rows; heads count from 1, 0 is the root."""
    lines = ["# text = " + " ".join(row.split()[0] for row in rows)]
    for number, row in enumerate(rows, 1):
        form, lemma, upos, xpos, head, deprel = row.split()
        lines.append("\t".join([str(number), form, lemma, upos, xpos, "_", head, deprel, "_", "_"]))
    return from_conllu("\n".join(lines) + "\n\n")
