"""Which runs of words form a time expression is decided here: rules by stage, the longest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.knowledge.calendar import Calendar, Element, Opening, Rule
from sayso.when.lexing import Word
from sayso.when.meaning import Meaning, made_of

_DATES = frozenset({"DAY", "WEEK", "MONTH", "QUARTER", "HALF", "SEASON", "YEAR", "DECADE", "CENTURY"})
_STAGES = (1, 2, 3, 4)
Bound = tuple[tuple[str, Word], ...]  # slot and word, in order


def expressions(words: list[Word], calendar: Calendar) -> list[Word]:
    """The words that are whole time expressions, each with its Meaning under the class "meaning"."""
    found: list[Word] = []
    for run in _runs(words, calendar.seeds):
        for stage in _STAGES:
            run = _reduced(run, calendar.by_first.get(stage, {}))
        found += [w for w in run if "meaning" in w.classes and w.alone]
    return found


def _runs(words: list[Word], seeds: frozenset[str]) -> Iterator[list[Word]]:
    """Stretches of words that rules know and one of which can make a time, each behind the word before it, if any."""
    at = 0
    while at < len(words):
        first = at
        while at < len(words) and words[at].classes:
            at += 1
        if any(not seeds.isdisjoint(w.classes) for w in words[first:at]):
            yield words[max(first - 1, 0) : at]
        at += 1


def _reduced(words: list[Word], by_first: Mapping[str, tuple[Opening, ...]]) -> list[Word]:
    out: list[Word] = []
    at = 0
    while at < len(words):
        found = _longest(words, at, by_first, out[-1] if out else None) if words[at].classes else None
        if found is None:
            out.append(words[at])
            at += 1
            continue
        rule, bound, last = found
        loose = _loose(rule, bound)
        bound, last = bound[: len(bound) - loose], last - loose
        inside = list(bound)[rule.entry.first : len(bound) - rule.entry.drop]
        before = [w for _, w in bound[: rule.entry.first]]
        out.extend(before)
        out.append(_built(rule, bound, [w for _, w in inside]))
        at = last - rule.entry.drop
    return out


def _loose(rule: Rule, bound: Bound) -> int:
    """Commas at the end that no year follows ("on 5 December, the"), where the rule does not ask for one."""
    count = 0
    while not rule.entry.drop and count < len(bound) and bound[-1 - count][0] == "=,":
        count += 1
    return count


def _longest(
    words: list[Word], at: int, by_first: Mapping[str, tuple[Opening, ...]], before: Word | None
) -> tuple[Rule, Bound, int] | None:
    best: tuple[Rule, Bound, int] | None = None
    after = words[at + 1].classes if at + 1 < len(words) else {}
    for name in words[at].classes:
        for rule, follow in by_first.get(name, ()):
            hit = _match(rule.elements, words, at) if follow is None or not follow.isdisjoint(after) else None
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
