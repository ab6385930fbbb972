"""`sayso knowledge`: how much is known, and whether every file holds to its schema."""

from __future__ import annotations

import click
from rich.table import Table

from sayso.cli.options import console


@click.command("knowledge")
@click.option("--check", is_flag=True, help="Only say what is wrong; leave with 1 where something is.")
def command(check: bool) -> int:
    """Count the entries of each part of the knowledge; a broken file is named with its line."""
    from sayso.knowledge.census import census

    rows = census()
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("part")
    table.add_column("entries", justify="right")
    for part, count in rows.items():
        table.add_row(part, f"{count:,}")
    screen = console()
    screen.print(table if not check else f"knowledge: {sum(rows.values()):,} entries in {len(rows)} parts are sound")
    return 0
