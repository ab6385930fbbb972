"""How fast the parser is, and where its time goes, is measured here, on a stream of articles and on a single one.

python benchmarks/parse_speed.py [TEXT FILE ...] [--threads 1 2] [--rounds 3] [--spacy training/runs/NAME/model-best]
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from sayso.model import Block
from sayso.parse import Parser, load
from sayso.paths import samples

Article = tuple[str, list[Block]]
STAGES = {
    "words and sentences": ("parser.py", "_stretches"),
    "word pieces": ("pieces.py", "encode"),
    "network": ("onnxruntime_inference_collection.py", "run"),
    "trees": ("tree.py", "best_tree"),
    "names": ("names.py", "read"),
    "building the Doc": ("parser.py", "_doc"),
}


def articles(paths: Sequence[Path]) -> list[Article]:
    """Each file as one article, a block a paragraph."""
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        found.append((text, list(_paragraphs(text))))
    return found


def _paragraphs(text: str) -> list[Block]:
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(kind="paragraph", start=start, end=start + len(part)))
        start += len(part) + 2
    return blocks


def timed(read: Callable[[], int], rounds: int) -> tuple[float, float]:
    """Words a second of the best round: by the clock, and by processor time, which a busy machine spoils less."""
    clock = spent = 0.0
    for _ in range(rounds):
        began, used = time.perf_counter(), time.process_time()
        words = read()
        clock = max(clock, words / (time.perf_counter() - began))
        spent = max(spent, words / (time.process_time() - used))
    return clock, spent


def stream(parser: Parser, found: list[Article]) -> int:
    """All articles, one after another."""
    return sum(len(doc.tokens) for doc in parser.parse_many(found))


def yardstick(folder: str, found: list[Article], rounds: int) -> None:
    """The same texts through a spaCy pipeline on one core: all in one batch, which is its fastest, and one by one."""
    import spacy

    pipeline = spacy.load(folder)
    texts = [text for text, _ in found]
    for label, read in (
        ("stream", lambda: sum(len(doc) for doc in pipeline.pipe(texts))),
        ("one by one", lambda: sum(len(pipeline(text)) for text in texts)),
    ):
        clock, spent = timed(read, rounds)
        print(f"  spaCy {label:16} {clock:7,.0f} {spent:7,.0f}")


def stages(parser: Parser, found: list[Article]) -> list[tuple[str, float]]:
    """The share of each stage in percent; profiling itself adds to the pure Python stages."""
    profile = cProfile.Profile()
    profile.runcall(stream, parser, found)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    total = max(entry[3] for entry in stats.values())
    shares = []
    for label, (file, name) in STAGES.items():
        spent = sum(entry[3] for key, entry in stats.items() if key[0].endswith(file) and key[2] == name)
        shares.append((label, 100.0 * spent / total))
    return shares


def main() -> None:
    """Read the command line, measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("paths", nargs="*", type=Path)
    options.add_argument("--threads", nargs="+", type=int, default=[1, 2])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--spacy", help="a spaCy pipeline to measure on the same texts in the same run")
    chosen = options.parse_args()
    found = articles(chosen.paths or sorted(path for path in samples().rglob("*.txt")))
    for threads in chosen.threads:
        began = time.perf_counter()
        parser = load(threads=threads)
        loaded = time.perf_counter() - began
        stream(parser, found[:1])
        print(
            f"threads {threads}: loaded in {loaded:.2f} s; words a second by the clock, and a second of processor time"
        )
        for label, some in (("stream", found), ("one article", found[:1])):
            clock, spent = timed(partial(stream, parser, some), chosen.rounds)
            print(f"  {label:22} {clock:7,.0f} {spent:7,.0f}")
    if chosen.spacy:
        yardstick(chosen.spacy, found, chosen.rounds)
    for label, share in stages(parser, found[:20]):
        print(f"  {label:22} {share:5.1f} %")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
