"""The best tree under one root (Chu and Liu 1965, Edmonds 1967)."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def best_tree(arcs: NDArray[np.floating]) -> list[int]:
    """Heads of the best tree.

    Args:
        arcs: scores (N, N+1): word i hanging on word j-1, or on the root for j = 0.

    Returns:
        For each word the number of its head, counted from 1; exactly one is 0.
    """
    scores = np.array(arcs, dtype=np.float64)
    n = len(scores)
    scores[np.arange(n), np.arange(n) + 1] = -1e12
    greedy = scores.argmax(1)
    if (greedy == 0).sum() == 1 and not _cycle([-1, *greedy.tolist()]):
        return [int(h) for h in greedy]
    # Each arc from the root costs more than any tree can gain by a second one.
    scores[:, 0] -= 2 * n * (np.abs(arcs).max() + 1)
    square = np.full((n + 1, n + 1), -1e12)
    square[1:] = scores
    return _edmonds(square)[1:]


def _cycle(heads: list[int]) -> list[int]:
    """The first cycle among heads (index 0 is the root), or nothing."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node > 0 and seen[node] == 0:
            seen[node] = start
            path.append(node)
            node = heads[node]
        if node > 0 and seen[node] == start and node in path:
            return path[path.index(node) :]
    return []


def _edmonds(scores: Scores) -> list[int]:
    scores = scores.copy()
    np.fill_diagonal(scores, -1e12)
    heads = [int(h) for h in scores.argmax(1)]
    heads[0] = -1
    cycle = _cycle(heads)
    if not cycle:
        return heads
    knotted, rest = np.array(cycle), np.setdiff1d(np.arange(len(scores)), cycle)
    knot = len(rest)
    small = np.full((knot + 1, knot + 1), -1e12)
    small[:knot, :knot] = scores[np.ix_(rest, rest)]
    out_of = scores[np.ix_(rest, knotted)]
    leave = knotted[out_of.argmax(1)]
    small[1:knot, knot] = out_of.max(1)[1:]
    gains = scores[np.ix_(knotted, rest)] - scores[knotted, [heads[c] for c in cycle]][:, None]
    enter = knotted[gains.argmax(0)]
    small[knot, :knot] = gains.max(0)
    inner, out = _edmonds(small), [-1] * len(scores)
    for c in cycle:
        out[c] = heads[c]
    for a, i in enumerate(rest):
        if i:
            out[i] = int(leave[a] if inner[a] == knot else rest[inner[a]])
    out[enter[inner[knot]]] = int(rest[inner[knot]])
    return out
