"""How the two treebanks become samples is decided here, and which names their trees and entities give away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.ewt_names import marked_names
from training.ewt_names import tags as marked_tags
from training.gazetteer import Gazetteer
from training.sample import ANY, NAME_TYPES, NOTHING, Sample, Tree, tags_for

_OPEN_OR_CLOSE = re.compile(r"\((\d+)-([a-z]+)-([^()]*)|(\d+)\)|\)")
_CONNECTORS = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "de",
        "da",
        "del",
        "van",
        "von",
        "al",
        "el",
        "bin",
        "ibn",
        "la",
        "le",
        "du",
        "on",
        "in",
        "to",
        "&",
        "-",
        "’s",
    ]
) - {"in", "to", "on"}
_BODIES = ("ORG", "MISC", "EVENT", "FAC", "LOC")
_KINDS = {"person": ("PER",), "organization": ("ORG",), "place": ("GPE", "LOC", "FAC"), "event": ("EVENT",)}
_CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def read_treebank(path: Path, gazetteer: Gazetteer) -> Iterator[Sample]:
    """Every sentence of a CoNLL-U file, with the names we marked in it, else as far as the file shows them."""
    source = path.parent.name
    document = sentence = ""
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id"):
            document = line.split("= ", 1)[1]
        elif line.startswith("# sent_id"):
            sentence = line.split("= ", 1)[1]
        elif not line and rows:
            yield _sample(source, document, sentence, rows, gazetteer)
            rows = []
        elif line and line[0].isdigit():
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)


def _sample(source: str, document: str, sentence: str, rows: list[list[str]], gazetteer: Gazetteer) -> Sample:
    blank = [["" if value == "_" and at == 5 else value for at, value in enumerate(row)] for row in rows]
    _, words, lemmas, upos, xpos, feats, heads, deprels, _, misc = (list(column) for column in zip(*blank, strict=True))
    tree = Tree(upos, xpos, feats, lemmas, [int(head) for head in heads], deprels, misc)
    if source == "gum":
        names = _gum_names(words, tree, gazetteer)
    elif sentence in marked_names():
        names = marked_tags(marked_names()[sentence], len(words))
    else:
        names = _weak_names(words, tree, gazetteer)
    return Sample(source, words, tree, names, document)


def _weak_names(words: list[str], tree: Tree, gazetteer: Gazetteer) -> list[frozenset[str]]:
    """Without gold names the tree still tells what is no name, where names begin and go on, and who bears a title."""
    names = [_weak_name(at, words, tree, gazetteer) for at in range(len(words))]
    for first in range(len(words)):
        kinds = _weak_kinds(first, words, tree, gazetteer)
        if kinds:
            last = first + 1
            while last < len(words) and tree.upos[last] == "PROPN" and tree.heads[last] - 1 == first:
                last += 1
            for at in range(first, last):
                names[at] = tags_for(kinds, inside=at > first)
    return names


def _weak_name(at: int, words: list[str], tree: Tree, gazetteer: Gazetteer) -> frozenset[str]:
    word = words[at]
    if word.casefold() in _CALENDAR and tree.xpos[at] in ("NNP", "NNPS"):
        return NOTHING | tags_for(("EVENT", "MISC", "ORG"), inside=True)
    if gazetteer.is_people(word) and tree.upos[at] in ("ADJ", "NOUN", "PROPN"):
        alone = at + 1 == len(words) or not words[at + 1][:1].isupper()
        more = frozenset[str]() if alone else tags_for(_BODIES, inside=True) | tags_for(("ORG", "EVENT", "MISC"), False)
        return tags_for(("NORP",), inside=False) | more
    if tree.upos[at] == "PROPN" and word[:1].isupper() and word.isalpha():
        return _proper(at, words, tree, gazetteer)
    if tree.upos[at] in ("PROPN", "X") or (word[:1].isupper() and at > 0 and word != "I"):
        return ANY
    return ANY if 0 < at < len(words) - 1 and _between_names(at, tree) else NOTHING


def _proper(at: int, words: list[str], tree: Tree, gazetteer: Gazetteer) -> frozenset[str]:
    """A proper noun is in some name; it goes on with the one before it where the tree joins the two."""
    if _is_title(at, words, tree, gazetteer):
        return tags_for(("TITLE",), inside=at > 0 and _is_title(at - 1, words, tree, gazetteer))
    kinds = NAME_TYPES if gazetteer.is_title(words[at]) else tuple(kind for kind in NAME_TYPES if kind != "TITLE")
    before = at > 0 and tree.upos[at - 1] in (
        "PROPN",
        "ADJ",
        "PUNCT",
        "ADP",
        "DET",
        "PART",
        "NUM",
        "X",
        "CCONJ",
        "NOUN",
    )
    if not before:
        return tags_for(kinds, inside=False)
    if tree.upos[at - 1] == "PROPN" and _joined(at - 1, at, tree):
        return tags_for(kinds, inside=True)
    return tags_for(kinds, inside=False) | tags_for(kinds, inside=True)


def _joined(one: int, other: int, tree: Tree) -> bool:
    if tree.deprels[one] == "nmod:desc":
        return False
    pairs = ((one, other), (other, one))
    return any(tree.heads[low] - 1 == high and tree.deprels[low] in ("flat", "compound") for low, high in pairs)


def _weak_kinds(first: int, words: list[str], tree: Tree, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Who bears a title, or a known given name with a second name, is a person; a country is a country."""
    if tree.upos[first] != "PROPN" or not words[first][:1].isupper() or tree.deprels[first] in ("flat", "compound"):
        return ()
    below = [at for at, head in enumerate(tree.heads) if head - 1 == first]
    flat = any(tree.deprels[at] == "flat" and tree.upos[at] == "PROPN" and at == first + 1 for at in below)
    titled = any(_is_title(at, words, tree, gazetteer) for at in below)
    if titled or (flat and gazetteer.is_given_name(words[first])):
        return ("PER",)
    alone = not any(tree.upos[at] == "PROPN" and abs(at - first) == 1 for at in below)
    return ("GPE",) if alone and words[first].casefold() in gazetteer.countries else ()


def _between_names(at: int, tree: Tree) -> bool:
    """`of`, `the`, `-` or a number next to a proper noun may stand inside a name."""
    small = tree.upos[at] in ("ADP", "DET", "NUM", "CCONJ", "PUNCT", "PART")
    return small and "PROPN" in (tree.upos[at - 1], tree.upos[at + 1])


def _gum_names(words: list[str], tree: Tree, gazetteer: Gazetteer) -> list[frozenset[str]]:
    names = [_outside_gum(at, words, tree, gazetteer) for at in range(len(words))]
    taken = [False] * len(words)
    for first, last, kind in sorted(_mentions(tree.misc), key=lambda span: span[1] - span[0]):
        _mark_mention(first, last, kind, words, tree, gazetteer, names, taken)
    for at in range(len(words)):
        if not taken[at] and _is_title(at, words, tree, gazetteer):
            inside = at > 0 and names[at - 1] <= tags_for(("TITLE",), False) | tags_for(("TITLE",), True)
            names[at] = tags_for(("TITLE",), inside)
    return names


def _outside_gum(at: int, words: list[str], tree: Tree, gazetteer: Gazetteer) -> frozenset[str]:
    if gazetteer.is_people(words[at]) and tree.upos[at] in ("ADJ", "NOUN", "PROPN"):
        return tags_for(("NORP",), inside=False)
    if tree.upos[at] == "PROPN" and words[at].casefold() not in _CALENDAR:
        return ANY
    return NOTHING


def _is_title(at: int, words: list[str], tree: Tree, gazetteer: Gazetteer) -> bool:
    head = tree.heads[at] - 1
    described = tree.deprels[at] == "nmod:desc" and tree.upos[at] == "PROPN"
    above = tree.deprels[at] in ("compound", "amod") and head >= 0 and tree.deprels[head] == "nmod:desc"
    return gazetteer.is_title(words[at]) and (described or (above and tree.upos[head] == "PROPN"))


def _mark_mention(first, last, kind, words, tree, gazetteer, names, taken) -> None:  # type: ignore[no-untyped-def]
    head = _head_of(first, last, tree)
    if head is None or tree.upos[head] != "PROPN" or kind in ("time",) or (any(taken[first:last]) and taken[head]):
        return
    start, end = _name_part(first, last, head, words, tree, gazetteer)
    if kind == "person" and gazetteer.is_title(words[head]):
        kinds: tuple[str, ...] = ("TITLE",)
    else:
        kinds = _KINDS.get(kind, ("MISC", "WEAPON", "EVENT"))
    surface = " ".join(words[start:end])
    kinds = gazetteer.sharpen(surface, kinds)
    for at in range(start, end):
        names[at] = tags_for(kinds, inside=at > start)
        taken[at] = True


def _head_of(first: int, last: int, tree: Tree) -> int | None:
    for at in range(first, last):
        if not first <= tree.heads[at] - 1 < last:
            return at
    return None


def _name_part(first: int, last: int, head: int, words: list[str], tree: Tree, gazetteer: Gazetteer) -> tuple[int, int]:
    """The capitalised stretch around the head of the mention, without titles before it."""
    start, end = head, head + 1
    while start > first and _belongs(start - 1, words, tree, gazetteer):
        start -= 1
    while end < last and (_belongs(end, words, tree, gazetteer) or _connects(end, last, words, tree, gazetteer)):
        end += 1
    while start < head and words[start].casefold() in _CONNECTORS | {",", ".", "-"}:
        start += 1
    return start, end


def _belongs(at: int, words: list[str], tree: Tree, gazetteer: Gazetteer) -> bool:
    if words[at] in ("-", "–", "&"):
        return True
    if tree.deprels[at] == "nmod:desc" or _is_title(at, words, tree, gazetteer):
        return False
    named = tree.upos[at] in ("PROPN", "ADJ", "NUM", "NOUN") and (words[at][:1].isupper() or words[at][:1].isdigit())
    return named and not (
        tree.upos[at] == "NUM"
        and tree.deprels[at] != "flat"
        and tree.deprels[at] != "compound"
        and tree.deprels[at] != "nummod"
    )


def _connects(at: int, last: int, words: list[str], tree: Tree, gazetteer: Gazetteer) -> bool:
    """True for `of`, `the` and their like when a capitalised word of the mention follows at once."""
    if words[at].casefold() not in _CONNECTORS:
        return False
    following = at + 1
    while following < last and words[following].casefold() in _CONNECTORS:
        following += 1
    return (
        following < last
        and following - at <= 2
        and _belongs(following, words, tree, gazetteer)
        and words[following][:1].isupper()
    )


def _mentions(misc: list[str]) -> list[tuple[int, int, str]]:
    """Entity spans of GUM's bracket notation within one sentence."""
    open_spans: list[tuple[str, int, str]] = []
    found: list[tuple[int, int, str]] = []
    for at, value in enumerate(misc):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", value)
        for opened, kind, _, closed in _OPEN_OR_CLOSE.findall(match.group(1) if match else ""):
            if opened:
                open_spans.append((opened, at, kind))
            elif open_spans:
                span = _close(open_spans, closed)
                found.append((span[1], at + 1, span[2]))
    return found


def _close(open_spans: list[tuple[str, int, str]], identifier: str) -> tuple[str, int, str]:
    for at in range(len(open_spans) - 1, -1, -1):
        if not identifier or open_spans[at][0] == identifier:
            return open_spans.pop(at)
    return open_spans.pop()
