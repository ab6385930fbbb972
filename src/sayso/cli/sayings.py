"""`sayso sayings`: who said what, found in an archive."""

from __future__ import annotations

from typing import Any

import click
from rich.text import Text

from sayso.cli.finding import filters, opened, paged, paging, wanted, write
from sayso.cli.tabling import Cell, Row, key, plain
from sayso.store.search import find_sayings


def _stance(row: Row) -> Text:
    """Stance where it is not plain, and the venue."""
    stance = "" if row["stance"] == "assert" and not row["negated"] else row["stance"]
    text = Text(f"{'not ' if row['negated'] else ''}{stance}", style="magenta")
    return text.append(f"{chr(10) if text else ''}{row['venue']}", style="dim") if row["venue"] else text


def _said(row: Row) -> Text:
    return plain("content", "italic" if row["form"] != "indirect" else "")(row)


CELLS = (
    Cell("published", plain("published")),
    Cell("who", plain("speakers", "bold cyan"), share=2),
    Cell("cue", plain("cue", "cyan"), share=1, least=100),
    Cell("stance", _stance),
    Cell("what is said", _said, share=5),
    Cell("outlet", plain("outlet", "dim"), share=1, least=120),
    Cell("key", key),
)


@click.command("sayings")
@filters
@paging("sayings")
def command(**given: Any) -> int:
    """Find sayings in an archive: quotations, statements, denials, threats, demands.

    Conditions on events (--actor, --type, --country and so on) hold of an event that is told in the saying itself.

    \b
      sayso sayings --speaker "foreign minister" --stance deny
      sayso sayings --type ASSAULT --actor MIL --sort speaker
    """
    return write(find_sayings(opened(given["archive"]), wanted(given), **paged(given)), CELLS, given, "sayings")
