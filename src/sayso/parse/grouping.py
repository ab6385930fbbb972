"""Which sentences go through the network together is decided here: few calls, and little padding in them."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 1400  # pieces of one group, padding counted; 300 to 1400 measured alike in speed
A_CALL = 20  # what a call of the network costs beside its pieces, in pieces: 10 to 80 measured alike


def groups(lengths: Sequence[int]) -> list[list[int]]:
    """Places of sentences, group by group, so that padded pieces and calls together cost least.

    All sentences of a group are padded to its longest; sorted by length, the cheapest cuts are found from the shortest up.
    A sentence longer than ``MOST`` is a group of its own.
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    cuts = _cuts([lengths[place] for place in order])
    found = []
    end = len(order)
    while end:
        found.append(order[cuts[end] : end])
        end = cuts[end]
    return found[::-1]


def _cuts(rising: Sequence[int]) -> list[int]:
    """For each end the start of the last group before it, of the cheapest way to get there."""
    costs, cuts = [0], [0]
    for end, longest in enumerate(rising, start=1):
        first = max(0, end - max(1, MOST // longest))
        cost, cut = min((costs[start] + (end - start) * longest + A_CALL, start) for start in range(first, end))
        costs.append(cost)
        cuts.append(cut)
    return cuts
