"""The weights of the sentence splitter are learnt here, by an averaged perceptron on both treebanks.

PYTHONPATH=src:. python -m training.boundaries --to models/en/sentences.json
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sayso.evaluate.treebank import GoldDoc, Word, read
from sayso.model import Block
from sayso.parse.sentences import SCALE, features, is_candidate
from sayso.parse.tokens import Tokenizer
from training.gazetteer import DATA, lines
from training.re3d import RULES

PASSES = 8
SEED = 11
OWN_TIMES = 6  # how often each of our own examples is seen in a pass
Case = tuple[list[str], int]


def cases(data: Path) -> list[Case]:
    """Every candidate of the training parts: its features, and 1 or -1."""
    tokenizer = Tokenizer(RULES)
    found: list[Case] = []
    for bank in ("ewt", "gum"):
        for doc in read(data / "treebanks" / bank / "train.conllu"):
            found.extend(_of_document(doc, tokenizer))
    for line in lines("boundaries"):
        found.extend(list(_of_line(line, tokenizer)) * OWN_TIMES)
    return found


def _of_line(line: str, tokenizer: Tokenizer) -> Iterator[Case]:
    """One of our own examples, `|` for each end of a sentence."""
    doc = GoldDoc("own", line.replace("|", " "))
    ends = [at for at, character in enumerate(line) if character == "|"]
    doc.blocks = [Block(kind="paragraph", start=0, end=len(line))]
    doc.words = [Word(0, end, "", "", "", "", -1, "") for end in ends]
    doc.sentences = [(at, at + 1) for at in range(len(ends))]
    return _of_document(doc, tokenizer)


def _of_document(doc: GoldDoc, tokenizer: Tokenizer) -> Iterator[Case]:
    ends = {doc.words[last - 1].end for _, last in doc.sentences}
    for block in doc.blocks:
        pieces = tokenizer.tokens(doc.text, block.start, block.end)
        words = [doc.text[piece.start : piece.end] for piece in pieces]
        start = 0
        for at in range(len(words) - 1):
            ending = pieces[at].end in ends
            if is_candidate(words, at):
                spaced = pieces[at + 1].start > pieces[at].end
                yield list(features(words, start, at, spaced)), 1 if ending else -1
            start = at + 1 if ending else start


def learn(found: list[Case]) -> dict[str, float]:
    """Averaged weights, those near nothing left out."""
    chance = random.Random(SEED)
    weights: defaultdict[str, float] = defaultdict(float)
    sums: defaultdict[str, float] = defaultdict(float)
    clock = 1
    for _ in range(PASSES):
        chance.shuffle(found)
        for seen, gold in found:
            wrong = gold * sum(weights[feature] for feature in seen) <= 0.5
            for feature in seen if wrong else ():
                weights[feature] += gold * 0.1
                sums[feature] += clock * gold * 0.1
            clock += 1
    averaged = {name: weights[name] - sums[name] / clock for name in weights}
    return {name: round(value, 3) for name, value in sorted(averaged.items()) if abs(value) >= 0.02}


def scale(weights: dict[str, float], data: Path) -> float:
    """What makes the votes log odds that fit the dev parts best, in steps of a tenth."""
    tokenizer = Tokenizer(RULES)
    docs = (doc for bank in ("ewt", "gum") for doc in read(data / "treebanks" / bank / "dev.conllu"))
    votes = [
        gold * sum(weights.get(feature, 0.0) for feature in seen)
        for doc in docs
        for seen, gold in _of_document(doc, tokenizer)
    ]
    return min((at / 10 for at in range(1, 40)), key=lambda tried: sum(_loss(tried * vote) for vote in votes))


def _loss(odds: float) -> float:
    """Minus the log of the chance that log odds of `odds` give."""
    return math.log1p(math.exp(-odds)) if odds > -700 else -odds


def main() -> None:
    """Read the command line and learn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--to", type=Path, default=Path("models/en/sentences.json"))
    chosen = parser.parse_args()
    weights = learn(cases(chosen.data))
    weights |= {SCALE: scale(weights, chosen.data)}
    chosen.to.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(len(weights), "weights")


if __name__ == "__main__":
    main()
