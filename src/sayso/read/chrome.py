"""Which lines are page chrome: known forms, rows of labels, and section names run together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.read.shapes import is_capitalised, is_sentence, parts
from sayso.read.words import ChromeRule, LabelKind, Opens, PageWords
from sayso.text import folded

MOST_WORDS, MOST_CHARS = 60, 600  # a longer line is never chrome
MOST_SECTIONS = 4  # more names than this are a menu

_JOINT = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_TAIL = re.compile(r"\s*[:|»›•]\s*|\s+[–—-]\s+")
_NUMBER = r"\d[\d ]*(?: ?[km])?"
_LONGEST_LABEL = 4


@dataclass(frozen=True, slots=True)
class Chrome:
    """A line found to be chrome: by which rule, what it says about the lines after it, and the sections it names."""

    rule: str
    opens: Opens | None = None
    sections: tuple[str, ...] = ()


def chrome_in(line: str, words: PageWords) -> Chrome | None:
    """What makes the line page chrome, or None where it may belong to the article."""
    if not any(c.isalnum() for c in line):
        return Chrome("ornament")
    if len(line) > MOST_CHARS or len(line.split()) > MOST_WORDS:
        return None
    return _by_rule(line, words) or _by_labels(line, words.labels) or _by_joints(line, words.labels)


def _by_rule(line: str, words: PageWords) -> Chrome | None:
    count = len(line.split())
    key = _key(line)
    tail = _TAIL.search(line)
    lead = _key(line[: tail.start()]) if tail else key
    for rule, pattern in _compiled(words):
        if count <= rule.most and (pattern.fullmatch(key) or (rule.tail and pattern.fullmatch(lead))):
            return Chrome(f"chrome.yml#{rule.id}", rule.opens)
    return None


def _key(line: str) -> str:
    return folded(line.replace("©", " copyrightsign "))


@lru_cache(maxsize=4)
def _compiled(words: PageWords) -> tuple[tuple[ChromeRule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile("|".join(_form(f) for f in rule.forms))) for rule in words.chrome)


def _form(form: str) -> str:
    """One form as a regular expression for folded text: `*` is any words or none, `#` a number."""
    pattern = ""
    for word in form.split():
        blank = " " if pattern else ""
        if word == "*":
            pattern += rf"(?:{blank}.*)?"
        else:
            pattern += blank + (_NUMBER if word == "#" else re.escape(folded(word)))
    return pattern


def _by_labels(line: str, labels: Mapping[str, LabelKind]) -> Chrome | None:
    """A line that is nothing but labels, with or without bars between them: "Home | World | Sport"."""
    found: list[str] = []
    for part in parts(line):
        row = _row(folded(part).split(), labels)
        if row is None:
            return None
        found.extend(row)
    return Chrome("sections.yml#labels", sections=_sections(found, labels, line)) if found else None


def _row(names: Sequence[str], labels: Mapping[str, LabelKind]) -> list[str] | None:
    """The words cut into known labels, longest last, or None where some word belongs to none."""
    if not any(" ".join(names[:n]) in labels for n in range(1, _LONGEST_LABEL + 1)):
        return None
    rows: list[list[str] | None] = [[], *[None] * len(names)]
    for end in range(1, len(names) + 1):
        for start in range(max(0, end - _LONGEST_LABEL), end):
            before, label = rows[start], " ".join(names[start:end])
            if before is not None and label in labels:
                rows[end] = [*before, label]
                break
    return rows[-1]


def _sections(found: Sequence[str], labels: Mapping[str, LabelKind], line: str) -> tuple[str, ...]:
    """The sections that a short row names; a row with menu or share labels is a menu."""
    if len(found) > MOST_SECTIONS or any(labels[f] != "section" for f in found):
        return ()
    return tuple(p for part in parts(line) for p in _JOINT.split(part)) if len(parts(line)) > 1 else (line.strip(),)


def _by_joints(line: str, labels: Mapping[str, LabelKind]) -> Chrome | None:
    """Section names run together by copying: "SportsWorldOpinion". One of the names must be a known label."""
    pieces = [p.strip() for p in _JOINT.split(line)]
    if len(pieces) < 2 or is_sentence(line) or not is_capitalised(line):
        return None
    if not (any(labels.get(folded(p), "share") != "share" for p in pieces) or _is_long_run(line)):
        return None
    menu = len(pieces) > MOST_SECTIONS or any(labels.get(folded(p), "section") != "section" for p in pieces)
    return Chrome("sections.yml#run-together", sections=() if menu else tuple(pieces))


def _is_long_run(line: str) -> bool:
    """True for one word made of three capitalised words or more: no name is written so."""
    pieces = _JOINT.split(line)
    return len(pieces) >= 3 and not re.search(r"\s", line) and all(len(p) >= 3 for p in pieces)
