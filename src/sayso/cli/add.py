"""`sayso add`: articles coded into an archive, resumable at any moment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from sayso.adding import Tally, Wishes, add_all
from sayso.batch import Settings, jobs_of
from sayso.cli import EXIT_FAILED, EXIT_SOME_FAILED
from sayso.cli.options import IsoDate, about_article, archive_option, needs_input, own_knowledge, sources
from sayso.cli.progress import progress_bar
from sayso.cli.sidefile import SideFile
from sayso.read import Defaults, Found, Left, Meter, read_found
from sayso.store import Archive


@click.command("add")
@sources
@archive_option
@about_article
@own_knowledge
@click.option("-j", "--jobs", default=0, show_default=True, help="Processes; 0 means one a core.")
@click.option("--limit", type=click.IntRange(1), help="Read at most so many articles.")
@click.option("--since", type=IsoDate(), help="Leave out articles published before this day; undated ones are kept.")
@click.option(
    "--failures",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where failures go (JSON lines); a file beside the archive where not given.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
def command(**given: Any) -> int:
    """Code articles into an archive (one SQLite file, or a PostgreSQL address).

    \b
    Sources are files (text, HTML, JSON lines, WARC, feeds, each also gzipped), folders, addresses and -. Run it again
    at any time, also after a crash: what the archive holds is skipped, exact and near copies of a report are kept as
    copies and coded once. What failed goes to a side file, which is a source like any other.
      sayso add --archive news.db articles/ more.jsonl crawl.warc.gz
      sayso add --archive news.db news-failures-20240501T080000Z.jsonl
      sayso events --archive news.db --type ASSAULT --since 2024
    """
    paths = needs_input(given["sources"])
    meter = Meter(paths)
    found = read_found(paths, Defaults(published=given["published"], outlet=given["outlet"]), meter=meter)
    side = SideFile(given["failures"], given["archive"], paths)
    archive = Archive(given["archive"])
    tally = Tally()
    try:
        with progress_bar(meter, quiet=given["quiet"]) as heard:
            tally = add_all(
                archive,
                _limited(found, given["limit"]),
                Settings(given["actors"], given["places"]),
                jobs=jobs_of(given["jobs"], os.cpu_count() or 1),
                wishes=Wishes(given["since"], side.note, heard),
                tally=tally,
            )
    finally:
        if tally.read and not given["quiet"]:
            tell(tally)
        side.close()
        archive.close()
    if not tally.read and not given["quiet"]:
        click.echo("sayso: nothing to read there", err=True)
    return exit_code(tally)


def _limited(found: Iterator[Found], limit: int | None) -> Iterator[Found]:
    """So many articles and failures; what is left out on purpose does not count."""
    if limit is None:
        yield from found
        return
    counted = 0
    for one in found:
        yield one
        counted += not isinstance(one.item, Left)
        if counted >= limit:
            return


def tell(tally: Tally) -> None:
    """One line on what was done, and one on what was left out."""
    known = f"{tally.known} known already, {tally.copies} {'copy' if tally.copies == 1 else 'copies'}"
    older = f", {tally.older} older" if tally.older else ""
    click.echo(f"sayso: {tally.read} read, {tally.coded} coded, {known}, {tally.failed} failed{older}", err=True)
    if tally.left:
        reasons = ", ".join(f"{number} {reason}" for reason, number in tally.left.most_common())
        click.echo(f"sayso: {tally.left.total()} left out ({reasons})", err=True)


def exit_code(tally: Tally) -> int:
    """0 fine, 1 nothing done, 3 some failed."""
    if not tally.read:
        return EXIT_FAILED
    if tally.failed:
        return EXIT_SOME_FAILED if tally.finished > tally.failed else EXIT_FAILED
    return 0
