"""Review: what people say of the machine's record, kept beside it; who decides, how far they agree, and what is gold."""

from __future__ import annotations

from sayso.review.applying import Judged, judged
from sayso.review.deciding import Decision, decided
from sayso.review.judgement import SLOTS, Judgement, Kind, Party, Under, Values
from sayso.review.reasons import review_of
from sayso.review.values import anchor_of, values_of

__all__ = [
    "SLOTS",
    "Decision",
    "Judged",
    "Judgement",
    "Kind",
    "Party",
    "Under",
    "Values",
    "anchor_of",
    "decided",
    "judged",
    "review_of",
    "values_of",
]
