"""Our challenge cases of sayings with their frozen parses, and the command that freezes them anew.

`python -m tests.says.cases` parses every case with the shipped model and writes tests/parses/says.conllu.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.evaluate.parsed import filed, paragraphs
from sayso.evaluate.sayings import cases
from sayso.knowledge.cues import CueBook
from sayso.model import Article, Saying
from sayso.parse import load
from sayso.parse.conllu import from_conllu, to_conllu
from sayso.says import find_sayings
from sayso.syntax.mended import mended

LOADED = (
    "The army's jets martyred Omar Seld and wounded his brother.",
    "The anti-terror commander liberated the town, the governor wrote.",
    "“The regime murders our heroes,” said Lena Ost.",
    "The “terrorists” left the valley at dawn.",
    "Soldiers murdered two farmers near the mill.",
    "The baker murdered the baron in the play.",
    "The occupying army held the bridge.",
    "The freedom fighters and the thugs met at the puppet show.",
    "Innocent civilians were killed; the innocent plea failed.",
    "The bus stops at Martyrs' Square and at the cemetery.",
    "The tax regime has changed and a new regime of customs duties begins, but the regime itself remains.",
    "The reform liberated teachers from paperwork; rebels liberated Sarvel and two villages.",
    "The hero of the novel is a clerk.",
    "A failed pump flooded the cellar of the failed government.",
    "The governor said that the southern provinces were calm.",
    "The governor of the Moroccan town said that the southern provinces were calm.",
    "A baker in Kashmir wrote of the people's war and the jugular vein.",
)
SPENT = (
    "held.jsonl",
    "held2.jsonl",
    "held3.jsonl",
    "held4.jsonl",
    "held5.jsonl",
    "held6.jsonl",
    "held7.jsonl",
    "held8.jsonl",
    "held9.jsonl",
    "nothing.jsonl",
    "stance.jsonl",
    "stance2.jsonl",
    "stance3.jsonl",
    "stance4.jsonl",
)
PARSES = Path(__file__).parents[1] / "parses" / "says.conllu"


def article_of(text: str) -> Article:
    """The text as an article, one paragraph a line."""
    return Article(id="case", text=text, blocks=filed(text))


def sayings_of(text: str, doc: Doc) -> tuple[Saying, ...]:
    """All sayings that sayso finds, "s0" first, without knowing any actor."""
    return find_sayings(article_of(text), doc, Cast(), CueBook.shipped())


@lru_cache(maxsize=1)
def frozen_cases() -> dict[str, tuple[dict[str, Any], Doc]]:
    """Each case with its frozen parse, by id; what was frozen may be older than the mending."""
    parts = PARSES.read_text(encoding="utf8").split("# newdoc id = ")[1:]
    sources = {part.partition("\n")[0]: "# newdoc id = " + part for part in parts}
    return {c["id"]: (c, mended(from_conllu(sources[c["id"]], c["text"]))) for c in spent_cases() if c["id"] in sources}


def spent_cases() -> Iterator[dict[str, Any]]:
    """The fitted cases and those of the held-out files that have been read since."""
    yield from cases()
    for file in SPENT:
        yield from (case for case in cases(held=file) if "agency" not in case)


@lru_cache(maxsize=1)
def frozen_loaded() -> dict[str, Doc]:
    """The sentences with loaded words, parsed, by their text."""
    parts = PARSES.with_name("loaded.conllu").read_text(encoding="utf8").split("# newdoc id = ")[1:]
    return {t: from_conllu("# newdoc id = " + part, t) for t, part in zip(LOADED, parts, strict=True)}


def freeze() -> None:
    """Parse all cases anew."""
    parser = load()
    body = "".join(to_conllu(parser.parse(c["text"], filed(c["text"])), c["id"]) for c in spent_cases())
    PARSES.write_text(body, encoding="utf8")
    loaded = "".join(to_conllu(parser.parse(t, paragraphs(t)), f"loaded-{n}") for n, t in enumerate(LOADED))
    PARSES.with_name("loaded.conllu").write_text(loaded, encoding="utf8")


if __name__ == "__main__":
    freeze()
