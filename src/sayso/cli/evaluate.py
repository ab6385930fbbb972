"""`sayso evaluate`: scores on gold data, beside their floors."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from sayso.cli.options import archive_option, console
from sayso.errors import SaysoError
from sayso.store import Archive


@click.command("evaluate")
@click.argument("names", nargs=-1, metavar="[SET]...")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Gold data; default ../shared/data.")
@click.option("--check", is_flag=True, help="Leave with 1 where a score is under its floor.")
@click.option("--save", is_flag=True, help="Raise the floors to what was reached (a little under it).")
@click.option(
    "--on", type=click.Choice(["corrections"]), help="Measure on what reviewers of an archive settled instead."
)
@click.option(
    "--stored", is_flag=True, help="With --on: as the articles were coded when added, not as they would be now."
)
@archive_option
def command(
    names: tuple[str, ...], data: Path | None, check: bool, save: bool, on: str | None, stored: bool, archive: str
) -> int:
    """Measure sayso on gold SETs (default: all whose data is there) and compare with evaluation/floors.json.

    `sayso evaluate --on corrections --archive news.db` codes the reviewed articles anew and says how far the program
    agrees with what people settled.
    """
    if on:
        return _on_corrections(archive, stored=stored)
    from sayso.evaluate.floors import Floors
    from sayso.evaluate.registry import SETS, run

    unknown = [n for n in names if n not in SETS]
    if unknown:
        raise click.UsageError(f"no such set: {', '.join(unknown)}; there are {', '.join(SETS)}")
    screen, floors, failed = console(), Floors.read(), 0
    scores: dict[str, float] = {}
    for name, result in run(names or tuple(SETS), data):
        if isinstance(result, str):
            click.echo(f"{name}: skipped, {result}", err=True)
            continue
        scores.update(result)
        screen.print(_table(name, result, floors))
        failed += sum(floors.under(k, v) for k, v in result.items())
    if save:
        floors.raised(scores).write()
    if failed:
        click.echo(f"sayso: {failed} scores are under their floor", err=True)
    return 1 if check and failed else 0


def _on_corrections(where: str, *, stored: bool) -> int:
    from sayso.batch import Settings
    from sayso.evaluate import corrections
    from sayso.evaluate.floors import Floors

    archive = Archive(where, readonly=True)
    coded = corrections.stored(archive) if stored else corrections.coded_again(archive, Settings().coder().try_code)
    scores = corrections.score(coded)
    if not scores:
        raise SaysoError(f"nobody has reviewed anything in {where}: see `sayso serve`", code="evaluate")
    console().print(_table("corrections", scores, Floors()))
    return 0


def _table(name: str, scores: dict[str, float], floors: object) -> Table:
    table = Table(title=name, title_justify="left", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for column, justify in (("score", "left"), ("value", "right"), ("floor", "right"), ("", "left")):
        table.add_column(column, justify=justify)  # type: ignore[arg-type]
    for key, value in scores.items():
        floor = getattr(floors, "values", {}).get(key)
        mark = "" if floor is None else "UNDER" if value < floor else "ok"
        table.add_row(key, f"{value:.1f}", "" if floor is None else f"{floor:.1f}", mark)
    return table
