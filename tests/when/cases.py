"""Our own event-date and event-place cases with their frozen parses, and the command that freezes them anew.

`python -m tests.when.cases [when] [where]` parses every case with the shipped model and writes tests/parses/when.conllu and
where.conllu, or the one that is named.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from sayso.doc import Doc, Sentence, Token
from sayso.evaluate.parsed import paragraphs
from sayso.evaluate.place import place_cases
from sayso.evaluate.time import date_cases
from sayso.parse import load
from sayso.parse.conllu import from_conllu, to_conllu

PARTS = (
    "",
    "-check",
    "-blind2",
    "-blind3",
    "-blind4",
    "-blind5",
    "-blind6",
)  # dates: tuned on; written later and scored blind
PLACES = ("", "-check", "-blind2", "-blind3", "-blind4", "-blind5", "-blind6")
PARSES = Path(__file__).parents[1] / "parses"


def texts(kind: str) -> list[str]:
    """The texts of one set, each once, in order."""
    if kind == "when":
        found = [c.text for part in PARTS for c in date_cases(f"dates{part}.jsonl")]
    else:
        found = [c.text for part in PLACES for c in place_cases(f"places{part}.jsonl")]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=2)
def frozen(kind: str) -> dict[str, Doc]:
    """The frozen parse of each text."""
    parts = (PARSES / f"{kind}.conllu").read_text(encoding="utf8").split("# newdoc id = ")[1:]
    return {t: from_conllu("# newdoc id = " + part, t) for t, part in zip(texts(kind), parts, strict=True)}


def flat(text: str) -> Doc:
    """Words without tags or tree, for tests of the grammar alone."""
    tokens: list[Token] = []
    at = 0
    for number, word in enumerate(text.split()):
        start = text.index(word, at)
        at = start + len(word)
        head, label = (-1, "root") if number == 0 else (0, "dep")
        tokens.append(Token(number, start, at, word, word.lower(), "X", "", "", head, label, 0))
    return Doc(text, tuple(tokens), (Sentence(0, 0, len(tokens), 0, len(text)),))


def main() -> None:
    """Parse and write the files that are named, or both."""
    parser = load()
    for kind in sys.argv[1:] or ("when", "where"):
        docs = (to_conllu(parser.parse(t, paragraphs(t)), f"{kind}-{n}") for n, t in enumerate(texts(kind), 1))
        (PARSES / f"{kind}.conllu").write_text("".join(docs), encoding="utf8")


if __name__ == "__main__":
    main()
