"""A duty that somebody else states is a demand; one's own duty and a bare one are not."""

from __future__ import annotations

import pytest

from sayso.evaluate import lexicon as checks
from sayso.model import Event
from tests.examples import frozen

SENTENCES = {
    "demand": "Norland said Sudria must end attacks on the port.",
    "parataxis": "General Ilo Maran must resign, the opposition said.",
    "bare": "Sudria must end attacks on the port.",
    "denied": "Norland said Sudria must not attack the port.",
}


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Event, ...]]:
    docs = frozen("tests")
    monkeypatch.setattr(checks, "parsed", lambda text: docs[text])
    return {name: checks.events_in(text) for name, text in SENTENCES.items()}


def test_the_speaker_demands_it_of_the_one_who_must_act(events: dict[str, tuple[Event, ...]]) -> None:
    (found,) = events["demand"]
    assert (found.type, found.modes, found.inner) == ("REQUEST", ("yield",), "RETREAT")
    assert [q.text for q in found.actor_text] == ["Norland"]
    assert [q.text for q in found.recipient_text] == ["Sudria"]
    assert [e.type for e in events["parataxis"]] == ["REQUEST"]


def test_without_a_speaker_it_is_no_demand(events: dict[str, tuple[Event, ...]]) -> None:
    assert "REQUEST" not in {e.type for e in events["bare"]}


def test_to_leave_off_is_demanded_too(events: dict[str, tuple[Event, ...]]) -> None:
    (found,) = events["denied"]
    assert (found.type, found.inner, found.auxiliary) == ("REQUEST", "ASSAULT", ())
    assert [q.text for q in found.recipient_text] == ["Sudria"]
