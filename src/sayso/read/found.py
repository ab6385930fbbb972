"""What reading gives: an article, a failure, or something left out on purpose, each with the source it came from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO

from sayso.model import Article, Failure
from sayso.read.web import is_address


@dataclass(frozen=True)
class Left:
    """Part of a source that is no article and no failure: a picture in a web archive, a feed's entry without text."""

    reason: str


Item = Article | Failure | Left


@dataclass(frozen=True)
class Found:
    """One item with its source: a path, an address or "stdin". `again` marks what failed before and is fed back."""

    source: str
    item: Item
    again: bool = False


class Meter:
    """How far reading has come, by bytes of the files; None where a source's size cannot be known."""

    def __init__(self, sources: Iterable[str] = ()) -> None:
        self._sizes = [_size(s) for s in sources]
        self._finished = 0
        self._file: FileIO | None = None

    @property
    def share(self) -> float | None:
        """The part that has been read, 0 to 1."""
        known = [s for s in self._sizes if s is not None]
        if len(known) < len(self._sizes) or not sum(known):
            return None
        return min(1.0, (self._finished + self._here()) / sum(known))

    @contextmanager
    def reading(self, file: FileIO) -> Iterator[None]:
        """While one file is read, its position counts; after that, all of it."""
        self._file = file
        try:
            yield
        finally:
            self._finished += os.fstat(file.fileno()).st_size
            self._file = None

    def _here(self) -> int:
        try:
            return self._file.tell() if self._file else 0
        except (OSError, ValueError):  # a pipe, or closed meanwhile
            return 0


def _size(source: str) -> int | None:
    """Bytes of a file, or of all files below a folder; none of what is not there."""
    if source == "-" or is_address(source):
        return None
    if os.path.isdir(source):
        return sum(f.stat().st_size for f in _below(source))
    return os.path.getsize(source) if os.path.isfile(source) else 0


def _below(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)
            elif entry.is_file():
                yield entry
