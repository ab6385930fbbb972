"""Which words report what somebody says, thinks or shows: the shape of a cue, its frame, and the look-up by lemma.

A cue's frame names slots (subject, object, from ...), never dependency labels: who speaks, to whom, and where the
content stands. An entry's `content` and `speaker` may replace those of its frame.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from sayso import paths
from sayso.errors import KnowledgeError
from sayso.knowledge.loading import Entry, check_unique, line_of, read_entries, read_mapping
from sayso.model import Stance, VenueKind

_DOUBLES = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]$")  # "stop": the last letter doubles before "ed" and "ing"

CueKind = Literal["verb", "noun", "adjective", "adverb", "preposition"]

#: Where content may stand. A word with "+" joins slots ("object+of"); any other word is a slot or preposition.
SHAPES = frozenset(
    {"clause", "infinitive", "quote", "host", "open", "noun", "predicate", "object", "subject", "gerund", "sentence"}
    | {"purpose", "named", "marked", "rest", "condition", "that", "colon"}
)
_PREPOSITIONS = frozenset(
    [
        "of",
        "for",
        "about",
        "on",
        "to",
        "against",
        "with",
        "as",
        "at",
        "from",
        "over",
        "into",
        "in",
        "by",
        "toward",
        "towards",
        "upon",
        "after",
        "among",
        "between",
        "like",
    ]
)
_SPEAKERS = (
    frozenset({"self", "subject", "object", "possessor", "compound", "adjective", "head", "light", "within"})
    | _PREPOSITIONS
)


class FrameEntry(Entry):
    """One way in which cues build their sentence. Order in `content` is order of preference."""

    id: str
    speaker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    relay: bool = False  # the speaker is a source on whom another speaker leans ("citing officials")
    note: str | None = None

    @field_validator("content")
    @classmethod
    def _shapes(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for part in (p for shape in value for p in shape.split("+")):
            if part not in SHAPES | _PREPOSITIONS:
                raise ValueError(f"{part!r} is no content slot")
        return value

    @field_validator("speaker", "addressee")
    @classmethod
    def _slots(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for part in value:
            if part not in _SPEAKERS | {"indirect"}:
                raise ValueError(f"{part!r} is no slot")
        return value


class Example(Entry):
    """A sentence of our own with the saying that must be found in it; `speaker` is null where nobody is named."""

    text: str
    cue: str
    speaker: str | None = None
    content: tuple[str, ...] = ()


class CueEntry(Entry):
    """One or several lemmas with one stance and one frame. A lemma of several words is "verb particle"."""

    id: Annotated[str, Field(pattern=r"^[a-z]+/[a-z_-]+$")]
    lemmas: tuple[str, ...]
    kind: CueKind
    stance: Stance
    frame: str
    negated: bool = False
    content: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    weak: bool = False  # needs a named speaker or a quotation beside its content
    silent: bool = False  # a saying even where no content stands beside it ("declined to comment")
    #: When an act named in the content is the reporter's and not the speaker's: in a phrase ("condemned the raid"),
    #: only in a definite one ("ordered the raid", but not "ordered raids"), or in a clause too ("knew that it failed").
    presupposes: Literal["never", "definite", "phrase", "always"] = "never"
    #: Where the content is a bare phrase: the only nouns, or those never, that it may name ("denied bail", "claimed nine
    #: lives" say nothing), things that do it without a word ("two beams support the roof"), and never in the passive.
    objects: tuple[str, ...] = ()
    unless_objects: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()  # the only nouns that say it ("the poll found a lead", not "the boy found a coin")
    unless_speakers: tuple[str, ...] = ()
    active: bool = False
    except_for: tuple[str, ...] = ()  # next words after which it is no cue ("find out" is another verb)
    example: Example
    near_miss: str
    note: str | None = None


@dataclass(frozen=True)
class Cue:
    """An entry with its frame filled in, as the room of sayings uses it."""

    entry: CueEntry
    speaker: tuple[str, ...]
    addressee: tuple[str, ...]
    content: tuple[str, ...]
    relay: bool

    @property
    def takes_quotes(self) -> bool:
        """True where quoted words may stand beside the cue without grammar."""
        return "quote" in self.content


class Flip(Entry):
    """A verb that turns the cue below it into its opposite: "refused to say", "stopped short of saying"."""

    lemmas: tuple[str, ...]
    example: str


class VenueEntry(Entry):
    """Nouns for the place or paper where something is said, by kind."""

    kind: VenueKind
    nouns: tuple[str, ...]
    names: tuple[str, ...] = ()  # proper names of services ("Telegram")
    verbs: tuple[str, ...] = ()  # verbs that imply it ("tweet")
    spoken: bool = False  # behind the words reported it is where they were said, not what they are about


class CueBook:
    """All cues by the word that one must meet in the text to think of them."""

    def __init__(
        self,
        cues: Iterable[Cue],
        *,
        flips: Sequence[Flip],
        venues: Sequence[VenueEntry],
        light: Mapping[str, tuple[str, ...]],
        irregular: Mapping[str, Sequence[str]],
    ) -> None:
        self.cues = tuple(cues)
        self.flips = frozenset(f for flip in flips for lemma in flip.lemmas for f in forms_of(lemma, "verb", irregular))
        self.lending = frozenset(f for lemma in light["support"] for f in forms_of(lemma, "verb", irregular))
        self.short_titles = frozenset(light["short_titles"])
        self.keeping = frozenset(f for lemma in light["keeping"] for f in forms_of(lemma, "verb", irregular))
        self.giving = frozenset(f for lemma in light["giving"] for f in forms_of(lemma, "verb", irregular))
        self.citing = frozenset(light["citing"])
        self.within = frozenset(light["within"])
        self.spoken_kinds = frozenset(v.kind for v in venues if v.spoken)
        self.speaking = frozenset(light["speaking"])
        self.addressing = frozenset(light["addressing"])
        self.evidence = frozenset(light["evidence"])
        self.glosses = frozenset(light["glosses"])
        self.refusals = frozenset(light["refusals"])
        self.nobody = frozenset(light["nobody"])
        self.carrying = frozenset(f for lemma in light["carrying"] for f in forms_of(lemma, "verb", irregular))
        self.not_yet = frozenset(light["not_yet"])
        self.no_more = frozenset(light["no_more"])
        self.withdrawing = frozenset(f for v in light["withdrawing"] for f in forms_of(v, "verb", irregular))
        self.backing = frozenset(f for v in light["backing"] for f in forms_of(v, "verb", irregular))
        self.forcing = frozenset(f for v in light["forcing"] for f in forms_of(v, "verb", irregular))
        self.duress = frozenset(light["duress"])
        self.by_force = light["by_force"]
        self.until = frozenset(light["until"])
        self.headlined = frozenset(light["headlined"])
        self.venue_nouns = {f: v.kind for v in venues for noun in v.nouns for f in forms_of(noun, "noun", irregular)}
        self.venue_names = {name: v.kind for v in venues for name in v.names}
        self.venue_verbs = {f: v.kind for v in venues for verb in v.verbs for f in forms_of(verb, "verb", irregular)}
        self._by_form = self._indexed(irregular)

    def _indexed(self, irregular: Mapping[str, Sequence[str]]) -> dict[str, tuple[tuple[str, Cue], ...]]:
        found: dict[str, list[tuple[str, Cue]]] = defaultdict(list)
        for cue in self.cues:
            for lemma in cue.entry.lemmas:
                for form in forms_of(lemma.split()[0], cue.entry.kind, irregular):
                    found[form].append((lemma, cue))
        return {form: tuple(sorted(pairs, key=lambda p: -p[0].count(" "))) for form, pairs in found.items()}

    def of(self, form: str) -> tuple[tuple[str, Cue], ...]:
        """Pairs of (lemma, cue) for a word as it stands in the text, lower case; lemmas of several words first."""
        return self._by_form.get(form, ())

    @classmethod
    @functools.cache
    def shipped(cls) -> CueBook:
        """The cues that ship with sayso."""
        return cls.read(paths.knowledge() / "lang" / "en")

    @classmethod
    def read(cls, folder: Path) -> CueBook:
        """The cues of one language's folder. Raises KnowledgeError with `file:line:` where an entry is wrong."""
        frames = {f.id: f for f in read_entries(folder / "cues" / "_frames.yml", FrameEntry)}
        files = sorted(p for p in (folder / "cues").glob("*.yml") if not p.name.startswith("_"))
        entries = [(path, entry) for path in files for entry in read_entries(path, CueEntry)]
        check_unique([(path, entry.id) for path, entry in entries], "cue")
        check_unique([(p, f"{lemma}") for p, e in entries for lemma in _keys(e)], "lemma")
        words = read_mapping(folder / "cues" / "_light.yml")
        titles = read_mapping(folder / "titles" / "honorifics.yml")["short"]
        words["short_titles"] = [f"{title.split()[-1]}." for title in titles]  # "Lt. Gov."
        return cls(
            [_filled(path, entry, frames) for path, entry in entries],
            flips=read_entries(folder / "cues" / "_flips.yml", Flip),
            venues=read_entries(folder / "venues.yml", VenueEntry),
            light={str(k): tuple(v) for k, v in words.items()},
            irregular=read_mapping(folder / "cues" / "_irregular.yml"),
        )


def _keys(entry: CueEntry) -> list[str]:
    """What may not stand twice: the same lemma with the same frame and the same content."""
    shapes = " ".join(entry.content)
    return [f"{lemma} ({entry.kind}, {entry.frame}, {shapes})" for lemma in entry.lemmas]


def _filled(path: Path, entry: CueEntry, frames: Mapping[str, FrameEntry]) -> Cue:
    frame = frames.get(entry.frame)
    if frame is None:
        raise KnowledgeError(f"{path}:{line_of(path, entry.id)}: no frame {entry.frame!r} in _frames.yml")
    return Cue(entry, entry.speaker or frame.speaker, frame.addressee, entry.content or frame.content, frame.relay)


def forms_of(lemma: str, kind: CueKind, irregular: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The forms in which a lemma stands in a text, so that finding cues does not hang on a lemmatizer."""
    if kind == "verb":
        return (lemma, *(irregular.get(lemma) or _verb_forms(lemma)))
    return (lemma, _with_s(lemma)) if kind in ("noun", "preposition") else (lemma,)


def _verb_forms(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("ie"):
        return (lemma + "s", lemma + "d", lemma[:-2] + "ying")
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma
    if _DOUBLES.match(lemma):
        stem = lemma + lemma[-1]
    past = lemma[:-1] + "ied" if _y_after_consonant(lemma) else stem + "ed"
    return (_with_s(lemma), past, stem + "ing")


def _with_s(lemma: str) -> str:
    if _y_after_consonant(lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _y_after_consonant(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2:-1] not in "aeiou"
