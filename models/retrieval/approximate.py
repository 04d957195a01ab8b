"""Approximate search for large indexes: descriptors sorted into cells (IVF) and kept as short product codes (PQ).

The codes only choose candidates; those are compared again with the descriptors themselves, so that scores are true
cosines. Figures of this and of other kinds: ``docs/results/search.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import faiss
import numpy as np
from numpy.typing import NDArray

from ..progress import Progress, no_progress
from .search_type import cells_for

#: Bytes of a code. 192 numbers are coded four by four.
CODE_BYTES = 48
#: Candidates at least that are compared again.
CANDIDATES = 400
#: Descriptors per cell that the cells are trained on; more hardly change them.
SAMPLE_PER_CELL = 40
#: Descriptors added at a time.
STEP = 65_536
_FEWEST_SAMPLES = 10_240
_ROUNDS = 10
_SEED = 1234

Lookup = Callable[[NDArray[np.int64]], NDArray[np.float32]]


def sample_size(count: int) -> int:
    """How many descriptors are needed for training."""
    return min(count, max(SAMPLE_PER_CELL * cells_for(count), _FEWEST_SAMPLES))


def train_ivf_pq(sample: NDArray[np.float32], cells: int) -> faiss.IndexIVF:
    """An empty index whose cells and product codes have been learnt from a sample.

    The nearest cells are found by comparing with all of them, which takes less than a millisecond. A graph (HNSW) of
    the cells reached a third of them only, however many were asked for.

    Args:
        sample: (N, D) float32 of length 1, drawn evenly from all.
        cells: see :func:`~.search_type.cells_for`.
    """
    dimension = sample.shape[1]
    index = faiss.IndexIVFPQ(
        faiss.IndexFlatIP(dimension), dimension, cells, CODE_BYTES, 8, faiss.METRIC_INNER_PRODUCT
    )
    index.pq.cp.seed, index.pq.cp.niter, index.pq.cp.min_points_per_centroid = _SEED, 2 * _ROUNDS, 1
    return _trained(index, sample)


def train_ivf(sample: NDArray[np.float32], cells: int) -> faiss.IndexIVF:
    """The same with numbers of 8 bits in place of product codes."""
    dimension = sample.shape[1]
    kind, metric = faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    return _trained(
        faiss.IndexIVFScalarQuantizer(faiss.IndexFlatIP(dimension), dimension, cells, kind, metric), sample
    )


def compare_again(
    queries: NDArray[np.float32], found: NDArray[np.int64], lookup: Lookup, count: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Order candidates by their true cosines.

    Args:
        queries: (Q, D) of length 1.
        found: (Q, C) numbers of candidates, -1 where there are none.
        lookup: descriptors (R, D) of numbers (R,), which come sorted.
        count: how many are wanted.

    Returns:
        Cosines (Q, count) in falling order, -inf where there are no more, and numbers, -1 there.
    """
    needed = np.unique(found[found >= 0])
    descriptors = np.asarray(lookup(needed), np.float32) if len(needed) else np.zeros((1, queries.shape[1]))
    scores = np.full(found.shape, -np.inf, np.float32)
    rows = np.searchsorted(needed, found)
    for number, query in enumerate(queries):
        real = found[number] >= 0
        scores[number, real] = descriptors[rows[number, real]] @ query
    order = np.argsort(-scores, axis=1, kind="stable")[:, :count]
    return np.take_along_axis(scores, order, 1), np.take_along_axis(found, order, 1)


def search_parts(
    queries: NDArray[np.float32],
    parts: Sequence[NDArray[np.float32]],
    count: int,
    among: NDArray[np.int64] | None = None,
    progress: Progress = no_progress,
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Exact search that reads the descriptors part by part, from disk where they are mapped.

    Args:
        queries: (Q, D) of length 1.
        parts: descriptors (N, D), numbered on from one part to the next.
        count: how many are wanted.
        among: sorted numbers to consider; all when None.
        progress: may cancel.

    Returns:
        Cosines (Q, count) in falling order, -inf where there are no more, and numbers, -1 there.

    Raises:
        Cancelled: by ``progress``.
    """
    best = np.full((len(queries), count), -np.inf, np.float32)
    numbers = np.full((len(queries), count), -1, np.int64)
    total, first = sum(len(part) for part in parts), 0
    for part in parts:
        rows = np.arange(len(part))
        if among is not None:
            low, high = np.searchsorted(among, [first, first + len(part)])
            rows = among[low:high] - first
        for start in range(0, len(rows), STEP):
            own = rows[start : start + STEP]
            # Neighbours in one piece need not be picked one by one.
            whole = own[-1] - own[0] == len(own) - 1
            block = np.ascontiguousarray(part[own[0] : own[-1] + 1] if whole else part[own], np.float32)
            scores, found = faiss.knn(
                queries, block, min(count, len(block)), metric=faiss.METRIC_INNER_PRODUCT
            )
            scores, found = np.hstack([best, scores]), np.hstack([numbers, own[found] + first])
            order = np.argsort(-scores, axis=1, kind="stable")[:, :count]
            best, numbers = np.take_along_axis(scores, order, 1), np.take_along_axis(found, order, 1)
            progress((first + int(own[-1]) + 1) / total, "Searching exactly")
        first += len(part)
    return best, numbers


def _trained(index: faiss.IndexIVF, sample: NDArray[np.float32]) -> faiss.IndexIVF:
    index.cp.niter, index.cp.seed, index.cp.spherical = _ROUNDS, _SEED, True
    index.cp.min_points_per_centroid, index.cp.max_points_per_centroid = 1, SAMPLE_PER_CELL
    index.train(np.ascontiguousarray(sample, np.float32))
    return index
