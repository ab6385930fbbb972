"""The parser's course is decided here: blocks to words, words through the model in batches, answers to one Doc."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
import tokenizers

from sayso.doc import Chances, Doc, Name, Sentence, Token
from sayso.errors import SaysoError
from sayso.model import BODY_KINDS, Block
from sayso.parse.grouping import groups
from sayso.parse.lemmas import Lemmas
from sayso.parse.names import NameReader, Span
from sayso.parse.pieces import Encoder, Pieces, batch
from sayso.parse.sentences import Splitter
from sayso.parse.tokens import Piece, Tokenizer
from sayso.parse.tree import best_tree
from sayso.paths import models
from sayso.syntax.mended import mended

MOST_PIECES = 510  # of one sentence: what the encoder can hold
FILES = ("parser.onnx", "labels.onnx", "labels.json", "pieces.json", "tokens.json", "sentences.json", "lemmas.json")

SLOW_FUSIONS = ["SkipLayerNormFusion"]  # its kernel took ten times as long as a sum and a norm apart
FAR = np.float32(1e4)  # beyond any score of the network

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One sentence before it is parsed: its tokens' offsets and its block."""

    words: list[str]
    pieces: Sequence[Piece]
    block: int
    probability: float  # that the sentence ends here


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of one sentence, word by word; heads count from 1, 0 is the root."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[Span]
    chances: list[Chances]


class Parser:
    """A loaded language model. Same text and blocks, same Doc: nothing depends on what was parsed before."""

    def __init__(self, folder: Path, threads: int) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise SaysoError(f"the language model in {folder} lacks {', '.join(missing)}", code="install")
        labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.version = _version(folder)
        self._labels = labels
        self._tokenizer = Tokenizer(folder / "tokens.json")
        self._splitter = Splitter(folder / "sentences.json")
        self._lemmas = Lemmas(folder / "lemmas.json")
        pieces = tokenizers.Tokenizer.from_file(str(folder / "pieces.json"))
        self._encoder = Encoder(pieces, {shape: at for at, shape in enumerate(labels["shapes"])})
        self._names = NameReader(labels["names"])
        self._root = labels["deprels"].index("root")
        self._scorer = _session(folder / "parser.onnx", threads)
        self._labeller = _session(folder / "labels.onnx", threads)

    def parse(self, text: str, blocks: Sequence[Block]) -> Doc:
        """Tokens, sentences, trees and names of the blocks that hold the article's own words."""
        stretches = list(self._stretches(text, blocks))
        return _doc(text, stretches, self.analyse([stretch.words for stretch in stretches]), self.version)

    def parse_many(self, articles: Iterable[tuple[str, Sequence[Block]]]) -> Iterator[Doc]:
        """One Doc an article, in order; holds no more than one article at a time."""
        for text, blocks in articles:
            yield self.parse(text, blocks)

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Answer]:
        """Answers for sentences that are already words, in their order; each must fit the encoder."""
        encoded = [self._encoder.encode(words) for words in sentences]
        answers: list[Answer | None] = [None] * len(sentences)
        for group in groups([len(pieces.ids) for pieces in encoded]):
            found = self._answer([sentences[at] for at in group], [encoded[at] for at in group])
            for at, answer in zip(group, found, strict=True):
                answers[at] = answer
        return [answer for answer in answers if answer is not None]

    def _stretches(self, text: str, blocks: Sequence[Block]) -> Iterator[Stretch]:
        for number, block in enumerate(blocks):
            if block.kind not in BODY_KINDS:
                continue
            pieces = self._tokenizer.tokens(text, block.start, block.end)
            first = 0
            for last, chance in self._splitter.weighed(text, pieces):
                yield from self._fitting(text, pieces[first:last], number, chance)
                first = last

    def _fitting(self, text: str, pieces: Sequence[Piece], block: int, chance: float) -> Iterator[Stretch]:
        """The sentence, halved until the encoder can hold it."""
        words = [text[piece.start : piece.end] for piece in pieces]
        if len(words) > 1 and (len(words) > 40 and len(self._encoder.encode(words).ids) > MOST_PIECES):
            middle = len(words) // 2
            yield from self._fitting(text, pieces[:middle], block, 1.0)
            yield from self._fitting(text, pieces[middle:], block, chance)
        elif words:
            yield Stretch(words, pieces, block, chance)

    def _answer(self, sentences: list[Sequence[str]], encoded: list[Pieces]) -> Iterator[Answer]:
        upos, xpos, feats, lemmas, *tagged, names, arcs, dependents, heads = self._scorer.run(None, batch(encoded))
        trees = [best_tree(arcs[at, : len(words) + 1, : len(words) + 1]) for at, words in enumerate(sentences)]
        labels, labelled = self._deprels(trees, dependents, heads)
        joined = _arc_chances(arcs, trees)
        done = 0
        for at, (words, tree) in enumerate(zip(sentences, trees, strict=True)):
            here, own = slice(1, len(words) + 1), slice(done, done + len(words))
            done += len(words)
            tags, fine = self._named("upos", upos[at, here]), self._named("xpos", xpos[at, here])
            rules = self._named("lemmas", lemmas[at, here])
            yield Answer(
                tags,
                fine,
                self._named("feats", feats[at, here]),
                [self._lemmas.lemma(*found) for found in zip(words, tags, fine, rules, strict=True)],
                tree,
                labels[own],
                self._names.read(names[at, here]),
                _chances(joined[own], labelled[own], *(chances[at, here] for chances in tagged)),
            )

    def _deprels(self, trees: list[list[int]], dependents: Floats, heads: Floats) -> tuple[list[str], Floats]:
        """One label and its chance a word of the whole batch; `root` stands on roots and nowhere else."""
        rows, words, above = _places(trees)
        inputs = {"dependent": dependents[rows, words], "head": heads[rows, above]}
        scores = self._labeller.run(None, inputs)[0]
        scores[:, self._root] = np.where(above == 0, FAR, -FAR)
        chances = 1.0 / np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1)
        return self._named("deprels", scores.argmax(axis=1)), chances

    def _named(self, task: str, numbers: npt.NDArray[Any]) -> list[str]:
        labels = self._labels[task]
        return [labels[number] for number in numbers.tolist()]


def load(folder: Path | None = None, threads: int | None = None) -> Parser:
    """The parser in ``folder``, by default the one that ships; one thread unless asked for more (two were slower)."""
    return Parser(folder or models() / "en", threads or 1)


def _places(trees: list[list[int]]) -> tuple[Ints, Ints, Ints]:
    """For each word of the batch its sentence, its place and its head's place, places counted from 1."""
    rows = np.repeat(np.arange(len(trees)), [len(tree) for tree in trees])
    words = np.concatenate([np.arange(1, len(tree) + 1) for tree in trees])
    return rows, words, np.concatenate([np.array(tree, np.int64) for tree in trees])


def _arc_chances(arcs: Floats, trees: list[list[int]]) -> Floats:
    """The chance of each word's head among all heads it might have, tree or no tree."""
    rows, words, above = _places(trees)
    scores = arcs[rows, words]
    scores[np.arange(len(words)), words] = -FAR
    most = scores.max(axis=1)
    own = scores[np.arange(len(words)), above]
    chances: Floats = np.exp(own - most) / np.exp(scores - most[:, None]).sum(axis=1)
    return chances


def _chances(*columns: Floats) -> list[Chances]:
    """Chances word by word, from columns in the order of their fields."""
    return [Chances(*row) for row in np.column_stack(columns).astype(np.float64).round(4).tolist()]


def _session(path: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that wait by spinning cost two thirds more processor time and, on a busy machine, made two slower than one.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
    )


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return "en-" + digest.hexdigest()[:10]


def _doc(text: str, stretches: list[Stretch], answers: list[Answer], version: str) -> Doc:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for number, (stretch, answer) in enumerate(zip(stretches, answers, strict=True)):
        first = len(tokens)
        tokens.extend(_tokens(text, stretch, answer, first, number))
        start, end = stretch.pieces[0].start, stretch.pieces[-1].end
        sentences.append(Sentence(number, first, len(tokens), start, end, stretch.block, stretch.probability))
        names.extend(Name(first + span.first, first + span.last, span.label, span.probability) for span in answer.names)
    return mended(Doc(text, tuple(tokens), tuple(sentences), tuple(names), version))


def _tokens(text: str, stretch: Stretch, answer: Answer, first: int, sentence: int) -> Iterator[Token]:
    for at, (word, piece) in enumerate(zip(stretch.words, stretch.pieces, strict=True)):
        head = answer.heads[at]
        spaced = piece.end >= len(text) or text[piece.end].isspace()
        yield Token(
            first + at, piece.start, piece.end, word, answer.lemmas[at], answer.upos[at], answer.xpos[at],
            answer.feats[at], first + head - 1 if head else -1, answer.deprels[at], sentence, spaced, answer.chances[at],
        )  # fmt: skip
