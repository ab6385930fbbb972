"""Every example and near miss of the lexicon, read on its frozen parse: nothing new may fail.

`known.txt` lists what is read otherwise on the present parses; it may only get shorter.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.doc import Doc
from sayso.evaluate import lexicon as checks
from tests.examples import frozen, sentences

KNOWN = Path(__file__).parents[1] / "parses" / "known.txt"
FOLDERS = {"verbs": "verb", "nouns": "noun"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_sentence_has_a_frozen_parse(folder: str) -> None:
    missing = set(sentences(folder).values()) - set(frozen(folder))
    assert not missing, f"./run examples freezes these: {sorted(missing)[:5]}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_example_fails_that_did_not_fail_before(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    docs: dict[str, Doc] = frozen(folder)
    monkeypatch.setattr(checks, "parsed", lambda text: docs[text])
    senses = [s for s in checks.lexicon().senses if s.part == FOLDERS[folder]]
    failing = {f"{f.rule} [{f.kind}] {f.text}" for f in checks.check(senses)}
    known = set(KNOWN.read_text(encoding="utf8").splitlines())
    assert failing <= known, "\n".join(sorted(failing - known))
    sentences_in_all = sum(len(s.pattern.examples) + len(s.pattern.near_misses) for s in senses)
    assert len(failing) <= 0.15 * sentences_in_all
