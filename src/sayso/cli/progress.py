"""What a person sees while articles are added: how far, how fast, how long still, and what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.progress import TimeRemainingColumn as TimeLeftColumn

from sayso.adding import Heard, Tally
from sayso.cli.options import console
from sayso.read import Meter


@contextmanager
def progress_bar(meter: Meter, *, quiet: bool) -> Iterator[Heard]:
    """A bar on a terminal's standard error, to be told each tally; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    left = TimeLeftColumn(compact=True)
    with Progress(*columns, left, TextColumn("left"), console=console(stderr=True), transient=True) as progress:
        task = progress.add_task("adding", total=None)
        yield lambda tally: _show(progress, task, tally, meter.share)


def _show(progress: Progress, task: TaskID, tally: Tally, share: float | None) -> None:
    shown = progress.tasks[0]
    total = expected(tally, share)
    progress.update(task, total=total, completed=tally.finished, description=described(tally, shown.elapsed or 0.0))


def expected(tally: Tally, share: float | None) -> int | None:
    """How many articles there will be, judged from the share of the bytes that gave those read so far."""
    return max(tally.read, round(tally.read / share)) if share else None


def described(tally: Tally, seconds: float) -> str:
    """Articles, words per second and errors, in a line."""
    speed = tally.words / max(seconds, 0.1)
    parts = [f"{tally.finished:,} articles", f"{speed:,.0f} words/s"]
    copies, errors = "copy" if tally.copies == 1 else "copies", "error" if tally.failed == 1 else "errors"
    parts += [f"{number:,} {name}" for name, number in (("known", tally.known), (copies, tally.copies)) if number]
    return " · ".join([*parts, f"{tally.failed:,} {errors}"])
