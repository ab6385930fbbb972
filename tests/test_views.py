"""What look-ups over one record say."""

import pytest

import sayso
from sayso.views import View, cue_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The raid was directly ordered by General Hale.", "directly ordered"),
        ("General Hale said the raid had failed.", "said"),
        ("General Hale has denied that the raid failed.", "has denied"),
    ],
)
def test_a_cue_reads_behind_its_speaker(text: str, words: str) -> None:
    assert words in [cue_words(saying) for saying in sayso.code(text).sayings]


def test_an_event_is_shown_in_its_sentence() -> None:
    record = sayso.code("It rained all day. Soldiers shot a herder near the dam. Nobody was charged.")
    shot = next(e for e in record.events if e.type == "ASSAULT")
    assert View(record).sentence(shot.trigger) == "Soldiers shot a herder near the dam."
