"""How much of a tile is measured, and whether it shows anything, for all tiles of a window at once."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ..imagery.radiometry import SMALLEST_SPREAD

Corners = NDArray[np.integer]


def measured_shares(valid: NDArray[np.bool_], tile: int) -> NDArray[np.float64]:
    """(H - tile + 1, W - tile + 1) share of measured pixels of the tile at each first pixel of a mask (H, W)."""
    return _boxes(cv2.integral(valid.astype(np.uint8)), tile) / tile**2


class Measured:
    """Box sums over a window.

    Args:
        data: (C, H, W) float32 canonical values.
        valid: (H, W) mask of usable pixels.
        tile: side of the tiles that are asked about, in pixels; at most H and W.
    """

    def __init__(self, data: NDArray[np.float32], valid: NDArray[np.bool_], tile: int) -> None:
        #: (H - tile + 1, W - tile + 1) share of measured pixels of the tile at each first pixel.
        self.shares = measured_shares(valid, tile)
        spreads = []
        count = np.maximum(self.shares * tile**2, 1)
        for band in data:
            # Taken from the mean first, since the squares of large values leave no digits for small differences.
            middle = float(band[valid].mean()) if valid.any() else 0.0
            centred = np.where(valid, band - np.float32(middle), np.float32(0))
            sums, squares = (_boxes(part, tile) for part in cv2.integral2(centred))
            spreads.append(np.sqrt(np.maximum(squares / count - (sums / count) ** 2, 0)))
        self._textured = np.max(spreads, axis=0) > SMALLEST_SPREAD

    def textured(self, corners: Corners) -> NDArray[np.bool_]:
        """Whether anything is left of the tiles at (row, column) ``corners`` (N, 2) once they are standardised."""
        return np.asarray(self._textured[corners[:, 0], corners[:, 1]])

    def share(self, corners: Corners) -> NDArray[np.float64]:
        """Share of measured pixels of the tiles at (row, column) ``corners`` (N, 2)."""
        return np.asarray(self.shares[corners[:, 0], corners[:, 1]])


def _boxes(integral: NDArray[np.generic], tile: int) -> NDArray[np.float64]:
    """Sums over all windows of a tile's size, from the sums over all that lies above and left of a pixel."""
    sums, t = integral.astype(np.float64), tile
    return np.asarray(sums[t:, t:] - sums[:-t, t:] - sums[t:, :-t] + sums[:-t, :-t])
