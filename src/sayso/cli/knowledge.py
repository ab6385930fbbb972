"""`sayso knowledge`: how much is known, whether every file holds to its schema, and the tables that judge sayings."""

from __future__ import annotations

from collections.abc import Sequence

import click
from rich.table import Table

from sayso.cli.options import console


@click.command("knowledge")
@click.argument("table", required=False, type=click.Choice(["standing", "loaded", "cues"]))
@click.option("--check", is_flag=True, help="Only say what is wrong; leave with 1 where something is.")
def command(table: str | None, check: bool) -> int:
    """Count the entries of each part of the knowledge; a broken file is named with its line.

    With a TABLE: the rules of standing, the loaded terms by conflict and side, or the cues by stance.
    """
    from sayso.knowledge.census import census

    if table is not None:
        from sayso.says.tables import rows as rows_of

        console().print(_table(rows_of(table)))
        return 0
    rows = census()
    counted = _table([("part", "entries"), *((part, f"{count:,}") for part, count in rows.items())])
    console().print(
        counted if not check else f"knowledge: {sum(rows.values()):,} entries in {len(rows)} parts are sound"
    )
    return 0


def _table(rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for number, heading in enumerate(rows[0]):
        figures = all(row[number].replace(",", "").isdigit() for row in rows[1:])
        table.add_column(heading, justify="right" if figures else "left")
    for row in rows[1:]:
        table.add_row(*row)
    return table
