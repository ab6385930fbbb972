"""An infinitive behind a date is what is refused or ordered; behind other verbs it stays a purpose."""

from __future__ import annotations

import pytest

from sayso.parse.conllu import from_conllu
from sayso.syntax import frame
from sayso.syntax.infinitives import with_infinitives

REFUSED = """# text = They {verb} Monday to go.
1	They	they	PRON	PRP	_	2	nsubj	_	_
2	{verb}	{lemma}	VERB	VBD	_	0	root	_	_
3	Monday	Monday	PROPN	NNP	_	2	obl:unmarked	_	_
4	to	to	PART	TO	_	5	mark	_	_
5	go	go	VERB	VB	_	2	advcl	_	SpaceAfter=No
6	.	.	PUNCT	.	_	2	punct	_	_
"""

ORDERED = """# text = They {verb} us Monday to go.
1	They	they	PRON	PRP	_	2	nsubj	_	_
2	{verb}	{lemma}	VERB	VBD	_	0	root	_	_
3	us	we	PRON	PRP	_	2	obj	_	_
4	Monday	Monday	PROPN	NNP	_	2	obl:unmarked	_	_
5	to	to	PART	TO	_	6	mark	_	_
6	go	go	VERB	VB	_	2	advcl	_	SpaceAfter=No
7	.	.	PUNCT	.	_	2	punct	_	_
"""


@pytest.mark.parametrize(
    ("tree", "verb", "lemma", "slot"),
    [
        (REFUSED, "refused", "refuse", "complement"),
        (REFUSED, "left", "leave", "adverbial"),
        (ORDERED, "ordered", "order", "complement"),
        (ORDERED, "paid", "pay", "adverbial"),
    ],
)
def test_the_infinitive_belongs_to_verbs_that_take_one(tree: str, verb: str, lemma: str, slot: str) -> None:
    raw = from_conllu(tree.format(verb=verb, lemma=lemma))
    go = next(t.index for t in raw.tokens if t.text == "go")
    assert frame(raw, 1).get("adverbial") == (go,)
    assert frame(with_infinitives(raw), 1).get(slot) == (go,)
