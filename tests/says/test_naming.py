"""Who is named as the speaker, word for word: times left out, descriptions kept, the giver of a paper before the paper.

`python -m tests.says.test_naming` parses the sentences anew and writes tests/parses/naming.conllu.
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

PARSES = Path(__file__).parents[1] / "parses" / "naming.conllu"
#: Sentence, speaker, cue.
CASES = (
    ("The ferry is safe, said Ana Lind, 42, a captain from Norda.", "Ana Lind, 42, a captain from Norda", "said"),
    ("The ferry is safe, said Ana Lind, a captain. The crew waited.", "Ana Lind, a captain", "said"),
    ("One clerk familiar with the talks said the road was open.", "One clerk familiar with the talks", "said"),
    ("Few on either side of the river think the dam will hold.", "Few on either side of the river", "think"),
    ("A Norda Radio poll last month showed that most farmers had left.", "A Norda Radio poll", "showed"),
    ("A poll released last month showed that most farmers had left.", "A poll released last month", "showed"),
    ("The town issued a statement saying the road was open.", "The town", "issued a statement saying"),
    ("Teachers received a letter saying the school was shut.", "a letter", "saying"),
    ("Those surveyed say the bridge is old.", "Those surveyed", "say"),
    ("Ana Lind of the ferry union said on Monday that the boats were old.", "Ana Lind of the ferry union", "said"),
    ("Sailors in the port of Norda said that the boats were old.", "Sailors in the port of Norda", "said"),
    ("The mayor took a swipe at the baker.", "The mayor", "took a swipe at"),
    ("The union stepped up its attacks on the bank.", "The union", "stepped up its attacks on"),
    ("Ana Lind ignored her attacks on the bank.", "her", "attacks on"),
    ("The union took the bold step of criticizing its lender.", "The union", "criticizing"),
    ("The owner crossed the lake in the hope of saving the mill.", "The owner", "hope of"),
    ("The dam will hold, said Rep. Ana Lind.", "Rep. Ana Lind", "said"),
    ("The port is closed, they said, for repairs.", "they", "said"),
)
#: Sentence, what was asked, what was answered.
ASKED = (
    ("Asked if the road would be open on Sunday, Ana Lind said it would not.",
     "if the road would be open on Sunday", "it would not"),
    ("When asked by a clerk why the mill had shut, the owner said wheat was dear.",
     "why the mill had shut", "wheat was dear"),
)  # fmt: skip


def _frozen() -> dict[str, Doc]:
    return {doc.text: doc for _, doc in docs_from_conllu(PARSES)}


def _sayings(text: str) -> tuple[Saying, ...]:
    return sayings_of(text, _frozen()[text])[1:]


@pytest.mark.parametrize(("text", "speaker", "cue"), CASES)
def test_the_speaker_is_named_whole_and_alone(text: str, speaker: str, cue: str) -> None:
    found = [(s.speaker.text if s.speaker else "", s.cue.text if s.cue else "") for s in _sayings(text)]
    assert found == [(speaker, cue)]


def test_the_paper_given_out_stays_the_venue() -> None:
    (saying,) = _sayings("The town issued a statement saying the road was open.")
    assert saying.venue is not None
    assert (saying.venue.kind, saying.venue.text) == ("statement", "a statement")


@pytest.mark.parametrize(("text", "asked", "said"), ASKED)
def test_what_was_asked_is_no_part_of_the_answer(text: str, asked: str, said: str) -> None:
    question, answer = _sayings(text)
    assert (question.stance, question.speaker, [c.text for c in question.content]) == ("ask", None, [asked])
    assert (answer.parent, [c.text for c in answer.content]) == ("s0", [said])


def freeze() -> None:
    """Parse the sentences anew."""
    parser = load()
    texts = [t for t, _, _ in (*CASES, *ASKED)]
    parts = (to_conllu(parser.parse(t, paragraphs(t)), f"naming-{n}") for n, t in enumerate(texts))
    PARSES.write_text("".join(parts), encoding="utf8")


if __name__ == "__main__":
    freeze()
