"""How much of a tile is measured, and whether it shows anything, for all tiles of a window at once."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ..imagery.radiometry import SMALLEST_SPREAD

Corners = NDArray[np.integer]


class Measured:
    """Box sums over a window.

    Args:
        data: (C, H, W) float32 canonical values.
        valid: (H, W) mask of usable pixels.
        tile: side of the tiles that are asked about, in pixels; at most H and W.
    """

    def __init__(self, data: NDArray[np.float32], valid: NDArray[np.bool_], tile: int) -> None:
        self._tile = tile
        self._count = self._boxes(cv2.integral(valid.astype(np.uint8)))
        spreads = []
        for band in data:
            # Taken from the mean first, since the squares of large values leave no digits for small differences.
            middle = float(band[valid].mean()) if valid.any() else 0.0
            centred = np.where(valid, band - np.float32(middle), np.float32(0))
            sums, squares = (self._boxes(part) for part in cv2.integral2(centred))
            count = np.maximum(self._count, 1)
            spreads.append(np.sqrt(np.maximum(squares / count - (sums / count) ** 2, 0)))
        #: (H - tile + 1, W - tile + 1) share of measured pixels of the tile at each first pixel.
        self.shares: NDArray[np.float64] = self._count / tile**2
        self._textured = np.max(spreads, axis=0) > SMALLEST_SPREAD

    def _boxes(self, integral: NDArray[np.generic]) -> NDArray[np.float64]:
        sums, t = integral.astype(np.float64), self._tile
        return np.asarray(sums[t:, t:] - sums[:-t, t:] - sums[t:, :-t] + sums[:-t, :-t])

    def textured(self, corners: Corners) -> NDArray[np.bool_]:
        """Whether anything is left of the tiles at (row, column) ``corners`` (N, 2) once they are standardised."""
        return np.asarray(self._textured[corners[:, 0], corners[:, 1]])

    def share(self, corners: Corners) -> NDArray[np.float64]:
        """Share of measured pixels of the tiles at (row, column) ``corners`` (N, 2)."""
        return np.asarray(self.shares[corners[:, 0], corners[:, 1]])
