"""`sayso parse`: what the parser saw, as CoNLL-U with names in MISC."""

from __future__ import annotations

from typing import Any

import click

from sayso.cli import EXIT_FAILED, EXIT_SOME_FAILED
from sayso.cli.options import about_article, needs_input, sources


@click.command("parse")
@sources
@about_article
def command(**given: Any) -> int:
    """Print the tokens, sentences, tags, trees and names of articles as CoNLL-U, document by document.

    \b
    Names stand as BIO tags in MISC (Name=B-PER). Useful to build on the trees, and to measure them:
      sayso parse article.txt > article.conllu
    """
    from sayso.model import Failure
    from sayso.parse import load
    from sayso.parse.conllu import to_conllu
    from sayso.read import Defaults, read_articles

    parser, failed, done = load(), 0, 0
    for item in read_articles(needs_input(given["sources"]), Defaults(given["published"], given["outlet"])):
        if isinstance(item, Failure):
            click.echo(f"sayso: {item.article.get('id', '')}: {item.error['message']}", err=True)
            failed += 1
            continue
        click.echo(to_conllu(parser.parse(item.text, item.blocks), item.id), nl=False)
        done += 1
    if failed:
        return EXIT_SOME_FAILED if done else EXIT_FAILED
    return 0
