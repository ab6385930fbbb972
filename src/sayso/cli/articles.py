"""`sayso articles`: the articles of an archive, its copies and failures."""

from __future__ import annotations

from typing import Any

import click
from rich.text import Text

from sayso.cli.finding import filters, opened, paged, paging, wanted, write
from sayso.cli.tabling import SHORT_KEY, Cell, Row, key, number, plain
from sayso.store.search import find_articles


def _state(row: Row) -> Text:
    """Whether it is a copy of another, or could not be coded."""
    if row["error_code"]:
        return Text(str(row["error_code"]), style="red")
    return Text(f"copy of {row['copy_of'][:SHORT_KEY]}" if row["copy_of"] else "", style="dim")


CELLS = (
    Cell("published", plain("published")),
    Cell("outlet", plain("outlet"), share=1),
    Cell("title", plain("title", "bold"), share=4),
    Cell("words", number("words"), right=True),
    Cell("", _state, share=1, least=100),
    Cell("key", key),
)


@click.command("articles")
@filters
@paging("articles")
def command(**given: Any) -> int:
    """Find articles in an archive.

    Conditions on events and sayings hold of one in the article; dates are those of publication.

    \b
      sayso articles --outlet "The Paper" --words ceasefire
      sayso articles --type COERCE --country IRQ --sort words
    """
    return write(find_articles(opened(given["archive"]), wanted(given), **paged(given)), CELLS, given, "articles")
