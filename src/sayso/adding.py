"""Articles into an archive: what is known is skipped, copies are recognised, the rest is coded and kept one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sayso.batch import Settings, answers
from sayso.model import Article, Failure, Record
from sayso.store.archive import Archive
from sayso.store.rows import article_key

CHUNK = 64


@dataclass
class Tally:
    """What has happened so far."""

    read: int = 0
    known: int = 0
    copies: int = 0
    coded: int = 0
    failed: int = 0
    words: int = 0
    failures: list[Failure] = field(default_factory=list)


def add_all(
    archive: Archive, items: Iterable[Article | Failure], settings: Settings, *, jobs: int = 1, source: str = ""
) -> Iterator[Tally]:
    """Add every item; gives the tally after each. It may be stopped at any moment and run again: nothing is lost or
    coded twice, since each article is kept in a transaction of its own and known ones are skipped."""
    tally = Tally()
    fresh = _fresh(archive, items, tally, source)
    for item, (line, good) in answers(fresh, settings, jobs):
        if isinstance(item, Article):
            answer = Record.model_validate_json(line) if good else Failure.model_validate_json(line)
            _keep(archive, item, answer, tally, source)
        else:
            tally.failed += 1
            tally.failures.append(item)
        yield tally
    yield tally


def _keep(archive: Archive, article: Article, answer: Record | Failure, tally: Tally, source: str) -> None:
    """A copy that was under way together with its original is found now."""
    original = archive.original_of(article) if isinstance(answer, Record) else None
    archive.put(article, source, None if original else answer, copy_of=original)
    tally.words += len(article.text.split())
    if isinstance(answer, Failure):
        tally.failed += 1
        tally.failures.append(answer)
    elif original:
        tally.copies += 1
    else:
        tally.coded += 1


def _fresh(
    archive: Archive, items: Iterable[Article | Failure], tally: Tally, source: str
) -> Iterator[Article | Failure]:
    """Items that the archive does not hold; copies of what it holds are put aside without coding."""
    stream = iter(items)
    while chunk := list(islice(stream, CHUNK)):
        known = archive.known([article_key(i) for i in chunk if isinstance(i, Article)])
        for item in chunk:
            tally.read += 1
            if isinstance(item, Failure):
                yield item
            elif article_key(item) in known:
                tally.known += 1
            elif original := archive.original_of(item):
                archive.put(item, source, None, copy_of=original)
                tally.copies += 1
            else:
                yield item
