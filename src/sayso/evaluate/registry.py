"""Which gold sets there are: one row a set, its adapter and the folder of gold it needs."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]
DATA = _ROOT.parent / "shared" / "data"


@dataclass(frozen=True)
class Gold:
    """A module of this package with `score(data) -> {name: value}`, and the folder below data/ that it reads."""

    module: str
    needs: str = ""
    function: str = "score"


SETS: dict[str, Gold] = {
    "trees": Gold("treebank", "treebanks"),
    "names": Gold("names", "names"),
    "events": Gold("events", "events"),
    "attribution": Gold("attribution", "attribution"),
    "attribution-gum": Gold("gum_attribution", "treebanks"),
    "sayings": Gold("sayings"),
    "blame": Gold("blame"),
    "standing": Gold("muc_confidence", "events"),
    "standing-cases": Gold("standing"),
    "voice": Gold("voice", "voice"),
    "loaded": Gold("loaded"),
    "actors": Gold("actors", "re3d"),
    "meant": Gold("actors_meant"),
    "coreference": Gold("coref", "treebanks"),
    "time": Gold("time", "time"),
    "incident-days": Gold("time_muc", "events"),
    "place": Gold("place", "place"),
}


def run(names: Sequence[str], data: Path | None = None) -> Iterator[tuple[str, dict[str, float] | str]]:
    """The scores of each set, or the reason why it was skipped."""
    folder = data or DATA
    for name in names:
        gold = SETS[name]
        if gold.needs and not (folder / gold.needs).is_dir():
            yield name, f"there is no {folder / gold.needs}"
            continue
        adapter = importlib.import_module(f"sayso.evaluate.{gold.module}")
        yield name, dict(getattr(adapter, gold.function)(folder))
