"""Mutual nearest neighbours between two sets of descriptors."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

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
    ours, theirs = torch.from_numpy(first), torch.from_numpy(second).t()
    count = 2 if ratio is not None else 1
    row_parts: list[tuple[Tensor, Tensor]] = []
    column_top = torch.full((count, len(second)), _NO_SECOND)
    column_best = torch.zeros(len(second), dtype=torch.int64)
    for start in range(0, len(first), block):
        similarity = ours[start : start + block] @ theirs
        row_parts.append(_best(similarity, count, dim=1))
        top, best = _best(similarity, count, dim=0)
        column_best = torch.where(top[0] > column_top[0], best + start, column_best)
        # The best of all blocks are among the best of every block.
        column_top = torch.cat([column_top, top]).topk(count, dim=0).values
    row_top = torch.cat([top for top, _ in row_parts], dim=1)
    row_best = torch.cat([best for _, best in row_parts])
    keep = column_best[row_best] == torch.arange(len(first))
    if ratio is not None:
        keep &= _distinct(row_top, ratio)
        keep &= _distinct(column_top, ratio)[row_best]
    chosen = keep.nonzero().squeeze(1)
    return Pairs(
        chosen.numpy(),
        row_best[chosen].numpy(),
        row_top[0, chosen].clamp(-1.0, 1.0).numpy().astype(np.float32),
    )


def _best(similarity: Tensor, count: int, dim: int) -> tuple[Tensor, Tensor]:
    """The ``count`` largest values along a dimension, (count, n), and the position (n,) of the largest."""
    if count == 1 or similarity.shape[dim] == 1:
        values, best = similarity.max(dim)
        top = torch.full((count, len(values)), _NO_SECOND)
        top[0] = values
        return top, best
    values, positions = similarity.topk(count, dim)
    return (values, positions[0]) if dim == 0 else (values.t(), positions[:, 0])


def _distinct(top: Tensor, ratio: float) -> Tensor:
    """Whether the nearest is closer than ``ratio`` times the runner-up, as Euclidean distances."""
    nearest, runner_up = (2.0 - 2.0 * top).clamp(min=0.0).sqrt()
    return torch.lt(nearest, ratio * runner_up)
