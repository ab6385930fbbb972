"""Pronouns that need no ranker, and how GUM's marks of mentions are read; the trees are written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.evaluate.actors_meant import Reference, verdict
from sayso.evaluate.coref import read_gum
from sayso.knowledge.actors import ActorBase
from sayso.model import Actor
from sayso.parse.conllu import docs_from_conllu
from sayso.who import build_chains
from sayso.who.chains import Chains

_CASES = {
    "cabinet": """
1 Orin Orin PROPN NNP Number=Sing 3 nsubj Name=B-PER
2 Vald Vald PROPN NNP Number=Sing 1 flat Name=I-PER
3 dismissed dismiss VERB VBD Tense=Past 0 root _
4 his his PRON PRP$ Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs 5 nmod:poss _
5 cabinet cabinet NOUN NN Number=Sing 3 obj _
6 . . PUNCT . _ 3 punct _""",
    "brother": """
1 Orin Orin PROPN NNP Number=Sing 3 nsubj Name=B-PER
2 Vald Vald PROPN NNP Number=Sing 1 flat Name=I-PER
3 saw see VERB VBD Tense=Past 0 root _
4 him he PRON PRP Gender=Masc|Number=Sing|Person=3|PronType=Prs 3 obj _
5 . . PUNCT . _ 3 punct _""",
}


def _written(folder: Path, name: str, columns: str) -> Path:
    lines = [f"# newdoc id = {name}", f"# sent_id = {name}-1"]
    for row in columns.strip().splitlines():
        number, form, lemma, upos, xpos, feats, head, label, misc = row.split(" ")
        lines.append("\t".join([number, form, lemma, upos, xpos, feats, head, label, "_", misc]))
    path = folder / f"{name}.conllu"
    path.write_text("\n".join([*lines, "", ""]), encoding="utf8")
    return path


def _chains(folder: Path, name: str) -> Chains:
    doc = dict(docs_from_conllu(_written(folder, name, _CASES[name])))[name]
    return build_chains(doc, ActorBase.shipped(), None)


def _joined(chains: Chains, word: str) -> list[str]:
    at = next(i for i, m in enumerate(chains.mentions) if m.words[:1] == (word,))
    return [chains.mentions[i].name for i in chains.members(at) if i != at]


def test_what_the_subject_has_is_his_own(tmp_path: Path) -> None:
    assert _joined(_chains(tmp_path, "cabinet"), "his") == ["Orin Vald"]


def test_whom_the_subject_sees_is_somebody_else(tmp_path: Path) -> None:
    assert _joined(_chains(tmp_path, "brother"), "him") == []


def test_a_mention_of_one_word_does_not_close_the_one_around_it(tmp_path: Path) -> None:
    marked = """
1 He he PRON PRP _ 2 nsubj Entity=(1-person-giv:act-cf1-1-ana)
2 praised praise VERB VBD _ 0 root _
3 his his PRON PRP$ _ 4 nmod:poss Entity=(2-place-acc:inf-cf2-2-coref(1-person-giv:act-cf1-1-ana)
4 school school NOUN NN _ 2 obj Entity=2)
5 . . PUNCT . _ 2 punct _"""
    (gold,) = read_gum(_written(tmp_path, "marks", marked))
    found = {(gold.doc.text[m.start : m.end], m.entity) for m in gold.mentions}
    assert found == {("He", "1"), ("his", "1"), ("his school", "2")}


@pytest.mark.parametrize(
    ("meant", "name", "expected"),
    [
        ("Orin Vald", "Orin Vald", "right"),
        ("Orin Vald", "Tess Quorn", "wrong"),
        ("Orin Vald", "The group", "none"),
        ("Orin Vald", None, "none"),
        (None, "Orin Vald", "wrong"),
        (None, None, "right"),
    ],
)
def test_a_reference_is_right_wrong_or_left_open(meant: str | None, name: str | None, expected: str) -> None:
    row = Reference("The group left.", "The group", 0, meant)
    actor = Actor(id="a1", name=name, kind="person", resolved_by="none") if name else None
    assert verdict(row, actor) == expected
