"""How fast the page answers over an archive of 100,000 events: every view, the slowest first, and whether 200 ms hold.

python -m benchmarks.page_speed [ARCHIVE]      # an archive made by benchmarks.page_archive, or one is made
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from starlette.testclient import TestClient

from benchmarks.page_archive import World, fill
from sayso import paths
from sayso.model import Article, Record
from sayso.pipeline import Coder
from sayso.read import Defaults, read_articles
from sayso.store import Archive
from sayso.store.rows import article_key
from sayso.web.app import make_app

EVENTS, ROUNDS, LIMIT = 100_000, 5, 200.0  # LIMIT in milliseconds


@dataclass(frozen=True)
class Timed:
    """Milliseconds for one address: wall time the first time, median and worst of all rounds; least processor time."""

    address: str
    status: int
    kilobytes: int
    first: float
    median: float
    worst: float
    processor: float


def timed(client: TestClient, address: str) -> Timed:
    """One address asked several times; nothing of an answer is kept between the rounds."""
    times, busy = [], []
    for _ in range(ROUNDS):
        started, worked = time.perf_counter(), time.process_time()
        answer = client.get(address)
        busy.append((time.process_time() - worked) * 1000)
        times.append((time.perf_counter() - started) * 1000)
    ordered, size = sorted(times), len(answer.content) // 1000
    return Timed(address, answer.status_code, size, times[0], ordered[ROUNDS // 2], ordered[-1], min(busy))


def with_samples(archive: Archive) -> str:
    """Add the sample articles as they are coded; the key of the one with most events."""
    coder, found = Coder.shipped(actors=[paths.samples() / "actors.yml"], threads=1), []
    sources = [str(p) for p in sorted(paths.samples().glob("[0-9]*"))]
    for article in read_articles(sources, Defaults(published="2024-03-11")):
        answer = coder.try_code(article) if isinstance(article, Article) else None
        if isinstance(article, Article) and isinstance(answer, Record):
            archive.put(article, "samples", answer)
            found.append((len(answer.events), article_key(article)))
    return max(found)[1]


def addresses(client: TestClient, article: str) -> list[str]:
    """Every view, over everything, a large part, a small part, and with the most frequent word and actor."""
    often, seldom = World.made().words[0], World.made().words[4000]
    actor = client.get("/api/actors?limit=1").json()["rows"][0]["name"]
    queries = [
        "",
        "?standing=fact",
        f"?words={often}",
        f"?words={seldom}",
        f"?actor={actor}&type=AGREE",
        "?since=2015-06",
    ]
    tables = ("/events", "/compare", "/timeline", "/months", "/who-to-whom", "/map", "/articles")
    asked = [view + query for view in tables for query in queries]
    asked += [
        f"/events?{q}"
        for q in ("sort=confidence", "sort=place", "page=1900", "mode=demo", "speaker=the", "country=irn")
    ]
    asked += ["/actors", "/actors?words=ka", f"/actor?name={actor}", f"/article/{article}", "/try", "/terms", "/api"]
    asked += ["/timeline.svg", "/months.svg", "/map.svg", "/map?zoom=near", "/who-to-whom.svg"]
    calls = (
        "events",
        "sayings",
        "sayings?speaker=a",
        "articles",
        "actors",
        "counts?by=speaker",
        "who-to-whom",
        "places",
    )
    return [*asked, *(f"/api/{call}" for call in calls), f"/api/articles/{article}"]


def main(arguments: list[str]) -> int:
    """Print the figures; 1 where a median is over the limit."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(arguments[0] if arguments else Path(folder) / "speed.db")
        if not archive.counts()["events"]:
            fill(archive, EVENTS)
        client = TestClient(make_app(archive), base_url="http://127.0.0.1")
        article = with_samples(archive)
        started = time.perf_counter()
        client.get("/events?limit=1")
        print(f"{archive.counts()['events']:,} events; columns loaded in {time.perf_counter() - started:.1f} s")
        found = sorted((timed(client, a) for a in addresses(client, article)), key=lambda t: -t.median)
    return report(found)


def report(found: list[Timed]) -> int:
    """The table, slowest first."""
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'median':>8} {'first':>8} {'worst':>8} {'processor':>9}  milliseconds of {ROUNDS} rounds")
    for t in found:
        print(
            f"{t.median:8.0f} {t.first:8.0f} {t.worst:8.0f} {t.processor:9.0f}  {t.status} {t.kilobytes:5} kB  {t.address[:90]}"
        )
    over = [t for t in found if t.median > LIMIT]
    within = sum(t.processor <= LIMIT for t in found)
    print(f"{within} of {len(found)} need less than {LIMIT:.0f} ms of processor time")
    print(f"{len(found) - len(over)} of {len(found)} addresses answer in under {LIMIT:.0f} ms (median)")
    return 1 if over or any(t.status != 200 for t in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
