"""Where pasted text is coded: in a process of its own, so that the page answers while the coder works."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from pydantic import TypeAdapter, ValidationError

from sayso.batch import Settings
from sayso.errors import SaysoError
from sayso.model import Failure, Record
from sayso.pipeline import Coder
from sayso.read import article_from_html, article_from_text
from sayso.read.sniff import looks_like_page
from sayso.record import failure

MOST_BYTES = 200_000
MOST_WAITING = 4
SECONDS = 120.0

_CODER: dict[str, Coder] = {}
_ANSWER: TypeAdapter[Record | Failure] = TypeAdapter(Record | Failure)


class Trier:
    """Codes one text after another; keeps nothing. The process starts with the first text."""

    def __init__(self, settings: Settings, pool: Executor | None = None) -> None:
        self._settings, self._pool = settings, pool
        self._waiting = 0

    async def code(self, text: str, published: str | None, outlet: str | None) -> Record | Failure:
        """The record, or a failure with the reason: too large, too many waiting, too slow, or not to be coded."""
        if len(text.encode("utf8", "replace")) > MOST_BYTES:
            return failure("", "too-large", "the text is larger than 200 kB")
        if self._waiting >= MOST_WAITING:
            return failure("", "busy", "several texts are being coded already: try again in a moment")
        self._waiting += 1
        try:
            return await self._coded(text, published, outlet)
        finally:
            self._waiting -= 1

    async def _coded(self, text: str, published: str | None, outlet: str | None) -> Record | Failure:
        work = asyncio.get_running_loop().run_in_executor(self._worker(), _code, text, published, outlet)
        try:
            return _ANSWER.validate_json(await asyncio.wait_for(work, SECONDS))
        except TimeoutError:
            self.close()
            return failure("", "too-slow", f"coding took longer than {SECONDS:.0f} seconds and was stopped")
        except (BrokenProcessPool, ValidationError):
            self.close()
            return failure("", "worker", "coding this text ended the process")

    def warm(self) -> None:
        """Begin to load the coder, so that the first text need not wait."""
        if self._pool is None:
            self._worker().submit(_ready)

    def _worker(self) -> Executor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, context, _start, (self._settings,))
        return self._pool

    def close(self) -> None:
        """Stop the process, also in the middle of a text; the next text starts another."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        workers = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()


def _start(settings: Settings) -> None:
    _CODER["shipped"] = settings.coder(threads=1)


def _ready() -> None:
    """What the first task of a new process is: its start loads the coder."""


def _code(text: str, published: str | None, outlet: str | None) -> str:
    try:
        read = article_from_html if looks_like_page(text) else article_from_text
        article = read(text, id="pasted", published=published, outlet=outlet)
    except SaysoError as error:
        return failure("pasted", error.code, str(error)).to_json()
    if "shipped" not in _CODER:
        _start(Settings())
    return _CODER["shipped"].try_code(article).to_json()
