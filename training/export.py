"""What ships is decided here: two small int8 graphs, their labels and the word pieces, from the mean weights of a run.

PYTHONPATH=src:. python -m training.export --run training/runs/NAME --to models/en
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.parse.pieces import Encoder
from training.batches import epoch_batches
from training.corpus import training_samples
from training.gazetteer import DATA, Gazetteer
from training.model import EACH, Reader
from training.smoothing import smooth
from training.train import Plan, build, pretrained
from training.vocabulary import Vocabulary

SEEN = 800  # sentences
SPLIT, JOIN = "shape.split", "shape.join"  # of heads
PIECES = "reader.encoder.pieces.weight"
TREE_INPUTS = ("ids", "first", "last", "shapes")
TREE_OUTPUTS = ("upos", "xpos", "feats", "lemmas", "chances", "names", "arcs", "label_dependent", "label_head")


class Shipped(nn.Module):
    """The reader with tags already chosen: places instead of scores where the scores are not needed."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        upos, xpos, feats, lemmas, names, arcs, dependent, head = self.reader(ids, first, last, shapes)
        tags = (upos, xpos, feats, lemmas)
        chosen = (scores.argmax(-1).to(torch.int32) for scores in tags)
        chances = torch.stack([scores.softmax(-1).amax(-1) for scores in tags], -1)
        return (*chosen, chances, names.log_softmax(-1), arcs, dependent, head)


def load_run(folder: Path, weights: str = "mean") -> tuple[Reader, Vocabulary]:
    """The model of the newest checkpoint, with its running mean of weights unless asked otherwise."""
    vocabulary = Vocabulary(**json.loads((folder / "labels.json").read_text(encoding="utf-8")))
    plan = Plan(**json.loads((folder / "plan.json").read_text(encoding="utf-8")))
    model = build(vocabulary, plan)
    model.load_state_dict(torch.load(folder / "last.pt", weights_only=False)[weights])
    return model.eval(), vocabulary


def export(run: Path, folder: Path, data: Path, weights: str = "mean", *, quantised: bool = True) -> None:
    """Write every file the parser reads that a run makes; in float32 where the loss of int8 is to be measured."""
    model, vocabulary = load_run(run, weights)
    if quantised:
        smooth(model, _seen(data, vocabulary))
    folder.mkdir(parents=True, exist_ok=True)
    _write(Shipped(model), _example(), TREE_INPUTS, TREE_OUTPUTS, folder / "parser.onnx", quantised)
    width = model.size.label
    _write(
        model.labeller,
        (torch.zeros(5, width), torch.zeros(5, width)),
        ("dependent", "head"),
        ("labels",),
        folder / "labels.onnx",
        quantised,
    )
    (folder / "labels.json").write_text(
        json.dumps(vocabulary.as_json(), indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    shutil.copy(pretrained() / "tokenizer.json", folder / "pieces.json")


def _seen(data: Path, vocabulary: Vocabulary) -> list[dict[str, Tensor]]:
    """Some of the training sentences, to see how far the channels run."""
    chance = random.Random(1)
    some = chance.sample(list(training_samples(data, Gazetteer())), SEEN)
    tokenizer = Tokenizer.from_file(str(pretrained() / "tokenizer.json"))
    return epoch_batches(some, Encoder(tokenizer, vocabulary.numbers["shapes"]), vocabulary, random.Random(1))


def _example() -> tuple[Tensor, ...]:
    ids = torch.tensor([[101, 2023, 2003, 1037, 102], [101, 2023, 102, 0, 0]])
    first = torch.tensor([[0, 1, 2, 3], [0, 1, 0, 0]])
    return ids, first, first.clone(), torch.tensor([[1, 2, 3, 4], [1, 2, 0, 0]])


def _write(
    module: nn.Module, example: Any, inputs: tuple[str, ...], outputs: tuple[str, ...], path: Path, quantised: bool
) -> None:
    full = path.with_suffix(".float.onnx")
    axes = {name: {0: "many"} for name in (*inputs, *outputs)}
    if "ids" in inputs:
        axes = {name: {0: "many", 1: "words"} for name in (*inputs, *outputs)}
        axes["ids"] = {0: "many", 1: "pieces"}
        axes["arcs"] = {0: "many", 1: "words", 2: "heads"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module, example, str(full), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
    if not quantised:
        full.replace(path)
        return
    left = []
    if "ids" in inputs:
        _settle_shapes(full)
        left = _embed_rows(full, PIECES)
    quantize_dynamic(str(full), str(path), per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=left)
    full.unlink()


def _settle_shapes(path: Path) -> None:
    """Give attention's changes of shape as constants (0 keeps a length); torch writes eight small steps for each."""
    model = onnx.load(str(path))
    graph = model.graph
    for node in graph.node:
        if node.op_type == "Reshape" and "/attention/" in node.name:
            node.input[1] = JOIN if node.name.endswith("Reshape_3") else SPLIT
    graph.initializer.extend(
        [
            numpy_helper.from_array(np.array([0, 0, -1, EACH], np.int64), SPLIT),
            numpy_helper.from_array(np.array([0, 0, -1], np.int64), JOIN),
        ]
    )
    _drop_unused(graph)
    onnx.save(model, str(path))


def _drop_unused(graph: onnx.GraphProto) -> None:
    """Take out the steps whose results nobody reads any more."""
    wanted = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if wanted.intersection(node.output):
            wanted.update(node.input)
            kept.append(node)
    del graph.node[:]
    graph.node.extend(reversed(kept))


def _embed_rows(path: Path, table: str) -> list[str]:
    """Keep the table of word pieces as int8 with a scale for each row; ONNX Runtime would take one scale for all.

    Returns the names of the new nodes, which must be left as they are.
    """
    model = onnx.load(str(path))
    graph = model.graph
    weights = next(stored for stored in graph.initializer if stored.name == table)
    looked_up = next(node for node in graph.node if node.op_type == "Gather" and node.input[0] == table)
    values = numpy_helper.to_array(weights)
    scales = np.maximum(np.abs(values).max(1, keepdims=True), 1e-8) / 127
    small = np.clip(np.round(values / scales), -127, 127).astype(np.int8)
    graph.initializer.remove(weights)
    graph.initializer.extend(
        [numpy_helper.from_array(small, f"{table}.int8"), numpy_helper.from_array(scales, f"{table}.scales")]
    )
    ids, made = looked_up.input[1], looked_up.output[0]
    nodes = [
        helper.make_node("Gather", [f"{table}.int8", ids], [f"{made}.int8"], name=f"{table}.row"),
        helper.make_node("Cast", [f"{made}.int8"], [f"{made}.float"], to=onnx.TensorProto.FLOAT, name=f"{table}.cast"),
        helper.make_node("Gather", [f"{table}.scales", ids], [f"{made}.scale"], name=f"{table}.scale"),
        helper.make_node("Mul", [f"{made}.float", f"{made}.scale"], [made], name=f"{table}.scaled"),
    ]
    at = list(graph.node).index(looked_up)
    graph.node.remove(looked_up)
    for more, node in enumerate(nodes):
        graph.node.insert(at + more, node)
    onnx.save(model, str(path))
    return [node.name for node in nodes]


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=Path("models/en"))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--weights", choices=("mean", "model"), default="mean")
    parser.add_argument("--float", action="store_true", help="float32, to measure what int8 costs")
    chosen = parser.parse_args()
    export(chosen.run, chosen.to, chosen.data, chosen.weights, quantised=not chosen.float)


if __name__ == "__main__":
    main()
