"""GDELT 2.0's 61 event columns and 16 mention columns, both without a header, as GDELT ships them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from sayso.export.base import Format, Row, View, country, pairs, table
from sayso.model import Actor, Event, EventPlace, Place, Quote, Record

_ACTOR = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{c}" for n in (1, 2) for c in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{who}Geo_{c}" for who in ("Actor1", "Actor2", "Action") for c in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
MENTIONS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
Dyad = tuple[Actor | None, Actor | None]


def rows(record: Record) -> Iterable[Row]:
    """One row for each actor-recipient pair of an event with an actor, a date and a CAMEO code."""
    view = View(record)
    for event, number, dyad in _dyads(view):
        yield _event_row(view, event, number, dyad)


def mention_rows(record: Record) -> Iterable[Row]:
    """The mention of each of those rows: where in which article the words stand."""
    view = View(record)
    for event, number, _ in _dyads(view):
        yield _mention_row(view, event, number)


def _dyads(view: View) -> Iterable[tuple[Event, int, Dyad]]:
    for event in view.record.events:
        if event.cameo and view.event_date(event):
            for number, dyad in enumerate(pairs(view, event), 1):
                if dyad[0] is not None:
                    yield event, number, dyad


def _number(view: View, event: Event, number: int) -> int:
    """A stable id for the row: GDELT's are numbers, so ours is a hash of where the event stands."""
    key = f"{view.record.article.id}|{view.record.article.url}|{event.trigger.start}|{event.type}|{number}"
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big")


def _event_row(view: View, event: Event, number: int, dyad: Dyad) -> Row:
    day = (view.event_date(event) or "").replace("-", "")
    added = (view.record.article.published or view.event_date(event) or "").replace("-", "") + "000000"
    return [
        *(_number(view, event, number), day, day[:6], day[:4], _fraction(view.event_date(event) or "")),
        *_actor(dyad[0]),
        *_actor(dyad[1]),
        *_code(event),
        *(1, 1, 1, ""),
        *_actor_geo(dyad[0]),
        *_actor_geo(dyad[1]),
        *_geo(event.where, view.place(event)),
        *(added, view.record.article.url),
    ]


def _code(event: Event) -> Row:
    code = event.cameo or ""
    return [int(event.said_in == "s0"), code, code[:3], code[:2], event.quad, event.intensity]


def _fraction(day: str) -> str:
    """Year and share of the year gone, as GDELT writes it."""
    when = date.fromisoformat(day)
    return f"{when.year + (when.month * 30 + when.day) / 365:.4f}" if when.month < 12 else f"{when.year + 0.9999:.4f}"


def _actor(actor: Actor | None) -> Row:
    if actor is None:
        return [None] * len(_ACTOR)
    sectors = [*actor.sectors, None, None, None][:3]
    code = (actor.country or "") + "".join(actor.sectors[:1])
    return [code, actor.name.upper(), actor.country, None, None, None, None, *sectors]


def _actor_geo(actor: Actor | None) -> Row:
    """An actor's country, never a point: where an actor was is not known."""
    found = country(actor.country) if actor else None
    return [1, found.name, found.fips, found.fips, None, None, None, found.fips] if found else [0, *[None] * 7]


def _geo(where: EventPlace | None, place: Place | None) -> Row:
    found = country(where.country) if where else None
    if where is None or found is None:
        return [0, *[None] * 7]
    if where.resolution == "country":
        return [1, found.name, found.fips, found.fips, None, None, None, found.fips]
    kind = (2 if found.iso3 == "USA" else 5) if where.resolution == "province" else (3 if found.iso3 == "USA" else 4)
    point = [place.lat, place.lon, place.geonameid] if place else [None, None, None]
    return [kind, f"{where.name}, {found.name}", found.fips, None, None, *point]


def _mention_row(view: View, event: Event, number: int) -> Row:
    article = view.record.article
    day = (view.event_date(event) or "").replace("-", "")
    offsets = [_offset(q) for q in (event.actor_text, event.recipient_text)]
    told = (article.published or "").replace("-", "") + "000000"
    sentence = 1 + article.text[: event.trigger.start].count("\n")
    head = [_number(view, event, number), day + "000000", told, 1, view.outlet(), article.url or article.id, sentence]
    return [*head, *offsets, event.trigger.start, 1, round(100 * event.confidence), len(article.text), "", "", ""]


def _offset(quotes: tuple[Quote, ...]) -> int:
    return quotes[0].start if quotes else -1


_EVENTS = "GDELT 2.0's 61 event columns, no header, one row a dyad; actor codes are PLOVER's"
_SAID = "GDELT 2.0's 16 mention columns for the rows of `gdelt`, offsets in code points"
FORMATS = {
    "gdelt": Format("gdelt", ".export.tsv", _EVENTS, table(COLUMNS, rows, header=False), COLUMNS),
    "gdelt-mentions": Format(
        "gdelt-mentions", ".mentions.tsv", _SAID, table(MENTIONS, mention_rows, header=False), MENTIONS
    ),
}
