"""The shipped model's figures are taken here, all sets and genres, and its card is written from them.

PYTHONPATH=src:. python -m training.card --model models/en
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from sayso.evaluate import names, treebank
from sayso.parse import Parser, load
from training.gazetteer import DATA

HERE = Path(__file__).parent
FIGURES = "metrics.json"
COLUMNS = ("Tokens", "Sentences", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS")
Scores = dict[str, dict[str, float]]


def measure(parser: Parser, data: Path, *, small: bool = False) -> Scores:
    """Every figure of the card, by the name of its row; with `small` one treebank and the names of re3d alone."""
    banks = {"EWT dev": "ewt/dev.conllu", "EWT test": "ewt/test.conllu", "GUM dev": "gum/dev.conllu"}
    rows: Scores = {}
    if small:
        banks = {"GUM dev": banks["GUM dev"]}
    for gold_words in (True,) if small else (True, False):
        kind = "gold words" if gold_words else "raw text"
        for name, path in banks.items():
            found = treebank.score_file(parser, data / "treebanks" / path, gold_words=gold_words)
            rows[f"{name}, {kind}"] = found.pop(treebank.WHOLE)
            rows.update({f"{name} {genre}, {kind}": found[genre] for genre in sorted(found)})
    rows["names"] = names.score_re3d(parser, data / "re3d", names.RE3D_GOLD)
    if small:
        return rows
    rows["names"] |= names.score_uner(parser, data / "names/uner-ewt/test.iob2")
    bbc = HERE / "cache/re3d_bbc.jsonl"
    if bbc.exists():
        rows["names, BBC"] = names.score_re3d(parser, data / "re3d", bbc)
    return rows


def card(rows: Scores, version: str) -> str:
    """The model card: fixed words around the tables of figures."""
    text = (HERE / "card.md").read_text(encoding="utf-8")
    trees = "\n".join(_table(row for row in rows.items() if "LAS" in row[1]))
    named = "\n".join(_names(rows))
    return text.replace("{version}", version).replace("{trees}", trees).replace("{names}", named)


def _table(rows: Iterable[tuple[str, dict[str, float]]]) -> list[str]:
    lines = ["| set | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for name, scores in rows:
        lines.append(f"| {name} | " + " | ".join(f"{scores[column]:.2f}" for column in COLUMNS) + " |")
    return lines


def _names(rows: Scores) -> list[str]:
    lines = ["| set | F1 | precision | recall | PER | ORG | LOC |", "|---|---|---|---|---|---|---|"]
    sets = (("UNER-EWT test, gold words", "names", "uner"), ("re3d held-out documents, raw text", "names", "re3d"))
    for label, row, prefix in (*sets, ("re3d, its six BBC articles, raw text", "names, BBC", "re3d")):
        scores = rows.get(row, {})
        values = [scores.get(f"{prefix} {key}", 0.0) for key in ("F1", "precision", "recall", "PER", "ORG", "LOC")]
        lines.append(f"| {label} | " + " | ".join(f"{value:.2f}" for value in values) + " |")
    return lines


def main() -> None:
    """Read the command line, measure, and write figures and card beside the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", type=Path, default=Path("models/en"))
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--small", action="store_true", help="only a few figures, to try the road")
    chosen = options.parse_args()
    parser = load(chosen.model)
    rows = measure(parser, chosen.data, small=chosen.small)
    figures = {"model": parser.version, "scores": rows}
    (chosen.model / FIGURES).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    (chosen.model / "MODEL_CARD.md").write_text(card(rows, parser.version), encoding="utf-8")
    print(json.dumps(rows["GUM dev, gold words"]), json.dumps(rows["names"]))


if __name__ == "__main__":
    main()
