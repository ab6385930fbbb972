"""Look-ups over one record that tables, exports and pages share: who, which place, on whose say-so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Actor, Event, Place, Quote, Record, Saying
from sayso.text import squeezed

ROOT = "s0"


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

    def sentence(self, quote: Quote) -> str:
        """The line of the article in which the quotation stands."""
        text = self.record.article.text
        end = text.find("\n", quote.end)
        return squeezed(text[text.rfind("\n", 0, quote.start) + 1 : len(text) if end < 0 else end])

    def event_date(self, event: Event) -> str | None:
        """First day of the event, or the article's day where nothing else is known."""
        return event.when.start_date if event.when else self.record.article.published
