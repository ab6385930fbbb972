"""Options that several commands share, so that they are spelt and explained once."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

F = TypeVar("F", bound=Callable[..., Any])


class IsoDate(click.ParamType[str]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day as given; a usage error where it is none."""
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)):
                raise ValueError
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(f"{value!r} is not a day like 2024-05-01", param, ctx)


def sources(function: F) -> F:
    """PATH, URL or - arguments."""
    return click.argument("sources", nargs=-1, metavar="[PATH|URL|-]...")(function)


def about_article(function: F) -> F:
    """What the input itself may not say."""
    for option in (
        click.option("--outlet", metavar="NAME", help="The outlet that published what does not say so itself."),
        click.option("--published", type=IsoDate(), help="The day on which what carries no date was published."),
    ):
        function = option(function)
    return function


def own_knowledge(function: F) -> F:
    """The user's own actors and places."""
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    for option in (
        click.option("--places", type=file, multiple=True, help="Your own places (CSV); may be given again."),
        click.option("--actors", type=file, multiple=True, help="Your own actors (YAML or CSV); may be given again."),
    ):
        function = option(function)
    return function


def console(*, stderr: bool = False, width: int | None = None) -> Console:
    """A console that honours NO_COLOR and never breaks words of the article into markup."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False, width=width)


def needs_input(sources: tuple[str, ...]) -> tuple[str, ...]:
    """The sources; standard input where none is named and something is piped in; else the command's help."""
    if sources:
        return sources
    if not sys.stdin.isatty():
        return ("-",)
    context = click.get_current_context()
    click.echo(context.get_help())
    context.exit(2)
    return ()


def archive_option(function: F) -> F:
    """Which archive: a SQLite file, or a PostgreSQL address."""
    option = click.option(
        "--archive",
        default="sayso.db",
        envvar="SAYSO_ARCHIVE",
        show_default=True,
        show_envvar=True,
        metavar="FILE|ADDRESS",
        help="SQLite file or postgresql:// address.",
    )
    return option(function)
