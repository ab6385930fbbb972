"""How the fields of a correction become values: actors ticked or named by words, days, places, spans found in the text."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, get_args

from pydantic import ValidationError

from sayso.errors import SaysoError
from sayso.export.base import country, country_name
from sayso.knowledge.ontology import PloverType
from sayso.model import (
    ActorKind,
    Auxiliary,
    EventPlace,
    EventTime,
    Granularity,
    Quote,
    Record,
    Resolution,
    Stance,
    Standing,
    quote,
)
from sayso.model import (
    Form as SayingForm,
)
from sayso.review import SLOTS, Kind, Party, Values
from sayso.review.filling import modes_of
from sayso.review.judgement import slot
from sayso.review.values import party, under
from sayso.text import squeezed, trimmed
from sayso.web.sessions import Form

CHOICES: dict[str, tuple[str, ...]] = {
    "type": get_args(PloverType),
    "standing": get_args(Standing),
    "auxiliary": get_args(Auxiliary),
    "stance": get_args(Stance),
    "form": get_args(SayingForm),
    "actor_kind": get_args(ActorKind),
    "resolution": get_args(Resolution),
}
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")


class Unclear(SaysoError):
    """A field of the form that cannot be understood; the message says which and why."""

    code = "review"


def filled(form: Form, kind: Kind, record: Record, near: int) -> Values:
    """Every slot of the kind from the form's fields; `near` chooses between words that stand in the text more than once.

    Raises Unclear where a field makes no sense.
    """
    reader = _Reader(form, record, near)
    try:
        return Values(**{name: _READERS[name](reader) for name in SLOTS[kind]})
    except ValidationError as error:
        raise Unclear(str(error.errors()[0]["msg"])) from error


def changes(before: Values, after: Values) -> Values:
    """The slots in which the two differ in meaning, with their new values."""
    return Values(**{n: getattr(after, n) for n in after.slots if _differ(before, after, n)})


def _differ(before: Values, after: Values, name: str) -> bool:
    """The order of actors says nothing; that of sectors says which comes first."""
    if name == "sectors":
        return before.sectors != after.sectors
    return name not in before.slots or slot(before, name) != slot(after, name)


class _Reader:
    """Reads fields against one record."""

    def __init__(self, form: Form, record: Record, near: int) -> None:
        self.form, self.record, self.near = form, record, near

    def choice(self, name: str) -> str:
        """One of the allowed words."""
        value = self.form.one(name)
        if value not in CHOICES[name]:
            raise Unclear(f"{name}: {value!r} is none of {', '.join(CHOICES[name])}")
        return value

    def parties(self, name: str) -> tuple[Party, ...]:
        """Actors that are ticked, one that is added from the list, and one that is named by words of the article."""
        ids = [*self.form.all(name), *(i for i in [self.form.one(f"{name}_add")] if i)]
        known = {a.id: a for a in self.record.actors}
        missing = [i for i in ids if i not in known]
        if missing:
            raise Unclear(f"{name}: there is no actor {missing[0]}")
        found = [party(known[i]) for i in dict.fromkeys(ids)]
        words = self.words(name)
        return tuple(found) if words is None else (*found, Party(name=squeezed(words.text)[:200], text=words))

    def words(self, name: str) -> Quote | None:
        """The words in a field as a span of the article: where they were selected, else where they stand nearest."""
        words = self.form.text(f"{name}_words").strip()
        return located(self.record.article.text, words, self.form.one(f"{name}_at"), self.near, name) if words else None

    def spans(self, name: str) -> tuple[Quote, ...]:
        """Spans that are kept, and one that is added, in the order of the text."""
        text, added = self.record.article.text, self.words(name)
        pairs = [m for m in (_AT.fullmatch(v) for v in self.form.all(name)) if m]
        kept = [quote(text, int(m[1]), int(m[2])) for m in pairs if int(m[1]) < int(m[2]) <= len(text)]
        return tuple(sorted((*kept, *([added] if added else [])), key=lambda q: q.span))


def located(text: str, words: str, at: str, near: int, name: str = "words") -> Quote:
    """These words as a span: at the offsets of the selection where they stand there, else nearest to `near`.

    Offsets are code points. Raises Unclear where the words do not stand in the text.
    """
    match = _AT.fullmatch(at)
    if match and squeezed(text[int(match[1]) : int(match[2])]) == squeezed(words):
        return quote(text, *trimmed(text, int(match[1]), int(match[2])))
    pattern = r"\s+".join(re.escape(w) for w in words.split())
    found = [m.span() for m in re.finditer(pattern, text)] if pattern else []
    if not found:
        raise Unclear(f"{name}: the words {squeezed(words)[:80]!r} do not stand in the article")
    return quote(text, *min(found, key=lambda s: abs(s[0] - near)))


def _when(reader: _Reader) -> EventTime | None:
    first, last = reader.form.one("when_from"), reader.form.one("when_to")
    if not first and not last:
        return None
    start, granularity = _days(first or last)[0], _days(first or last)[2]
    end = _days(last or first)[1]
    if end < start:
        raise Unclear("when: the last day is before the first")
    grain: Granularity = granularity if first in ("", last) or not last else "other"
    return EventTime(start_date=start.isoformat(), end_date=end.isoformat(), granularity=grain)


def _days(given: str) -> tuple[date, date, Granularity]:
    """First and last day of a day, month or year."""
    match = _DAY.fullmatch(given)
    if match is None:
        raise Unclear(f"when: {given!r} is no day, month or year (2024, 2024-05 or 2024-05-31)")
    try:
        year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
        first = date(year, month, day)
    except ValueError as error:
        raise Unclear(f"when: there is no {given}") from error
    if match[3]:
        return first, first, "day"
    if match[2]:
        return first, date(year, month, calendar.monthrange(year, month)[1]), "month"
    return first, date(year, 12, 31), "year"


def _where(reader: _Reader) -> EventPlace | None:
    """A place of the record by its name, or one that it does not have."""
    name, code = reader.form.one("where"), reader.form.one("where_country").upper()
    if not name and not code:
        return None
    if code and country(code) is None:
        raise Unclear(f"where: {code!r} is no country code (three letters of ISO 3166, such as NOR)")
    place = next((p for p in reader.record.places if p.name.casefold() == name.casefold()), None)
    if place and code in ("", place.country):
        return EventPlace(place=place.id, name=place.name, country=place.country, resolution=place.resolution)
    if not name:
        return EventPlace(name=country_name(code) or code, country=code, resolution="country")
    resolution = reader.choice("resolution") if reader.form.one("resolution") else "place"
    return EventPlace.model_validate({"name": name, "country": code or None, "resolution": resolution})


def _under(reader: _Reader) -> Any:
    wanted = reader.form.one("under") or "s0"
    if wanted not in {"s0", *(s.id for s in reader.record.sayings)}:
        raise Unclear(f"source: there is no saying {wanted}")
    return under(reader.record, wanted)


def _trigger(reader: _Reader) -> Quote:
    found = reader.words("trigger")
    if found is None:
        raise Unclear("trigger: an event needs the words that name it")
    return found


def _same_as(reader: _Reader) -> Party | None:
    wanted = reader.form.one("same_as")
    found = next((a for a in reader.record.actors if a.id == wanted), None)
    return party(found) if found else None


def _name(reader: _Reader) -> str:
    name = squeezed(reader.form.one("name"))
    if not name:
        raise Unclear("name: an actor needs a name")
    return name


def _codes(most: int) -> Callable[[_Reader], Any]:
    """Country or sector codes: three capital letters each."""

    def read(reader: _Reader) -> Any:
        name = "country" if most == 1 else "sectors"
        codes = reader.form.one(name).upper().replace(",", " ").split()
        wrong: Sequence[str] = [c for c in codes if not re.fullmatch("[A-Z]{3}", c)]
        if wrong or len(codes) > most:
            raise Unclear(f"{name}: {' '.join(wrong or codes)!r} is no code of three letters")
        return tuple(codes) if most > 1 else (codes[0] if codes else None)

    return read


_READERS: dict[str, Callable[[_Reader], Any]] = {
    "type": lambda r: r.choice("type"),
    "modes": lambda r: tuple(m for m in modes_of(r.form.one("type")) if m in r.form.all("modes")),
    "actors": lambda r: r.parties("actors"),
    "recipients": lambda r: r.parties("recipients"),
    "trigger": _trigger,
    "when": _when,
    "where": _where,
    "under": _under,
    "standing": lambda r: r.choice("standing"),
    "auxiliary": lambda r: tuple(a for a in CHOICES["auxiliary"] if a in r.form.all("auxiliary")),
    "speakers": lambda r: r.parties("speakers"),
    "cue": lambda r: r.words("cue"),
    "content": lambda r: r.spans("content"),
    "stance": lambda r: r.choice("stance"),
    "negated": lambda r: bool(r.form.one("negated")),
    "form": lambda r: r.choice("form"),
    "name": _name,
    "actor_kind": lambda r: r.choice("actor_kind"),
    "country": _codes(1),
    "sectors": _codes(9),
    "same_as": _same_as,
}
