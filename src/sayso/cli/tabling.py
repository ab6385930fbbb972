"""How rows look on a terminal: columns that matter first, those that do not fit left out, words of the article untouched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from rich.table import Table
from rich.text import Text

from sayso.cli.options import console
from sayso.cli.show import STANDING_STYLE
from sayso.text import squeezed

Row = Mapping[str, Any]
LONG = 160  # characters of a cell
SHORT_KEY = 8  # figures of an article's key that are shown; `sayso show` takes them


class Cell(NamedTuple):
    """A column: its head, what stands in it, its share of the width (0 = as wide as needed), from which width on."""

    head: str
    text: Callable[[Row], Text]
    share: int = 0
    least: int = 0
    right: bool = False


def print_table(cells: Sequence[Cell], rows: Sequence[Row]) -> None:
    """A table as wide as the terminal; without rows nothing but the summary is left to say."""
    if not rows:
        return
    screen = console()
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", expand=True)
    shown = [c for c in cells if screen.width >= c.least]
    for cell in shown:
        whole = cell.share == 0
        table.add_column(
            cell.head,
            justify="right" if cell.right else "left",
            ratio=cell.share or None,
            min_width=None if whole else 10,
            no_wrap=whole,
            overflow="ellipsis" if whole else "fold",
        )
    for row in rows:
        table.add_row(*(cell.text(row) for cell in shown))
    screen.print(table)


def plain(name: str, style: str = "") -> Callable[[Row], Text]:
    """The value of one column, shortened where it is long."""
    return lambda row: Text(short(row.get(name)), style=style)


def short(value: object) -> str:
    """A value on one line, at most LONG characters."""
    text = "" if value is None else squeezed(str(value))
    return text if len(text) <= LONG else text[: LONG - 1] + "…"


def number(name: str) -> Callable[[Row], Text]:
    """A number with its thousands apart."""
    return lambda row: Text(f"{row[name]:,}")


def key(row: Row) -> Text:
    """The key short enough to read and long enough to type: `3f0c12ab/e2`."""
    article, stroke, part = str(row["key"]).partition("/")
    return Text(article[:SHORT_KEY] + stroke + part, style="dim")


def what(row: Row) -> Text:
    """Type, and modes in the line below."""
    return Text.assemble((row["type"], "bold green"), *((f"\n{m}", "green") for m in row["modes"].split()))


def who_to_whom(row: Row) -> Text:
    """Who → whom."""
    actors, recipients = short(row["actors"]), short(row["recipients"])
    text = Text(actors or "nobody named", style="" if actors else "dim")
    return text.append(f" → {recipients}", style="") if recipients else text


def say_so(row: Row) -> Text:
    """Standing, what did not happen, and on whose word."""
    text = Text(row["standing"], style=STANDING_STYLE[row["standing"]])
    for word in row["auxiliary"].split():
        text.append(f" {word}", style="bold red")
    return text.append(f"\n{short(row['say_so'])}", style="dim")


def where(row: Row) -> Text:
    """Place and country."""
    place, country = row["place"] or "", row["country"] or ""
    text = Text(place)
    return text if row.get("resolution") == "country" or not country else text.append(f" {country}", style="dim")
