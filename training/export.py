"""What ships is decided here: two small int8 graphs, their labels and the word pieces, from the mean weights of a run.

PYTHONPATH=src:. python -m training.export --run training/runs/NAME --to models/en
"""

from __future__ import annotations

import argparse
import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.model import Reader
from training.train import Plan, build, pretrained
from training.vocabulary import Vocabulary

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


def export(run: Path, folder: Path, weights: str = "mean", *, quantised: bool = True) -> None:
    """Write every file the parser reads that a run makes; in float32 where the loss of int8 is to be measured."""
    model, vocabulary = load_run(run, weights)
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
    quantize_dynamic(str(full), str(path), per_channel=True, weight_type=QuantType.QInt8)
    full.unlink()


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=Path("models/en"))
    parser.add_argument("--weights", choices=("mean", "model"), default="mean")
    parser.add_argument("--float", action="store_true", help="float32, to measure what int8 costs")
    chosen = parser.parse_args()
    export(chosen.run, chosen.to, chosen.weights, quantised=not chosen.float)


if __name__ == "__main__":
    main()
