"""Look-ups over one record that tables, exports and pages share: who, which place, on whose say-so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Actor, Event, Place, Quote, Record, Saying
from sayso.text import sentence_around, squeezed

ROOT = "s0"
POINTS = frozenset({"place", "city", "district", "province"})  # a country or region never becomes a dot
_PASSIVE = re.compile(
    r"^(?:(?:has|have|had|will|would|to)\s+)*(?:is|are|was|were|be|been|being)\s+(?:being\s+)?", re.IGNORECASE
)
_NOT_HAPPENED = frozenset({"negated", "future", "hypothetical"})


def happened(event: Event) -> bool:
    """True for what is told as having happened: for formats that cannot say that something did not, or not yet."""
    return event.standing != "denied" and not _NOT_HAPPENED & set(event.auxiliary)


def cue_words(saying: Saying) -> str:
    """The cue as it reads behind the speaker's name: of "was ordered by X" only what X did, "is quoted" without any."""
    if saying.cue is None:
        return "is quoted"
    words = squeezed(saying.cue.text)
    by_agent = saying.speaker is not None and saying.speaker.start >= saying.cue.end
    return _PASSIVE.sub("", words) or words if by_agent else words


@dataclass(frozen=True)
class View:
    """One record with the look-ups that every export needs."""

    record: Record

    def actors(self, ids: Iterable[str]) -> list[Actor]:
        """The actors with these ids, in that order."""
        by_id = {a.id: a for a in self.record.actors}
        return [by_id[i] for i in ids]

    def outlet(self) -> str | None:
        """Name of the outlet."""
        id_ = self.record.article.outlet
        return next((a.name for a in self.record.actors if a.id == id_), None)

    def path(self, event: Event) -> list[Saying]:
        """The sayings from the event up to, not including, the article itself."""
        by_id, at, found = {s.id: s for s in self.record.sayings}, event.said_in, []
        while at != ROOT and at in by_id:
            found.append(by_id[at])
            at = by_id[at].parent or ROOT
        return found

    def speakers(self, saying: Saying) -> str:
        """Names of the speakers, or the words that stand for them."""
        names = [a.name for a in self.actors(saying.speakers)]
        return ", ".join(names) or (saying.speaker.text if saying.speaker else "")

    def say_so(self, event: Event) -> str:
        """The path of sayings in words: "police < The Post"."""
        steps = [self.speakers(s) or "somebody" for s in self.path(event)]
        return " < ".join([*steps, self.outlet() or "the article"])

    def place(self, event: Event) -> Place | None:
        """The resolved place of the event."""
        if event.where is None or event.where.place is None:
            return None
        return next((p for p in self.record.places if p.id == event.where.place), None)

    def point(self, event: Event) -> Place | None:
        """The place of the event where it has coordinates and is no country or region."""
        place, where = self.place(event), event.where
        known = place is not None and place.lat is not None and where is not None and where.resolution in POINTS
        return place if known else None

    def levels(self, event: Event) -> list[str | None]:
        """City, district and province of the event, as far as they are known."""
        where, place = event.where, self.place(event)
        if where is None:
            return [None, None, None]
        found = [where.name if where.resolution == level else None for level in ("city", "district", "province")]
        admin1 = place.admin1 if place and where.resolution in POINTS else None
        return [*found[:2], found[2] or admin1]

    def paragraph(self, quote: Quote) -> int:
        """Number of the paragraph in which the quotation stands, counted from 1; empty lines do not count."""
        before = self.record.article.text[: quote.start].split("\n")[:-1]
        return 1 + sum(1 for line in before if line.strip())

    def leads(self, quote: Quote) -> bool:
        """True in the headline (where the text repeats it) and in the first paragraph."""
        text, title = self.record.article.text, self.record.article.title
        first = squeezed(text.lstrip().split("\n", 1)[0])
        return self.paragraph(quote) <= (2 if title and first == squeezed(title) else 1)

    def sentence(self, quote: Quote) -> str:
        """The sentence of the article in which the quotation stands, never more than its line."""
        start, end = sentence_around(self.record.article.text, quote.start, quote.end)
        return squeezed(self.record.article.text[start:end])

    def event_date(self, event: Event) -> str | None:
        """First day of the event; the article's day where nothing else is known, but never for what lies long before."""
        if event.when is None and "historical" in event.auxiliary:
            return None
        return event.when.start_date if event.when else self.record.article.published
