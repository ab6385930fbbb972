"""The cue book: every entry's example and near miss, its forms, and errors that name file and line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sayso import paths
from sayso.errors import KnowledgeError
from sayso.knowledge.cues import Cue, CueBook, forms_of
from tests.examples import frozen
from tests.says.cases import sayings_of

BOOK = CueBook.shipped()


@pytest.mark.parametrize("cue", BOOK.cues, ids=lambda c: c.entry.id)
def test_example_is_found(cue: Cue) -> None:
    wanted = cue.entry.example
    doc = frozen("cues")[wanted.text]
    found = [s for s in sayings_of(wanted.text, doc) if s.cue is not None and s.cue.text == wanted.cue]
    assert found, [s.cue for s in sayings_of(wanted.text, doc)]
    assert found[0].stance == cue.entry.stance
    assert (found[0].speaker.text if found[0].speaker else None) == wanted.speaker
    assert tuple(c.text for c in found[0].content) == wanted.content


@pytest.mark.parametrize("cue", BOOK.cues, ids=lambda c: c.entry.id)
def test_near_miss_is_not_found(cue: Cue) -> None:
    doc = frozen("cues")[cue.entry.near_miss]
    rules = [b.rule for s in sayings_of(cue.entry.near_miss, doc) for b in s.because]
    assert f"cues/{cue.entry.id}" not in rules


def test_there_are_several_hundred_lemmas_in_every_class() -> None:
    lemmas = {lemma for cue in BOOK.cues for lemma in cue.entry.lemmas}
    assert len(lemmas) > 500
    stances = {cue.entry.stance for cue in BOOK.cues}
    assert stances == {"assert", "deny", "doubt", "believe", "intend", "promise", "threaten", "demand", "ask", "show"}
    kinds = {cue.entry.kind for cue in BOOK.cues}
    assert kinds == {"verb", "noun", "adjective", "adverb", "preposition"}


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("argue", {"argue", "argues", "argued", "arguing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("explain", {"explain", "explains", "explained", "explaining"}),
    ],
)
def test_forms_follow_the_rules_of_spelling(lemma: str, forms: set[str]) -> None:
    assert set(forms_of(lemma, "verb", {"agree": ["agrees", "agreed", "agreeing"]})) == forms


def test_reading_is_fast_once_cached() -> None:
    folder = paths.knowledge() / "lang" / "en"
    CueBook.read(folder)
    start = time.perf_counter()
    CueBook.read(folder)
    assert time.perf_counter() - start < 1.0  # 0.02 s on an idle machine


def test_a_wrong_key_is_an_error_with_its_line(tmp_path: Path) -> None:
    cues = tmp_path / "cues"
    cues.mkdir()
    (cues / "_frames.yml").write_text("- id: report\n  speaker: [subject]\n  contents: [clause]\n")
    with pytest.raises(KnowledgeError, match=r"_frames\.yml:3: contents"):
        CueBook.read(tmp_path)


def test_an_unknown_slot_is_an_error(tmp_path: Path) -> None:
    cues = tmp_path / "cues"
    cues.mkdir()
    (cues / "_frames.yml").write_text("- id: report\n  speaker: [nsubj]\n  content: [clause]\n")
    with pytest.raises(KnowledgeError, match="'nsubj' is no slot"):
        CueBook.read(tmp_path)
