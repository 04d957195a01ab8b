"""How much of a tile is measured, and whether it shows anything, for any tiles of a window."""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from ..imagery.radiometry import SMALLEST_SPREAD

Corners = NDArray[np.integer]


class Measured:
    """Sums over tiles of a window, from sums over all that lies above and left of a pixel.

    Args:
        data: (C, H, W) float32 canonical values; may have no band, where only the mask is asked about.
        valid: (H, W) mask of usable pixels.
        tile: side of the tiles that are asked about, in pixels; at most H and W.
    """

    def __init__(self, data: NDArray[np.float32], valid: NDArray[np.bool_], tile: int) -> None:
        self._tile = tile
        self._count = cv2.integral(valid.astype(np.uint8))
        self._bands = []
        for band in data:
            # Taken from the mean first, since the squares of large values leave no digits for small differences.
            middle = cv2.mean(band, valid.view(np.uint8))[0]
            centred = band - np.float32(middle)
            centred[~valid] = 0
            self._bands.append(cv2.integral2(centred))

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """(H - tile + 1, W - tile + 1) share of measured pixels of the tile at each first pixel."""
        sums, t = self._count.astype(np.float64), self._tile
        return np.asarray((sums[t:, t:] - sums[:-t, t:] - sums[t:, :-t] + sums[:-t, :-t]) / t**2)

    def share(self, corners: Corners) -> NDArray[np.float64]:
        """Share of measured pixels of the tiles at (row, column) ``corners`` (N, 2)."""
        return self._boxes(self._count, corners) / self._tile**2

    def textured(self, corners: Corners) -> NDArray[np.bool_]:
        """Whether anything is left of the tiles at (row, column) ``corners`` (N, 2) once they are standardised."""
        count = np.maximum(self._boxes(self._count, corners), 1)
        found = np.zeros(len(corners), np.bool_)
        for sums, squares in self._bands:
            mean = self._boxes(sums, corners) / count
            variance = self._boxes(squares, corners) / count - mean**2
            found |= np.sqrt(np.maximum(variance, 0)) > SMALLEST_SPREAD
        return found

    def _boxes(self, integral: NDArray[np.generic], corners: Corners) -> NDArray[np.float64]:
        top, left = np.asarray(corners, np.int64).reshape(-1, 2).T
        bottom, right = top + self._tile, left + self._tile
        parts = (
            integral[r, c].astype(np.float64)
            for r, c in ((bottom, right), (top, left), (top, right), (bottom, left))
        )
        inner, outer, above, beside = parts
        return np.asarray(inner + outer - above - beside)
