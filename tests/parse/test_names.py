"""Names are well-formed sequences of tags."""

from __future__ import annotations

import numpy as np

from sayso.parse.names import NameReader, Span

TAGS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-MISC", "I-MISC"]
READER = NameReader(TAGS)


def logs(*rows: dict[str, float]) -> np.ndarray:
    """Log chances with 0.01 for every tag not named."""
    table = np.full((len(rows), len(TAGS)), 0.01, np.float32)
    for at, row in enumerate(rows):
        for tag, chance in row.items():
            table[at, TAGS.index(tag)] = chance
    return np.log(table).astype(np.float32)


def test_a_name_of_two_words_and_its_chance() -> None:
    found = READER.read(logs({"B-PER": 0.9}, {"I-PER": 0.9}, {"O": 0.9}))
    assert 0.85 < found[0].probability <= 0.95
    assert found == [Span(0, 2, "PER", found[0].probability)]


def test_two_names_side_by_side() -> None:
    found = READER.read(logs({"B-PER": 0.9}, {"B-ORG": 0.8}))
    assert [(span.first, span.last, span.label) for span in found] == [(0, 1, "PER"), (1, 2, "ORG")]


def test_kinds_that_disagree_do_not_cut_a_name() -> None:
    found = READER.read(logs({"B-ORG": 0.5, "B-PER": 0.4}, {"B-PER": 0.4, "I-ORG": 0.3, "I-PER": 0.3}))
    assert [(span.first, span.last, span.label) for span in found] == [(0, 2, "ORG")]


def test_an_inside_tag_never_stands_alone() -> None:
    found = READER.read(logs({"I-PER": 0.6, "B-PER": 0.3}, {"I-ORG": 0.5, "I-PER": 0.4}))
    assert [(span.first, span.last, span.label) for span in found] == [(0, 2, "PER")]


def test_other_names_are_left_out() -> None:
    assert READER.read(logs({"B-MISC": 0.9}, {"I-MISC": 0.9})) == []


def test_nothing() -> None:
    assert READER.read(logs({"O": 0.9}, {"O": 0.9})) == []
