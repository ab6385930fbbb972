"""Floors: the score under which the check fails, one a name, raised when sayso gets better and never lowered quietly."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FLOORS = Path(__file__).resolve().parents[3] / "evaluation" / "floors.json"
LOWER_IS_BETTER = ("-error-km", "wrong-instead-of-none")  # shown, not held
SLACK = 0.3  # points between a measured score and its floor: machines differ in the last digit of int8 arithmetic


@dataclass(frozen=True)
class Floors:
    """Floor by score name, both 0 to 100."""

    values: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path = FLOORS) -> Floors:
        """The committed floors; none where the file is missing."""
        return cls(json.loads(path.read_text(encoding="utf8"))) if path.is_file() else cls()

    def under(self, name: str, value: float) -> bool:
        """True where the score is held by a floor and is under it."""
        return name in self.values and value < self.values[name]

    def raised(self, scores: Mapping[str, float]) -> Floors:
        """The same floors, raised where a score is better than its floor by more than the slack."""
        better = {n: v for n, v in scores.items() if not n.endswith(LOWER_IS_BETTER)}
        new = {n: math.floor(10 * (v - SLACK)) / 10 for n, v in better.items()}
        return Floors({**self.values, **{n: max(v, self.values.get(n, v)) for n, v in new.items()}})

    def write(self, path: Path = FLOORS) -> None:
        """Write the floors, one a line, sorted by name."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(dict(sorted(self.values.items())), indent=1) + "\n", encoding="utf8")
