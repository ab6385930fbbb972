"""`sayso sayings`: who said what, found in an archive."""

from __future__ import annotations

from typing import Any

import click

from sayso.cli.finding import filters, opened, wanted, write
from sayso.store.search import find_sayings

COLUMNS = ("key", "published", "outlet", "speakers", "cue", "stance", "venue", "content")


@click.command("sayings")
@filters
def command(**given: Any) -> int:
    """Find sayings in an archive: quotations, statements, denials, threats, demands."""
    page = find_sayings(opened(given["archive"]), wanted(given), limit=given["limit"], offset=given["offset"])
    return write(page, COLUMNS, given["form"], "sayings")
