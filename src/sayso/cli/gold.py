"""`sayso gold`: what people settled about an archive's articles, in forms that others read."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import archive_option
from sayso.errors import SaysoError
from sayso.store import Archive


@click.command("gold")
@click.argument("form", metavar="FORM", type=click.Choice(["jsonl", "brat", "labelstudio"]))
@archive_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file; for brat a folder. Needed for brat.")
def command(form: str, archive: str, output: Path | None) -> int:
    """Write what reviewers settled as gold: jsonl (records), brat (.txt and .ann) or labelstudio (annotations).

    \b
      sayso gold jsonl --archive news.db > gold.jsonl
      sayso gold brat --archive news.db -o gold/
    """
    from sayso.review.gold import brat_files, label_studio
    from sayso.store.gold import gold_records

    records = gold_records(Archive(archive, readonly=True))
    if form == "brat":
        if output is None:
            raise click.UsageError("brat is several files: name a folder with -o")
        _write_all(output, brat_files(records))
        return 0
    text = label_studio(records) if form == "labelstudio" else "".join(r.to_json() + "\n" for r in records)
    if output:
        output.write_text(text, encoding="utf8")
    else:
        click.echo(text, nl=False)
    return 0


def _write_all(folder: Path, files: dict[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaysoError(f"the folder {folder} cannot be made: {error.strerror}", code="output") from error
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf8", newline="")
