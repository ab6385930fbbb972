"""The yardstick is made here: spaCy's small-model architecture trained once on the sentences that feed our own model.

python -m training.yardstick --to training/runs/spacy [--minutes 22]     needs spaCy, and ../shared/data
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from training.corpus import monitoring_samples, training_samples
from training.gazetteer import DATA, Gazetteer
from training.sample import Sample

CONFIG = Path(__file__).with_name("yardstick.cfg")
PLACES = {"GPE": "LOC", "FAC": "LOC"}


def as_doc(sample: Sample, vocab: Vocab) -> Doc:
    """One sentence with all that its source is sure of; words whose name is open are left open."""
    tree = sample.tree
    if tree is None:
        doc = Doc(vocab, words=sample.words)
    else:
        spaces = ["SpaceAfter=No" not in misc for misc in tree.misc]
        heads = [head - 1 if head else at for at, head in enumerate(tree.heads)]
        deps = ["ROOT" if label == "root" else label.partition(":")[0] for label in tree.deprels]
        doc = Doc(
            vocab, sample.words, spaces, tags=tree.xpos, pos=tree.upos, morphs=tree.feats, lemmas=tree.lemmas,
            heads=heads, deps=deps, sent_starts=[at == 0 for at in range(len(sample.words))],
        )  # fmt: skip
    spans, missing = _names(sample, doc)
    doc.set_ents(spans, missing=missing, default="outside")
    return doc


def _names(sample: Sample, doc: Doc) -> tuple[list[Span], list[Span]]:
    """Sure names with coarse kinds, and the words of which the source leaves open whether they are in a name."""
    coarse = [_coarse(tags) for tags in sample.names]
    spans: list[Span] = []
    first = 0
    while first < len(coarse):
        last = first + 1
        if coarse[first].startswith("B-"):
            kind = coarse[first][2:]
            while last < len(coarse) and coarse[last] == f"I-{kind}":
                last += 1
            spans.append(Span(doc, first, last, label=kind))
        first = last
    covered = {token.i for span in spans for token in span}
    open_words = [at for at, tag in enumerate(coarse) if tag != "O" and at not in covered]
    return spans, [doc[at : at + 1] for at in open_words]


def _coarse(tags: frozenset[str]) -> str:
    """The one tag that is left when GPE and FAC count as LOC, or `?`."""
    found = {tag[:2] + PLACES.get(tag[2:], tag[2:]) if tag != "O" else tag for tag in tags}
    return found.pop() if len(found) == 1 else "?"


def write(samples: Iterable[Sample], path: Path) -> int:
    """The samples as spaCy's own binary file; returns how many."""
    vocab = spacy.blank("en").vocab
    bank = DocBin(docs=[as_doc(sample, vocab) for sample in samples if sample.words], store_user_data=False)
    bank.to_disk(path)
    return len(bank)


def main() -> None:
    """Write the data, then let spaCy's own command train until the time is up; its best model is in model-best."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--to", type=Path, required=True)
    options.add_argument("--minutes", type=float, default=22.0)
    options.add_argument("--data", type=Path, default=DATA)
    chosen = options.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    gazetteer = Gazetteer()
    dev = [sample for part in monitoring_samples(chosen.data, gazetteer).values() for sample in part]
    print(write(training_samples(chosen.data, gazetteer), chosen.to / "train.spacy"), "to train on")
    print(write(dev, chosen.to / "dev.spacy"), "to check on", flush=True)
    paths = ["--paths.train", str(chosen.to / "train.spacy"), "--paths.dev", str(chosen.to / "dev.spacy")]
    command = [sys.executable, "-m", "spacy", "train", str(CONFIG), "--output", str(chosen.to), *paths]
    try:
        subprocess.run(command, timeout=chosen.minutes * 60, check=True)
    except subprocess.TimeoutExpired:
        print("time is up")


if __name__ == "__main__":
    main()
