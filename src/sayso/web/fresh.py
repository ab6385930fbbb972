"""When the columns of the archive are loaded again: at once where that is quick, else behind the reader's back."""

from __future__ import annotations

from threading import Lock, Thread
from time import perf_counter

from sayso.store import Archive
from sayso.store.columns import Columns, load
from sayso.store.summaries import stamp

PATIENCE = 0.3  # seconds that a reader is let wait for the newest state


class Fresh:
    """The columns of one archive. A large archive that is being written to is shown as it was some seconds ago."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._columns: Columns | None = None
        self._mark: tuple[object, ...] = ()
        self._took = 0.0
        self._lock = Lock()
        self._worker: Thread | None = None

    def warm(self) -> None:
        """Begin to load, so that the first page need not wait."""
        Thread(target=self.columns, daemon=True).start()

    def columns(self) -> Columns:
        """The columns as they are now, or as they were shortly ago."""
        with self._lock:
            mark = stamp(self._archive)
            if self._columns is None or (mark != self._mark and self._took < PATIENCE):
                return self._load(mark)
            found = self._columns
            if mark != self._mark and (self._worker is None or not self._worker.is_alive()):
                self._worker = Thread(target=self._load, args=(mark,), daemon=True)
                self._worker.start()
            return found

    def _load(self, mark: tuple[object, ...]) -> Columns:
        """`mark` is taken before: what is written meanwhile is seen at the next look."""
        started = perf_counter()
        loaded = load(self._archive)
        _ = loaded.pairs  # made now, not when the first reader asks for the matrix
        self._columns = loaded
        self._mark, self._took = mark, perf_counter() - started
        return loaded
