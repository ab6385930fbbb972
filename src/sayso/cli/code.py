"""`sayso code`: articles in, records out, as text for people or as JSON lines for programs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from sayso.cli import EXIT_FAILED, EXIT_SOME_FAILED
from sayso.cli.options import about_article, console, needs_input, own_knowledge, sources

FORMATS = ("text", "jsonl", "json")


@click.command("code")
@sources
@about_article
@own_knowledge
@click.option("--format", "format_", type=click.Choice(FORMATS), help="text on a terminal, jsonl in a pipe.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to the screen.")
@click.option("-j", "--jobs", default=1, show_default=True, help="Processes; 0 means one a core.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
@click.option("--spacy", metavar="NAME", help="Take the trees of this spaCy pipeline (UD labels) instead of ours.")
@click.option("--full", is_flag=True, help="In text: whole quotations, every actor.")
def command(**given: Any) -> int:
    """Code articles: plain text, HTML, JSON lines, folders of them, URLs, or - for standard input.

    \b
    Examples
      sayso code article.html
      sayso code --published 2024-05-01 --outlet "The Paper" pasted.txt
      sayso code --jobs 0 -o records.jsonl archive.jsonl
      cat articles.jsonl | sayso code | jq '.events[].type'

    A record has the format sayso/1 (`sayso schema`). An article that cannot be coded leaves an error on its own line,
    never stops the rest, and makes the exit code 3.
    """
    from sayso.batch import Settings, code_all, jobs_of
    from sayso.read import Defaults, read_articles

    wanted = needs_input(given["sources"])
    items = read_articles(wanted, Defaults(published=given["published"], outlet=given["outlet"]))
    settings = Settings(given["actors"], given["places"], given["spacy"])
    lines = code_all(items, settings, jobs_of(given["jobs"], os.cpu_count() or 1))
    format_ = given["format_"] or _format_for(given["output"])
    with _target(given["output"]) as out:
        done, failed = _write(_watched(lines, quiet=given["quiet"]), out, format_, full=given["full"])
    return _exit_code(done, failed, quiet=given["quiet"])


def _format_for(output: Path | None) -> str:
    return "text" if output is None and sys.stdout.isatty() else "jsonl"


@contextmanager
def _target(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        yield sys.stdout
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("w", encoding="utf8") as file:
            yield file
    except OSError as error:
        raise click.ClickException(f"cannot write {output}: {error.strerror}") from error


def _write(lines: Iterable[tuple[str, bool]], out: IO[str], format_: str, *, full: bool) -> tuple[int, int]:
    """Write every line as it comes; how many records and how many failures there were."""
    counts = {True: 0, False: 0}
    for line, good in lines:
        counts[good] += 1
        _write_one(line, good, out, format_, full=full)
        if not good:
            _complain(line)
        out.flush()
    return counts[True], counts[False]


def _write_one(line: str, good: bool, out: IO[str], format_: str, *, full: bool) -> None:
    if format_ == "jsonl":
        out.write(line + "\n")
    elif format_ == "json":
        out.write(json.dumps(json.loads(line), ensure_ascii=False, indent=2) + "\n")
    elif good:
        from sayso.cli.show import shown
        from sayso.model import Record

        screen = console() if out is sys.stdout else Console(file=out, width=100, highlight=False)
        screen.print(shown(Record.model_validate_json(line), full=full))


def _complain(line: str) -> None:
    failure = json.loads(line)
    id_, message = failure["article"].get("id", ""), failure["error"]["message"]
    click.echo(f"sayso: {message}" if message.startswith(id_) else f"sayso: {id_}: {message}", err=True)


def _watched(lines: Iterable[tuple[str, bool]], *, quiet: bool) -> Iterator[tuple[str, bool]]:
    """The same lines, with a progress line on a terminal's standard error while standard output goes elsewhere."""
    if quiet or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from lines
        return
    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TextColumn("articles"), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        task = progress.add_task("coding", total=None)
        for line in lines:
            progress.advance(task)
            yield line


def _exit_code(done: int, failed: int, *, quiet: bool) -> int:
    if failed and not quiet:
        click.echo(f"sayso: {done} coded, {failed} failed", err=True)
    if not done and not failed:
        click.echo("sayso: there was nothing to code", err=True)
        return EXIT_FAILED
    if failed and not done:
        return EXIT_FAILED
    return EXIT_SOME_FAILED if failed else 0
