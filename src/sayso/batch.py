"""Coding many articles: in this process or in several, in order, with nothing lost and memory flat."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sayso.model import Article, Failure
from sayso.pipeline import Coder, Parses
from sayso.record import failure

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
        """The coder that these settings describe."""
        return Coder.shipped(actors=self.actors, places=self.places, threads=threads, parser=self._parser())

    def _parser(self) -> Parses | None:
        if self.spacy is None:
            return None
        from sayso.spacy_component import parser_from

        return parser_from(self.spacy)


def code_all(items: Iterable[Item], settings: Settings, jobs: int = 1) -> Iterator[Line]:
    """One line of JSON for every item, in the order of the items; failures pass through on their place."""
    if jobs <= 1:
        coder = settings.coder()
        yield from (_line(coder, item) for item in items)
        return
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(settings,)) as pool:
        yield from _in_order(pool, items, window=jobs * 4)


def _in_order(pool: ProcessPoolExecutor, items: Iterable[Item], window: int) -> Iterator[Line]:
    """At most `window` articles are under way, so that a long stream does not pile up in memory."""
    waiting: deque[tuple[Item, Future[Line]]] = deque()
    for item in items:
        waiting.append((item, pool.submit(_work, item)))
        if len(waiting) >= window:
            yield _result(*waiting.popleft())
    while waiting:
        yield _result(*waiting.popleft())


def _result(item: Item, future: Future[Line]) -> Line:
    try:
        return future.result()
    except Exception as error:  # a worker died: say so on the article's own line
        id_ = item.id if isinstance(item, Article) else item.article.get("id", "")
        return failure(id_, "worker", f"{type(error).__name__}: {error}").to_json(), False


def _start(settings: Settings) -> None:
    _WORKER["coder"] = settings.coder(threads=1)


def _work(item: Item) -> Line:
    return _line(_WORKER["coder"], item)


def _line(coder: Coder, item: Item) -> Line:
    answer = item if isinstance(item, Failure) else coder.try_code(item)
    return answer.to_json(), not isinstance(answer, Failure)


def jobs_of(value: int, cores: int) -> int:
    """The number of worker processes: 0 means one a core."""
    return max(1, cores if value == 0 else value)


__all__: Sequence[str] = ["Settings", "code_all", "jobs_of"]
