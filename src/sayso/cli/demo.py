"""`sayso demo`: the sample articles coded, shown, and their records written where the user can find them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from sayso.cli.options import console
from sayso.model import Article, Record


@click.command("demo")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("out"), show_default=True
)
@click.option("--full", is_flag=True, help="Whole quotations, every actor.")
def command(output: Path, full: bool) -> int:
    """Code the sample articles (invented people, invented countries), print them, and write their records.

    \b
    The records go to OUTPUT/demo.jsonl, one JSON object a line, in the format of `sayso schema`.
    """
    from sayso import paths
    from sayso.cli.show import shown
    from sayso.pipeline import Coder
    from sayso.read import Defaults, read_articles

    screen, folder = console(), paths.samples()
    coder = Coder.shipped(actors=[folder / "actors.yml"], threads=1)
    answers = []
    with ThreadPoolExecutor(
        2
    ) as pool:  # the network lets go of Python's lock: one article is parsed while one is coded
        items = read_articles(_articles(folder), Defaults())
        for answer in pool.map(lambda item: coder.try_code(item) if isinstance(item, Article) else item, items):
            answers.append(answer)
            if isinstance(answer, Record):
                screen.print(shown(answer, full=full))
            else:
                click.echo(f"sayso: {answer.error['message']}", err=True)
    output.mkdir(parents=True, exist_ok=True)
    target = output / "demo.jsonl"
    target.write_text("".join(a.to_json() + "\n" for a in answers), encoding="utf8")
    records = [a for a in answers if isinstance(a, Record)]
    screen.print(_closing(records, folder, target))
    return 0 if len(records) == len(answers) else 3


def _articles(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.glob("[0-9]*"))]


def _closing(records: Sequence[Record], folder: Path, target: Path) -> str:
    events, sayings = sum(len(r.events) for r in records), sum(len(r.sayings) - 1 for r in records)
    return (
        f"{len(records)} articles, {sayings} sayings, {events} events. All people, bodies and countries are invented.\n"
        f"articles: {folder}\nrecords:  {target.resolve()}\n"
        f"next:     sayso explain {folder}/01-wire-attack.txt   ·   sayso code your-article.txt"
    )
