"""Which runs of words form a time expression is decided here: rules by stage, the longest first."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.knowledge.calendar import Calendar, Element, Rule
from sayso.when.lexing import Word
from sayso.when.meaning import Meaning, made_of

_DATES = frozenset({"DAY", "WEEK", "MONTH", "QUARTER", "HALF", "SEASON", "YEAR", "DECADE", "CENTURY"})
_STAGES = (1, 2, 3, 4)
Bound = tuple[tuple[str, Word], ...]  # slot and word, in order


def expressions(words: list[Word], calendar: Calendar) -> list[Word]:
    """The words that are whole time expressions, each with its Meaning under the class "meaning"."""
    for stage in _STAGES:
        words = _reduced(words, calendar, stage)
    return [w for w in words if "meaning" in w.classes and w.alone]


def _reduced(words: list[Word], calendar: Calendar, stage: int) -> list[Word]:
    out: list[Word] = []
    at = 0
    while at < len(words):
        found = _longest(words, at, calendar, stage, out[-1] if out else None)
        if found is None:
            out.append(words[at])
            at += 1
            continue
        rule, bound, last = found
        inside = list(bound)[rule.entry.first : len(bound) - rule.entry.drop]
        before = [w for _, w in bound[: rule.entry.first]]
        out.extend(before)
        out.append(_built(rule, tuple(inside), [w for _, w in inside]))
        at = last - rule.entry.drop
    return out


def _longest(
    words: list[Word], at: int, calendar: Calendar, stage: int, before: Word | None
) -> tuple[Rule, Bound, int] | None:
    best: tuple[Rule, Bound, int] | None = None
    for name in words[at].classes:
        for rule in calendar.by_first.get((stage, name), ()):
            hit = _match(rule.elements, words, at)
            if hit is None or not _stands_after(rule, before):
                continue
            if best is None or (hit[1], bool(rule.entry.after)) > (best[2], bool(best[0].entry.after)):
                best = (rule, hit[0], hit[1])
    return best


def _stands_after(rule: Rule, before: Word | None) -> bool:
    if not rule.entry.after:
        return True
    lower = before.lower if before else ""
    numeric = before is not None and "number" in before.classes
    return lower in rule.entry.after or (numeric and "<number>" in rule.entry.after)


def _match(elements: Sequence[Element], words: list[Word], at: int) -> tuple[Bound, int] | None:
    """The longest way to lay the elements over the words from `at` on, or None."""
    if not elements:
        return (), at
    first = elements[0]
    if at < len(words):
        slot = next((c for c in first.classes if c in words[at].classes), None)
        rest = _match(elements[1:], words, at + 1) if slot else None
        if slot and rest is not None:
            return ((first.slot or slot, words[at]), *rest[0]), rest[1]
    return _match(elements[1:], words, at) if first.optional else None


def _built(rule: Rule, bound: Bound, parts: list[Word]) -> Word:
    entry = rule.entry
    meaning = made_of(entry, bound)
    start, end = parts[0].start, parts[-1].end
    name = entry.as_ or _class_of(meaning, parts)
    classes: dict[str, object] = {"meaning": meaning, name: meaning}
    if name in _DATES:
        classes["DATE"] = meaning
    if entry.means == "nothing":
        classes = {}
    return Word(start, end, "", classes, entry.id, entry.alone, tuple(parts))


_BY_UNIT = {
    "D": "DAY",
    "NI": "TIME",
    "W": "WEEK",
    "2W": "WEEK",
    "WE": "WEEK",
    "M": "MONTH",
    "Q": "QUARTER",
    "Y": "YEAR",
    "E": "DECADE",
}


def _class_of(meaning: Meaning, parts: list[Word]) -> str:
    """An edge keeps the class of what it narrows; a unit gives its own."""
    inner = next((c for p in parts for c in p.classes if c in _DATES or c in ("AGO", "SPAN", "CLOCK")), None)
    if inner is not None:
        return inner
    return _BY_UNIT.get(meaning.unit or "", "SPAN")
