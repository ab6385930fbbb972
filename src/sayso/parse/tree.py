"""Which head each word gets is decided here: the best single-rooted tree under the arc scores (Chu-Liu-Edmonds)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
NEVER = np.float32(-1e9)


def best_tree(scores: Floats) -> list[int]:
    """Heads of words 1..n, where ``scores[word, head]`` and place 0 is the root; exactly one word hangs on the root."""
    greedy = _greedy(scores)
    if _is_tree(greedy):
        return greedy[1:]
    return _rooted(scores)


def _greedy(scores: Floats) -> list[int]:
    masked = scores.copy()
    np.fill_diagonal(masked, NEVER)
    heads: list[int] = masked.argmax(axis=1).tolist()
    heads[0] = -1
    return heads


def _is_tree(heads: list[int]) -> bool:
    return heads.count(0) == 1 and _cycle(heads) is None


def _rooted(scores: Floats) -> list[int]:
    """Punish the root's arcs so that one is kept; which one is the root's best under the tree without that bound."""
    free = _edmonds(_masked(scores))
    roots = [word for word, head in enumerate(free) if head == 0]
    if len(roots) == 1:
        return free[1:]
    trees = [_edmonds(_only_root(scores, root)) for root in roots[:8]]
    return max(trees, key=lambda heads: _total(scores, heads))[1:]


def _masked(scores: Floats) -> Floats:
    masked = scores.astype(np.float32, copy=True)
    np.fill_diagonal(masked, NEVER)
    masked[0, :] = NEVER
    return masked


def _only_root(scores: Floats, root: int) -> Floats:
    masked = _masked(scores)
    masked[:, 0] = NEVER
    masked[root, :] = NEVER
    masked[root, 0] = 0.0
    return masked


def _total(scores: Floats, heads: list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads) if word))


def _cycle(heads: list[int]) -> list[int] | None:
    """The words of one cycle, or None."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return None


def _edmonds(scores: Floats) -> list[int]:
    """Contract one cycle after another, then unfold them again, the last one first."""
    heads: list[int] = scores.argmax(axis=1).tolist()
    heads[0] = -1
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    kept = [word for word in range(len(heads)) if word not in set(cycle)]
    folded, entering, leaving = _fold(scores, heads, cycle, kept)
    return _unfold(_edmonds(folded), heads, kept, entering, leaving)


def _fold(scores: Floats, heads: list[int], cycle: list[int], kept: list[int]) -> tuple[Floats, list[int], list[int]]:
    """Scores with the cycle as one last word; for each kept word, which of the cycle it would govern or hang on."""
    own = scores[cycle, [heads[word] for word in cycle]]
    into = scores[np.ix_(cycle, kept)] - own[:, None]
    out = scores[np.ix_(kept, cycle)]
    folded = np.full((len(kept) + 1, len(kept) + 1), NEVER, np.float32)
    folded[:-1, :-1] = scores[np.ix_(kept, kept)]
    folded[-1, :-1] = into.max(axis=0)
    folded[:-1, -1] = out.max(axis=1)
    folded[0, :] = NEVER
    entering = [cycle[at] for at in into.argmax(axis=0)]
    leaving = [cycle[at] for at in out.argmax(axis=1)]
    return folded, entering, leaving


def _unfold(folded: list[int], heads: list[int], kept: list[int], entering: list[int], leaving: list[int]) -> list[int]:
    merged = len(kept)
    found = list(heads)
    for at, head in enumerate(folded[:-1]):
        if at:
            found[kept[at]] = leaving[at] if head == merged else kept[head]
    governor = folded[-1]
    found[entering[governor]] = kept[governor]
    found[0] = -1
    return found
