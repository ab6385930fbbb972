"""`sayso articles`: the articles of an archive, its copies and failures."""

from __future__ import annotations

from typing import Any

import click

from sayso.cli.finding import filters, opened, wanted, write
from sayso.store.search import find_articles

COLUMNS = ("key", "published", "outlet", "title", "words", "copy_of", "error_code")


@click.command("articles")
@filters
def command(**given: Any) -> int:
    """Find articles in an archive."""
    page = find_articles(opened(given["archive"]), wanted(given), limit=given["limit"], offset=given["offset"])
    return write(page, COLUMNS, given["form"], "articles")
