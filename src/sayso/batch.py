"""Coding many articles: in this process or in several, in order, with nothing lost and memory flat."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from sayso.model import Article, Failure
from sayso.pipeline import Coder, Parses
from sayso.record import failure
from sayso.sweeping import sweep_seldom

Item = Article | Failure
Line = tuple[str, bool]  # one line of JSON, and whether it is a record rather than a failure

_WORKER: dict[str, Coder] = {}


@dataclass(frozen=True)
class Settings:
    """What a worker needs to build its own coder."""

    actors: tuple[Path, ...] = ()
    places: tuple[Path, ...] = ()
    spacy: str | None = None  # name or folder of a spaCy pipeline with UD labels, in the place of sayso's parser

    def coder(self, threads: int | None = None) -> Coder:
        """The coder that these settings describe.

        The knowledge lives as long as the program: the garbage collector need not walk over it again and again.
        """
        coder = Coder.shipped(actors=self.actors, places=self.places, threads=threads, parser=self._parser())
        gc.freeze()
        sweep_seldom()
        return coder

    def _parser(self) -> Parses | None:
        if self.spacy is None:
            return None
        from sayso.spacy_component import parser_from

        return parser_from(self.spacy)


def code_all(items: Iterable[Item], settings: Settings, jobs: int = 1) -> Iterator[Line]:
    """One line of JSON for every item, in the order of the items; failures pass through on their place."""
    for _, line in answers(items, settings, jobs):
        yield line


def answers(items: Iterable[Item], settings: Settings, jobs: int = 1) -> Iterator[tuple[Item, Line]]:
    """Every item with its line. At most four articles a worker are under way, so that memory stays flat."""
    if jobs <= 1:
        yield from _alone(items, settings)
        return
    with _Workers(settings, jobs) as workers:
        waiting: deque[tuple[Item, Future[Line]]] = deque()
        for item in items:
            waiting.append((item, workers.submit(item)))
            if len(waiting) >= jobs * 4:
                yield workers.result(*waiting.popleft())
        while waiting:
            yield workers.result(*waiting.popleft())


def _alone(items: Iterable[Item], settings: Settings) -> Iterator[tuple[Item, Line]]:
    """In this process; where there is nothing to code, no model is loaded."""
    coder = None
    for item in items:
        coder = coder or settings.coder()
        yield item, line_of(coder, item)


class _Workers:
    """Processes that code. When one dies, new ones take over, and what was under way is tried once more."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._settings, self._jobs = settings, jobs
        self._pool = self._new(jobs)

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def submit(self, item: Item) -> Future[Line]:
        """Hand one item to a worker."""
        try:
            return self._pool.submit(_work, item)
        except BrokenProcessPool:
            self._pool = self._new(self._jobs)
            return self._pool.submit(_work, item)

    def result(self, item: Item, future: Future[Line]) -> tuple[Item, Line]:
        """The item with its line; a failure on its own line where it kills its worker twice."""
        try:
            return item, future.result()
        except BrokenProcessPool:
            return item, self._alone(item)

    def _alone(self, item: Item) -> Line:
        with self._new(1) as pool:
            try:
                return pool.submit(_work, item).result()
            except BrokenProcessPool:
                id_ = item.id if isinstance(item, Article) else item.article.get("id", "")
                return failure(id_, "worker", "coding this article ended the process").to_json(), False

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, initializer=_start, initargs=(self._settings, os.getpid()))


def _start(settings: Settings, parent: int) -> None:
    end_with_parent(parent)
    _WORKER["coder"] = settings.coder(threads=1)


def end_with_parent(parent: int) -> None:
    """A worker whose parent was killed would wait for work for ever: it looks each second whether it still has one."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _work(item: Item) -> Line:
    return line_of(_WORKER["coder"], item)


def line_of(coder: Coder, item: Item) -> Line:
    """The record or failure of one item as a line; nothing is raised."""
    answer = item if isinstance(item, Failure) else coder.try_code(item)
    return answer.to_json(), not isinstance(answer, Failure)


def jobs_of(value: int, cores: int) -> int:
    """The number of worker processes: 0 means one a core."""
    return max(1, cores if value == 0 else value)
