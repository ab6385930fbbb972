"""What one training sentence carries is decided here: words, and gold for whichever tasks its source speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field

NAME_TYPES = ("PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WEAPON", "TITLE", "MISC")
NAME_TAGS = ("O", *(f"{place}-{kind}" for kind in NAME_TYPES for place in "BI"))
ANY: frozenset[str] = frozenset(NAME_TAGS)
NOTHING: frozenset[str] = frozenset({"O"})


@dataclass
class Sample:
    """``names`` holds for each word the tags its source allows: one when it is sure, several when it cannot tell."""

    source: str
    words: list[str]
    tree: Tree | None = None
    names: list[frozenset[str]] = field(default_factory=list)
    document: str = ""


@dataclass
class Tree:
    """Gold of a treebank, word by word; heads count from 1, 0 is the root."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    misc: list[str]


def tags_for(kinds: tuple[str, ...], inside: bool) -> frozenset[str]:
    """The tags that a word may bear when its name is of one of these kinds."""
    return frozenset(f"{'I' if inside else 'B'}-{kind}" for kind in kinds)
