"""The nouns of the record `sayso/1`, frozen: what one article in gives out, and the reason for each decision."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = "sayso/1"

BlockKind = Literal["headline", "subhead", "byline", "dateline", "paragraph", "caption", "list", "chrome"]
ActorKind = Literal["person", "group", "organization", "state", "people", "unnamed"]
Layer = Literal["text", "knowledge", "country", "none"]
MentionKind = Literal["name", "noun", "pronoun"]
Form = Literal["direct", "indirect", "mixed"]
Stance = Literal["assert", "deny", "doubt", "believe", "intend", "promise", "threaten", "demand", "ask", "show"]
VenueKind = Literal["post", "interview", "statement", "conference", "letter", "report", "call", "testimony", "other"]
Standing = Literal["fact", "claimed", "admitted", "denied", "suspected", "disputed"]
Auxiliary = Literal["negated", "future", "hypothetical", "historical"]
CountKind = Literal["killed", "injured", "arrested", "displaced", "abducted"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Granularity = Literal[
    "minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century", "other"
]
PlaceKind = Literal["literal", "demonym", "government"]
Resolution = Literal["place", "city", "district", "province", "country", "region"]
PublishedFrom = Literal["given", "metadata", "text", "none"]

BODY_KINDS: frozenset[str] = frozenset({"headline", "subhead", "paragraph", "caption", "list"})


class Noun(BaseModel):
    """Base of every value that sayso passes on: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Because(Noun):
    """Why a decision was taken: the id of the knowledge entry or rule that fired, and what it saw."""

    rule: str
    detail: str = ""


class Quote(Noun):
    """Exact words of the article: `article.text[start:end] == text`."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str

    @property
    def span(self) -> tuple[int, int]:
        """The two offsets."""
        return (self.start, self.end)


def quote(text: str, start: int, end: int) -> Quote:
    """The words of `text` from start to end, with their offsets."""
    return Quote(start=start, end=end, text=text[start:end])


class Block(Noun):
    """One piece of the page: what kind of text stands from start to end; chrome is never coded."""

    kind: BlockKind
    start: int
    end: int


class Article(Noun):
    """One article as read: head fields, the exact text, and its layout in blocks (in order, not overlapping)."""

    id: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None  # name of the outlet; the record replaces it by the outlet's actor id
    byline: str | None = None
    section: str | None = None
    published: str | None = None  # ISO date
    published_from: PublishedFrom = "none"
    language: str = "en"
    text: str
    blocks: tuple[Block, ...] = ()
    dateline_place: Quote | None = None
    dateline_agency: Quote | None = None
    warnings: tuple[Notice, ...] = ()

    def __repr__(self) -> str:
        return f"Article({self.title or self.text[:40]!r}, {self.outlet}, {self.published})"


class Notice(Noun):
    """Something the reader of a record should know; it never stops the coding."""

    code: str
    message: str


class ArticleHead(Noun):
    """The article as the record carries it."""

    id: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None  # actor id
    byline: str | None = None
    section: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "none"
    language: str = "en"
    text: str


class Mention(Quote):
    """One place in the text that names an actor; `head` is the offset of the mention's head word."""

    kind: MentionKind
    head: int = 0


class Actor(Noun):
    """Who acts, suffers or speaks, with country and sectors at the article's date."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    wikidata: str | None = None
    entry: str | None = None
    resolved_by: Layer = "none"
    mentions: tuple[Mention, ...] = ()
    because: tuple[Because, ...] = ()


class Moment(Noun):
    """One time expression, normalised as TIMEX3, with the days it covers where they are known."""

    id: str
    text: Quote
    type: TimexType
    value: str
    start_date: str | None = None
    end_date: str | None = None
    granularity: Granularity = "day"
    anchor: str = "none"  # "article", "none" or the id of a moment
    because: tuple[Because, ...] = ()


class EventTime(Noun):
    """When an event happened: an interval of days and where it was read; assumed = only the article's date is known."""

    start_date: str
    end_date: str
    granularity: Granularity = "day"
    moment: str | None = None
    assumed: bool = False


class Place(Noun):
    """One toponym of the article, resolved to the gazetteer where that is safe."""

    id: str
    text: Quote
    kind: PlaceKind = "literal"
    name: str
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    resolution: Resolution = "place"
    confidence: float = 0.0
    because: tuple[Because, ...] = ()


class EventPlace(Noun):
    """Where an event happened; a country stays a country, never a dot."""

    place: str | None = None
    name: str
    country: str | None = None
    resolution: Resolution


class Venue(Noun):
    """Where a saying was made public: a post, an interview with an outlet, a statement and so on."""

    kind: VenueKind
    outlet: str | None = None  # actor id
    start: int
    end: int
    text: str


class Saying(Noun):
    """One act of saying, thinking or showing; "s0" is the article itself, in the outlet's own voice."""

    id: str
    parent: str | None
    speakers: tuple[str, ...] = ()
    speaker: Quote | None = None
    cue: Quote | None = None
    cue_lemma: str | None = None
    content: tuple[Quote, ...] = ()
    form: Form = "indirect"
    stance: Stance = "assert"
    negated: bool = False
    addressees: tuple[str, ...] = ()
    addressee: Quote | None = None
    venue: Venue | None = None
    when: EventTime | None = None
    because: tuple[Because, ...] = ()


class Count(Noun):
    """How many were killed, injured, arrested, displaced or abducted, as a range, with the words that say so."""

    kind: CountKind
    low: int
    high: int | None
    text: Quote


class Event(Noun):
    """One PLOVER event and the saying that reports it."""

    id: str
    said_in: str = "s0"
    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int
    intensity: float
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    trigger: Quote
    actor_text: tuple[Quote, ...] = ()  # the exact words that fill the actor slot
    recipient_text: tuple[Quote, ...] = ()
    instrument: Quote | None = None
    auxiliary: tuple[Auxiliary, ...] = ()
    standing: Standing = "fact"
    when: EventTime | None = None
    where: EventPlace | None = None
    counts: tuple[Count, ...] = ()
    inner: str | None = None  # PLOVER type of the act that is demanded, threatened, promised, refused or denied
    confidence: float = 0.5
    because: tuple[Because, ...] = ()


class Loaded(Noun):
    """A word that takes a side: about whom, which way it leans, and in whose voice it stands."""

    text: Quote
    about: str | None = None
    lean: Literal["for", "against"]
    voice: str = "s0"
    quoted: bool = False
    plain: str
    because: tuple[Because, ...] = ()


class Record(Noun):
    """What sayso writes for one article: a tree of sayings with events at its leaves."""

    schema_: Literal["sayso/1"] = Field(default="sayso/1", alias="schema")
    article: ArticleHead
    actors: tuple[Actor, ...] = ()
    sayings: tuple[Saying, ...] = ()
    events: tuple[Event, ...] = ()
    moments: tuple[Moment, ...] = ()
    places: tuple[Place, ...] = ()
    loaded: tuple[Loaded, ...] = ()
    warnings: tuple[Notice, ...] = ()
    coder: str | None = None  # versions of program, knowledge and model

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries and lists, ready for JSON."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self) -> str:
        """The record as one line of JSON."""
        return self.model_dump_json(by_alias=True)

    def __repr__(self) -> str:
        title = self.article.title or self.article.text[:40]
        events = ", ".join(f"{e.type} {e.trigger.text!r} ({e.standing})" for e in self.events[:4])
        more = ", …" if len(self.events) > 4 else ""
        return f"<Record {title!r}: {len(self.sayings) - 1} sayings, {len(self.events)} events: {events}{more}>"

    def _repr_html_(self) -> str:
        from sayso.notebook import as_html

        return as_html(self)


class Failure(Noun):
    """What stands on an article's line when it could not be coded."""

    schema_: Literal["sayso/1"] = Field(default="sayso/1", alias="schema")
    article: dict[str, str]
    error: dict[str, str]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    def to_json(self) -> str:
        """The failure as one line of JSON."""
        return self.model_dump_json(by_alias=True)


Article.model_rebuild()
