"""What a relative date is counted from: the article's day, the last date mentioned, and which way the clause looks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from sayso.when.periods import Period


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A period told earlier in the text and the id of its moment."""

    period: Period
    moment: str
    sentence: int = 0
    start: int = 0  # offset of its words


@dataclass(frozen=True, slots=True)
class Anchors:
    """Everything known before one expression. `look` is -1 back, +1 ahead, 0 unknown; `frame` holds the date inside."""

    article: date | None
    look: int = 0
    previous: Mentioned | None = None
    quarter: Mentioned | None = None  # the last quarter mentioned
    story: Mentioned | None = None  # the last date with a year of its own, until one counted from today
    frame: Period | None = None
    reach: dict[str, int] = field(default_factory=dict)
    holidays: dict[str, object] = field(default_factory=dict)

    @property
    def base(self) -> tuple[date | None, str]:
        """The day of the last date mentioned, else of the article, and which it was."""
        if self.previous is not None:
            return self.previous.period.first, self.previous.moment
        return self.article, "article" if self.article else "none"

    def framed(self, frame: Period) -> Anchors:
        """The same anchors for an expression inside a longer period."""
        return replace(self, frame=frame)
