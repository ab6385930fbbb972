"""The scorer counts as CoNLL 2018 does: on a treebank of two sentences, by hand."""

from __future__ import annotations

from pathlib import Path

from sayso.evaluate import treebank
from sayso.evaluate.treebank import Found, Word

SOURCE = """# newdoc id = GUM_news_one
# newpar
# sent_id = 1
1	Ships	ship	NOUN	NNS	Number=Plur	2	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	0	root	_	_
3	n't	not	PART	RB	_	2	advmod	_	_
4	wait	wait	VERB	VB	_	2	xcomp	_	SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_

# sent_id = 2
1	Why	why	ADV	WRB	_	0	root	_	SpaceAfter=No
2	?	?	PUNCT	.	_	1	punct	_	_

"""


def document(tmp_path: Path) -> treebank.GoldDoc:
    path = tmp_path / "small.conllu"
    path.write_text(SOURCE, encoding="utf-8")
    return next(treebank.read(path))


def test_text_and_offsets_are_rebuilt(tmp_path: Path) -> None:
    doc = document(tmp_path)
    assert doc.text == "Ships don't wait. Why?"
    assert [doc.text[word.start : word.end] for word in doc.words] == ["Ships", "do", "n't", "wait", ".", "Why", "?"]
    assert [doc.text[start:end] for start, end in doc.tokens] == ["Ships", "don't", "wait", ".", "Why", "?"]
    assert doc.sentences == [(0, 5), (5, 7)]
    assert doc.genre == "news"


def test_a_wrong_head_a_wrong_label_and_a_missed_end(tmp_path: Path) -> None:
    doc = document(tmp_path)
    words = [Word(w.start, w.end, w.upos, w.xpos, w.feats, w.lemma, w.head, w.deprel) for w in doc.words]
    words[3].deprel = "ccomp"
    words[4].head = 3
    words[5].head = 1
    words[5].deprel = "parataxis"
    counts = treebank._compare(doc, Found(words, doc.tokens, [(0, 7)]))
    assert counts["Sentences"] == [2, 1, 0]
    assert counts["Words"] == [7, 7, 7]
    assert counts["UAS"] == [7, 7, 5]
    assert counts["LAS"] == [7, 7, 4]
    assert counts["CLAS"] == [5, 5, 3]


def test_subtypes_do_not_count(tmp_path: Path) -> None:
    doc = document(tmp_path)
    words = [Word(w.start, w.end, w.upos, w.xpos, w.feats, w.lemma, w.head, w.deprel) for w in doc.words]
    words[0].deprel = "nsubj:pass"
    assert treebank._compare(doc, Found(words, doc.tokens, doc.sentences))["LAS"][2] == 7
