"""Where failures are written: a file of JSON lines of each run's own, which `sayso add` takes as a source."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import click

from sayso.model import Article, Failure
from sayso.read import side_line

SHOWN = 20  # failures shown on standard error


class SideFile:
    """Made with the first failure; every line is on its way to the disk before the next article."""

    def __init__(self, path: Path | None, archive: str, sources: tuple[str, ...] = ()) -> None:
        if path and str(path) in sources:
            raise click.UsageError(f"{path} is a source; what fails again needs another file")
        self.path = path or _beside(archive)
        self.messages: list[str] = []
        self._file: TextIO | None = None

    def note(self, source: str, failed: Failure, article: Article | None) -> None:
        """Write one failure down."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("a", encoding="utf8", buffering=1)
        self._file.write(side_line(source, failed, article) + "\n")
        if len(self.messages) < SHOWN:
            self.messages.append(_line(failed))

    def close(self) -> None:
        """Tell what failed, and where it stands in full."""
        if self._file is None:
            return
        self._file.close()
        for message in self.messages:
            click.echo(f"sayso: {message}", err=True)
        click.echo(f"sayso: what failed stands in {self.path}; `sayso add {self.path}` tries it again", err=True)


def _line(failed: Failure) -> str:
    """What could not be read says where itself; what could not be coded is named."""
    name, message = failed.article.get("id", ""), failed.error["message"]
    return message if not name or message.startswith(name) else f"{name}: {message}"


def _beside(archive: str) -> Path:
    """Named after the archive and the time, so that no run writes over what another noted."""
    time = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    base = Path("sayso.db") if "://" in archive else Path(archive)
    return base.with_name(f"{base.stem}-failures-{time}.jsonl")
