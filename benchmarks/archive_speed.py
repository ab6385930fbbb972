"""Ten thousand generated articles: words a second on one and two processes, memory over time, rows a second into SQLite
and PostgreSQL, and what an article costs as the archive grows tenfold.

    python -m benchmarks.archive_speed [--articles 10000] [--one 2000] [--keep N] [--coded] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.generated import articles
from sayso.batch import Settings
from sayso.engines import Done, local
from sayso.gathering import gather
from sayso.partitions import split
from sayso.store import Archive
from tests.store.server import ABSENT, Server, binaries

SIZE = 200
PAGE = os.sysconf("SC_PAGE_SIZE")


def memory() -> float:
    """Megabytes that this process and its children hold at the moment; shared pages count in each."""
    me = os.getpid()
    processes = [me, *(p for p in _processes() if _parent(p) == me)]
    return sum(int(Path(f"/proc/{p}/statm").read_text().split()[1]) * PAGE for p in processes) / 1e6


def _processes() -> Iterator[int]:
    yield from (int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit())


def _parent(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except (OSError, IndexError):
        return -1


def coding(folder: Path, number: int, jobs: int) -> None:
    """Code into part files; prints words a second and memory after a tenth, a half and all of the articles."""
    shutil.rmtree(folder, ignore_errors=True)
    finished = local(split(articles(number), "speed", SIZE), folder, Settings(), jobs=jobs)
    held: list[float] = []
    words, started = 0, time.perf_counter()
    for _, part in finished:
        words += part.words
        held.append(memory())
        if part.failures:
            print(f"{part.failures} failures in {part.name}")
    seconds, n = time.perf_counter() - started, len(held)
    at = " ".join(f"{held[k]:,.0f}" for k in (max(0, n // 10 - 1), n // 2, n - 1))
    print(
        f"{jobs} process(es): {number:,} articles, {words:,} words, {words / seconds:,.0f} words a second", flush=True
    )
    print(f"  memory after a tenth, a half, all: {at} MB; at most {max(held):,.0f} MB", flush=True)


def keeping(where: str, folder: Path, number: int) -> None:
    """Put the finished parts into an archive; prints rows a second, and the time of an article tenth by tenth."""
    archive = Archive(where)
    known = local(split(articles(number), "speed", SIZE), folder, Settings(), jobs=1)
    laps: list[float] = []
    began, started = time.process_time(), time.perf_counter()
    for _ in _timed(gather(archive, known, folder, "generated"), laps):
        pass
    seconds, own, counts = time.perf_counter() - started, time.process_time() - began, _rows(archive)
    name = archive.engine.dialect.name
    print(
        f"{name}: {sum(counts.values()):,} rows, {sum(counts.values()) / seconds:,.0f} a second, {counts}", flush=True
    )
    print(f"  {seconds:.0f} s by the clock, {own:.0f} s of this process", flush=True)
    tenth = max(1, len(laps) // 10)
    each = [1000 * sum(laps[k : k + tenth]) / (tenth * SIZE) for k in range(0, len(laps) - tenth + 1, tenth)]
    print(f"  ms an article, tenth by tenth: {' '.join(f'{ms:.1f}' for ms in each)}", flush=True)
    archive.close()


def _timed(finished: Iterator[Done], laps: list[float]) -> Iterator[Done]:
    last = time.perf_counter()
    for done in finished:
        now = time.perf_counter()
        laps.append(now - last)
        last = now
        yield done


def _rows(archive: Archive) -> dict[str, int]:
    from sqlalchemy import func, select

    from sayso.store.tables import metadata

    names = ("articles", "events", "parties", "dyads", "sayings", "bands", "signatures", "inputs")
    with archive.engine.connect() as connection:
        tables = ((n, metadata.tables[n]) for n in names)
        return {n: int(connection.scalar(select(func.count()).select_from(t)) or 0) for n, t in tables}


def main() -> None:
    """Print the figures, step by step."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--one", type=int, default=2_000, help="articles for the run on one process")
    parser.add_argument("--folder", type=Path, default=Path("/tmp/sayso-speed"))
    parser.add_argument("--keep", type=int, help="articles put into the archives (all)")
    parser.add_argument("--coded", action="store_true", help="take the parts that an earlier run left in the folder")
    given = parser.parse_args()
    keep = given.keep or given.articles
    given.folder.mkdir(parents=True, exist_ok=True)
    if not given.coded:
        coding(given.folder / "one", given.one, 1)
        coding(given.folder / "two", given.articles, 2)
    (given.folder / "news.db").unlink(missing_ok=True)
    keeping(str(given.folder / "news.db"), given.folder / "two", keep)
    programs = binaries()
    if programs is None:
        print(ABSENT)
        return
    server = Server(programs)
    try:
        keeping(server.new_database(), given.folder / "two", keep)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
