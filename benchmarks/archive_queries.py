"""How long questions take in an archive of a million generated events, in SQLite or PostgreSQL; the slowest come first.

    python benchmarks/archive_queries.py [ARCHIVE] [--events N]

The archive is made where it is not there; rows stand in it without records, as these questions read none.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from benchmarks.generated import Row, rows
from sayso.store import Archive, Filter
from sayso.store.rows import dyad_rows
from sayso.store.search import counts, find_actors, find_articles, find_events, find_sayings
from sayso.store.tables import articles, dyads, events, parties, sayings
from sayso.store.writing import text_number

LOT = 1000  # articles in a transaction
TABLES = {"articles": articles, "events": events, "parties": parties, "sayings": sayings}


def fill(archive: Archive, number: int) -> float:
    """Write the rows; gives rows a second over all tables."""
    started, written = time.perf_counter(), 0
    for lot in _lots(rows(number)):
        with archive.engine.execution_options(writing=True).begin() as connection:
            for name, table in TABLES.items():
                found = [row for article in lot for row in article[name]]
                connection.execute(insert(table), found)
                written += len(found)
            connection.execute(insert(dyads), [d for article in lot for d in dyad_rows(article["parties"])])
            texts = [row for article in lot for row in article["texts"]]
            connection.execute(text(_into_texts(archive)), [{**t, "number": text_number(t["key"])} for t in texts])
    seconds = time.perf_counter() - started
    with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return written / seconds


def _into_texts(archive: Archive) -> str:
    if archive.engine.dialect.name == "sqlite":
        return "INSERT INTO texts (rowid, key, title, body) VALUES (:number, :key, :title, :body)"
    return "INSERT INTO texts (key, title, body) VALUES (:key, :title, :body)"


def _lots(found: Iterable[dict[str, list[Row]]]) -> Iterator[list[dict[str, list[Row]]]]:
    stream = iter(found)
    while lot := list(itertools.islice(stream, LOT)):
        yield lot


def questions(archive: Archive) -> dict[str, Callable[[], Any]]:
    """What people ask, as the command line asks it; each gives rows and their whole number."""

    def found(**wanted: Any) -> Callable[[], Any]:
        return lambda: find_events(archive, Filter(**wanted))

    month: dict[str, Any] = {"since": "2020-05", "until": "2020-05"}
    return {
        "events, newest first": found(),
        "events, page at 500,000": lambda: find_events(archive, Filter(), offset=500_000),
        "events by confidence": lambda: find_events(archive, Filter(), sort="confidence"),
        "events by place": lambda: find_events(archive, Filter(), sort="place"),
        "events of a type": found(type="ASSAULT"),
        "events of a mode": found(mode="drone"),
        "events of a quad class": found(quad=4),
        "events of a month": found(**month),
        "events of a type in a month": found(type="ASSAULT", **month),
        "events in a country": found(country="SYR"),
        "events at a place": found(place="Telsk"),
        "events of a standing": found(standing="denied"),
        "events of an outlet": found(outlet="The Telsk Post"),
        "events on the word of a speaker": found(speaker="Mira Tolven"),
        "events by a name": found(actor="karvan front 5"),
        "events by an entry": found(actor="own/1"),
        "events by a country": found(actor="IRQ"),
        "events by a sector": found(actor="MIL"),
        "events of a dyad": found(actor="IRQ", recipient="SYR"),
        "events with words": found(words="ceasefire"),
        "events with a phrase": found(words='"send food and medicine"'),
        "sayings, newest first": lambda: find_sayings(archive, Filter()),
        "sayings of a speaker": lambda: find_sayings(archive, Filter(speaker="Karel Sund", stance="deny")),
        "sayings that tell of assaults": lambda: find_sayings(archive, Filter(type="ASSAULT")),
        "articles, newest first": lambda: find_articles(archive, Filter()),
        "articles with assaults in a country": lambda: find_articles(archive, Filter(type="ASSAULT", country="SYR")),
        "actors": lambda: find_actors(archive),
        "actors of a country": lambda: find_actors(archive, "SYR"),
        "actors in assaults of a month": lambda: find_actors(archive, wanted=Filter(type="ASSAULT", **month)),
        "count by month": lambda: counts(archive, Filter(), "month"),
        "count by type": lambda: counts(archive, Filter(), "type"),
        "count by country": lambda: counts(archive, Filter(), "country"),
        "count by standing": lambda: counts(archive, Filter(), "standing"),
        "count by outlet": lambda: counts(archive, Filter(), "outlet"),
        "count by dyad": lambda: counts(archive, Filter(), "dyad"),
        "count by month of a type": lambda: counts(archive, Filter(type="ASSAULT"), "month"),
        "count by dyad in a month": lambda: counts(archive, Filter(**month), "dyad"),
    }


def best(work: Callable[[], Any], rounds: int) -> tuple[float, float]:
    """Seconds of the fastest round by the clock, and of this process alone (with SQLite all of the work, on a busy
    machine the better figure); the archive is in the machine's memory by then."""
    times = []
    for _ in range(rounds):
        started, own = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - started, time.process_time() - own))
    return min(times)


def main() -> None:
    """Fill the archive where it is empty, ask everything, and print what took longest first."""
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", nargs="?", default="/tmp/sayso-million.db")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    archive = Archive(given.archive)
    if not archive.counts()["events"]:
        print(f"{fill(archive, given.events):,.0f} rows a second written")
    print(", ".join(f"{n:,} {name}" for name, n in archive.counts().items()))
    if "://" not in given.archive:
        print(f"{Path(given.archive).stat().st_size / 1e6:,.0f} MB")
    taken = {name: best(work, given.rounds) for name, work in questions(archive).items()}
    for name, (seconds, own) in sorted(taken.items(), key=lambda t: -t[1][0]):
        print(f"{1000 * seconds:8.0f} ms {1000 * own:8.0f} ms of this process  {name}")


if __name__ == "__main__":
    main()
