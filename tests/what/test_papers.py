"""What a paper says is said by whoever gives it out; what must be done is asked; refusals go to who has yet to act."""

from __future__ import annotations

import pytest

import sayso
from sayso.model import Event


def _events(text: str, type_: str) -> list[Event]:
    return [e for e in sayso.code(text, published="2024-05-05").events if e.type == type_]


def _sides(text: str, type_: str) -> list[tuple[list[str], list[str]]]:
    return [([q.text for q in e.actor_text], [q.text for q in e.recipient_text]) for e in _events(text, type_)]


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("The parliament passed a resolution criticizing the president.", "ACCUSE", "The parliament", "the president"),
        ("The council issued a statement urging Norland to free the pilots.", "REQUEST", "The council", "Norland"),
        ("Parliament passed a law banning the Karvan party.", "COERCE", "Parliament", "the Karvan party"),
        (
            "Two senators introduced a bill that would sanction Sudrian officials.",
            "THREATEN",
            "Two senators",
            "Sudrian officials",
        ),
    ],
)
def test_what_a_paper_says_is_the_act_of_whoever_gives_it_out(
    text: str, type_: str, actor: str, recipient: str
) -> None:
    assert _sides(text, type_) == [([actor], [recipient])]
    assert all("future" not in e.auxiliary or type_ == "THREATEN" for e in _events(text, type_))
    assert not _events(text, "SUPPORT")  # passing the paper is no approval beside what it says


def test_a_paper_that_is_only_drafted_has_nobody_behind_it() -> None:
    assert _sides("The council drafted a resolution condemning Norland.", "ACCUSE") == [([], ["Norland"])]
    assert _events("The parliament passed a resolution.", "SUPPORT")


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("The envoy said that Norland must not attack the port.", ["The envoy"], ["Norland"]),
        ("The president said the prisoners must be freed.", ["The president"], []),
        ("The envoy said the League must be ready to mediate in the valley.", ["The envoy"], ["the League"]),
    ],
)
def test_what_must_or_must_not_be_done_is_asked(text: str, actor: list[str], recipient: list[str]) -> None:
    assert _sides(text, "REQUEST") == [(actor, recipient)]


def test_what_should_have_been_done_is_not_asked() -> None:
    assert not _events("The premier said the minister should not have resigned.", "REQUEST")


@pytest.mark.parametrize(
    ("text", "type_", "recipient"),
    [
        ("The premier said he will not reopen the border until Sudria hands back the ferry.", "REJECT", ["Sudria"]),
        (
            "The dockers said they would not call off the strike until their wages had been raised by the ministry.",
            "REJECT",
            ["the ministry"],
        ),
        ("Norland moved troops to the border to deter Sudria.", "MOBILIZE", ["Sudria"]),
        ("Norland has promised to send medics to help the Sudrian navy.", "AGREE", ["the Sudrian navy"]),
        ("Workers went on strike over Norland Steel's decision to cut pay.", "PROTEST", ["Norland Steel"]),
        ("The rebels violated Sudria's holiday ceasefire in the valley.", "ASSAULT", ["Sudria"]),
    ],
)
def test_whom_it_is_meant_for(text: str, type_: str, recipient: list[str]) -> None:
    assert [r for _, r in _sides(text, type_)] == [recipient]


def test_of_a_visit_to_come_the_host_makes_the_promise() -> None:
    text = "The president will host Sudria's crown prince next week."
    assert _sides(text, "AGREE") == [(["The president"], ["Sudria's crown prince"])]


def test_a_plain_adjective_is_nobody() -> None:
    assert _sides("The agency sent humanitarian aid to Sudria.", "AID") == [(["The agency"], ["Sudria"])]
    assert all(not e.actors for e in _events("Humanitarian assistance for Sudria is late.", "AID"))


def test_a_person_who_is_only_named_may_hold_the_office_asked_for() -> None:
    assert _events("Norland has hosted Ilo Maran for talks in the capital.", "CONSULT")
