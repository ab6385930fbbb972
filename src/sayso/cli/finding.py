"""The filters that `events`, `sayings`, `articles`, `actors` and `count` share, and how their rows are written."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, get_args

import click

from sayso.cli.options import archive_option
from sayso.cli.tabling import Cell, print_table
from sayso.knowledge.actors import ActorBase
from sayso.model import Stance, Standing
from sayso.store import Archive, Filter, Page
from sayso.store.search import SORTS

F = TypeVar("F", bound=Callable[..., Any])
LIMIT = 50


class PartOfTime(click.ParamType[str]):
    """A day, a month or a year: YYYY-MM-DD, YYYY-MM or YYYY."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as given; a usage error where it is no date."""
        if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", str(value)):
            self.fail(f"{value!r} is not a date like 2024, 2024-05 or 2024-05-01", param, ctx)
        return str(value)


class PloverType(click.ParamType[str]):
    """One of the event types of the ontology, in any case."""

    name = "TYPE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The type in capitals; a usage error that lists the types where there is none of this name."""
        from sayso.knowledge.ontology import Ontology

        known = [t.id for t in Ontology.shipped().types]
        if str(value).upper() not in known:
            self.fail(f"there is no event type {value!r}; there are {', '.join(known)}", param, ctx)
        return str(value).upper()


_ANY_CASE = {"case_sensitive": False}
_FILTERS: dict[str, tuple[click.ParamType[Any] | None, str]] = {
    "--actor": (None, "Who did it: a name, an alias, a country code or a sector."),
    "--recipient": (None, "To whom it was done, in the same way."),
    "--type": (PloverType(), "PLOVER type, such as ASSAULT."),
    "--mode": (None, "Mode, such as drone."),
    "--quad": (click.IntRange(1, 4), "1 verbal, 2 material cooperation; 3 verbal, 4 material conflict."),
    "--since": (PartOfTime(), "First day, month or year."),
    "--until": (PartOfTime(), "Last day, month or year."),
    "--country": (None, "Country of the event (ISO alpha-3)."),
    "--place": (None, "Place of the event, by its name."),
    "--outlet": (None, "The outlet."),
    "--speaker": (None, "Who says so, anywhere on the path: a name or an alias."),
    "--stance": (click.Choice(get_args(Stance), **_ANY_CASE), "Stance of the saying."),
    "--standing": (click.Choice(get_args(Standing), **_ANY_CASE), "What the say-so makes of the event."),
    "--words": (None, 'Full text; "a phrase" in quotation marks.'),
    "--article": (None, "Id or key of an article."),
}


def filters(function: F) -> F:
    """All filters, the archive, and the form of the output."""
    form = click.Choice(["table", "jsonl", "csv"])
    for option in (
        click.option("--format", "form", type=form, help="table on a terminal, jsonl in a pipe."),
        click.option("--happened", is_flag=True, help="Leave out what is negated, future, hypothetical or long past."),
        archive_option,
    ):
        function = option(function)
    for name, (kind, help_) in reversed(_FILTERS.items()):
        function = click.option(name, type=kind, help=help_)(function)
    return function


def paging(what: str) -> Callable[[F], F]:
    """Sorting and paging of one kind of row."""

    def decorated(function: F) -> F:
        for option in (
            click.option("--offset", default=0, show_default=True, help="Leave out the first rows."),
            click.option("--limit", default=LIMIT, show_default=True, help="At most so many rows; 0 means all."),
            click.option("--reverse", is_flag=True, help="Turn the order round."),
            click.option(
                "--sort", type=click.Choice(SORTS[what]), default=SORTS[what][0], show_default=True, help="Order."
            ),
        ):
            function = option(function)
        return function

    return decorated


def wanted(given: Mapping[str, Any]) -> Filter:
    """The filter that the options describe; other names of actors and speakers come from the knowledge base."""
    known = {name.removeprefix("--"): given[name.removeprefix("--")] for name in _FILTERS}
    return Filter(
        **known,
        names=other_names(known["actor"]),
        recipient_names=other_names(known["recipient"]),
        speaker_names=other_names(known["speaker"]),
        auxiliary=not given["happened"],
    )


def paged(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the search needs of the options of `paging`."""
    limit = given["limit"] or sys.maxsize >> 1
    return {"limit": limit, "offset": given["offset"], "sort": given["sort"], "reverse": given["reverse"]}


def other_names(name: str | None) -> tuple[str, ...]:
    """Entry, aliases and acronyms of the one actor with this name; none where the name is unknown or shared."""
    entries = ActorBase.shipped().named(name) if name else ()
    if len(entries) != 1:
        return ()
    entry = entries[0]
    return (entry.id, entry.name, *entry.aliases, *entry.acronyms)


def opened(where: str) -> Archive:
    """The archive, for reading only."""
    return Archive(where, readonly=True)


def form_of(given: Mapping[str, Any]) -> str:
    """How to write: as asked, or a table for people and JSON lines for programs."""
    return given["form"] or ("table" if sys.stdout.isatty() else "jsonl")


def write(page: Page, cells: Sequence[Cell], given: Mapping[str, Any], what: str) -> int:
    """Rows as a table for people, or as JSON lines or CSV for programs; exit code 0 also where nothing is found."""
    form = form_of(given)
    if form == "table":
        print_table(cells, page.rows)
        click.echo(_found(page, given["offset"], what), err=True)
    else:
        write_rows(page.rows, page.columns, form)
    return 0


def write_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str) -> None:
    """One JSON object a line, or CSV with a header."""
    if form == "csv":
        click.echo(_csv(rows, columns), nl=False)
        return
    for row in rows:
        click.echo(json.dumps(dict(row), ensure_ascii=False, default=str))


def _found(page: Page, offset: int, what: str) -> str:
    if not page.rows:
        return f"no {what} found" if not page.total else f"{page.total:,} {what}, none after the first {offset:,}"
    last = offset + len(page.rows)
    more = f"; --offset {last} shows more" if last < page.total else ""
    return f"{offset + 1:,} to {last:,} of {page.total:,} {what}{more}"


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
