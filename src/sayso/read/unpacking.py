"""How packed data is read: up to the point where it breaks off, with the break remembered for whoever reads."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any, BinaryIO

from sayso.errors import InputError


class Unpacked(io.RawIOBase):
    """The unpacked bytes of a gzip stream. Broken data ends it early: all that came before is given, then `check`."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._file = gzip.GzipFile(fileobj=stream)
        self._name = name
        self._broken: Exception | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a part of the buffer; 0 at the end, be it the right one or not."""
        if self._broken:
            return 0
        try:
            data = self._file.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self._broken = error
            return 0
        buffer[: len(data)] = data
        return len(data)

    def check(self) -> None:
        """Raises InputError "broken-file" where the data broke off."""
        if self._broken:
            message = f"{self._name}: broken gzip data: {self._broken}"
            raise InputError(message, code="broken-file", name=self._name) from self._broken


def check_whole(stream: BinaryIO) -> None:
    """Raises InputError "broken-file" where a stream that was read to its end was packed and broke off."""
    raw = getattr(stream, "raw", None)
    if isinstance(raw, Unpacked):
        raw.check()
