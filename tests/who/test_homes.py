"""A role's country from the city, region or regional people named with it; the trees are written by hand."""

from __future__ import annotations

import pytest

from sayso.knowledge.actors import ActorBase
from sayso.knowledge.homes import shipped_homes
from sayso.model import Actor, Article
from sayso.parse.conllu import from_conllu
from sayso.who import find_actors

_CASES = {
    "of-city": """
1 The the DET DT Definite=Def|PronType=Art 2 det _
2 mayor mayor NOUN NN Number=Sing 5 nsubj _
3 of of ADP IN _ 4 case _
4 Aleppo Aleppo PROPN NNP Number=Sing 2 nmod Name=B-GPE
5 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
6 . . PUNCT . _ 5 punct _""",
    "before": """
1 Bavarian Bavarian ADJ JJ _ 2 amod Name=B-NORP
2 police police NOUN NNS Number=Plur 3 nsubj _
3 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
4 . . PUNCT . _ 3 punct _""",
    "shared": """
1 Punjab Punjab PROPN NNP Number=Sing 2 compound Name=B-GPE
2 police police NOUN NNS Number=Plur 3 nsubj _
3 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
4 . . PUNCT . _ 3 punct _""",
    "shared-told": """
1 Punjab Punjab PROPN NNP Number=Sing 2 compound Name=B-GPE
2 police police NOUN NNS Number=Plur 3 nsubj _
3 left leave VERB VBD Tense=Past 0 root _
4 Pakistan Pakistan PROPN NNP Number=Sing 3 obj Name=B-GPE|SpaceAfter=No
5 . . PUNCT . _ 3 punct _""",
    "based": """
1 A a DET DT Definite=Ind|PronType=Art 5 det _
2 Nairobi Nairobi PROPN NNP Number=Sing 4 obl Name=B-GPE|SpaceAfter=No
3 - - PUNCT HYPH _ 4 punct SpaceAfter=No
4 based base VERB VBN VerbForm=Part 5 amod _
5 analyst analyst NOUN NN Number=Sing 6 nsubj _
6 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
7 . . PUNCT . _ 6 punct _""",
    "backed": """
1 A a DET DT Definite=Ind|PronType=Art 5 det _
2 Aleppo Aleppo PROPN NNP Number=Sing 4 obl Name=B-GPE|SpaceAfter=No
3 - - PUNCT HYPH _ 4 punct SpaceAfter=No
4 backed back VERB VBN VerbForm=Part 5 amod _
5 analyst analyst NOUN NN Number=Sing 6 nsubj _
6 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
7 . . PUNCT . _ 6 punct _""",
    "foreign": """
1 Foreign foreign ADJ JJ _ 2 amod _
2 fighters fighter NOUN NNS Number=Plur 5 nsubj _
3 in in ADP IN _ 4 case _
4 Aleppo Aleppo PROPN NNP Number=Sing 2 nmod Name=B-GPE
5 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
6 . . PUNCT . _ 5 punct _""",
    "dual": """
1 A a DET DT Definite=Ind|PronType=Art 5 det _
2 Franco Franco ADJ JJ _ 4 amod Name=B-NORP|SpaceAfter=No
3 - - PUNCT HYPH _ 2 punct SpaceAfter=No
4 Algerian Algerian ADJ JJ _ 5 amod Name=B-NORP
5 author author NOUN NN Number=Sing 6 nsubj _
6 left leave VERB VBD Tense=Past 0 root SpaceAfter=No
7 . . PUNCT . _ 6 punct _""",
}


def _actor(name: str, word: str) -> Actor:
    rows = [row.split(" ") for row in _CASES[name].strip().splitlines()]
    lines = ["\t".join([*row[:8], "_", row[8]]) for row in rows]
    doc = from_conllu("\n".join([f"# sent_id = {name}-1", *lines, ""]))
    cast = find_actors(Article(id=name, text=doc.text, published="2020-05-05"), doc, ActorBase.shipped())
    return next(a for a in cast.actors for m in a.mentions if word in m.text)


@pytest.mark.parametrize(
    ("name", "word", "country"),
    [
        ("of-city", "mayor", "SYR"),
        ("before", "police", "DEU"),
        ("shared", "police", None),
        ("shared-told", "police", "PAK"),
        ("based", "analyst", "KEN"),
        ("backed", "analyst", None),
        ("foreign", "fighters", None),
        ("dual", "author", "FRA"),
    ],
)
def test_the_place_named_with_a_role_tells_its_country(name: str, word: str, country: str | None) -> None:
    found = _actor(name, word)
    assert found.country == country
    assert country is None or any(b.rule in ("who#home", "who#dual") for b in found.because)


def test_of_namesakes_the_far_larger_place_is_meant_or_the_one_the_article_is_about() -> None:
    homes = shipped_homes()
    assert homes.country("London") == "GBR"
    assert homes.country("Cambridge") is None
    assert homes.country("Cambridge", frozenset({"USA", "FRA"})) == "USA"
    assert homes.country("Georgia") is None
    assert homes.country("Rakhine State") == "MMR"


def test_a_people_of_two_countries_has_no_home() -> None:
    homes = shipped_homes()
    assert [homes.country(w) for w in ("Catalan", "Bavarian", "Kurdish", "Kashmiri")] == ["ESP", "DEU", None, None]
