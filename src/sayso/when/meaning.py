"""What a matched time expression says, before any anchor is known: a kind and the values its words carry."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from sayso.knowledge.calendar import RuleEntry
from sayso.when.lexing import Word


@dataclass(frozen=True, slots=True)
class Meaning:
    """Values of one expression; what is None was not said. `inner` and `outer` are expressions inside it."""

    kind: str
    rule: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    ordinal: int | None = None
    season: str | None = None
    unit: str | None = None
    count: float | None = None
    upper: float | None = None
    vague: bool = False
    halves: int = 0
    offset: int | None = None
    part: str | None = None
    time: str | None = None
    hour: int | None = None
    meridiem: str | None = None
    zone: int | None = None
    name: str | None = None
    ref: str | None = None
    mod: str | None = None
    anchor: str = "article"
    half: bool = False
    inner: Meaning | None = None
    outer: Meaning | None = None


_FIELDS = frozenset(f.name for f in fields(Meaning))
# Word classes whose value goes under another field's name.
_INTO = {
    "relative": "offset",
    "neighbour": "offset",
    "onward": "offset",
    "vaguely": "offset",
    "backward": "offset",
    "sequel": "offset",
    "side": "offset",
    "dayword": "offset",
    "tonight": "offset",
    "latest": "offset",
    "same": "offset",
    "units": "unit",
    "longword": "unit",
    "often": "unit",
    "weekdays": "weekday",
    "shortday": "weekday",
    "hhmm": "time",
    "dotted": "time",
    "number": "count",
    "couple": "count",
    "nth": "ordinal",
    "quartercode": "ordinal",
    "edge": "mod",
    "lateness": "mod",
    "phase": "mod",
    "present": "ref",
    "pastword": "ref",
    "futureword": "ref",
    "pastnoun": "ref",
    "noon": "hour",
    "holiday": "name",
    "decade": "year",
    "decadeword": "year",
    "iso": "time",
}
# Slots that set a value of their own, whatever word fills them.
_FIXED: dict[str, dict[str, Any]] = {
    "vague": {"vague": True},
    "half": {"half": True},
    **{slot: {"offset": -1} for slot in ("=before", "=ago", "=earlier")},
    **{slot: {"offset": 1} for slot in ("=after", "=later", "=following", "=next", "next")},
}


def made_of(entry: RuleEntry, bound: tuple[tuple[str, Word], ...]) -> Meaning:
    """The meaning of a rule's match: values of its words, then what the rule itself sets."""
    values: dict[str, Any] = {}
    for slot, word in bound:
        _take(values, slot, word)
    values.update(entry.set)
    return Meaning(kind=entry.means, rule=entry.id, **values)


def _take(values: dict[str, Any], slot: str, word: Word) -> None:
    inner = word.classes.get("meaning")
    if isinstance(inner, Meaning):
        values["outer" if "inner" in values else "inner"] = inner
        return
    if slot == "daynumber":
        values["last_day" if "day" in values else "day"] = word.classes[slot]
        return
    if slot in _FIXED:
        values |= _FIXED[slot]
        return
    if slot == "neighbour":
        values["anchor"] = "previous"
    _plainly(values, slot, word)


def _plainly(values: dict[str, Any], slot: str, word: Word) -> None:
    name = _INTO.get(slot, slot)
    if name not in _FIELDS or name in ("kind", "rule", "inner", "outer"):
        return
    value = word.classes.get(slot, word.classes.get("number"))
    if name not in values and value is not None:
        values[name] = int(value) if name == "hour" and isinstance(value, float) else value


def moved(meaning: Meaning, **changes: Any) -> Meaning:
    """The meaning with some values changed."""
    return replace(meaning, **changes)
