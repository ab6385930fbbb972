"""How far the date of an act reaches is decided here: up to today with "since", over "Tuesday and Wednesday"."""

from __future__ import annotations

from sayso.syntax import clause_of, helpers, is_nominal, is_verbal, marker
from sayso.when.moments import published
from sayso.when.owning import Dated, Scene

_SINCE = 6  # tokens before a date within which "since" governs it ("since the coup in February")


def last_day(scene: Scene, trigger: int, dated: Dated) -> str | None:
    """The last day (ISO) of what reaches beyond its date, or None."""
    return _up_to_today(scene, trigger, dated) or _next_named(scene, dated)


def _up_to_today(scene: Scene, trigger: int, dated: Dated) -> str | None:
    """ "since 2014, rebels have attacked": what a perfect verb tells with "since" reaches up to the article's day."""
    doc, today = scene.doc, published(scene.article)
    verbs = (trigger, clause_of(doc, trigger).verb) if is_nominal(doc, trigger) else (trigger,)
    if today is None or not any("have" in helpers(doc, v) for v in verbs):
        return None
    if dated.owner in since_clauses(scene, trigger):
        return today.isoformat()
    first = max(dated.head - _SINCE, trigger if len(verbs) > 1 else 0)
    before = [doc.tokens[i].text.lower() for i in range(first, dated.head)]
    governed = dated.owner in verbs and not scene.calendar.sets["since"].isdisjoint(before)
    return today.isoformat() if governed else None


def since_clauses(scene: Scene, trigger: int) -> list[int]:
    """ "have been fleeing since the offensive began on Monday": the verbs of clauses with "since" below a perfect verb."""
    doc = scene.doc
    if "have" not in helpers(doc, trigger):
        return []
    return [c for c in doc.children(trigger) if is_verbal(doc, c) and marker(doc, c) in scene.calendar.sets["since"]]


def _next_named(scene: Scene, dated: Dated) -> str | None:
    """ "on Tuesday and Wednesday": the last of two days joined by nothing but "and"."""
    end, text = dated.moment.text.end, scene.doc.text
    if dated.moment.start_date != dated.moment.end_date:
        return None
    after = (d.moment for d in scene.dated if d.moment.text.start > end and d.moment.granularity == "day")
    joining = scene.calendar.sets["joining"]
    joined = next(
        (m for m in after if m.text.start - end < _NEAR and joining.issuperset(text[end : m.text.start].split())), None
    )
    return joined.end_date if joined and (joined.end_date or "") > (dated.moment.end_date or "") else None


_NEAR = 16  # characters that "and again on" may fill
