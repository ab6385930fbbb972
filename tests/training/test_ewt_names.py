"""The names that we marked in EWT: the file is whole, and what is held out is never learnt from."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.ewt_names import GOLD, Marked, marked_names, tags
from training.sample import NAME_TYPES

HELD_OUT = GOLD.with_name("ewt_names_held_out.tsv")
DATA = Path(__file__).resolve().parents[3] / "shared/data/treebanks/ewt/train.conllu"


def test_names_stand_in_order_and_never_overlap() -> None:
    everything = [*marked_names().items(), *marked_names(HELD_OUT).items()]
    assert len(everything) > 3000
    for sentence, names in everything:
        ends = [0, *(last for _, last, _ in names)]
        assert all(end <= first < last for end, (first, last, _) in zip(ends, names)), sentence


def test_every_kind_is_marked() -> None:
    learnt, held = (
        {kind for names in marked_names(path).values() for _, _, kind in names} for path in (GOLD, HELD_OUT)
    )
    assert learnt == set(NAME_TYPES)
    assert {"PER", "ORG", "GPE", "LOC", "FAC", "NORP", "TITLE"} <= held


def test_no_document_is_in_both_parts() -> None:
    learnt, held = ({name.rpartition("-")[0] for name in marked_names(path)} for path in (GOLD, HELD_OUT))
    assert not learnt & held


def test_tags_of_a_sentence() -> None:
    names: Marked = ((0, 2, "PER"), (3, 4, "GPE"))
    assert [set(word) for word in tags(names, 5)] == [{"B-PER"}, {"I-PER"}, {"O"}, {"B-GPE"}, {"O"}]


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("weblog-1\t_\nweblog-2\t1-2 PERSON\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"names\.tsv, line 2: no such kind of name: 'PERSON'"):
        marked_names(path)


@pytest.mark.skipif(not DATA.is_file(), reason="the treebanks of ../shared/data are not here")
def test_every_name_lies_in_its_sentence() -> None:
    long: dict[str, int] = {}
    name = ""
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            name = line.split("= ", 1)[1]
        elif line.partition("\t")[0].isdigit():
            long[name] = int(line.partition("\t")[0])
    for sentence, names in (*marked_names().items(), *marked_names(HELD_OUT).items()):
        assert all(last <= long[sentence] for _, last, _ in names), sentence
