"""`sayso count`: how many events by month, type, dyad and so on, as a small chart."""

from __future__ import annotations

from typing import Any

import click
from rich.table import Table

from sayso.cli.finding import LIMIT, filters, form_of, opened, wanted, write_rows
from sayso.cli.options import console
from sayso.store.search import COUNTED, counts

EIGHTHS = " ▏▎▍▌▋▊▉█"
GAP = 3  # months without events that are drawn one by one
Counts = list[tuple[str, int]]


@click.command("count")
@filters
@click.option("--by", type=click.Choice(COUNTED), default="type", show_default=True, help="What is counted.")
@click.option("--limit", default=LIMIT, show_default=True, help="At most so many rows (times are never cut); 0: all.")
def command(**given: Any) -> int:
    """Count the events of an archive; the filters are those of `sayso events`.

    \b
      sayso count --by month --actor "Free Maral Movement"
      sayso count --by dyad --quad 4 --since 2024
    """
    by, form = given["by"], form_of(given)
    found = counts(opened(given["archive"]), wanted(given), by)
    cut = len(found) if by in ("month", "year") or not given["limit"] else given["limit"]
    if form != "table":
        write_rows([{by: value, "events": n} for value, n in found[:cut]], [by, "events"], form)
        return 0
    if found:
        console().print(_chart(with_gaps(found) if by == "month" else found[:cut], by))
    more = f" in {len(found):,} rows, the first {cut:,} shown" if cut < len(found) else ""
    click.echo(f"{sum(n for _, n in found):,} events{more}", err=True)
    return 0


def with_gaps(found: Counts) -> Counts:
    """Months in which nothing happened between others are zero; many of them in a row are one line."""
    dated, rest = [f for f in found if f[0][:1].isdigit()], [f for f in found if not f[0][:1].isdigit()]
    filled: Counts = []
    for month, number in dated:
        before = _ordinal(filled[-1][0]) + 1 if filled else _ordinal(month)
        empty = [(f"{m // 12:04}-{m % 12 + 1:02}", 0) for m in range(before, _ordinal(month))]
        filled += empty if len(empty) <= GAP else [(f"… {len(empty)} months", 0)]
        filled.append((month, number))
    return [*filled, *rest]


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _chart(rows: Counts, by: str) -> Table:
    screen = console()
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(by, overflow="ellipsis", max_width=screen.width // 2)
    table.add_column("events", justify="right")
    table.add_column("", no_wrap=True)
    most = max(n for _, n in rows)
    labels = max((len(value) for value, _ in rows), default=0)
    width = max(10, min(60, screen.width - min(labels, screen.width // 2) - len(f"{most:,}") - 12))
    for value, number in rows:
        table.add_row(value, f"{number:,}", bar(number, most, width))
    return table


def bar(number: int, most: int, width: int) -> str:
    """A bar in eighths of a character; whatever is not zero shows at least the thinnest one."""
    eighths = round(8 * width * number / most)
    if number and not eighths:
        eighths = 1
    return "█" * (eighths // 8) + EIGHTHS[eighths % 8].strip()
