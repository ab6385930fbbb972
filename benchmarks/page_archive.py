"""An invented archive of any size for the page's benchmark: rows written directly, drawn by a seeded generator.

python -m benchmarks.page_archive /tmp/big.db 100000
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, text

from sayso.export.base import countries
from sayso.knowledge.ontology import EventType, Ontology
from sayso.model import ArticleHead, Record
from sayso.store import Archive
from sayso.store.rows import dyad_rows, key_of
from sayso.store.tables import articles, dyads, events, parties, sayings
from sayso.text import folded

EVENTS_AN_ARTICLE, SAYINGS_AN_ARTICLE, WORDS_AN_ARTICLE = 5, 4, 220
SYLLABLES = ("ka", "ro", "vel", "shi", "tan", "mor", "du", "ila", "ber", "gos", "nye", "pal", "zur", "eth", "om", "lis")
STANDINGS = ("fact",) * 8 + ("claimed",) * 8 + ("denied", "suspected", "admitted", "disputed")
STANCES = ("assert",) * 7 + ("deny", "demand", "promise", "believe", "threaten")

Row = dict[str, Any]


@dataclass(frozen=True)
class World:
    """The invented names that everything is drawn from; the first of a list comes most often."""

    random: Random
    words: Sequence[str]
    names: Sequence[str]
    outlets: Sequence[str]
    places: Sequence[tuple[str, str, float, float]]
    codes: Sequence[str]
    types: Sequence[EventType] = field(default_factory=lambda: Ontology.shipped().types)

    @classmethod
    def made(cls, seed: int = 1) -> World:
        """The same world for the same seed."""
        random = Random(seed)
        codes = sorted(countries())[:200]
        random.shuffle(codes)
        names = [f"{_word(random).title()} {_word(random).title()}" for _ in range(4000)]
        places = [
            (_word(random).title(), random.choice(codes[:80]), random.uniform(-50, 65), random.uniform(-120, 150))
            for _ in range(1500)
        ]
        outlets = [f"The {_word(random).title()} {random.choice(('Post', 'Times', 'Herald'))}" for _ in range(60)]
        return cls(random, [_word(random) for _ in range(6000)], names, outlets, places, codes)

    def one(self, values: Sequence[Any]) -> Any:
        """One of the values, the first ones far more often."""
        return values[int(len(values) * self.random.random() ** 3)]

    def sentence(self, length: int) -> str:
        """Words in a row."""
        return " ".join(self.one(self.words) for _ in range(length)).capitalize() + "."


def _word(random: Random) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(random.randint(2, 4)))


@dataclass
class Rows:
    """The rows of some articles, table by table."""

    articles: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    sayings: list[Row] = field(default_factory=list)


def fill(archive: Archive, number: int, seed: int = 1) -> None:
    """Write so many events into an empty archive, and their articles, parties and sayings."""
    world = World.made(seed)
    total = number // EVENTS_AN_ARTICLE
    for first in range(0, total, 1000):
        made = Rows()
        for n in range(first, min(first + 1000, total)):
            _article(world, n, made)
        _write(archive, made)
    if archive.engine.dialect.name == "sqlite":
        with archive.engine.begin() as connection:
            connection.execute(text("ANALYZE"))


def _write(archive: Archive, made: Rows) -> None:
    with archive.engine.begin() as connection:
        for table, rows in (
            (articles, made.articles),
            (events, made.events),
            (parties, made.parties),
            (sayings, made.sayings),
            (dyads, list(dyad_rows(made.parties))),
        ):
            connection.execute(insert(table), rows)
        connection.execute(text("INSERT INTO texts (key, title, body) VALUES (:key, :title, :body)"), made.texts)


def _article(world: World, n: int, made: Rows) -> None:
    key, outlet, published = key_of(str(n)), world.one(world.outlets), _day(world.random)
    title, body = world.sentence(8), "\n\n".join(world.sentence(22) for _ in range(WORDS_AN_ARTICLE // 22))
    head = ArticleHead(id=str(n), title=title, published=published, text=body)
    made.articles.append(
        {
            "key": key,
            "article_id": str(n),
            "source": "generated",
            "title": title,
            "outlet": outlet,
            "published": published,
            "language": "en",
            "words": WORDS_AN_ARTICLE,
            "text_key": key,
            "added": "2024-01-01T00:00:00",
            "record": Record(article=head).to_json(),
        }
    )
    made.texts.append({"key": key, "title": title, "body": body})
    speakers = [world.one(world.names) for _ in range(SAYINGS_AN_ARTICLE)]
    made.sayings.extend(_saying(world, key, i, name) for i, name in enumerate(speakers, 1))
    for i in range(1, EVENTS_AN_ARTICLE + 1):
        made.events.append(_event(world, key, i, published, outlet, world.random.choice([*speakers, None, None])))
        made.parties.extend(_parties(world, f"{key}/e{i}"))


def _day(random: Random) -> str:
    return f"{2004 + int(20 * random.random() ** 0.5)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"


def _event(world: World, key: str, i: int, published: str, outlet: str, speaker: str | None) -> Row:
    type_ = world.one(world.types)
    modes = [world.one(type_.modes).id] if type_.modes and world.random.random() < 0.6 else []
    return {
        "key": f"{key}/e{i}",
        "article": key,
        "event_id": f"e{i}",
        "type": type_.id,
        "modes": " ".join(modes),
        "contexts": "military" if world.random.random() < 0.5 else "",
        "quad": type_.quad,
        "cameo": type_.cameo,
        "intensity": type_.score,
        "confidence": round(world.random.random(), 2),
        "trigger": world.one(world.words),
        "rule": "invented",
        "standing": world.random.choice(STANDINGS) if speaker else "fact",
        "auxiliary": world.random.choice(("", "", "", "future", "negated")),
        "stance": world.random.choice(STANCES) if speaker else None,
        "speaker": speaker,
        "say_so": f"{speaker} < {outlet}" if speaker else outlet,
        "sentence": world.sentence(22),
        **_where(world),
        **_when(world, published),
    }


def _when(world: World, published: str) -> Row:
    kind = world.random.choice(("day", "day", "day", "month", "year", None))
    if kind is None:
        return {"start_date": None, "end_date": None, "granularity": None, "assumed": None}
    start = {"day": published, "month": published[:8] + "01", "year": published[:4] + "-01-01"}[kind]
    end = {"day": published, "month": published[:8] + "28", "year": published[:4] + "-12-31"}[kind]
    return {"start_date": start, "end_date": end, "granularity": kind, "assumed": world.random.random() < 0.3}


def _where(world: World) -> Row:
    name, country, lat, lon = world.one(world.places)
    kind = world.random.choice(("city", "city", "place", "province", "country", None))
    known = {"place": name, "country": country, "resolution": kind}
    if kind is None:
        return {**dict.fromkeys(known), "lat": None, "lon": None}
    point = {"lat": lat, "lon": lon} if kind != "country" else {"lat": None, "lon": None}
    return {**known, **point}


def _parties(world: World, event: str) -> Iterator[Row]:
    for side, share in (("actor", 0.9), ("recipient", 0.7)):
        for place in range(1 + (world.random.random() < 0.15) if world.random.random() < share else 0):
            name = world.one(world.names)
            code = world.codes[sum(map(ord, name)) % len(world.codes)] if len(name) % 3 else None
            party = {"name": name, "folded": folded(name), "kind": "organization", "country": code}
            sector = world.random.choice(("GOV", "MIL", "REB", "CVL"))
            yield {"event": event, "side": side, "place": place, **party, "sector": sector, "entry": None}


def _saying(world: World, key: str, i: int, name: str) -> Row:
    return {
        "key": f"{key}/s{i}",
        "article": key,
        "saying_id": f"s{i}",
        "speakers": name,
        "folded": folded(name),
        "cue": "said",
        "stance": world.random.choice(STANCES),
        "negated": False,
        "form": world.random.choice(("direct", "indirect")),
        "venue": None,
        "content": world.sentence(14),
    }


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.unlink(missing_ok=True)
    made_archive = Archive(target)
    fill(made_archive, int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
    print(made_archive.counts())
