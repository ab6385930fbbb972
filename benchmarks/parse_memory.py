"""Whether memory stays flat over a long stream, a long article and a long sentence is measured here.

python benchmarks/parse_memory.py [--articles 2000]     a stream of short made-up articles, no two alike; and two giants
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import tokenizers

from sayso.model import Block
from sayso.parse import Parser, load
from sayso.parse.pieces import Encoder
from sayso.paths import models

SEED = 5
PLACES = ("Talva", "Orla", "Kesh", "Dorun", "Melin", "Sarat")
ACTS = ("shelled", "left", "entered", "blamed", "thanked", "warned", "seized", "spared")


def article(number: int, sentences: int) -> tuple[str, list[Block]]:
    """One article with names that stand in no other, so that anything kept by word would grow."""
    chance = random.Random(SEED + number)
    lines = [
        f"General Ab{number}ar{at} {chance.choice(ACTS)} {chance.choice(PLACES)} with {chance.randint(2, 900)} men, "
        f"said the mayor of {chance.choice(PLACES)} on Monday."
        for at in range(sentences)
    ]
    text = " ".join(lines)
    return text, [Block(kind="paragraph", start=0, end=len(text))]


def resident() -> float:
    """MiB of this process in memory now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def stream(parser: Parser, count: int) -> Iterator[tuple[int, float]]:
    """Articles read so far and MiB then, twenty times along the stream."""
    made = (article(number, 12) for number in range(count))
    for number, _ in enumerate(parser.parse_many(made), start=1):
        if number % max(1, count // 20) == 0:
            yield number, resident()


def word_stream(count: int) -> Iterator[tuple[int, float]]:
    """The same without the network, so that the one thing the parser remembers, words' pieces, fills up many times."""
    folder = models() / "en"
    shapes = json.loads((folder / "labels.json").read_text(encoding="utf-8"))["shapes"]
    pieces = tokenizers.Tokenizer.from_file(str(folder / "pieces.json"))
    encoder = Encoder(pieces, {shape: at for at, shape in enumerate(shapes)})
    for number in range(1, count + 1):
        encoder.encode(article(number, 12)[0].split())
        if number % max(1, count // 20) == 0:
            yield number, resident()


def slope(points: list[tuple[int, float]]) -> float:
    """KiB an article by least squares."""
    many = len(points)
    middle = sum(x for x, _ in points) / many, sum(y for _, y in points) / many
    spread = sum((x - middle[0]) ** 2 for x, _ in points)
    return 1024 * sum((x - middle[0]) * (y - middle[1]) for x, y in points) / spread


def main() -> None:
    """Read the command line, measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=2000)
    options.add_argument("--word-articles", type=int, default=100_000)
    chosen = options.parse_args()
    parser = load()
    points = list(stream(parser, chosen.articles))
    for number, size in points[:: max(1, len(points) // 5)]:
        print(f"{number:7} articles {size:7.1f} MiB")
    print(f"slope of the second half: {slope(points[len(points) // 2 :]):.2f} KiB an article")
    words = list(word_stream(chosen.word_articles))
    low, high = min(size for _, size in words[5:]), max(size for _, size in words[5:])
    print(
        f"words alone, {chosen.word_articles} articles: {low:.1f} to {high:.1f} MiB, slope {slope(words[5:]):.3f} KiB"
    )
    for label, (text, blocks) in (("1,200 sentences", article(0, 1200)), ("one sentence", _endless())):
        doc = parser.parse(text, blocks)
        print(f"{label}: {len(doc.tokens)} words, {len(doc.sentences)} sentences, then {resident():.1f} MiB")


def _endless() -> tuple[str, list[Block]]:
    text = "He named " + " and ".join(f"Hale {at}" for at in range(8000)) + "."
    return text, [Block(kind="paragraph", start=0, end=len(text))]


if __name__ == "__main__":
    main()
