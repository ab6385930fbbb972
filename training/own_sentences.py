"""Sentences of our own are made here: frames filled from lists by a seeded draw, their names known exactly."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.parse.tokens import Tokenizer
from training.gazetteer import lines
from training.re3d import RULES
from training.sample import Sample

_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
KIND = {"LAST": "PER", "ABU": "PER", "GROUP": "ORG", "ACR": "ORG", "BODY": "ORG", "WIRE": "ORG", "PEOPLES": "NORP"}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "March", "April", "May", "June", "July", "August", "October", "Jan.", "Feb.", "Sept.", "Nov.")
WIRES = ("Reuters", "AP", "AFP", "Agency", "Xinhua", "TASS", "IRNA", "Anadolu")
LOOSE = frozenset({"DAY", "MONTH", "NUM", "NISBA"})


@dataclass
class Lists:
    """Our own names by kind."""

    people: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    groups: list[tuple[str, str]] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=dict)
    nouns: list[str] = field(default_factory=list)  # what bodies call themselves


def read_lists() -> Lists:
    """All lists of ``training/own``."""
    lists = Lists()
    for line in lines("people"):
        culture, given, family = (part.strip() for part in line.split("|"))
        lists.people[culture] = (given.split(), family.split())
    for line in lines("groups"):
        name, _, short = (part.strip() for part in line.partition("|"))
        lists.groups.append((name, short))
    for line in lines("places"):
        kind, _, names = line.partition("|")
        lists.places[kind.strip()] = [name.replace("_", " ") for name in names.split()]
    lists.nouns = lines("bodies")
    return lists


def own_samples(count: int, seed: int) -> Iterator[Sample]:
    """``count`` sentences; the same seed makes the same ones."""
    chance, lists, tokenizer = random.Random(seed), read_lists(), Tokenizer(RULES)
    frames = lines("frames")
    for _ in range(count):
        yield _filled(chance.choice(frames), chance, lists, tokenizer)


def _filled(frame: str, chance: random.Random, lists: Lists, tokenizer: Tokenizer) -> Sample:
    words: list[str] = []
    tags: list[frozenset[str]] = []
    for part in frame.split():
        slot = _SLOT.search(part)
        if slot is None:
            pieces, kind = [part], ""
        else:
            surface = (
                part[: slot.start()] + _surface(slot.group(1), slot.group(2) or "", chance, lists) + part[slot.end() :]
            )
            pieces = [surface[piece.start : piece.end] for piece in tokenizer.tokens(surface)]
            kind = "" if slot.group(1) in LOOSE or surface.islower() else KIND.get(slot.group(1), slot.group(1))
        words.extend(pieces)
        tags.extend(frozenset({_tag(kind, at)}) for at in range(len(pieces)))
    return Sample("own", words, None, _with_nisba(words, tags))


def _tag(kind: str, at: int) -> str:
    return f"{'I' if at else 'B'}-{kind}" if kind else "O"


def _with_nisba(words: list[str], tags: list[frozenset[str]]) -> list[frozenset[str]]:
    """`al - Masri` behind a name goes on with it; on its own it is a name."""
    for at in range(len(words) - 2):
        if words[at] == "al" and words[at + 1] == "-" and tags[at] == frozenset({"O"}):
            before = tags[at - 1] if at else frozenset({"O"})
            goes_on = before <= frozenset({"B-PER", "I-PER"})
            tags[at : at + 3] = [frozenset({"I-PER" if goes_on or after else "B-PER"}) for after in range(3)]
    return tags


def _surface(slot: str, manner: str, chance: random.Random, lists: Lists) -> str:
    drawn = _drawn(slot, chance, lists)
    if manner == "upper":
        return drawn.upper()
    if slot == "TITLE" and manner == "plain":
        return drawn if chance.random() < 0.4 else drawn.lower()
    return drawn


def _drawn(slot: str, chance: random.Random, lists: Lists) -> str:
    if slot in ("PER", "LAST", "ABU"):
        return _person(slot, chance, lists)
    if slot == "GROUP":
        return chance.choice(lists.groups)[0] if chance.random() < 0.8 else _invented(chance, lists)
    if slot == "ACR":
        known = chance.choice([short for _, short in lists.groups if short])
        return (
            known
            if chance.random() < 0.6
            else "".join(chance.choices("ABCDEFGHIJKLMNOPRSTUVW", k=chance.randint(3, 4)))
        )
    if slot == "NUM":
        return str(chance.randint(2, 90))
    fixed = {"DAY": DAYS, "MONTH": MONTHS, "WIRE": WIRES}
    if slot == "NISBA":
        return chance.choice([name[3:] for name in lists.people["arab"][1] if name.lower().startswith("al-")])
    return chance.choice(fixed[slot] if slot in fixed else lists.places[slot])


def _person(slot: str, chance: random.Random, lists: Lists) -> str:
    if slot == "ABU":
        return "Abu " + chance.choice(lists.people["abu"][1])
    culture = chance.choice([name for name in lists.people if name not in ("abu", "bin")])
    given, family = lists.people[culture]
    last = chance.choice(family).replace("-Suu", " Suu").replace("dela-", "dela ").replace("da-", "da ")
    if slot == "LAST":
        return last
    first = chance.choice(given)
    if culture in ("china", "korea"):
        return f"{first} {last}"
    middle = chance.random()
    if middle < 0.12:
        first = f"{first} {chance.choice('ABCDEFGHJKLMNPRSTW')}."
    elif middle < 0.24:
        first = f"{first} {chance.choice(given)}"
    if culture in ("arab", "bin") and chance.random() < 0.2:
        first = f"{first} {chance.choice(('bin', 'ibn', 'Abu', 'Abdul'))} {chance.choice(given)}"
    return f"{first} {last}"


def _invented(chance: random.Random, lists: Lists) -> str:
    """A body that no list holds, built as such names are built."""
    people, place = chance.choice(lists.places["NORP"]), chance.choice(lists.places["GPE"])
    noun = chance.choice(lists.nouns)
    return chance.choice(
        (f"{people} {noun}", f"{place} {noun}", f"{noun} of {place}" if noun[-1] != "s" else f"{place} {noun}")
    )
