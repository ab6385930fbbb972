"""Whose words stand beside a tag or a colon without a cue of the lexicon, and which clauses the tree lost behind a cue.

`python -m tests.says.test_beside` parses the sentences anew and writes tests/parses/beside.conllu.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.doc import Doc
from sayso.evaluate.parsed import paragraphs
from sayso.model import Saying
from sayso.parse import load
from sayso.parse.conllu import docs_from_conllu, to_conllu
from tests.says.cases import sayings_of

PARSES = Path(__file__).parents[1] / "parses" / "beside.conllu"
#: Sentence, speaker, cue, content, rule.
CASES = (
    ("“You will never cross that river,” the ferryman winked from the shore.",
     "the ferryman", "winked", "“You will never cross that river,”", "says/tag"),
    ("“The bells are ringing again!” chuckled Mara Osk.",
     "Mara Osk", "chuckled", "“The bells are ringing again!”", "says/tag"),
    ("The drummer leaned over the rail: “Throw me the rope at once.”",
     "The drummer", "leaned over the rail", "“Throw me the rope at once.”", "says/brought-in"),
    ("While the baker said there was flour for a week, the shelves stood empty.",
     "the baker", "said", "there was flour for a week", "cues/say/say"),
    ("The gardener called the fence that the miller had built “a wall of shame”.",
     "The gardener", "called", "the fence that the miller had built “a wall of shame”", "cues/say/call"),
    ("The auditor challenged the verdict.", "The auditor", "challenged", "the verdict", "cues/deny/challenge"),
    ("The tape proves that the clerk lied.", "The tape", "proves", "that the clerk lied", "cues/show/prove"),
)  # fmt: skip
#: Sentences in which nobody says anything.
NOTHING = (
    "The song “Heat and Light,” became a joke in the village.",
    "There is a sign over the door: “Beware of the old dog.”",
    "The newcomer challenged the champion.",
    "Two thefts were committed by the sexton.",
    "The runner proved himself.",
    "The barge trade was in conflict with the views of the abbots.",
)


def _frozen() -> dict[str, Doc]:
    return {doc.text: doc for _, doc in docs_from_conllu(PARSES)}


def _sayings(text: str) -> tuple[Saying, ...]:
    return sayings_of(text, _frozen()[text])[1:]


@pytest.mark.parametrize(("text", "speaker", "cue", "content", "rule"), CASES)
def test_who_says_what(text: str, speaker: str, cue: str, content: str, rule: str) -> None:
    found = [
        (s.speaker.text if s.speaker else "", s.cue.text if s.cue else "", " ".join(c.text for c in s.content),
         s.because[0].rule) for s in _sayings(text)
    ]  # fmt: skip
    assert found == [(speaker, cue, content, rule)]


@pytest.mark.parametrize("text", NOTHING)
def test_nobody_is_heard_where_nothing_is_said(text: str) -> None:
    assert [(s.speaker, s.cue) for s in _sayings(text) if s.speaker is not None] == []


if __name__ == "__main__":
    parser = load()
    texts = [*(c[0] for c in CASES), *NOTHING]
    parsed = (parser.parse(text, paragraphs(text)) for text in texts)
    PARSES.write_text("".join(to_conllu(d, f"beside/{n}") for n, d in enumerate(parsed)), encoding="utf8")
