"""`sayso parts`: a large collection coded into part files, on all cores or on a Ray cluster, and from there into an archive."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from sayso.batch import Settings, jobs_of
from sayso.cli import EXIT_FAILED, EXIT_SOME_FAILED
from sayso.cli.options import about_article, needs_input, own_knowledge, sources
from sayso.engines import ENGINES, Done
from sayso.partitions import SIZE, Part, fingerprint, split, write_manifest


@click.command("parts")
@sources
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder.")
@click.option("--engine", type=click.Choice([*ENGINES]), default="local", show_default=True, help="Who does the work.")
@click.option("-j", "--jobs", default=0, show_default=True, help="Workers; 0 means one a core.")
@click.option("--size", default=SIZE, show_default=True, type=click.IntRange(1), help="Articles in a part.")
@click.option("--archive", metavar="FILE|ADDRESS", help="Keep what is coded in this archive too.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
@about_article
@own_knowledge
def command(**given: Any) -> int:
    """Code articles into part files of a folder: JSON lines, in lots, each written whole or not at all.

    \b
    Run it again at any time: parts that are there are not coded again. A part is named after its articles and the
    knowledge and model that code them; parts.json lists those of the last run in order.
      sayso parts -o parts/ articles/ more.jsonl
      sayso parts -o /shared/parts --engine ray --jobs 64 --archive postgresql://team/news articles.jsonl
      sayso export csv parts/part-*.jsonl -o events.csv

    With --engine ray the same runs on a local Ray, or on the cluster that RAY_ADDRESS names; the folder must then be on
    a disk that all nodes share.
    """
    from sayso.read import Defaults, read_articles

    items = read_articles(needs_input(given["sources"]), Defaults(published=given["published"], outlet=given["outlet"]))
    settings, folder = Settings(given["actors"], given["places"]), given["output"]
    folder.mkdir(parents=True, exist_ok=True)
    maker = fingerprint(settings)
    jobs = jobs_of(given["jobs"], os.cpu_count() or 1)
    finished = ENGINES[given["engine"]](split(items, maker, given["size"]), folder, settings, jobs=jobs)
    parts = _watched(_kept(finished, given), quiet=given["quiet"])
    write_manifest(folder, maker, parts)
    return _closing(parts, folder, quiet=given["quiet"])


def _kept(finished: Iterator[Done], given: dict[str, Any]) -> Iterator[Done]:
    if not given["archive"]:
        return finished
    from sayso.gathering import gather
    from sayso.store import Archive

    return gather(Archive(given["archive"]), finished, given["output"], " ".join(given["sources"]))


def _watched(finished: Iterable[Done], *, quiet: bool) -> list[Part]:
    """All parts, with a line on a terminal's standard error as each is done."""
    parts, started = [], time.monotonic()
    for _, part in finished:
        parts.append(part)
        if not quiet and sys.stderr.isatty():
            speed = sum(p.words for p in parts if not p.known) / max(time.monotonic() - started, 0.1)
            articles = sum(p.records + p.failures for p in parts)
            click.echo(f"\r{len(parts)} parts, {articles} articles, {speed:,.0f} words/s", err=True, nl=False)
    return parts


def _closing(parts: list[Part], folder: Path, *, quiet: bool) -> int:
    done, failed, known = sum(p.records for p in parts), sum(p.failures for p in parts), sum(p.known for p in parts)
    if not quiet:
        start = "\r" if sys.stderr.isatty() else ""
        told = f"{len(parts)} parts ({known} were there), {done} coded, {failed} failed, in {folder}"
        click.echo(f"{start}sayso: {told}", err=True)
    if not done:
        return EXIT_FAILED
    return EXIT_SOME_FAILED if failed else 0
