"""`sayso check`: whether an archive is whole."""

from __future__ import annotations

import click

from sayso.cli.finding import opened
from sayso.cli.options import archive_option


@click.command("check")
@archive_option
def command(archive: str) -> int:
    """Count what an archive holds, and check that every row agrees with its record."""
    store = opened(archive)
    click.echo(", ".join(f"{number:,} {name}" for name, number in store.counts().items()))
    problems = store.problems()
    for problem in problems:
        click.echo(problem, err=True)
    click.echo("the archive is sound" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0
