"""What int8 costs is measured here: the same weights as float32 and as shipped, on the same dev sets.

python -m training.export --run training/runs/NAME --to /tmp/float --float     (then copy the other files of models/en)
python benchmarks/quantisation.py /tmp/float models/en [--data ../shared/data]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sayso.evaluate import names, treebank
from sayso.parse import Parser, load

KEPT = ("UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")


def figures(parser: Parser, data: Path) -> dict[str, float]:
    """Tags and trees on both dev sets with gold words, and F1 of names on UNER's dev and re3d's held-out part."""
    found: dict[str, float] = {}
    for bank in ("ewt", "gum"):
        scores = treebank.score_file(parser, data / f"treebanks/{bank}/dev.conllu", gold_words=True)[treebank.WHOLE]
        found |= {f"{bank} dev {metric}": scores[metric] for metric in KEPT}
    found["uner dev F1"] = names.score_uner(parser, data / "names/uner-ewt/dev.iob2")["uner F1"]
    found["re3d F1"] = names.score_re3d(parser, data / "re3d", names.RE3D_GOLD)["re3d F1"]
    return found


def main() -> None:
    """Read the command line, measure both and print the difference."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs=2, type=Path)
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    chosen = options.parse_args()
    full, small = (figures(load(folder), chosen.data) for folder in chosen.folders)
    for name, value in full.items():
        print(f"{name:16} {value:6.2f} {small[name]:6.2f} {small[name] - value:+6.2f}")


if __name__ == "__main__":
    main()
