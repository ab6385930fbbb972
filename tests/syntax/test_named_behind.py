"""A name behind "the state-run" is the noun, whatever the tree makes of the participle."""

from __future__ import annotations

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


def _objects(tree: str) -> list[str]:
    doc = from_conllu(tree)
    return [doc.tokens[i].text for i in frame(doc, 1).get("object")]


def test_the_name_is_the_object() -> None:
    assert _objects(TREE) == ["Ain"]


def test_a_noun_without_a_hyphen_keeps_its_name() -> None:
    assert _objects(PLAIN) == ["port"]
