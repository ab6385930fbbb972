"""What an article costs to keep as an archive grows to 10,000, in SQLite or PostgreSQL, without coding them all: their texts
differ, their records are those of 300 that are coded first.

    python -m benchmarks.archive_growth [ARCHIVE] [--articles 10000] [--coded 300]

An archive that is there already goes on growing from where it is.
"""

from __future__ import annotations

import argparse
import itertools
import time

from benchmarks.generated import articles
from sayso.batch import Settings, code_all
from sayso.model import Record
from sayso.store import Archive

STEP = 1000  # articles of one line of the result


def grow(archive: Archive, number: int, coded: int) -> None:
    """Add the articles; prints ms an article, by the clock and of this process alone, thousand by thousand."""
    lines = code_all(articles(coded), Settings())
    records = [Record.model_validate_json(line) for line, good in lines if good]
    first = archive.counts()["articles"]
    made = list(itertools.islice(articles(first + number), first, first + number))  # not counted: they take time too
    for start in range(0, number, STEP):
        clock, own = time.perf_counter(), time.process_time()
        for n, article in enumerate(made[start : start + STEP], start):
            archive.add(article, "generated", records[n % len(records)])
        size = len(made[start : start + STEP])
        took, worked = (1000 * (b - a) / size for a, b in ((clock, time.perf_counter()), (own, time.process_time())))
        print(f"{first + start + size:8,} articles: {took:6.2f} ms each, {worked:6.2f} ms of this process", flush=True)


def main() -> None:
    """Grow the archive and say what it cost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", nargs="?", default="/tmp/sayso-growth.db")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--coded", type=int, default=300)
    given = parser.parse_args()
    archive = Archive(given.archive)
    grow(archive, given.articles, given.coded)
    archive.close()


if __name__ == "__main__":
    main()
