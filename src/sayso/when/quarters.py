"""Which quarter of a year is meant is decided here: a numbered one, the same one of another year, the one that ended on a day."""

from __future__ import annotations

from sayso.when import periods, stepping
from sayso.when.anchors import Anchors
from sayso.when.meaning import Meaning, moved
from sayso.when.values import Resolved, dated, opened

_TO_MIDDLE = -45  # days from a quarter's end to its middle


def numbered(meaning: Meaning, anchors: Anchors) -> Resolved:
    """A bare quarter is the last one that has ended, unless the clause looks ahead or a year frames it."""
    number = meaning.ordinal or 1
    if anchors.frame is not None:
        maker = periods.half if meaning.half else periods.quarter
        return dated((maker(anchors.frame.first.year, number), "none"), meaning)
    if anchors.article is None:
        return Resolved("DATE", f"XXXX-{'H' if meaning.half else 'Q'}{number}", unit="Q")
    found = periods.quarter(anchors.article.year, number)
    if found.last > anchors.article and anchors.look < 1 and not found.first <= anchors.article:
        found = periods.quarter(anchors.article.year - 1, number)
    return dated((found, "article"), meaning)


def month_quarter(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the December quarter": the last one that ended with that month."""
    month = stepping.month(moved(meaning, offset=0), anchors)
    if month.period is None or anchors.article is None:
        return opened(moved(meaning, unit="Q"))
    found = periods.around(month.period.last, "Q")
    return dated((found if found.last <= anchors.article else periods.next_to(found, -4), "article"), meaning)


def same_quarter(meaning: Meaning, anchors: Anchors) -> Resolved:
    """ "the 1988 quarter": the quarter last spoken of, in that year."""
    if meaning.year is None or anchors.quarter is None:
        return opened(moved(meaning, unit="Q"))
    number = int(anchors.quarter.period.value[-1])
    return dated((periods.quarter(meaning.year, number), anchors.quarter.moment), meaning)


def same_of_year(meaning: Meaning, anchors: Anchors, year: Resolved, *_: Resolved) -> Resolved:
    """ "the same period last year": the quarter last spoken of in that year, else the year."""
    if anchors.quarter is None or year.period is None:
        return year
    number = int(anchors.quarter.period.value[-1])
    return dated((periods.quarter(year.period.first.year, number), anchors.quarter.moment), meaning)


def year_ago(meaning: Meaning, anchors: Anchors, quarter: Resolved | None = None, *_: Resolved) -> Resolved:
    """ "the year-ago quarter", "the quarter two years ago"."""
    found = quarter or stepping.definite(Meaning("definite", unit="Q"), anchors)
    if found.period is None or found.period.unit != "Q":
        return found
    years = int(stepping.innermost(meaning.outer).count or 1) if meaning.outer else 1
    return dated((periods.next_to(found.period, -4 * years), found.anchor), meaning)


def ended(meaning: Meaning, _: Anchors, quarter: Resolved, end: Resolved) -> Resolved:
    """ "the quarter ended July 31" is the calendar's quarter with most of its days; a numbered one keeps its number."""
    if meaning.inner is None or meaning.inner.kind != "definite" or end.period is None:
        return quarter
    middle = periods.shifted(end.period.first, "D", _TO_MIDDLE)
    return dated((periods.around(middle, "Q"), end.anchor), meaning)
