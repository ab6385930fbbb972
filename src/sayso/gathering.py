"""Part files into an archive: each article with what its part says of it; what the archive holds already is left alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.batch import Item
from sayso.engines import Done
from sayso.model import Article, Failure, Record
from sayso.partitions import Part, part_file
from sayso.store import Archive


def gather(archive: Archive, finished: Iterable[Done], folder: Path, source: str) -> Iterator[Done]:
    """Keep every part as it comes; copies are recognised here, and a run that was stopped may be started again."""
    with archive.adding():
        for partition, part in finished:
            for article, answer in answered(partition.items, part, folder):
                archive.add(article, source, answer)
            yield partition, part


def answered(items: Iterable[Item], part: Part, folder: Path) -> Iterator[tuple[Article, Record | Failure]]:
    """The articles of a part with their answers; failures of reading have no article."""
    with part_file(folder, part.name).open(encoding="utf8") as file:
        for item, line in zip(items, file, strict=True):
            if isinstance(item, Article):
                yield item, _answer(line)


def _answer(line: str) -> Record | Failure:
    found = json.loads(line)
    return Failure.model_validate(found) if "error" in found else Record.model_validate(found)
