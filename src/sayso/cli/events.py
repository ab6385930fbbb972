"""`sayso events`: events of an archive, found by who, what, when, where and on whose say-so."""

from __future__ import annotations

from typing import Any

import click

from sayso.cli.finding import filters, opened, paged, paging, wanted, write
from sayso.cli.tabling import Cell, key, plain, say_so, what, where, who_to_whom
from sayso.store.search import find_events

CELLS = (
    Cell("date", plain("start_date")),
    Cell("what", what),
    Cell("who → whom", who_to_whom, share=3),
    Cell("where", where, share=1, least=100),
    Cell("on whose say-so", say_so, share=2),
    Cell("words", plain("sentence", "italic"), share=4, least=140),
    Cell("key", key),
)


@click.command("events")
@filters
@paging("events")
def command(**given: Any) -> int:
    """Find events in an archive; every condition that is given must hold.

    \b
      sayso events --actor IRN --type ASSAULT --since 2020-01
      sayso events --words '"truck bomb"' --standing claimed --sort confidence
      sayso events --quad 4 --happened --format csv --limit 0 > events.csv
    """
    return write(find_events(opened(given["archive"]), wanted(given), **paged(given)), CELLS, given, "events")
