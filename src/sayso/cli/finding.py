"""The filters that `events`, `sayings`, `articles` and `count` share, and how their rows are written."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click
from rich.table import Table

from sayso.cli.options import archive_option, console
from sayso.knowledge.actors import ActorBase
from sayso.store import Archive, Filter, Page
from sayso.text import squeezed

F = TypeVar("F", bound=Callable[..., Any])
_TEXT_FILTERS = {
    "--actor": "Who did it: a name, an alias, a country code or a sector.",
    "--recipient": "To whom it was done.",
    "--type": "PLOVER type, such as ASSAULT.",
    "--mode": "Mode, such as drone.",
    "--since": "First day, month or year.",
    "--until": "Last day, month or year.",
    "--country": "Country of the event (ISO alpha-3).",
    "--place": "Place of the event, by its name.",
    "--outlet": "The outlet.",
    "--speaker": "Who says so, anywhere on the path.",
    "--stance": "Stance of the saying, such as deny.",
    "--standing": "fact, claimed, admitted, denied, suspected or disputed.",
    "--words": 'Full text; "a phrase" in quotation marks.',
    "--article": "Id or key of an article.",
}


def filters(function: F) -> F:
    """All filters, the archive, paging and the form of the output."""
    for name, help_ in reversed(_TEXT_FILTERS.items()):
        function = click.option(name, help=help_)(function)
    for option in (
        click.option("--offset", default=0, show_default=True, help="Leave out the first rows."),
        click.option("--limit", default=50, show_default=True, help="At most so many rows."),
        click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), help="table on a terminal."),
        archive_option,
    ):
        function = option(function)
    return function


def wanted(given: Mapping[str, Any]) -> Filter:
    """The filter that the options describe; an actor's other names come from the knowledge base."""
    known = {name.removeprefix("--"): given[name.removeprefix("--")] for name in _TEXT_FILTERS}
    return Filter(**known, names=_other_names(known["actor"] or known["recipient"]))


def _other_names(name: str | None) -> tuple[str, ...]:
    entries = ActorBase.shipped().named(name) if name else ()
    if len(entries) != 1:
        return ()
    entry = entries[0]
    return (entry.id, entry.name, *entry.aliases, *entry.acronyms)


def opened(where: str) -> Archive:
    """The archive, for reading only."""
    return Archive(where, readonly=True)


def write(page: Page, columns: Sequence[str], form: str | None, what: str) -> int:
    """Rows as a table for people, or as JSON lines or CSV for programs."""
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    if form == "jsonl":
        for row in page.rows:
            click.echo(json.dumps(dict(row), ensure_ascii=False, default=str))
    elif form == "csv":
        click.echo(_csv(page), nl=False)
    else:
        console().print(_table(page, columns))
        click.echo(f"{len(page.rows)} of {page.total} {what}", err=True)
    return 0


def _csv(page: Page) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, page.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(page.rows)
    return buffer.getvalue()


def _table(page: Page, columns: Sequence[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold", max_width=60)
    for row in page.rows:
        table.add_row(*(_cell(row.get(c)) for c in columns))
    return table


def _cell(value: object) -> str:
    text = "" if value is None else squeezed(str(value))
    return text if len(text) <= 160 else text[:159] + "…"
