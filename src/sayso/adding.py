"""Articles into an archive: what is known is skipped, copies are recognised, the rest is coded and kept one by one."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sayso.batch import Settings, answers
from sayso.model import Article, Failure, Record
from sayso.read import Found, Left
from sayso.store.archive import Archive
from sayso.store.copies import Sketch
from sayso.store.rows import article_key

CHUNK = 64  # articles asked for in the archive at once


@dataclass
class Tally:
    """What has happened so far, in articles; `words` are those of coded articles."""

    read: int = 0
    known: int = 0
    copies: int = 0
    coded: int = 0
    failed: int = 0
    older: int = 0
    words: int = 0
    left: Counter[str] = field(default_factory=Counter)

    @property
    def finished(self) -> int:
        """How many of those read are done with."""
        return self.known + self.copies + self.coded + self.failed + self.older + self.left.total()


Failed = Callable[[str, Failure, Article | None], None]  # source, what went wrong, the article where there is one
Heard = Callable[[Tally], None]


@dataclass(frozen=True)
class Wishes:
    """What the caller wants left out (`since`: articles of earlier days; those without a day are kept), and told."""

    since: str | None = None
    failed: Failed = lambda *_: None
    heard: Heard = lambda _: None


def add_all(
    archive: Archive,
    found: Iterable[Found],
    settings: Settings,
    *,
    jobs: int = 1,
    wishes: Wishes | None = None,
    tally: Tally | None = None,
) -> Tally:
    """Add what was found.

    It may be stopped at any moment and run again: nothing is lost or coded twice, since each article is kept in a
    transaction of its own and known ones are skipped. Raises SaysoError where the archive cannot be written or
    another process adds to it; `tally`, where given, says then how far it came.
    """
    adding = _Adding(archive, iter(found), wishes or Wishes(), Tally() if tally is None else tally)
    with archive.adding():
        while adding.goes_on:
            _code(adding, settings, jobs)
    return adding.tally


def _code(adding: _Adding, settings: Settings, jobs: int) -> None:
    """The articles come back in the order in which they were sent."""
    sent: deque[Found] = deque()
    for article, (line, good) in answers(adding.fresh(sent), settings, jobs):
        source = sent.popleft().source
        answer = Record.model_validate_json(line) if good else Failure.model_validate_json(line)
        assert isinstance(article, Article)
        adding.keep(article, source, answer)


class _Adding:
    """One run: what is under way, what waits for it, and the tally."""

    def __init__(self, archive: Archive, stream: Iterator[Found], wishes: Wishes, tally: Tally) -> None:
        self.tally = tally
        self.goes_on = True
        self._archive, self._stream, self._wishes = archive, stream, wishes
        self._underway: dict[str, Sketch] = {}
        self._waiting: list[Found] = []  # what may be a copy of something under way

    def fresh(self, sent: deque[Found]) -> Iterator[Article]:
        """The articles that are to be coded, each noted in `sent`; all else is dealt with on the way.

        Ends where nothing is left, or where everything at hand waits for what is under way; then `goes_on` is true.
        """
        while chunk := self._chunk():
            known = self._known(chunk)
            for one in chunk:
                if self._is_new(one, known):
                    assert isinstance(one.item, Article)
                    sent.append(one)
                    yield one.item
                self._wishes.heard(self.tally)
            if len(self._waiting) >= len(chunk):
                return
        self.goes_on = False

    def _chunk(self) -> list[Found]:
        more = list(islice(self._stream, CHUNK))
        self.tally.read += len(more)
        waited, self._waiting = self._waiting, []
        return [*waited, *more]

    def _known(self, chunk: Iterable[Found]) -> set[str]:
        """What failed before counts as known, unless it is fed back."""
        fed = [article_key(f.item) for f in chunk if f.again and isinstance(f.item, Article)]
        keys = [article_key(f.item) for f in chunk if not f.again and isinstance(f.item, Article)]
        return self._archive.known(keys) | (self._archive.known(fed, failed=False) if fed else set())

    def _is_new(self, found: Found, known: set[str]) -> bool:
        item = found.item
        if isinstance(item, Left):
            self.tally.left[item.reason] += 1
        elif isinstance(item, Failure):
            self._note(found.source, item, None)
        elif item.published and item.published < (self._wishes.since or ""):
            self.tally.older += 1
        elif article_key(item) in known:
            self.tally.known += 1
        else:
            return self._is_first(found, item)
        return False

    def _is_first(self, found: Found, article: Article) -> bool:
        """False for a copy of what the archive holds, and for what may be a copy of what is being coded."""
        sketch = Sketch.of(article)
        if any(sketch.same(other) for other in self._underway.values()):
            self._waiting.append(found)
            return False
        original = self._archive.original_of(article)
        if original:
            self._archive.put(article, found.source, None, copy_of=original)
            self.tally.copies += 1
            return False
        self._underway[article_key(article)] = sketch
        return True

    def keep(self, article: Article, source: str, answer: Record | Failure) -> None:
        """Keep what came back."""
        kept = self._archive.add(article, source, answer)
        self._underway.pop(kept.key, None)
        self.tally.words += len(article.text.split())
        if not kept.fresh:
            self.tally.known += 1
        elif isinstance(answer, Failure):
            self._note(source, answer, article)
        elif kept.copy_of:
            self.tally.copies += 1
        else:
            self.tally.coded += 1
        self._wishes.heard(self.tally)

    def _note(self, source: str, failure: Failure, article: Article | None) -> None:
        self.tally.failed += 1
        self._wishes.failed(source, failure, article)
