"""What each public name set says, and what it leaves unsaid, is decided here: tags it cannot tell apart stay open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.gazetteer import Gazetteer
from training.sample import NOTHING, Sample, tags_for

_KINDS: dict[str, tuple[str, ...]] = {
    "PER": ("PER",),
    "person": ("PER",),
    "ORG": ("ORG",),
    "corporation": ("ORG",),
    "group": ("ORG",),
    "LOC": ("GPE", "LOC", "FAC"),
    "location": ("GPE", "LOC", "FAC"),
    "MISC": ("EVENT", "WEAPON", "MISC", "NORP"),
    "product": ("MISC", "WEAPON"),
    "creative-work": ("MISC",),
}
_UNSAID = {
    "uner": ("NORP", "EVENT", "WEAPON", "TITLE", "MISC"),
    "wikigold": ("TITLE", "WEAPON"),
    "wnut": ("NORP", "EVENT", "TITLE", "MISC"),
}
COMMON = frozenset(
    [
        "i",
        "i'm",
        "i'll",
        "i've",
        "i'd",
        "he",
        "she",
        "it",
        "we",
        "they",
        "you",
        "the",
        "a",
        "an",
        "and",
        "but",
        "this",
        "that",
        "my",
        "your",
        "his",
        "her",
        "our",
        "their",
    ]
)
_LABEL = re.compile(r"([BIO])(?:-(.+))?$")
_TWEET = re.compile(r"[@#]|https?:|^RT$")


def read_uner(path: Path, gazetteer: Gazetteer) -> Iterator[Sample]:
    """UNER's English set on EWT sentences: persons, organisations, locations."""
    document, rows = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc id"):
            document = line.split("= ", 1)[1]
        elif line and not line.startswith("#"):
            rows.append((line.split("\t")[1], line.split("\t")[2]))
        elif not line and rows:
            yield _sample("uner", rows, gazetteer, document)
            rows = []


def read_columns(path: Path, source: str, gazetteer: Gazetteer) -> Iterator[Sample]:
    """Word and label on a line: wikigold (IO labels) and WNUT 2017 (tweets and posts)."""
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        parts = line.strip().rsplit(None, 1)
        if len(parts) == 2 and parts[0] != "-DOCSTART-":
            rows.append((parts[0], parts[1]))
        elif rows:
            yield _sample(source, _with_starts(rows), gazetteer, "")
            rows = []


def _with_starts(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """IO labels as BIO: a name starts where the label before it differs."""
    labels = ["O", *(label for _, label in rows)]
    mended = []
    for (word, label), before in zip(rows, labels):
        starts = label.startswith("I-") and before[2:] != label[2:]
        mended.append((word, "B" + label[1:] if starts else label))
    return mended


def _sample(source: str, rows: list[tuple[str, str]], gazetteer: Gazetteer, document: str) -> Sample:
    words = [word for word, _ in rows]
    names: list[frozenset[str]] = []
    for at, (word, label) in enumerate(rows):
        match = _LABEL.match(label)
        place, kind = (match.group(1), match.group(2)) if match else ("O", None)
        if place == "O" or kind not in _KINDS:
            names.append(_unsaid(source, at, words, gazetteer))
        elif place == "I" and names:
            names.append(_continued(names[-1]))
        else:
            names.append(
                tags_for(gazetteer.sharpen(_surface(at, rows), _sharp_misc(word, _KINDS[kind], gazetteer)), False)
            )
    _mark_titles(words, names, gazetteer)
    return Sample(source, words, None, names, document)


def _surface(at: int, rows: list[tuple[str, str]]) -> str:
    words = [rows[at][0]]
    for word, label in rows[at + 1 :]:
        if not label.startswith("I-"):
            break
        words.append(word)
    return " ".join(words)


def _continued(before: frozenset[str]) -> frozenset[str]:
    kinds = tuple(tag[2:] for tag in before if tag != "O")
    return tags_for(kinds, inside=True) if kinds else NOTHING


def _sharp_misc(word: str, kinds: tuple[str, ...], gazetteer: Gazetteer) -> tuple[str, ...]:
    return ("NORP",) if "NORP" in kinds and gazetteer.is_people(word) else kinds


def _unsaid(source: str, at: int, words: list[str], gazetteer: Gazetteer) -> frozenset[str]:
    """A word outside the names of its set: surely nothing if in lower case, else any kind the set does not mark."""
    word = words[at]
    if source == "uner" and gazetteer.is_people(word):
        return tags_for(("NORP",), inside=False)
    if (
        not word[:1].isupper()
        or _TWEET.match(word)
        or word.casefold() in COMMON
        or (at == 0 and gazetteer.is_common(word))
    ):
        return NOTHING
    unsaid = _UNSAID[source]
    if not gazetteer.is_title(word):
        unsaid = tuple(kind for kind in unsaid if kind != "TITLE")
    return NOTHING | tags_for(unsaid, inside=False) | tags_for(unsaid, inside=True)


def _mark_titles(words: list[str], names: list[frozenset[str]], gazetteer: Gazetteer) -> None:
    """Capitalised title words right before a person are a title for sure."""
    person = tags_for(("PER",), inside=False)
    for at in range(1, len(words)):
        first = at
        while names[at] == person and first > 0 and gazetteer.is_title(words[first - 1]) and "O" in names[first - 1]:
            first -= 1
        for title in range(first, at):
            names[title] = tags_for(("TITLE",), inside=title > first)
