"""`sayso count`: how many events by month, type, country, dyad, outlet or standing, as a small chart."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from rich.table import Table

from sayso.cli.finding import filters, opened, wanted
from sayso.cli.options import console
from sayso.store.search import counts

WIDTH = 40


@click.command("count")
@filters
@click.option(
    "--by",
    type=click.Choice(["month", "type", "country", "dyad", "outlet", "standing"]),
    default="type",
    show_default=True,
)
def command(**given: Any) -> int:
    """Count the events of an archive; the filters are those of `sayso events`."""
    rows = counts(opened(given["archive"]), wanted(given), given["by"])[: given["limit"]]
    if given["form"] == "table" or (given["form"] is None and sys.stdout.isatty()):
        console().print(_chart(rows, given["by"]))
    else:
        for value, number in rows:
            click.echo(json.dumps({given["by"]: value, "events": number}, ensure_ascii=False))
    return 0


def _chart(rows: list[tuple[str, int]], by: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(by)
    table.add_column("events", justify="right")
    table.add_column("")
    most = max((n for _, n in rows), default=1)
    for value, number in rows:
        table.add_row(value, str(number), "█" * max(1, round(WIDTH * number / most)))
    return table
