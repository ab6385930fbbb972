"""Which verbs and nouns tell of which PLOVER events, and which of their slots hold actor, recipient and the rest.

The files stand in knowledge/lang/en/verbs and knowledge/lang/en/nouns; docs/lexicon.md explains every key.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from sayso import paths
from sayso.knowledge.auxiliary import AuxiliaryRules
from sayso.knowledge.classes import WordClasses
from sayso.knowledge.forms import Forms
from sayso.knowledge.loading import Entry, check_unique, read_folder
from sayso.knowledge.ontology import Ontology, PloverType
from sayso.model import Auxiliary, CountKind

_PATH = r"[a-z]+( [a-z]+)*(\.[a-z]+( [a-z]+)*)?"
_SLOT = re.compile(rf"^{_PATH}(\|{_PATH})*$")

_SWITCHES = {"True": "on", "False": "off"}  # YAML reads the bare words on and off as truth values

_TURN = {"high": 0, "middle": 0, "low": 1, "last": 2}  # when a sense of a word is tried
_MOST_LEMMAS = 50_000  # remembered: the words of a language come again and again
_NO_ACTS = frozenset({"person", "armed", "vehicle", "weapon", "group", "building"})
Words = Literal["any"] | tuple[str, ...]
Condition = dict[str, Words]
Part = Literal["verb", "noun"]


class Example(Entry):
    """One sentence of our own and what must be read in it; actor and recipient are exact words of the text."""

    text: str
    type: PloverType | None = None  # None: the entry's own type
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    modes: tuple[str, ...] | None = None
    auxiliary: tuple[Auxiliary, ...] | None = None
    inner: PloverType | None = None

    @field_validator("actor", "recipient", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class Pattern(Entry):
    """One sense of a verb or an event noun: what it means in PLOVER's terms, and its frame in terms of slots."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    lemmas: Annotated[tuple[str, ...], Field(min_length=1)]
    type: PloverType
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: Annotated[str, Field(pattern=r"^\d{2,4}$")] | None = None
    actor: tuple[str, ...] | None = None  # slots tried in order; None: the default of verbs or nouns
    recipient: tuple[str, ...] | None = None
    parties: tuple[str, ...] = ()  # slots that all give an actor of a two-sided event
    instrument: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    counts: dict[CountKind, tuple[str, ...]] = {}
    inner: tuple[str, ...] = ()  # slots in which the demanded, threatened, promised or refused act stands
    needs: Condition = {}
    unless: Condition = {}
    negated: PloverType | None = None  # the type that the denied verb tells of ("did not accept": REJECT)
    together: PloverType | None = None  # the type where several parties act at once (a joint exercise)
    suffered: bool = (
        False  # whose noun it is suffers it ("Sund's murder"), save beside the one who does ("their murder of Sund")
    )
    alone: bool = False  # a noun that tells of an event even where no actor or recipient stands beside it
    trust: Literal["high", "middle", "low", "last"] = "middle"
    note: str | None = None
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]
    near_misses: Annotated[tuple[str, ...], Field(min_length=1)]

    @field_validator("actor", "recipient", "parties", "instrument", "place", "inner", mode="before")
    @classmethod
    def _prepositions(cls, value: object) -> object:
        if isinstance(value, list) and not all(isinstance(v, str) for v in value):
            return [_SWITCHES.get(str(v), v) for v in value]
        return value

    @field_validator("needs", "unless", "counts", mode="before")
    @classmethod
    def _keys(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {_SWITCHES.get(str(k), k): v if isinstance(v, str) else cls._prepositions(v) for k, v in value.items()}

    @field_validator("actor", "recipient", "parties", "instrument", "place", "inner")
    @classmethod
    def _slots(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for slot in value or ():
            if not _SLOT.match(slot):
                raise ValueError(f"{slot!r} is not a slot or a path of two slots")
        return value

    @field_validator("needs", "unless")
    @classmethod
    def _conditions(cls, value: Condition) -> Condition:
        for slot in value:
            if not _SLOT.match(slot):
                raise ValueError(f"{slot!r} is not a slot or a path of two slots")
        return value


@dataclass(frozen=True)
class Sense:
    """A pattern with the part of speech of its folder and the id under which decisions name it."""

    part: Part
    rule: str
    pattern: Pattern

    @cached_property
    def listed(self) -> tuple[frozenset[str], ...]:
        """For every slot whose needs name words alone, those words (their heads): one of each must be in the sentence."""
        slots = (words for slot, words in self.pattern.needs.items() if slot != "inner")
        named = (words for words in slots if words != "any" and not any(w.startswith("@") for w in words))
        return tuple(frozenset(head_of_words(w) for w in words) for words in named)


@dataclass(frozen=True)
class Lexicon:
    """All that is needed to read events in one language: senses found by the lemma of their head word, word classes,
    the rules around event words, and the ontology that they speak of."""

    senses: tuple[Sense, ...] = ()
    classes: WordClasses = field(default_factory=WordClasses)
    rules: AuxiliaryRules = field(default_factory=AuxiliaryRules)
    ontology: Ontology = field(default_factory=Ontology)
    forms: Forms = field(default_factory=Forms)
    _lemmas: dict[tuple[str, str, bool], str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def shipped(cls) -> Lexicon:
        """The English lexicon that ships with sayso."""
        return cls.read(paths.knowledge() / "lang" / "en", Ontology.shipped())

    @classmethod
    def read(cls, folder: Path, ontology: Ontology) -> Lexicon:
        """The lexicon in folder/verbs, nouns, classes and auxiliary.

        Raises KnowledgeError with file and line for an entry that breaks the schema, and for an id that stands twice.
        """
        verbs, nouns = list(_senses(folder, "verb")), list(_senses(folder, "noun"))
        check_unique(((path, sense.pattern.id) for path, sense in verbs), "verb entry")
        check_unique(((path, sense.pattern.id) for path, sense in nouns), "noun entry")
        senses = tuple(sense for _, sense in (*verbs, *nouns))
        return cls(
            senses,
            WordClasses.read(folder),
            AuxiliaryRules.read(folder / "auxiliary"),
            ontology,
            Forms.read(folder / "irregular.yml"),
        )

    @cached_property
    def _by_head(self) -> dict[tuple[Part, str], tuple[tuple[str, Sense], ...]]:
        found: dict[tuple[Part, str], list[tuple[str, Sense]]] = defaultdict(list)
        for sense in self.senses:
            for lemma in sense.pattern.lemmas:
                head, rest = head_and_rest(lemma, sense.part)
                found[sense.part, head].append((rest, sense))
        return {key: tuple(sorted(pairs, key=_most_exact)) for key, pairs in found.items()}

    @cached_property
    def subject_words(self) -> dict[str, frozenset[str]]:
        """For every subject of articles its words, strong ones and those of the classes it names among them."""
        found = {}
        for subject in self.rules.subjects:
            named = (self.classes.listed_in(w[1:]) for w in subject.words if w.startswith("@"))
            plain = (w for w in (*subject.words, *subject.strong) if not w.startswith("@"))
            found[subject.id] = frozenset(plain).union(*named)
        return found

    @cached_property
    def _verbs(self) -> frozenset[str]:
        return frozenset(head for part, head in self._by_head if part == "verb") | self.rules.governing_words

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return frozenset(head for part, head in self._by_head if part == "noun") | self.classes.listed

    def lemma(self, form: str, guess: str, *, verb: bool) -> str:
        """The lemma of a form, the parser's guess corrected where this lexicon knows better (all lower case)."""
        key = (form, guess, verb)
        found = self._lemmas.get(key)
        if found is None:
            found = self.forms.lemma(form, guess, self._verbs if verb else self._nouns, verb=verb)
            if not (verb or found == form or found in self._nouns or found in self.classes.words):
                found = self.forms.lemma(form, found, self.classes.words, verb=False)  # "functionarie" is no word
            if len(self._lemmas) < _MOST_LEMMAS:
                self._lemmas[key] = found
        return found

    def tells_act(self, lemma: str) -> bool:
        """True for a noun that by itself names an act ("attack"), false for people and things used in acts."""
        plain = any(not rest for rest, _ in self.headed("noun", lemma))
        return plain and not self.classes.of(lemma) & _NO_ACTS

    def headed(self, part: Part, lemma: str) -> tuple[tuple[str, Sense], ...]:
        """The senses whose head word has this lemma, each with the particle or modifier it asks for ("" for none);
        the most exact ones first."""
        return self._by_head.get((part, lemma), ())


def head_of_words(words: str) -> str:
    """The head of what a condition names: "siege" of "state of siege" is "state", of "air strike" it is "strike"."""
    return words.partition(" of ")[0].rpartition(" ")[2]


def head_and_rest(lemma: str, part: Part) -> tuple[str, str]:
    """ "shoot down" -> ("shoot", "down") for verbs; "missile strike" -> ("strike", "missile") for nouns."""
    first, _, rest = lemma.partition(" ")
    if part == "verb" or not rest:
        return first, rest
    before, _, head = lemma.rpartition(" ")
    return head, before


def _most_exact(pair: tuple[str, Sense]) -> tuple[int, int, str]:
    """Senses kept for recall come last, whatever they ask for; among the others those that ask for most come first."""
    rest, sense = pair
    words = sum(_exactness(value) for value in sense.pattern.needs.values())
    return (_TURN[sense.pattern.trust], -(3 * bool(rest) + words), sense.rule)


def _exactness(words: Words) -> int:
    """Words named one by one ask for more than a class does."""
    if words == "any":
        return 0
    return 1 if any(w.startswith("@") for w in words) else 2


def _senses(folder: Path, part: Part) -> Iterable[tuple[Path, Sense]]:
    for path, pattern in read_folder(folder / f"{part}s", Pattern):
        yield path, Sense(part, f"{part}s/{path.name}#{pattern.id}", pattern)
