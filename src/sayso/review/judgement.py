"""What one reviewer says of one event, saying or actor: accepted, corrected slot by slot, rejected, or added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sayso.model import ActorKind, Auxiliary, EventPlace, EventTime, Form, Noun, Quote, Stance, Standing

Kind = Literal["event", "saying", "actor"]
Verdict = Literal["accept", "correct", "reject", "add"]
ADDED = 100_000  # events that people added are called e100001 and on, far from those of the machine
Name = Annotated[str, Field(max_length=200)]

#: The slots that can be judged, in the order in which they are shown; agreement is measured for each.
SLOTS: Mapping[Kind, tuple[str, ...]] = {
    "event": (
        "type",
        "modes",
        "actors",
        "recipients",
        "trigger",
        "when",
        "where",
        "under",
        "standing",
        "auxiliary",
    ),
    "saying": ("speakers", "cue", "content", "stance", "negated", "form", "under"),
    "actor": ("name", "actor_kind", "country", "sectors", "same_as"),
}


class Party(Noun):
    """An actor in a slot: by its name in the record, or by the words of the article that name it."""

    name: Name
    actor: str | None = None  # id in the record that was judged
    text: Quote | None = None


class Under(Noun):
    """The saying that reports something; its cue finds it again where the article is coded anew."""

    saying: str = "s0"
    cue: Quote | None = None


class Values(Noun):
    """Values of some slots; a slot that is not set says nothing, a slot set to None or () is empty."""

    type: Name | None = None
    modes: tuple[Name, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    trigger: Quote | None = None
    when: EventTime | None = None
    where: EventPlace | None = None
    under: Under = Under()
    standing: Standing | None = None
    auxiliary: tuple[Auxiliary, ...] = ()
    speakers: tuple[Party, ...] = ()
    cue: Quote | None = None
    content: tuple[Quote, ...] = ()
    stance: Stance | None = None
    negated: bool = False
    form: Form | None = None
    name: Name | None = None
    actor_kind: ActorKind | None = None
    country: Annotated[str, Field(max_length=3)] | None = None
    sectors: tuple[Annotated[str, Field(max_length=3)], ...] = ()
    same_as: Party | None = None

    @property
    def slots(self) -> frozenset[str]:
        """The slots that are set."""
        return frozenset(self.model_fields_set)

    def changed(self, other: Values) -> Values:
        """These values with the other's in the slots that the other sets."""
        kept = {name: getattr(self, name) for name in self.slots}
        return Values(**{**kept, **{name: getattr(other, name) for name in other.slots}})

    def compact(self) -> str:
        """The slots that are set, as JSON."""
        return self.model_dump_json(exclude_unset=True)


class Anchor(Noun):
    """Where the target stands in the text: finds it again when the article is coded anew under other ids."""

    start: int = 0
    end: int = 0
    label: str = ""


class Judgement(Noun):
    """One verdict by one person at one time. Never changed afterwards: a later one stands beside it."""

    id: int = 0
    article: str
    kind: Kind
    target: Annotated[str, Field(pattern=r"^[esa]\d{1,7}$")]
    anchor: Anchor
    verdict: Verdict
    before: Values = Values()  # what the machine had, every slot
    changes: Values = Values()  # what the reviewer set, only the slots that were changed
    author: Name
    at: str  # UTC, YYYY-MM-DDTHH:MM:SS
    round: int | None = None  # number of the blind round in which it was given
    settles: bool = False  # a difference between reviewers is settled by this one
    note: Annotated[str, Field(max_length=500)] = ""

    @model_validator(mode="after")
    def _only_own_slots(self) -> Judgement:
        foreign = self.changes.slots - set(SLOTS[self.kind])
        if foreign:
            raise ValueError(f"{self.kind} has no slot {', '.join(sorted(foreign))}")
        if self.verdict in ("accept", "reject") and self.changes.slots:
            raise ValueError(f"{self.verdict} changes nothing")
        return self

    @property
    def after(self) -> Values:
        """Every slot as the reviewer has it."""
        return self.before.changed(self.changes)

    @property
    def is_of_added(self) -> bool:
        """True where the target is one that people added or brought back."""
        return self.verdict == "add" or int(self.target[1:]) > ADDED

    @property
    def same_as_key(self) -> str:
        """Two judgements with the same key say the same of the target."""
        return "reject" if self.verdict == "reject" else plain(self.after)


def plain(values: Values) -> str:
    """The values without what two reviewers may do differently and still mean the same: ids and found words."""
    return "; ".join(f"{name}={slot(values, name)}" for name in sorted(values.slots))


def slot(values: Values, name: str) -> str | frozenset[str]:
    """One slot as a value that can be compared: a set of names, a span, a day, a word; "" where it is empty."""
    value = getattr(values, name)
    if isinstance(value, tuple):
        return frozenset(_word(v) for v in value)
    return _word(value)


def _word(value: object) -> str:
    if isinstance(value, Party):
        return value.name.casefold()
    if isinstance(value, Under):
        return f"{value.cue.start}-{value.cue.end}" if value.cue else value.saying
    if isinstance(value, Quote):
        return f"{value.start}-{value.end}"
    if isinstance(value, EventTime):
        return f"{value.start_date}/{value.end_date}"
    if isinstance(value, EventPlace):
        return f"{value.name.casefold()}/{value.country or ''}"
    return "" if value is None else str(value)
