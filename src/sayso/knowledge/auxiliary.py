"""What stands around an event word and changes it: light verbs, words that cancel or imply, modes, contexts, counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import field_validator

from sayso.knowledge.loading import Entry, read_entries
from sayso.knowledge.ontology import PloverType
from sayso.model import Auxiliary, CountKind

Lends = Literal["actor", "recipient", "nothing"]


class LightVerb(Entry):
    """Verbs that lend their subject to an event noun in one of their slots."""

    id: str
    lemmas: tuple[str, ...]
    slot: str = "object"
    lends: Lends
    gives: tuple[Auxiliary, ...] = ()
    told: bool = False  # the act has happened, even where nobody admits it ("no group has claimed the killing")
    behind: bool = False  # told in the past with its agent, the act has happened ("the raid was planned by X")


class Governor(Entry):
    """Words that say of the act below them whether it happened; `negated`: the same when the word itself is denied."""

    id: str
    lemmas: tuple[str, ...]
    slots: tuple[str, ...]
    gives: tuple[Auxiliary, ...] = ()
    negated: tuple[Auxiliary, ...] = ()


class Marker(Entry):
    """Words beside an event that set its auxiliary mode."""

    id: str
    where: Literal["modifier", "adverb", "modal", "conjunction", "purpose"]
    gives: Auxiliary
    words: tuple[str, ...]


class HistoricalCue(Entry):
    """What marks an event as background from years ago."""

    id: str
    kind: Literal["year", "decade", "ago", "nearby", "since", "last"]
    years: int = 1
    words: tuple[str, ...] = ()


class Exclusion(Entry):
    """Sentences in which the words of some types mean something else; an act of one of the `spares` is never excluded.

    triggers: only acts of these words; classes: topics of the sentence; beside: modifiers of trigger or object;
    subject, recipient: fillers that cannot act; narrator: subject of a clause above; below: nouns that the trigger may
    modify (any other one excludes).
    """

    id: str
    types: tuple[PloverType, ...]
    triggers: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    at_least: int = 2
    beside: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    narrator: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()


class Subject(Entry):
    """What a whole article may be about, and the acts that are none there; the entry "hard" lists what speaks against all.

    at_least: different words of its list in the article, a strong one counting twice; share: of the sentences, 0..1, that
    hold one; spares: who acts or suffers in earnest all the same; earnest: words that say so anywhere in the sentence;
    plot: in the present tense nobody does.
    """

    id: str
    types: tuple[PloverType, ...]
    words: tuple[str, ...]
    strong: tuple[str, ...] = ()
    at_least: int = 8
    share: float = 0.4
    plot: bool = False
    spares: tuple[str, ...] = ()
    earnest: tuple[str, ...] = ()


class ModeCue(Entry):
    """Words that add a mode ("TYPE.mode") where they stand in one of the named places."""

    id: str
    mode: str
    where: tuple[str, ...]
    words: tuple[str, ...]

    @field_validator("where", mode="before")
    @classmethod
    def _on(cls, value: object) -> object:
        return ["on" if v is True else v for v in value] if isinstance(value, list) else value


class ContextCue(Entry):
    """Words that bring a context: one strong one beside the event, or two of any kind near it."""

    id: str
    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class CountWord(Entry):
    """A number in words, or words that make a number a bound."""

    id: str
    words: tuple[str, ...]
    low: int | None = None
    high: int | None = None
    bound: Literal["low", "high", "about"] | None = None
    scale: int | None = None  # multiplies the number before it


class Casualty(Entry):
    """Words that say what happened to the people a number counts."""

    kind: CountKind
    verbs: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]


class Particles(Entry):
    """Verbs with a particle whose plain senses hold all the same."""

    id: str
    words: tuple[str, ...]


class Around(Entry):
    """Prepositions and verbs around an act, by what they say of the name behind them."""

    id: str
    words: tuple[str, ...]


class Weight(Entry):
    """What a feature of an event adds to the logit of its confidence."""

    feature: str
    weight: float


class SpeechRule(Entry):
    """What a saying makes of an act inside it: the modal verb of the act, whether the speaker acts himself, the word of
    saying, and the line of the ontology's table that tells the new type."""

    id: str
    outer: str
    modals: tuple[str, ...]
    own: bool
    verbs: tuple[str, ...]


@dataclass(frozen=True)
class AuxiliaryRules:
    """All of knowledge/lang/<language>/auxiliary, with look-ups by lemma."""

    light: tuple[LightVerb, ...] = ()
    governors: tuple[Governor, ...] = ()
    markers: tuple[Marker, ...] = ()
    historical: tuple[HistoricalCue, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    modes: tuple[ModeCue, ...] = ()
    contexts: tuple[ContextCue, ...] = ()
    counts: tuple[CountWord, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    confidence: tuple[Weight, ...] = ()
    speech: tuple[SpeechRule, ...] = ()
    particles: tuple[Particles, ...] = ()
    beside: tuple[Around, ...] = ()
    subjects: tuple[Subject, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> AuxiliaryRules:
        """The rules in one folder; raises KnowledgeError with file and line for an entry that breaks its shape."""
        return cls(
            read_entries(folder / "light.yml", LightVerb),
            read_entries(folder / "governors.yml", Governor),
            read_entries(folder / "markers.yml", Marker),
            read_entries(folder / "historical.yml", HistoricalCue),
            read_entries(folder / "exclusions.yml", Exclusion),
            read_entries(folder / "modes.yml", ModeCue),
            read_entries(folder / "contexts.yml", ContextCue),
            read_entries(folder / "counts.yml", CountWord),
            read_entries(folder / "casualties.yml", Casualty),
            read_entries(folder / "confidence.yml", Weight),
            read_entries(folder / "speech.yml", SpeechRule),
            read_entries(folder / "particles.yml", Particles),
            read_entries(folder / "around.yml", Around),
            read_entries(folder / "subjects.yml", Subject),
        )

    @cached_property
    def _light(self) -> dict[str, tuple[tuple[str, LightVerb], ...]]:
        return _by_first_word([(lemma, entry) for entry in self.light for lemma in entry.lemmas])

    @cached_property
    def _governors(self) -> dict[str, tuple[Governor, ...]]:
        found: dict[str, tuple[Governor, ...]] = {}
        for entry in self.governors:
            for lemma in entry.lemmas:
                found[lemma] = (*found.get(lemma, ()), entry)
        return found

    @cached_property
    def _markers(self) -> dict[tuple[str, str], Marker]:
        return {(m.where, word): m for m in reversed(self.markers) for word in m.words}

    @cached_property
    def mild_particles(self) -> frozenset[str]:
        """Verb and particle ("kill off") where the plain senses of the verb hold."""
        return frozenset(w for entry in self.particles for w in entry.words)

    @cached_property
    def around(self) -> dict[str, frozenset[str]]:
        """The words of auxiliary/around.yml by the name of their list."""
        return {entry.id: frozenset(entry.words) for entry in self.beside}

    @cached_property
    def _context_words(self) -> dict[str, tuple[tuple[str, bool], ...]]:
        found: dict[str, tuple[tuple[str, bool], ...]] = {}
        for cue in self.contexts:
            for word in cue.strong:
                found[word] = (*found.get(word, ()), (cue.id, True))
            for word in cue.weak:
                found[word] = (*found.get(word, ()), (cue.id, False))
        return found

    @cached_property
    def old_words(self) -> frozenset[str]:
        """Every single word of the cues for what is long past: most tokens are none of them."""
        return frozenset(part for cue in self.historical for word in cue.words for part in word.split())

    @cached_property
    def modes_of(self) -> dict[str, tuple[ModeCue, ...]]:
        """The cues of modes by the type whose mode they name."""
        found: dict[str, tuple[ModeCue, ...]] = {}
        for cue in self.modes:
            type_ = cue.mode.partition(".")[0]
            found[type_] = (*found.get(type_, ()), cue)
        return found

    @cached_property
    def exclusions_of(self) -> dict[str, tuple[Exclusion, ...]]:
        """The exclusions by the type of the act that they exclude."""
        found: dict[str, tuple[Exclusion, ...]] = {}
        for rule in self.exclusions:
            for type_ in rule.types:
                found[type_] = (*found.get(type_, ()), rule)
        return found

    @cached_property
    def context_ends(self) -> frozenset[str]:
        """The last word of every context cue: most tokens are none of them."""
        return frozenset(word.rpartition(" ")[2] for word in self._context_words)

    @cached_property
    def governing_words(self) -> frozenset[str]:
        """First words of light verbs and words that decide about the act below them."""
        return frozenset((*self._light, *self._governors))

    @cached_property
    def weights(self) -> dict[str, float]:
        """The weight of every feature that tells of confidence."""
        return {w.feature: w.weight for w in self.confidence}

    def light_verbs(self, lemma: str) -> tuple[tuple[str, LightVerb], ...]:
        """Light verbs whose first word this is, each with the particle it needs ("" for none)."""
        return self._light.get(lemma, ())

    def governing(self, lemma: str) -> tuple[Governor, ...]:
        """Words with this lemma that decide about the act below them."""
        return self._governors.get(lemma, ())

    def marker(self, where: str, word: str) -> Marker | None:
        """The marker that this word is in this place, or None."""
        return self._markers.get((where, word))

    def context_words(self, word: str) -> tuple[tuple[str, bool], ...]:
        """Contexts that a word or two-word term brings, each with True where one such word is enough."""
        return self._context_words.get(word, ())


def _by_first_word(pairs: list[tuple[str, LightVerb]]) -> dict[str, tuple[tuple[str, LightVerb], ...]]:
    found: dict[str, tuple[tuple[str, LightVerb], ...]] = {}
    for lemma, entry in sorted(pairs, key=lambda p: -p[0].count(" ")):
        first, _, rest = lemma.partition(" ")
        found[first] = (*found.get(first, ()), (rest, entry))
    return found
