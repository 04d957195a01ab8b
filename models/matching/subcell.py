"""Places of matches between the cells in which they were found."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..imagery.crs import Points
from .describe import Described

# Cells on each side that are compared with the keypoint, and the temperature at which their similarities are weighed.
_REACH = 2
_TEMPERATURE = 0.03


def refined(descriptors: NDArray[np.float32], sought: Described, found: NDArray[np.int64]) -> Points:
    """The mean place of the cells around a match, weighed by how alike they are to the keypoint.

    Args:
        descriptors: (M, D) of the keypoints.
        sought: the window in which their partners were found.
        found: (M,) row numbers of the partners.

    Returns:
        (M, 2) places, in the coordinates of ``sought``; unchanged where it does not hold all cells of its window.
    """
    if sought.lattice is None or len(found) == 0:
        return sought.points[found]
    rows, cols = sought.lattice
    steps = np.arange(-_REACH, _REACH + 1)
    down, right = (grid.ravel() for grid in np.meshgrid(steps, steps, indexing="ij"))
    row, col = found[:, None] // cols + down, found[:, None] % cols + right
    inside = (row >= 0) & (row < rows) & (col >= 0) & (col < cols)
    cells = np.where(inside, row * cols + col, found[:, None])
    inside &= sought.scores[cells] > 0
    similarity = np.einsum("md,mnd->mn", descriptors, sought.descriptors[cells])
    weights = np.exp((similarity - similarity.max(axis=1, keepdims=True)) / _TEMPERATURE) * inside
    weights /= weights.sum(axis=1, keepdims=True)
    return np.asarray(np.einsum("mn,mnk->mk", weights, sought.points[cells]), np.float64)
