"""Mutual nearest neighbours between two sets of descriptors."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray


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
    if len(first) == 0 or len(second) == 0:
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    there, similarity, runner_up = _nearest(first, second, ratio is not None, block)
    # Only what was chosen is asked for its own choice: it is much less than all of a densely described window.
    asked, place = np.unique(there, return_inverse=True)
    back, chosen_by, runner_up_back = _nearest(second[asked], first, ratio is not None, block)
    keep = back[place] == np.arange(len(first))
    if ratio is not None:
        keep &= _distinct(similarity, runner_up, ratio)
        keep &= _distinct(chosen_by, runner_up_back, ratio)[place]
    chosen = np.flatnonzero(keep)
    return Pairs(chosen, there[chosen], np.clip(similarity[chosen], -1.0, 1.0))


def _nearest(
    queries: NDArray[np.float32], gallery: NDArray[np.float32], second_too: bool, block: int
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """For each query the most similar row, its similarity, and that of the runner-up, -2 where there is none."""
    theirs = torch.from_numpy(gallery).t()
    best = np.zeros(len(queries), np.int64)
    top = np.full((2, len(queries)), -2.0, np.float32)
    for start in range(0, len(queries), block):
        part = slice(start, start + block)
        similarity = (torch.from_numpy(queries[part]) @ theirs).numpy()
        # NumPy's search along contiguous rows is several times as fast as a maximum with its index in torch.
        best[part] = similarity.argmax(axis=1)
        top[0, part] = np.take_along_axis(similarity, best[part, None], axis=1)[:, 0]
        if second_too and len(gallery) > 1:
            np.put_along_axis(similarity, best[part, None], -2.0, axis=1)
            top[1, part] = similarity.max(axis=1)
    return best, top[0], top[1]


def _distinct(
    nearest: NDArray[np.float32], runner_up: NDArray[np.float32], ratio: float
) -> NDArray[np.bool_]:
    """Whether the nearest is closer than ``ratio`` times the runner-up, as Euclidean distances."""
    near, next_one = (np.sqrt(np.maximum(2.0 - 2.0 * cosine, 0.0)) for cosine in (nearest, runner_up))
    return np.asarray(near < ratio * next_one)
