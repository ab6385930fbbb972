"""`sayso export`: records into the formats that others read, with a description of the data beside them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import IO

import click

from sayso.cli.options import needs_input
from sayso.export import FORMATS, format_named
from sayso.export.base import Format
from sayso.export.package import Tally, describe
from sayso.model import Record
from sayso.store import Archive
from sayso.store.reviews import judged_records


@click.command("export")
@click.argument("format_", metavar="FORMAT", type=click.Choice([*FORMATS, "list"]))
@click.argument("records", nargs=-1, metavar="[RECORDS.jsonl|ARCHIVE.db|-]...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here, not to the screen.")
@click.option("--licence", metavar="NAME", help="Licence of your data, such as CC0-1.0, for datapackage.json.")
@click.option("--package/--no-package", default=True, help="Describe the file in datapackage.json beside it (with -o).")
@click.option("--machine", is_flag=True, help="Of an archive: as the machine coded it, whatever reviewers say.")
def command(
    format_: str, records: tuple[str, ...], output: Path | None, licence: str | None, *, package: bool, machine: bool
) -> int:
    """Turn records (what `sayso code` writes, or an archive) into FORMAT; `sayso export list` says what each format is.

    With -o a datapackage.json beside the file names its columns, their types and meaning, the versions that coded it,
    counts, sources and licence. What reviewers corrected in an archive stands corrected, what they rejected is left out.

    \b
    Examples
      sayso code -o records.jsonl articles/
      sayso export csv records.jsonl -o events.csv
      sayso export parquet news.db -o events.parquet
      sayso export brat news.db -o brat/
      sayso export polecat records.jsonl > events.tsv
    """
    if format_ == "list":
        for name in FORMATS:
            click.echo(f"{name:16} {format_named(name).about}")
        return 0
    chosen, found = format_named(format_), _records(needs_input(records), machine=machine)
    if output is None:
        _write(chosen.lines(found), sys.stdout)
        return 0
    tally = Tally()
    _save(chosen, tally.through(found), output)
    if package:
        described = describe(output, chosen, tally, licence)
        click.echo(f"{output}: {tally.records} articles, {tally.events} events; described in {described}", err=True)
    return 0


def _save(chosen: Format, records: Iterable[Record], output: Path) -> None:
    """The file appears whole or not at all; what its readers need beside it is written too."""
    output.parent.mkdir(parents=True, exist_ok=True)
    if chosen.save is not None:
        chosen.save(records, output)
    else:
        part = output.with_name(output.name + ".part")
        with part.open("w", encoding="utf8", newline="") as out:
            _write(chosen.lines(records), out)
        part.replace(output)
    folder = output if output.is_dir() else output.parent
    for name, text in chosen.beside().items():
        (folder / name).write_text(text, encoding="utf8")


def _write(lines: Iterator[str], out: IO[str]) -> None:
    for line in lines:
        out.write(line + "\n")


def _records(sources: tuple[str, ...], *, machine: bool) -> Iterator[Record]:
    """The records in the files, without the failures; a line that is no record ends the export with its place."""
    for source in sources:
        if source.endswith((".db", ".sqlite")) or "://" in source:
            archive = Archive(source, readonly=True)
            yield from archive.records() if machine else judged_records(archive)
        else:
            yield from _of_lines(source)


def _of_lines(source: str) -> Iterator[Record]:
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
