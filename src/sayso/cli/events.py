"""`sayso events`: events of an archive, found by who, what, when, where and on whose say-so."""

from __future__ import annotations

from typing import Any

import click

from sayso.cli.finding import filters, opened, wanted, write
from sayso.store.search import find_events

COLUMNS = ("key", "start_date", "type", "modes", "actors", "recipients", "place", "standing", "say_so", "sentence")


@click.command("events")
@filters
@click.option("--sort", type=click.Choice(["date", "confidence", "type", "place"]), default="date", show_default=True)
def command(**given: Any) -> int:
    """Find events in an archive.

    \b
      sayso events --actor IRN --type ASSAULT --since 2020-01
      sayso events --words '"truck bomb"' --standing claimed --format csv
    """
    page = find_events(
        opened(given["archive"]), wanted(given), limit=given["limit"], offset=given["offset"], sort=given["sort"]
    )
    return write(page, COLUMNS, given["form"], "events")
