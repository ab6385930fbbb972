"""Lemmas: counted forms first; a rule that cut wrong is mended where the right word is known; names keep capitals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.parse.lemmas import Lemmas


@pytest.fixture
def lemmas(tmp_path: Path) -> Lemmas:
    path = tmp_path / "lemmas.json"
    known = {"VERB": ["carry", "flee", "stop", "urge"], "NOUN": ["base"]}
    path.write_text(json.dumps({"forms": {"VERB VBD": {"fled": "flee"}}, "lemmas": known}))
    return Lemmas(path)


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "guess", "lemma"),
    [
        ("fled", "VERB", "VBD", "fl", "flee"),
        ("Urged", "VERB", "VBD", "urg", "urge"),
        ("stopped", "VERB", "VBD", "stopp", "stop"),
        ("carried", "VERB", "VBD", "carri", "carry"),
        ("bases", "NOUN", "NNS", "bas", "base"),
        ("Blorping", "VERB", "VBG", "blorp", "blorp"),
        ("Urged", "PROPN", "NNP", "Urged", "Urged"),
        ("lower", "ADJ", "JJR", "low", "low"),
    ],
)
def test_lemmas_are_settled(lemmas: Lemmas, form: str, upos: str, xpos: str, guess: str, lemma: str) -> None:
    assert lemmas.settled(form, upos, xpos, guess) == lemma
