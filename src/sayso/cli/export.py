"""`sayso export`: records into the formats that others read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import IO

import click

from sayso.cli.options import needs_input
from sayso.export import FORMATS, format_named
from sayso.model import Record
from sayso.store import Archive


@click.command("export")
@click.argument("format_", metavar="FORMAT", type=click.Choice([*FORMATS, "list"]))
@click.argument("records", nargs=-1, metavar="[RECORDS.jsonl|ARCHIVE.db|-]...")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to the screen.")
def command(format_: str, records: tuple[str, ...], output: Path | None) -> int:
    """Turn records (what `sayso code` writes, or an archive) into FORMAT; `sayso export list` says what each format is.

    \b
    Examples
      sayso code -o records.jsonl articles/
      sayso export csv records.jsonl -o events.csv
      sayso export polecat records.jsonl > events.tsv
    """
    if format_ == "list":
        for name in FORMATS:
            click.echo(f"{name:16} {format_named(name).about}")
        return 0
    chosen = format_named(format_)
    with output.open("w", encoding="utf8") if output else nullcontext(sys.stdout) as out:
        _write(chosen.lines(_records(needs_input(records))), out)
    return 0


def _write(lines: Iterator[str], out: IO[str]) -> None:
    for line in lines:
        out.write(line + "\n")


def _records(sources: tuple[str, ...]) -> Iterator[Record]:
    """The records in the files, without the failures; a line that is no record ends the export with its place."""
    for source in sources:
        if source.endswith((".db", ".sqlite")) or "://" in source:
            yield from Archive(source, readonly=True).records()
            continue
        with nullcontext(sys.stdin) if source == "-" else _opened(source) as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield from _record(line, f"{source}:{number}")


def _opened(source: str) -> IO[str]:
    try:
        return Path(source).open(encoding="utf8")
    except OSError as error:
        raise click.ClickException(f"cannot read {source}: {error.strerror}") from error


def _record(line: str, place: str) -> Iterator[Record]:
    try:
        data = json.loads(line)
        if "error" not in data:
            yield Record.model_validate(data)
    except ValueError as error:
        raise click.UsageError(f"{place}: this line is no sayso/1 record ({str(error).splitlines()[0]})") from error
