"""How often Python looks for garbage in circles is decided here: seldom, since coding makes many objects and few circles."""

from __future__ import annotations

import gc

NEW_OBJECTS = 50_000  # between two sweeps; Python's own 700 make them walk over each article many times


def sweep_seldom() -> None:
    """Sweep less often, for the life of the process; for the command line and the workers that code."""
    gc.set_threshold(NEW_OBJECTS)
