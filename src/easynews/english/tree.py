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
    scores[np.arange(n), np.arange(n) + 1] = -1e9
    greedy = scores.argmax(1)
    if (greedy == 0).sum() == 1 and not _cycle([-1, *greedy.tolist()]):
        return [int(h) for h in greedy]
    best: tuple[float, list[int]] | None = None
    for root in np.argsort(-scores[:, 0], kind="stable")[:3]:
        square = np.full((n + 1, n + 1), -1e9)
        square[1:, 1:] = scores[:, 1:]
        square[root + 1, 0] = scores[root, 0]
        heads = _edmonds(square)
        total = sum(float(square[i, heads[i]]) for i in range(1, n + 1))
        if best is None or total > best[0]:
            best = (total, heads[1:])
    assert best is not None
    return best[1]


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
    np.fill_diagonal(scores, -1e10)
    heads = [int(h) for h in scores.argmax(1)]
    heads[0] = -1
    cycle = _cycle(heads)
    if not cycle:
        return heads
    rest = [i for i in range(len(scores)) if i not in set(cycle)]
    knot = len(rest)
    small = np.full((knot + 1, knot + 1), -1e10)
    leave: dict[int, int] = {}
    enter: dict[int, int] = {}
    for a, i in enumerate(rest):
        small[a, :knot] = scores[i, rest]
        if i:
            leave[a] = max(cycle, key=lambda c: scores[i, c])
            small[a, knot] = scores[i, leave[a]]
    for b, j in enumerate(rest):
        enter[b] = max(cycle, key=lambda c: scores[c, j] - scores[c, heads[c]])
        small[knot, b] = scores[enter[b], j] - scores[enter[b], heads[enter[b]]]
    inner, out = _edmonds(small), [-1] * len(scores)
    for c in cycle:
        out[c] = heads[c]
    for a, i in enumerate(rest):
        if i:
            out[i] = leave[a] if inner[a] == knot else rest[inner[a]]
    out[enter[inner[knot]]] = rest[inner[knot]]
    return out
