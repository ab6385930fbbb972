"""Who speaks at a colon or a dash: headlines, nouns of saying, and what only heads a list.

`python -m tests.says.test_colons` parses the cases anew and writes tests/parses/colons.conllu.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.doc import Doc
from sayso.evaluate.casting import cast_of
from sayso.evaluate.sayings import cases, faults
from sayso.knowledge.cues import CueBook
from sayso.parse import load
from sayso.parse.conllu import from_conllu, to_conllu
from sayso.says import find_sayings
from tests.says.cases import article_of

PARSES = Path(__file__).parents[1] / "parses" / "colons.conllu"
CASES = list(cases(held="colons.jsonl"))
#: Nobody knows that a harbour master is a person.
STILL_WRONG = frozenset({"colon-1502"})


def _frozen() -> dict[str, Doc]:
    parts = PARSES.read_text(encoding="utf8").split("# newdoc id = ")[1:]
    sources = {part.partition("\n")[0]: "# newdoc id = " + part for part in parts}
    return {c["id"]: from_conllu(sources[c["id"]], c["text"]) for c in CASES}


@pytest.mark.parametrize("at", range(len(CASES)), ids=[c["id"] for c in CASES])
def test_case(at: int) -> None:
    case, doc = CASES[at], _frozen()[CASES[at]["id"]]
    article = article_of(case["text"])
    cast = cast_of(article, doc)
    wrong = faults(case, find_sayings(article, doc, cast, CueBook.shipped())[1:], cast)
    assert bool(wrong) == (case["id"] in STILL_WRONG), wrong


if __name__ == "__main__":
    parser = load()
    frozen = (parser.parse(c["text"], article_of(c["text"]).blocks) for c in CASES)
    PARSES.write_text("".join(to_conllu(d, c["id"]) for d, c in zip(frozen, CASES, strict=True)), encoding="utf8")
