"""How well events are found: PLV_train and confidence on it, the PETRARCH records, MUC, MEANTIME, UW and our own challenge sets.

PLV_train is split by a hash of the sentence's id: 70 % to tune on, 30 % held, of which half was opened to reading in the
fifth session (docs/decisions/0043); the halves of the held part and the whole of it are reported.
"""

from __future__ import annotations

from pathlib import Path

from sayso.evaluate import challenge, confidence, muc, ordinary, petrarch, plv, status


def score(data: Path) -> dict[str, float]:
    """All figures, 0..100, on data/events and data/status and on our own challenge sets."""
    figures: dict[str, float] = {}
    for adapter in (plv, confidence, petrarch, muc, status, challenge, ordinary):
        figures.update(adapter.score(data))
    return figures
