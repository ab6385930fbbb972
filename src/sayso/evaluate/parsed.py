"""Parses of gold texts are kept on disk by model and by the code that runs it: a room is measured many times on one parse."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import sayso.parse
from sayso.doc import Doc
from sayso.model import Block
from sayso.parse import Parser, load
from sayso.read.datelines import dateline_of_item
from sayso.read.words import PageWords
from sayso.syntax.mended import mended

_PARSERS: dict[str, Parser] = {}


def parser() -> Parser:
    """The shipped parser, loaded once a process."""
    if "en" not in _PARSERS:
        _PARSERS["en"] = load()
    return _PARSERS["en"]


def paragraphs(text: str) -> tuple[Block, ...]:
    """One paragraph block for every run of text between line breaks."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(kind="paragraph", start=start, end=start + len(line.rstrip())))
        start += len(line)
    return tuple(blocks)


def filed(text: str) -> tuple[Block, ...]:
    """The paragraphs of a gold text, with the datelines at their heads parted off as read/ parts them."""
    return tuple(block for paragraph in paragraphs(text) for block in _parted(text, paragraph))


def _parted(text: str, paragraph: Block) -> tuple[Block, ...]:
    found = dateline_of_item(text, paragraph.start, paragraph.end, PageWords.shipped())
    if found is None:
        return (paragraph,)
    head = Block(kind="dateline", start=found.start, end=len(text[: found.end].rstrip()))
    return head, Block(kind="paragraph", start=found.end, end=paragraph.end)


def parsed(text: str, blocks: Sequence[Block] | None = None) -> Doc:
    """The parse of a gold text, from the cache where the same model has read the same text before."""
    blocks = tuple(blocks) if blocks is not None else paragraphs(text)
    layout = ",".join(f"{b.kind}:{b.start}:{b.end}" for b in blocks)
    key = hashlib.sha1(f"{parser().version}|{_code()}|{layout}|{text}".encode()).hexdigest()
    path = _folder() / key[:2] / f"{key}.pickle"
    if path.is_file():
        return _unpickled(path)
    doc = parser().parse(text, blocks)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_bytes(pickle.dumps(doc, protocol=pickle.HIGHEST_PROTOCOL))
    temporary.replace(path)
    return doc


@cache
def _code() -> str:
    """Changes with the code of parse/: how sentences are grouped, for one, moves the last digits of scores."""
    files = sorted(Path(sayso.parse.__file__).parent.glob("*.py"))
    return hashlib.sha1(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]


def _unpickled(path: Path) -> Doc:
    doc = pickle.loads(path.read_bytes())
    assert isinstance(doc, Doc)
    return mended(doc)  # what was kept may be older than the mending


def _folder() -> Path:
    return Path(os.environ.get("SAYSO_PARSES") or Path(__file__).resolve().parents[3] / "evaluation" / "cache")
