"""`sayso check`: whether an archive is whole."""

from __future__ import annotations

import sys

import click

from sayso.cli.finding import opened
from sayso.cli.options import archive_option
from sayso.store import Archive

_EVERY = 10_000  # articles between two signs of life


@click.command("check")
@archive_option
@click.option("--upgrade", is_flag=True, help="First bring an older archive's tables up to date.")
def command(archive: str, upgrade: bool) -> int:
    """Count what an archive holds and check all of it against its records.

    Checked are the database's own pages, every record against its schema, every quotation against its text, every row
    for finding and every word of full text against the record, copies and their originals, and rows that belong to
    nothing.
    """
    if upgrade:
        Archive(archive).close()
    store = opened(archive)
    click.echo(", ".join(f"{number:,} {name}" for name, number in store.counts().items()))
    problems = store.problems(_sign_of_life)
    for problem in problems:
        click.echo(problem, err=True)
    click.echo("the archive is sound" if not problems else f"{len(problems)} problems")
    store.close()
    return 1 if problems else 0


def _sign_of_life(seen: int) -> None:
    if sys.stderr.isatty() and seen % _EVERY == 0:
        click.echo(f"{seen:,} articles checked", err=True)
