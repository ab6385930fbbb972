"""What a language's words of time mean, and which patterns of them make a time expression: the calendar folder, typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from sayso import paths
from sayso.errors import KnowledgeError
from sayso.knowledge.loading import Entry, check_unique, read_entries, read_mapping

Value = int | str
_ELEMENT = re.compile(r"^(?P<names>.+?)(?::(?P<slot>[a-z]+))?(?P<optional>\?)?$")
# Classes that the lexer gives to figures and signs; every other class stands in words.yml.
FIGURES = frozenset(
    {"number", "daynumber", "year", "iso", "time", "hhmm", "dotted", "decade", "nth", "holiday", "article"}
)
# Classes of expressions that an earlier stage has already built.
BUILT = frozenset(
    {"DAY", "WEEK", "MONTH", "QUARTER", "HALF", "SEASON", "YEAR", "DECADE", "CENTURY", "DATE", "AGO", "SPAN"}
    | {"DURATION", "SET", "TIME", "CLOCK", "REF", "NONE"}
)

# Classes that no rule names. Lemmas: "ahead" have a date after the article's day under them, also where they are told in the
# past ("plans"), "asking" with an infinitive, "timetable" in the plain present, "fixing" before "purpose" ("called a strike
# for Friday"); "granting" have a limit ahead ("gave them until Friday"); "partaking" happen when their object takes place;
# "telling" are of speech. Words right before a date that lies ahead ("nearing") or back ("gone"); "records" are counted back.
# Prepositions: "limits", "background" (of what an act is about or follows), "framing". "dating" and "counted" stand before
# four figures that are a year, or none; the rest is named after the words themselves.
_SETS = (
    *(
        "ahead",
        "plans",
        "granting",
        "partaking",
        "limits",
        "background",
        "framing",
        "passing",
        "judging",
        "befalling",
        "phasal",
        "blasts",
        "enacting",
        "dating",
        "counted",
        "amounts",
        "clocking",
    ),
    *("nearing", "gone", "records", "purpose", "fixing", "asking", "timetable"),
    *(
        "will",
        "reported",
        "meanwhile",
        "apart",
        "preceding",
        "succeeding",
        "belonging",
        "inside",
        "leading",
        "joining",
        "telling",
        "since",
        "pointing",
        "definite",
        "verbal",
    ),
)
_FREQUENT = frozenset({"number", "daynumber", "article", "determiner", "half", "same"})  # poor signs of a time


@dataclass(frozen=True)
class Element:
    """One step of a pattern: any of these classes or literal words, bound to a slot, perhaps left out."""

    classes: tuple[str, ...]
    slot: str | None
    optional: bool


class RuleEntry(Entry):
    """One pattern of a time expression and what it means; `first` and `drop` count elements outside the expression."""

    id: str
    stage: Annotated[int, Field(ge=1, le=4)]
    pattern: str
    means: str
    as_: str | None = Field(default=None, alias="as")
    set: dict[str, Value] = {}
    after: tuple[str, ...] = ()
    alone: bool = True
    first: int = 0
    drop: int = 0
    example: str | None = None
    near: str | None = None


class HolidayEntry(Entry):
    """A named day: a fixed month and day, the nth weekday of a month, or so many days from Easter."""

    names: tuple[str, ...]
    fixed: Annotated[str, Field(pattern=r"^\d\d-\d\d$")] | None = None
    nth: tuple[int, int, int] | None = None
    easter: int | None = None


@dataclass(frozen=True)
class Rule:
    """A pattern ready for matching."""

    entry: RuleEntry
    elements: tuple[Element, ...]


class Opening(NamedTuple):
    """A rule that can begin with some class, and the classes one of which must follow; None where it can end there."""

    rule: Rule
    follow: frozenset[str] | None


@dataclass(frozen=True, eq=False)
class Calendar:
    """The time words of one language: classes of each word, patterns by stage, named days, reach of vague spans."""

    words: dict[str, dict[str, Value]]
    rules: tuple[Rule, ...]
    holidays: dict[str, HolidayEntry]
    reach: dict[str, int]
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)  # words that no rule names, by what they tell
    folder: Path | None = field(default=None, compare=False)

    @cached_property
    def holiday_pattern(self) -> re.Pattern[str] | None:
        """Finds the names of days, longest first; None where the language has none."""
        names = sorted(self.holidays, key=len, reverse=True)
        return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.I) if names else None

    @cached_property
    def by_first(self) -> dict[int, dict[str, tuple[Opening, ...]]]:
        """Rules by stage and by a class or literal with which they can begin."""
        found: dict[int, dict[str, tuple[Opening, ...]]] = {}
        for rule in self.rules:
            here = found.setdefault(rule.entry.stage, {})
            for name in _beginnings(rule.elements):
                here[name] = (*here.get(name, ()), Opening(rule, _follow(rule.elements, name)))
        return found

    @cached_property
    def literals(self) -> frozenset[str]:
        """The words, with "=" before them, that stand in a pattern themselves; all others need no such class."""
        return frozenset(c for r in self.rules for e in r.elements for c in e.classes if c.startswith("="))

    @cached_property
    def seeds(self) -> frozenset[str]:
        """Classes of which every match holds one: the rarest element that each rule cannot do without."""
        return frozenset(c for r in self.rules for c in _seed(r.elements).classes)


@lru_cache(maxsize=4)
def load_calendar(language: str = "en", folder: Path | None = None) -> Calendar:
    """The calendar of a language, read once.

    Raises KnowledgeError for unknown keys, double ids and patterns that name nothing.
    """
    folder = folder or paths.knowledge() / "lang" / language / "calendar"
    classes = _classes(read_mapping(folder / "words.yml"), folder / "words.yml")
    reach, *sets = (classes.pop(name, {}) for name in ("reach", *_SETS))
    holidays = {name: h for h in read_entries(folder / "holidays.yml", HolidayEntry) for name in h.names}
    return Calendar(
        words=_by_word(classes),
        rules=_rules(folder, frozenset(classes)),
        holidays=holidays,
        reach={unit: int(count) for unit, count in reach.items()},
        sets={name: frozenset(words) for name, words in zip(_SETS, sets)},
        folder=folder,
    )


def _classes(data: dict[str, Any], path: Path) -> dict[str, dict[str, Value]]:
    for name, members in data.items():
        if not isinstance(members, dict) or not all(isinstance(v, int | str) for v in members.values()):
            raise KnowledgeError(f"{path}:1: class {name!r} must map words to numbers or codes")
    return {name: dict(members) for name, members in data.items()}


def _by_word(classes: dict[str, dict[str, Value]]) -> dict[str, dict[str, Value]]:
    words: dict[str, dict[str, Value]] = {}
    for name, members in classes.items():
        for word, value in members.items():
            words.setdefault(word, {})[name] = value
    return words


def _rules(folder: Path, classes: frozenset[str]) -> tuple[Rule, ...]:
    rules, keys = [], []
    for path in sorted(folder.glob("rules-*.yml")):
        for entry in read_entries(path, RuleEntry):
            rules.append(Rule(entry, _elements(entry.pattern, classes)))
            keys.append((path, entry.id))
    check_unique(keys, "rule")
    return tuple(rules)


def _elements(pattern: str, classes: frozenset[str]) -> tuple[Element, ...]:
    return tuple(_element(word, classes) for word in pattern.split())


def _element(word: str, classes: frozenset[str]) -> Element:
    """A class keeps its name, every other word is a literal and is kept with "=" before it."""
    parts = _ELEMENT.match(word)
    assert parts is not None
    known = classes | FIGURES | BUILT
    names = tuple(n if n in known else "=" + _unquoted(n) for n in parts["names"].split("|"))
    return Element(names, parts["slot"], parts["optional"] is not None)


def _unquoted(word: str) -> str:
    """ "'day'" is the word day where a class could be meant; "'s" is itself."""
    return word[1:-1] if len(word) > 2 and word[0] == word[-1] == "'" else word


def _seed(elements: tuple[Element, ...]) -> Element:
    """Classes of few words before literal words, long words before short ones, and of two alike the later one: the first is
    often an article."""
    return max((e for e in reversed(elements) if not e.optional), key=_rarity)


def _rarity(element: Element) -> tuple[bool, int]:
    literal = any(c.startswith("=") for c in element.classes)
    return not literal and _FREQUENT.isdisjoint(element.classes), min(map(len, element.classes))


def _beginnings(elements: tuple[Element, ...]) -> set[str]:
    found: set[str] = set()
    for element in elements:
        found.update(element.classes)
        if not element.optional:
            break
    return found


def _follow(elements: tuple[Element, ...], name: str) -> frozenset[str] | None:
    found: set[str] = set()
    for number, element in enumerate(elements):
        if name in element.classes:
            rest = elements[number + 1 :]
            if all(e.optional for e in rest):
                return None
            found |= _beginnings(rest)
        if not element.optional:
            break
    return frozenset(found)
