"""How articles become partitions, and a partition a part file: the one function that every engine runs.

A part is named after what is in it and what codes it (articles, knowledge, model, program), appears whole or not at all,
and is never written twice. So a run may be killed at any moment and started again, on one machine or on many.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sayso import paths
from sayso.batch import Item, Line, Settings
from sayso.knowledge.version import knowledge_version
from sayso.model import Article
from sayso.version import __version__

SIZE = 200  # articles in a partition: some minutes of work at most, so that little is lost
MANIFEST = "parts.json"
Codes = Callable[[Item], Line]


@dataclass(frozen=True)
class Partition:
    """Articles that are coded together; failures of reading travel along and keep their place."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Part:
    """One part file: its name, what is in it, and whether it was there already."""

    name: str
    records: int
    failures: int
    words: int
    known: bool = False


def fingerprint(settings: Settings) -> str:
    """What codes: program, knowledge, the user's own files, the model; a part of other making is coded anew."""
    own = [*settings.actors, *settings.places]
    knowledge, model = knowledge_version(paths.knowledge(), own), knowledge_version(paths.models())
    return f"sayso {__version__} knowledge {knowledge} model {settings.spacy or model}"


def split(items: Iterable[Item], maker: str, size: int = SIZE) -> Iterator[Partition]:
    """The items in lots of `size`, in order, each named by a hash of its contents and of `maker`."""
    stream = iter(items)
    while lot := tuple(islice(stream, size)):
        digest = hashlib.sha256(maker.encode())
        for item in lot:
            digest.update(item.model_dump_json().encode() + b"\n")
        yield Partition(digest.hexdigest()[:24], lot)


def part_file(folder: Path, name: str) -> Path:
    """Where a part stands."""
    return folder / f"part-{name}.jsonl"


def code_partition(partition: Partition, folder: Path, codes: Codes) -> Part:
    """Code a partition into its file, or find it there; `codes` gives one line for one article and never raises."""
    path = part_file(folder, partition.name)
    if path.exists():
        return _counted(partition, _goods(path), known=True)
    return write_part(partition, folder, (codes(item) for item in partition.items))


def write_part(partition: Partition, folder: Path, lines: Iterable[Line]) -> Part:
    """Write the lines beside the part's place and move them there once they are safe on the disk."""
    path = part_file(folder, partition.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    goods = []
    with unfinished.open("w", encoding="utf8", newline="\n") as file:
        for line, good in lines:
            file.write(line + "\n")
            goods.append(good)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return _counted(partition, goods, known=False)


def write_manifest(folder: Path, maker: str, parts: Iterable[Part]) -> Path:
    """parts.json: which parts make up the run, in the order of the articles, with their counts."""
    listed = [{"file": part_file(folder, p.name).name, "records": p.records, "failures": p.failures} for p in parts]
    path = folder / MANIFEST
    unfinished = path.with_name(f".{MANIFEST}.{os.getpid()}")
    unfinished.write_text(json.dumps({"maker": maker, "parts": listed}, indent=1) + "\n", encoding="utf8")
    unfinished.replace(path)
    return path


def _goods(path: Path) -> list[bool]:
    """Which lines of a part are records; failures carry an error."""
    with path.open(encoding="utf8") as file:
        return ["error" not in json.loads(line) for line in file]


def _counted(partition: Partition, goods: list[bool], *, known: bool) -> Part:
    words = sum(len(i.text.split()) for i in partition.items if isinstance(i, Article))
    return Part(partition.name, sum(goods), len(goods) - sum(goods), words, known)
