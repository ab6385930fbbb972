"""`sayso add`: articles coded into an archive, resumable at any moment."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from sayso.adding import Tally, add_all
from sayso.batch import Settings, jobs_of
from sayso.cli import EXIT_FAILED, EXIT_SOME_FAILED
from sayso.cli.options import about_article, archive_option, console, needs_input, own_knowledge, sources
from sayso.model import Failure
from sayso.read import Defaults, read_articles
from sayso.store import Archive


@click.command("add")
@sources
@archive_option
@about_article
@own_knowledge
@click.option("-j", "--jobs", default=0, show_default=True, help="Processes; 0 means one a core.")
@click.option("--limit", type=click.IntRange(1), help="Read at most so many articles.")
@click.option(
    "--failures", type=click.Path(dir_okay=False, path_type=Path), help="Write what failed here (JSON lines)."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
def command(**given: Any) -> int:
    """Code articles into an archive (one SQLite file, or a PostgreSQL address).

    \b
    Run it again at any time, also after a crash: what the archive holds is skipped, exact and near copies of a report
    are kept as copies and coded once.
      sayso add --archive news.db articles/ more.jsonl
      sayso events --archive news.db --type ASSAULT --since 2024
    """
    items = read_articles(needs_input(given["sources"]), Defaults(published=given["published"], outlet=given["outlet"]))
    archive = Archive(given["archive"])
    settings = Settings(given["actors"], given["places"])
    stream = islice(items, given["limit"]) if given["limit"] else items
    tallies = add_all(
        archive, stream, settings, jobs=jobs_of(given["jobs"], os.cpu_count() or 1), source=" ".join(given["sources"])
    )
    tally = _watched(tallies, quiet=given["quiet"])
    if given["failures"] and tally.failures:
        _write_failures(given["failures"], tally.failures)
    return _closing(tally, quiet=given["quiet"])


def _watched(tallies: Iterator[Tally], *, quiet: bool) -> Tally:
    """The last tally, with a progress line on a terminal's standard error."""
    tally = Tally()
    if quiet or not sys.stderr.isatty():
        for tally in tallies:  # noqa: B007
            pass
        return tally
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        task = progress.add_task("adding", total=None)
        for tally in tallies:
            elapsed = progress.tasks[0].elapsed or 1
            speed = f"{tally.words / max(elapsed, 0.1):,.0f} words/s"
            progress.update(
                task, description=f"{tally.coded} coded, {tally.known} known, {tally.failed} failed, {speed}"
            )
    return tally


def _write_failures(path: Path, failures: list[Failure]) -> None:
    lines = [json.dumps({**f.article, "error": f.error}, ensure_ascii=False) for f in failures]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


def _closing(tally: Tally, *, quiet: bool) -> int:
    if not quiet:
        known = f"{tally.known} known already, {tally.copies} copies"
        click.echo(f"sayso: {tally.read} read, {tally.coded} coded, {known}, {tally.failed} failed", err=True)
    for failed in tally.failures[:20]:
        click.echo(f"sayso: {failed.article.get('id', '')}: {failed.error['message']}", err=True)
    if not tally.read:
        return EXIT_FAILED
    if tally.failed:
        return EXIT_SOME_FAILED if tally.coded + tally.known + tally.copies else EXIT_FAILED
    return 0
