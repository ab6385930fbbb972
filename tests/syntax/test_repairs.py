"""Slots that stay right where the tree is wrong: names behind "the state-run", numbers behind "at least"."""

from __future__ import annotations

from dataclasses import replace

from sayso.parse.conllu import from_conllu
from sayso.syntax import frame

TREE = """# text = They shelled the state-run Ain Roda base.
1	They	they	PRON	PRP	_	2	nsubj	_	_
2	shelled	shell	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	6	det	_	_
4	state	state	NOUN	NN	_	6	compound	_	SpaceAfter=No
5	-	-	PUNCT	HYPH	_	4	punct	_	SpaceAfter=No
6	run	run	NOUN	NN	_	2	obj	_	_
7	Ain	Ain	PROPN	NNP	_	6	appos	_	_
8	Roda	Roda	PROPN	NNP	_	7	flat	_	_
9	base	base	NOUN	NN	_	7	flat	_	SpaceAfter=No
10	.	.	PUNCT	.	_	2	punct	_	_
"""

PLAIN = """# text = They shelled the city port Roda.
1	They	they	PRON	PRP	_	2	nsubj	_	_
2	shelled	shell	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	5	det	_	_
4	city	city	NOUN	NN	_	5	compound	_	_
5	port	port	NOUN	NN	_	2	obj	_	_
6	Roda	Roda	PROPN	NNP	_	5	appos	_	SpaceAfter=No
7	.	.	PUNCT	.	_	2	punct	_	_
"""


BOUNDED = """# text = Guns killed at least six men.
1	Guns	gun	NOUN	NNS	_	2	nsubj	_	_
2	killed	kill	VERB	VBD	_	0	root	_	_
3	at	at	ADP	IN	_	4	case	_	_
4	least	least	ADJ	JJS	_	5	nmod	_	_
5	six	six	NUM	CD	_	6	nummod	_	_
6	men	man	NOUN	NNS	_	2	obl	_	SpaceAfter=No
7	.	.	PUNCT	.	_	2	punct	_	_
"""


def _objects(tree: str) -> list[str]:
    doc = from_conllu(tree)
    return [doc.tokens[i].text for i in frame(doc, 1).get("object")]


def test_the_name_is_the_object() -> None:
    assert _objects(TREE) == ["Ain"]


def test_a_noun_without_a_hyphen_keeps_its_name() -> None:
    assert _objects(PLAIN) == ["port"]


def test_a_number_with_a_bound_is_the_object() -> None:
    assert _objects(BOUNDED) == ["men"]


def test_a_place_is_no_object() -> None:
    place = BOUNDED.replace("at least six men", "at noon near men").replace("least\tleast", "noon\tnoon")
    assert _objects(place.replace("six\tsix\tNUM", "near\tnear\tADP").replace("6\tnummod", "6\tcase")) == []


def test_no_repair_may_leave_a_circle() -> None:
    doc = from_conllu(PLAIN)
    shelled, port = doc.tokens[1], doc.tokens[4]
    assert doc.with_tokens({shelled.index: replace(shelled, head=port.index)}) is doc
    moved = doc.with_tokens({5: replace(doc.tokens[5], head=shelled.index)})
    assert moved.tokens[5].head == shelled.index
