"""What stands in marks: every kind of mark, nested, lost and running over paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.says.quotations import Quotation, QuotationIndex, quotations


def _blocks(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _texts(text: str, depth: int | None = None) -> list[str]:
    found = quotations(text, _blocks(text))
    return [text[q.start : q.end] for q in found if depth in (None, q.depth)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We are here,” she said.", ["“We are here,”"]),
        ('"We are here," she said. "Come."', ['"We are here,"', '"Come."']),
        ("''We are here,'' she said.", ["''We are here,''"]),
        ("‘We are here,’ she said.", ["‘We are here,’"]),
        ("She said: 'We are here.'", ["'We are here.'"]),
        ("«We are here», she said.", ["«We are here»"]),
        ("The soldiers' wells and the farmers' barns stood in '98.", []),
        ("It's the boys' toy, isn't it?", []),
        ("The mayor’s ‘brave’ plan", ["‘brave’"]),
    ],
)
def test_marks_of_every_kind(text: str, wanted: list[str]) -> None:
    assert _texts(text) == wanted


def test_nested_marks_have_depth() -> None:
    text = "“He said ‘go’ twice,” she said."
    assert _texts(text, 0) == ["“He said ‘go’ twice,”"]
    assert _texts(text, 1) == ["‘go’"]


def test_curly_marks_inside_curly_marks_nest() -> None:
    text = "“He shouted “go” twice,” she said."
    assert _texts(text, 0) == ["“He shouted “go” twice,”"]
    assert _texts(text, 1) == ["“go”"]


def test_a_thousand_quotations_are_read_in_one_walk() -> None:
    text = " ".join(f"“He said ‘go’ {n} times,” she said." for n in range(1000))
    found = quotations(text, [(0, len(text))])
    assert (sum(q.depth == 0 for q in found), sum(q.depth == 1 for q in found)) == (1000, 1000)


def test_a_lost_closing_mark_ends_with_its_sentence() -> None:
    text = "“We are here, she said. The road was open."
    found = quotations(text, _blocks(text))
    assert [text[q.start : q.end] for q in found] == ["“We are here, she said."]
    assert not found[0].closed


def test_a_lost_opening_mark_is_left_alone() -> None:
    assert _texts("We are here,” she said.") == []


def test_an_opening_mark_on_each_paragraph_goes_on() -> None:
    text = "“The town is calm.\n“The market is open,” she said."
    first, second = quotations(text, _blocks(text))
    assert (first.closed, second.closed) == (False, True)
    assert first.chain == second.chain >= 0


def test_inside_leaves_out_the_marks() -> None:
    text = "''Go,'' she said."
    assert text[slice(*Quotation(0, 7).inside(text))] == "Go,"


@given(st.text(alphabet="ab .,“”\"'‘’«»\n-", max_size=80))
def test_never_crashes_and_stays_in_its_block(text: str) -> None:
    blocks = _blocks(text)
    index = QuotationIndex(text, blocks)
    for quotation in index.all:
        assert any(a <= quotation.start < quotation.end <= b for a, b in blocks)


BLOCKS = """Harbour talks

{introduction}

"On Monday our gunners sank a boat. The crew had refused to turn back.

"We do not want war."

The ministry was silent.
"""


@pytest.mark.parametrize(
    ("introduction", "speaker"),
    [
        ("Olo Bran, the harbour master, said in a statement to the islanders:", "Olo Bran, the harbour master"),
        ("The leaflet, signed by the harbour guild and left at the quay, reads in part:", "The leaflet"),
        ("The boats had come home before the storm.", None),
    ],
)
def test_a_colon_at_the_end_of_a_paragraph_gives_the_words_in_the_next(introduction: str, speaker: str | None) -> None:
    record = sayso.code(BLOCKS.format(introduction=introduction), published="2024-05-05")
    block = next(s for s in record.sayings if any("gunners" in q.text for q in s.content))
    assert (block.speaker.text if block.speaker else None) == speaker


def test_a_written_reply_says_nothing_by_itself() -> None:
    record = sayso.code(
        "The abbey, in a written reply dated 3 May, denied that two monks had left.", published="2024-05-05"
    )
    assert [s.cue.text for s in record.sayings if s.cue] == ["denied"]
