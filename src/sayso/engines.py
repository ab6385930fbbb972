"""Who runs the partitions: this process, processes of this machine, or Ray; each gives parts in the order of the articles."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Protocol

from sayso.batch import Settings, answers, end_with_parent, line_of
from sayso.errors import SaysoError
from sayso.partitions import Part, Partition, code_partition, write_part
from sayso.pipeline import Coder

AHEAD = 2  # partitions under way for each worker, so that memory stays flat and nobody waits
Done = tuple[Partition, Part]
_CODER: dict[Settings, Coder] = {}


class Engine(Protocol):
    """Codes partitions into part files of a folder with `jobs` workers."""

    def __call__(
        self, partitions: Iterable[Partition], folder: Path, settings: Settings, *, jobs: int
    ) -> Iterator[Done]:
        """Each partition with its part, in order."""
        ...


def local(partitions: Iterable[Partition], folder: Path, settings: Settings, *, jobs: int) -> Iterator[Done]:
    """Processes of this machine; one job means this process. A partition that kills its worker is coded with care."""
    if jobs <= 1:
        yield from ((p, _run(p, folder, settings)) for p in partitions)
        return
    pool = _Pool(settings, jobs)
    try:
        yield from _in_order(partitions, lambda p: pool.submit(p, folder), pool.result, jobs * AHEAD)
    finally:
        pool.close()


def ray(partitions: Iterable[Partition], folder: Path, settings: Settings, *, jobs: int) -> Iterator[Done]:
    """A Ray cluster (RAY_ADDRESS), or a local Ray of `jobs` processes; each worker loads the model once.

    `folder` must be on a disk that all nodes share. Raises SaysoError where Ray is not installed.
    """
    engine = _ray()
    joined = engine.is_initialized()
    if not joined:
        engine.init(**_ray_options(jobs))
    try:
        yield from _on_ray(engine, partitions, folder.resolve(), settings, jobs)
    finally:
        if not joined:
            engine.shutdown()


ENGINES: Mapping[str, Engine] = {"local": local, "ray": ray}


def _run(partition: Partition, folder: Path, settings: Settings) -> Part:
    """What a worker does: the coder is made on first need and kept, so that a finished part costs no model."""

    def codes(item: Any) -> tuple[str, bool]:
        if settings not in _CODER:
            _CODER[settings] = settings.coder(threads=1)
        return line_of(_CODER[settings], item)

    return code_partition(partition, folder, codes)


def _careful(partition: Partition, folder: Path, settings: Settings) -> Part:
    """Article by article in processes that may die: the one that kills them becomes a failure, the rest is coded."""
    lines = (line for _, line in answers(partition.items, settings, jobs=2))
    return write_part(partition, folder, lines)


def _in_order(
    partitions: Iterable[Partition],
    submit: Callable[[Partition], Any],
    result: Callable[[Partition, Any], Part],
    ahead: int,
) -> Iterator[Done]:
    """At most `ahead` partitions are in memory."""
    waiting: deque[tuple[Partition, Any]] = deque()
    for partition in partitions:
        waiting.append((partition, submit(partition)))
        if len(waiting) >= ahead:
            yield _finished(result, waiting)
    while waiting:
        yield _finished(result, waiting)


def _finished(result: Callable[[Partition, Any], Part], waiting: deque[tuple[Partition, Any]]) -> Done:
    partition, promise = waiting.popleft()
    return partition, result(partition, promise)


class _Pool:
    """Worker processes; when one dies, new ones take over and what was under way is coded with care."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._settings, self._jobs = settings, jobs
        self._pool = ProcessPoolExecutor(jobs, initializer=end_with_parent, initargs=(os.getpid(),))
        self._folder = Path()

    def submit(self, partition: Partition, folder: Path) -> Future[Part]:
        """Hand one partition to a worker."""
        self._folder = folder
        try:
            return self._pool.submit(_run, partition, folder, self._settings)
        except BrokenProcessPool:
            self._pool = ProcessPoolExecutor(self._jobs, initializer=end_with_parent, initargs=(os.getpid(),))
            return self._pool.submit(_run, partition, folder, self._settings)

    def result(self, partition: Partition, future: Future[Part]) -> Part:
        """The part, whatever it takes."""
        try:
            return future.result()
        except BrokenProcessPool:
            return _careful(partition, self._folder, self._settings)

    def close(self) -> None:
        """Let the workers go; what they have not begun is left for the next run."""
        self._pool.shutdown(cancel_futures=True)


def _on_ray(
    engine: Any, partitions: Iterable[Partition], folder: Path, settings: Settings, jobs: int
) -> Iterator[Done]:
    """Stateful workers take the partitions in turn; a partition whose worker died is coded with care by the driver."""
    work = engine.remote(num_cpus=1, max_restarts=-1)(_Worker)
    workers = [work.remote(settings, str(folder)) for _ in range(jobs)]
    turn = iter(range(1 << 62))

    def submit(partition: Partition) -> Any:
        return workers[next(turn) % jobs].run.remote(partition)

    def result(partition: Partition, reference: Any) -> Part:
        try:
            part: Part = engine.get(reference)
        except engine.exceptions.RayActorError:
            return _careful(partition, folder, settings)
        return part

    yield from _in_order(partitions, submit, result, jobs * AHEAD)


class _Worker:
    """A Ray actor: it lives as long as the run and keeps the model."""

    def __init__(self, settings: Settings, folder: str) -> None:
        self._settings, self._folder = settings, Path(folder)

    def run(self, partition: Partition) -> Part:
        """Code one partition."""
        return _run(partition, self._folder, self._settings)


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing phones home
    try:
        import ray as engine
    except ImportError as error:
        raise SaysoError('the engine ray is not installed: pip install "sayso[ray]"', code="extra") from error
    return engine


def _ray_options(jobs: int) -> dict[str, Any]:
    """A cluster has its own size; a local Ray gets as many places as there are workers, and opens no dashboard."""
    quiet = {"log_to_driver": False, "logging_level": "ERROR"}
    if os.environ.get("RAY_ADDRESS"):
        return {"address": "auto", **quiet}
    return {"num_cpus": jobs, "include_dashboard": False, **quiet}
