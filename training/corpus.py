"""Which sources feed the model and which are held out for measuring is decided here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.gazetteer import Gazetteer
from training.name_sets import read_columns, read_uner
from training.own_sentences import own_samples
from training.re3d import read_re3d
from training.sample import Sample
from training.treebanks import read_treebank

OWN, SEED = 3000, 7  # how many sentences of our own, and the draw that makes them
HELD_OUT = 5  # every fifth document of UNER's dev part tells how the names are doing during training


def training_samples(data: Path, gazetteer: Gazetteer) -> Iterator[Sample]:
    """Everything that may be learnt from and shipped; test parts and every measure-only set stay out."""
    for bank in ("ewt", "gum"):
        yield from read_treebank(data / "treebanks" / bank / "train.conllu", gazetteer)
    for held_out, sample in _uner_dev(data, gazetteer):
        if not held_out:
            yield sample
    yield from read_columns(data / "names/wikigold/wikigold.conll.txt", "wikigold", gazetteer)
    for part in ("wnut17train.conll", "emerging.dev.conll"):
        yield from read_columns(data / "names/wnut17" / part, "wnut", gazetteer)
    yield from read_re3d(data / "re3d", gazetteer, held_out=False)
    yield from own_samples(OWN, SEED)


def monitoring_samples(data: Path, gazetteer: Gazetteer) -> dict[str, list[Sample]]:
    """What is looked at after each epoch: both dev treebanks, and the held-out part of UNER's dev set."""
    return {
        "ewt": list(read_treebank(data / "treebanks/ewt/dev.conllu", gazetteer)),
        "gum": list(read_treebank(data / "treebanks/gum/dev.conllu", gazetteer)),
        "uner": [sample for held_out, sample in _uner_dev(data, gazetteer) if held_out],
        "re3d": list(read_re3d(data / "re3d", gazetteer, held_out=True)),
    }


def _uner_dev(data: Path, gazetteer: Gazetteer) -> Iterator[tuple[bool, Sample]]:
    documents: dict[str, int] = {}
    for sample in read_uner(data / "names/uner-ewt/dev.iob2", gazetteer):
        number = documents.setdefault(sample.document, len(documents))
        yield number % HELD_OUT == 0, sample
