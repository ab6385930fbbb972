"""Articles and archive rows made by chance from a seed: the same on every machine, about invented people and places."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sayso.model import Article
from sayso.read import article_from_text
from sayso.store.rows import key_of
from sayso.text import folded

GROUPS = ("the Karvan Front", "the Free Maral Movement", "Tessaran fighters", "the Grey Guard", "the army of Orvenia")
PEOPLE = ("Oren Haldis", "Mira Tolven", "Karel Sund", "Ilya Brandt", "Sana Qorri", "Dov Marek", "Lena Ostrup")
OFFICES = ("the defence minister", "a police spokesman", "the governor", "a hospital official", "the foreign minister")
PLACES = ("Telsk", "Orlu", "Halvia", "Soreth", "Mirna", "Dunvale", "Kastrel", "Port Amber", "Velim", "Tarn Hollow")
VICTIMS = ("soldiers", "farmers", "traders", "students", "policemen", "nurses", "miners", "drivers")
NUMBERS = ("two", "three", "four", "five", "seven", "nine", "eleven", "twenty")
OUTLETS = tuple(f"The {place} {kind}" for place in PLACES for kind in ("Post", "Courier", "Chronicle"))
SENTENCES = (
    "{group} attacked a checkpoint near {place} and killed {n} {victims}, {office} said on {day}.",
    "{person} denied that {group} had shelled the market in {place}.",
    "Police arrested {n} {victims} after a protest in {place} on {day}.",
    "{office} met {person} in {place} to discuss a ceasefire.",
    "“We will not leave {place} before the winter,” {person} told reporters.",
    "{group} accused the government of bombing a school in {place}.",
    "Hundreds of {victims} marched through {place} and demanded that {person} resign.",
    "The government promised to send food and medicine to {place}.",
    "{person} threatened to close the border unless {group} withdrew from {place}.",
    "According to {office}, {n} {victims} were wounded when a bomb exploded in {place}.",
    "{group} and the government signed an agreement in {place} on {day}, {office} said.",
    "{person}, who leads {group}, called the report a lie.",
    "The road between {place} and the coast was closed for {n} days because of snow.",
    "Prices of bread and oil have doubled in {place} since the harvest, {victims} there said.",
    "{office} urged {group} to release {n} {victims} who were seized near {place}.",
    "A court in {place} sentenced {person} to {n} years in prison.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TYPES = ("ASSAULT", "CONSULT", "ACCUSE", "COERCE", "AGREE", "PROTEST", "THREATEN", "AID", "REQUEST", "REJECT")
COUNTRIES = ("SYR", "IRQ", "IRN", "TUR", "UKR", "RUS", "SDN", "ETH", "COL", "MEX", "IND", "PAK", "NGA", "KEN", "YEM")
SECTORS = ("GOV", "MIL", "REB", "CVL", "COP", "JRN")
STANDINGS = ("fact", "claimed", "claimed", "denied", "admitted", "suspected")
MODES = {"ASSAULT": ("aerial", "drone", "heavy-weapons", "firearms", "explosives"), "PROTEST": ("demo", "strike")}
FIRST = date(2015, 1, 1)
EVENTS_AN_ARTICLE = 10
Row = dict[str, Any]


def articles(number: int, seed: int = 8) -> Iterator[Article]:
    """Articles of about 110 words; no two are near copies of each other."""
    chance = random.Random(seed)
    for n in range(number):
        body = "\n\n".join(" ".join(_sentence(chance) for _ in range(3)) for _ in range(3))
        day = FIRST + timedelta(days=n % 3650)
        yield article_from_text(
            body, id=f"g{n:07}", published=day.isoformat(), outlet=OUTLETS[n % len(OUTLETS)], title=_sentence(chance)
        )


def _sentence(chance: random.Random) -> str:
    words = {
        "group": chance.choice(GROUPS),
        "person": chance.choice(PEOPLE),
        "office": chance.choice(OFFICES),
        "place": chance.choice(PLACES),
        "victims": chance.choice(VICTIMS),
        "n": chance.choice(NUMBERS),
        "day": chance.choice(DAYS),
    }
    sentence = chance.choice(SENTENCES).format(**words)
    return sentence[0].upper() + sentence[1:]


def rows(number: int, seed: int = 9) -> Iterator[dict[str, list[Row]]]:
    """Rows of an archive, article by article, without records: `number` events, ten an article, two thousand actors."""
    chance = random.Random(seed)
    for n in range(number // EVENTS_AN_ARTICLE):
        key = key_of("generated", str(n))
        day = (FIRST + timedelta(days=n % 3650)).isoformat()
        text = " ".join(_sentence(chance) for _ in range(6))
        found: dict[str, list[Row]] = {"articles": [_article(n, key, day)], "events": [], "parties": [], "sayings": []}
        found["texts"] = [{"key": key, "title": _sentence(chance), "body": text}]
        found["sayings"] = [_saying(chance, key, s) for s in range(1, 4)]
        for e in range(1, EVENTS_AN_ARTICLE + 1):
            found["events"].append(_event(chance, key, e, day))
            found["parties"] += [_party(chance, key, e, side) for side in ("actor", "recipient")]
        yield found


def _article(n: int, key: str, day: str) -> Row:
    head: Row = {"key": key, "article_id": f"g{n:07}", "source": "generated", "outlet": OUTLETS[n % len(OUTLETS)]}
    return {**head, "published": day, "language": "en", "words": 110, "text_key": key, "added": "2026-11-24T00:00:00"}


def _event(chance: random.Random, key: str, e: int, day: str) -> Row:
    kind, speaker = chance.choice(TYPES), chance.choice(PEOPLE)
    place = chance.choice(PLACES)
    words = f"{chance.choice(GROUPS)} attacked a checkpoint near {place} and killed {chance.choice(NUMBERS)} soldiers."
    what: Row = {"key": f"{key}/e{e}", "article": key, "event_id": f"e{e}", "type": kind, "contexts": "military"}
    what |= {"modes": chance.choice(MODES.get(kind, ("",))), "quad": 1 + TYPES.index(kind) % 4, "cameo": "190"}
    what |= {"intensity": -9.0, "start_date": day, "end_date": day, "granularity": "day", "assumed": False}
    where: Row = {"place": place, "country": chance.choice(COUNTRIES), "resolution": "city", "lat": 34.5, "lon": 36.25}
    says: Row = {"standing": chance.choice(STANDINGS), "auxiliary": "", "stance": "assert", "speaker": speaker}
    says |= {"say_so": f"{speaker} < {chance.choice(OUTLETS)}", "confidence": chance.randrange(30, 99) / 100}
    return {**what, **where, **says, "said_in": f"s{1 + e % 3}", "trigger": "attacked", "sentence": words, "rule": "x"}


def _party(chance: random.Random, key: str, e: int, side: str) -> Row:
    number = int(2000 * chance.random() ** 3)  # a few act in most events
    name = f"{GROUPS[number % len(GROUPS)].removeprefix('the ')} {number}"
    who: Row = {"event": f"{key}/e{e}", "side": side, "place": 0, "name": name, "folded": folded(name), "kind": "group"}
    entry = f"own/{number}" if number % 2 else None
    return {**who, "country": COUNTRIES[number % 15], "sector": SECTORS[number % 6], "entry": entry}


def _saying(chance: random.Random, key: str, s: int) -> Row:
    who = chance.choice(PEOPLE)
    said: Row = {"key": f"{key}/s{s}", "article": key, "saying_id": f"s{s}", "speakers": who, "folded": folded(who)}
    return {**said, "cue": "said", "stance": chance.choice(("assert", "deny", "threaten")), "negated": False,
            "form": "indirect", "venue": None, "content": _sentence(chance)}  # fmt: skip
