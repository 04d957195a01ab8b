"""Mutual nearest neighbours between two sets of descriptors."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_NO_SECOND = -2.0  # below every cosine, so that a missing runner-up never fails the ratio test


class Pairs(NamedTuple):
    """Rows of two descriptor sets that choose each other.

    Attributes:
        first: (M,) row numbers in the first set, ascending.
        second: (M,) row numbers in the second set.
        similarity: (M,) cosine similarity, -1 to 1.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    similarity: NDArray[np.float32]


def mutual_nearest(
    first: NDArray[np.float32], second: NDArray[np.float32], ratio: float | None = None, block: int = 2048
) -> Pairs:
    """Pair the rows that are each other's nearest neighbour in Euclidean distance.

    The similarity matrix is never held whole: ``block`` rows of it exist at a time.

    Args:
        first: (N, D) float32, rows of unit length, so that Euclidean and cosine order agree.
        second: (M, D) float32, rows of unit length.
        ratio: where given, a pair also needs distance / distance to the runner-up below this in both
            directions.
        block: rows of ``first`` compared at once.

    Returns:
        The pairs; empty when either set is empty.
    """
    empty = Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    if len(first) == 0 or len(second) == 0:
        return empty
    rows, columns = len(first), len(second)
    row_best = np.empty(rows, np.int64)
    row_top = np.empty((2, rows), np.float32)
    column_best = np.zeros(columns, np.int64)
    column_top = np.full((2, columns), _NO_SECOND, np.float32)
    transposed = np.ascontiguousarray(second.T)
    for start in range(0, rows, block):
        stop = min(start + block, rows)
        similarity = first[start:stop] @ transposed
        best, top = _best_two(similarity, ratio is not None)
        row_best[start:stop], row_top[:, start:stop] = best, top
        best, top = _best_two(np.ascontiguousarray(similarity.T), ratio is not None)
        better = top[0] > column_top[0]
        column_best[better] = best[better] + start
        # The runner-up over all blocks is the second largest of the four values seen so far.
        column_top = np.sort(np.concatenate([column_top, top]), axis=0)[:-3:-1]
    keep = column_best[row_best] == np.arange(rows)
    if ratio is not None:
        keep &= _distinct(row_top, ratio)
        keep &= _distinct(column_top, ratio)[row_best]
    chosen = np.flatnonzero(keep)
    return Pairs(chosen, row_best[chosen], np.clip(row_top[0, chosen], -1.0, 1.0))


def _best_two(
    similarity: NDArray[np.float32], runner_up: bool
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Per row: the position of the largest value, and the two largest values as a (2, rows) array."""
    best = similarity.argmax(axis=1)
    count, width = similarity.shape
    top = np.full((2, count), _NO_SECOND, np.float32)
    top[0] = similarity[np.arange(count), best]
    if runner_up and width > 1:
        top[1] = np.partition(similarity, width - 2, axis=1)[:, width - 2]
    return best.astype(np.int64), top


def _distinct(top: NDArray[np.float32], ratio: float) -> NDArray[np.bool_]:
    """Whether the nearest is closer than ``ratio`` times the runner-up, as Euclidean distances."""
    nearest = np.sqrt(np.maximum(2.0 - 2.0 * top[0], 0.0))
    runner_up = np.sqrt(np.maximum(2.0 - 2.0 * top[1], 0.0))
    return np.asarray(nearest < ratio * runner_up, dtype=np.bool_)
