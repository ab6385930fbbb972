"""How right the names are is decided here: exact spans with the right kind, on two sets the model has not seen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.model import Block
from sayso.parse import Parser, load

KINDS = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_GOLD = Path(__file__).resolve().parents[3] / "training" / "gold"
RE3D_GOLD = _GOLD / "re3d_held_out.jsonl"
KINDS_GOLD = _GOLD / "ewt_names_held_out.tsv"
ALL_KINDS = frozenset({"PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WEAPON", "TITLE"})
Spans = set[tuple[int, int, str]]
Counts = dict[str, list[int]]  # kind -> gold, found, right


def score(data: Path) -> dict[str, float]:
    """F1 in 0..100 on UNER's test part and, where their spans are at hand, on what is held out of re3d and of our marks."""
    parser = load()
    figures = score_uner(parser, data / "names/uner-ewt/test.iob2")
    if RE3D_GOLD.is_file():
        figures |= score_re3d(parser, data / "re3d", RE3D_GOLD)
    if KINDS_GOLD.is_file():
        figures |= score_kinds(parser, data / "treebanks/ewt/train.conllu", KINDS_GOLD)
    return figures


def score_uner(parser: Parser, path: Path) -> dict[str, float]:
    """F1, precision, recall and F1 by kind, with gold words."""
    return _figures("uner", _uner(parser, path))


def score_re3d(parser: Parser, folder: Path, gold: Path) -> dict[str, float]:
    """The same from raw text, against spans kept as offsets (made by `training.re3d`)."""
    return _figures("re3d", _re3d(parser, folder, gold))


def score_kinds(parser: Parser, treebank: Path, gold: Path) -> dict[str, float]:
    """F1 by each of our own kinds, with gold words, on the sentences that we marked and never learn from."""
    return _figures("kinds", _kinds(parser, treebank, gold))


def _kinds(parser: Parser, treebank: Path, gold: Path) -> Counts:
    marked = dict(line.split("\t") for line in _rows(gold))
    sentences = {name: words for name, words in _words(treebank) if name in marked}
    counts: Counts = {}
    for name, answer in zip(sentences, parser.analyse(list(sentences.values())), strict=True):
        found = {(span.first, span.last, span.label) for span in answer.names if span.label in ALL_KINDS}
        _add(counts, {span for span in _marks(marked[name]) if span[2] in ALL_KINDS}, found)
    return counts


def _marks(written: str) -> Spans:
    """ "3-4 PER, 7-7 GPE": first and last word counted from 1, and kind."""
    parts = [] if written == "_" else [part.replace("-", " ").split(" ") for part in written.split(", ")]
    return {(int(first) - 1, int(last), kind) for first, last, kind in parts}


def _words(treebank: Path) -> Iterator[tuple[str, list[str]]]:
    """Id and words of each sentence of a CoNLL-U file."""
    for block in treebank.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        words = [row[1] for row in rows if row[0].isdigit()]
        yield from ((line.split("= ", 1)[1], words) for line in lines if line.startswith("# sent_id"))


def _figures(prefix: str, counts: Counts) -> dict[str, float]:
    whole = [sum(column) for column in zip(*counts.values(), strict=True)] if counts else [0, 0, 0]
    figures = {f"{prefix} F1": _f1(*whole), f"{prefix} precision": _share(whole[2], whole[1])}
    figures[f"{prefix} recall"] = _share(whole[2], whole[0])
    return figures | {f"{prefix} {kind}": _f1(*triple) for kind, triple in sorted(counts.items())}


def _uner(parser: Parser, path: Path) -> Counts:
    sentences = list(_labelled(path))
    counts: Counts = {}
    answers = parser.analyse([[word for word, _ in rows] for rows in sentences])
    for rows, answer in zip(sentences, answers, strict=True):
        found = {(span.first, span.last, KINDS[span.label]) for span in answer.names if span.label in KINDS}
        _add(counts, _spans([label for _, label in rows]), found)
    return counts


def _labelled(path: Path) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line and not line.startswith("#"):
            columns = line.split("\t")
            rows.append((columns[1], columns[2]))
        elif not line and rows:
            yield rows
            rows = []


def _spans(labels: Iterable[str]) -> Spans:
    spans: Spans = set()
    first, kind = -1, ""
    for at, label in enumerate([*labels, "O"]):
        if first >= 0 and label != f"I-{kind}":
            spans.add((first, at, kind))
            first = -1
        if label.startswith("B-") and label[2:] in KINDS.values():
            first, kind = at, label[2:]
    return spans


def _re3d(parser: Parser, folder: Path, gold: Path) -> Counts:
    """Names found inside a doubtful stretch (a description, not a name) count neither for nor against."""
    counts: Counts = {}
    texts = _texts(folder)
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = texts[row["document"]]
        wanted = {(start, end, kind) for start, end, kind in row["names"]}
        found = {span for span in _found(parser, text) if span in wanted or not _inside(span, row["doubtful"])}
        _add(counts, wanted, found)
    return counts


def _texts(folder: Path) -> dict[str, str]:
    documents = (json.loads(line) for path in folder.glob("*/documents.jsonl") for line in _rows(path))
    return {document["_id"]: document["text"] for document in documents}


def _rows(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _found(parser: Parser, text: str) -> Spans:
    doc = parser.parse(text, [Block(kind="paragraph", start=0, end=len(text))])
    return {
        (doc.tokens[name.first].start, doc.tokens[name.last - 1].end, KINDS[name.label])
        for name in doc.names
        if name.label in KINDS
    }


def _inside(span: tuple[int, int, str], stretches: list[list[int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in stretches)


def _add(counts: Counts, gold: Spans, found: Spans) -> None:
    for kind in {span[2] for span in gold | found}:
        wanted = {span for span in gold if span[2] == kind}
        seen = {span for span in found if span[2] == kind}
        triple = counts.setdefault(kind, [0, 0, 0])
        for at, more in enumerate((len(wanted), len(seen), len(wanted & seen))):
            triple[at] += more


def _share(part: int, whole: int) -> float:
    return round(100.0 * part / whole, 2) if whole else 0.0


def _f1(gold: int, found: int, right: int) -> float:
    return round(200.0 * right / (gold + found), 2) if gold + found else 0.0
