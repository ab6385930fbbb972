"""What the words around a role noun or a body tell; the trees are written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.knowledge.actors import ActorBase
from sayso.model import Actor, Article
from sayso.parse.conllu import docs_from_conllu
from sayso.who import find_actors

_CASES = {
    "staff": """
1 The the DET DT Definite=Def|PronType=Art 2 det _
2 chief chief NOUN NN Number=Sing 8 nsubj _
3 of of ADP IN _ 4 case _
4 staff staff NOUN NN Number=Sing 2 nmod _
5 of of ADP IN _ 7 case _
6 the the DET DT Definite=Def|PronType=Art 7 det _
7 army army NOUN NN Number=Sing 2 nmod _
8 left leave VERB VBD Tense=Past 0 root _
9 . . PUNCT . _ 8 punct _""",
    "house": """
1 Nepal Nepal PROPN NNP Number=Sing 3 nmod:poss Name=B-GPE|SpaceAfter=No
2 's 's PART POS _ 1 case _
3 House House PROPN NNP Number=Sing 6 nsubj Name=B-ORG
4 of of ADP IN _ 5 case Name=I-ORG
5 Representatives Representatives PROPN NNPS Number=Plur 3 nmod Name=I-ORG
6 voted vote VERB VBD Tense=Past 0 root SpaceAfter=No
7 . . PUNCT . _ 6 punct _""",
    "troops": """
1 Ethiopian Ethiopian ADJ JJ _ 3 amod Name=B-NORP
2 federal federal ADJ JJ _ 3 amod _
3 troops troop NOUN NNS Number=Plur 4 nsubj _
4 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
5 . . PUNCT . _ 4 punct _""",
    "executive": """
1 The the DET DT Definite=Def|PronType=Art 3 det _
2 chief chief ADJ JJ _ 3 amod _
3 executive executive NOUN NN Number=Sing 7 nsubj _
4 of of ADP IN _ 5 case _
5 Hong Hong PROPN NNP Number=Sing 3 nmod Name=B-GPE
6 Kong Kong PROPN NNP Number=Sing 5 flat Name=I-GPE
7 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
8 . . PUNCT . _ 7 punct _""",
    "spokesman": """
1 A a DET DT Definite=Ind|PronType=Art 5 det _
2 Turkish Turkish ADJ JJ _ 5 amod Name=B-NORP
3 health health NOUN NN Number=Sing 4 compound _
4 ministry ministry NOUN NN Number=Sing 5 compound _
5 spokesman spokesman NOUN NN Number=Sing 6 nsubj _
6 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
7 . . PUNCT . _ 6 punct _""",
    "envoy": """
1 The the DET DT Definite=Def|PronType=Art 4 det _
2 US US PROPN NNP Number=Sing 4 compound Name=B-GPE
3 Syria Syria PROPN NNP Number=Sing 4 compound Name=B-GPE
4 envoy envoy NOUN NN Number=Sing 5 nsubj _
5 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
6 . . PUNCT . _ 5 punct _""",
    "union": """
1 The the DET DT Definite=Def|PronType=Art 4 det _
2 African African ADJ JJ _ 3 amod Name=B-ORG
3 Union Union PROPN NNP Number=Sing 4 compound Name=I-ORG
4 envoy envoy NOUN NN Number=Sing 5 nsubj _
5 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
6 . . PUNCT . _ 5 punct _""",
    "inside": """
1 The the DET DT Definite=Def|PronType=Art 4 det _
2 United unite VERB VBN VerbForm=Part 3 acl Name=B-ORG
3 States States PROPN NNPS Number=Plur 4 compound Name=I-ORG
4 Government Government PROPN NNP Number=Sing 5 nsubj Name=I-ORG
5 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
6 . . PUNCT . _ 5 punct _""",
    "mayor": """
1 The the DET DT Definite=Def|PronType=Art 2 det _
2 mayor mayor NOUN NN Number=Sing 5 nsubj _
3 of of ADP IN _ 4 case _
4 Georgetown Georgetown PROPN NNP Number=Sing 2 nmod Name=B-GPE
5 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
6 . . PUNCT . _ 5 punct _""",
}


def _actor(folder: Path, name: str, word: str) -> Actor:
    lines = [f"# newdoc id = {name}", f"# sent_id = {name}-1"]
    for row in _CASES[name].strip().splitlines():
        *columns, misc = row.split(" ")
        lines.append("\t".join([*columns, "_", misc]))
    path = folder / f"{name}.conllu"
    path.write_text("\n".join([*lines, "", ""]), encoding="utf8")
    doc = dict(docs_from_conllu(path))[name]
    found = find_actors(Article(id=name, text=doc.text, published="2020-05-05"), doc, ActorBase.shipped())
    return next(a for a in found.actors for m in a.mentions if word in m.text.split()[:4])


@pytest.mark.parametrize(
    ("name", "word", "country", "sector"),
    [
        ("staff", "chief", None, "MIL"),  # of the army, not of a government
        ("house", "House", "NPL", "LEG"),  # Nepal's, though the United States have one of that name
        ("troops", "troops", "ETH", "MIL"),  # "federal" makes no ministers of them
        ("executive", "executive", "HKG", "GOV"),  # an office, no business
        ("mayor", "mayor", None, "GOV"),  # many places are called so
        ("spokesman", "health", "TUR", "GOV"),  # of a ministry, no medic
        ("envoy", "envoy", "USA", "GOV"),  # sent by the first country to the second
        ("inside", "Government", "USA", "GOV"),  # the phrase begins where its name does
        ("union", "envoy", "IGO", None),  # of a union of states, no worker
    ],
)
def test_what_the_words_around_tell(
    tmp_path: Path, name: str, word: str, country: str | None, sector: str | None
) -> None:
    found = _actor(tmp_path, name, word)
    assert (found.country, found.sectors[:1]) == (country, (sector,) if sector else ())
