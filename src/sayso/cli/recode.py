"""`sayso recode`: records of older versions brought up to date, and what that changed."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import Any

import click

from sayso.batch import Settings, jobs_of
from sayso.cli import EXIT_SOME_FAILED
from sayso.cli.options import archive_option, own_knowledge
from sayso.recoding import Change, Summary, recode
from sayso.store import Archive
from sayso.store.recoded import versions


@click.command("recode")
@archive_option
@own_knowledge
@click.option("-j", "--jobs", default=0, show_default=True, help="Processes; 0 means one a core.")
@click.option("--limit", type=click.IntRange(1), help="Code at most so many articles.")
@click.option("--dry-run", "dry", is_flag=True, help="Show what would change; write nothing.")
@click.option("--list", "listed", is_flag=True, help="Only say which versions coded how many records.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), help="text on a terminal.")
def command(**given: Any) -> int:
    """Code articles again whose record an older program, knowledge or model made, and show what changed.

    \b
    The text as it was read is in the archive. A record is replaced whole or not at all, reviews stay, and where the
    new coding fails the old record stays. Stop it at any time and run it again.
      sayso recode --archive news.db --dry-run --limit 100
    """
    archive = Archive(given["archive"])
    if given["listed"]:
        for version, number in versions(archive):
            click.echo(f"{number:>10,}  {version}")
        return 0
    settings, summary = Settings(given["actors"], given["places"]), Summary()
    jobs = jobs_of(given["jobs"], os.cpu_count() or 1)
    form = given["form"] or ("text" if sys.stdout.isatty() else "jsonl")
    try:
        changes = recode(
            archive, settings, settings.coder(threads=1).version, jobs=jobs, dry=given["dry"], limit=given["limit"]
        )
        for change in changes:
            summary.add(change)
            _show(change, form)
    finally:
        _close(summary, dry=given["dry"])
        archive.close()
    return EXIT_SOME_FAILED if summary.failed else 0


def _show(change: Change, form: str) -> None:
    if form == "jsonl":
        click.echo(json.dumps(asdict(change), ensure_ascii=False))
    elif not change.nothing:
        click.echo(f"{change.key}  {change.title or ''}")
        for line in _lines(change):
            click.echo(f"  {line}")


def _lines(change: Change) -> list[str]:
    found = [f"- {event}" for event in change.gone] + [f"+ {event}" for event in change.new]
    found += [f"~ {event}: {', '.join(slots)}" for event, slots in change.changed]
    return [*found, *([f"! {change.failed}: the old record stays"] if change.failed else [])]


def _close(summary: Summary, *, dry: bool) -> None:
    what = "would be coded again" if dry else "coded again"
    events = f"events: {summary.gone} gone, {summary.new} new, {summary.changed} changed"
    same = f"{summary.same} with the same events, {summary.failed} failed"
    click.echo(f"sayso: {summary.articles} articles {what}, {same}; {events}", err=True)
    slots = sorted(summary.slots.items(), key=lambda pair: (-pair[1], pair[0]))
    if slots:
        click.echo("sayso: changed " + ", ".join(f"{slot} {number}" for slot, number in slots), err=True)
