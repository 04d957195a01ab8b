"""What a window shows, in figures, and which windows carry an answer."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...models.networks.dfcnn import TILE_SIZE
from .pairs import ImagePair

#: Smallest spread of grey values, in digital numbers of the 8-bit pictures: open sea and bare slopes look alike.
SMALLEST_SPREAD = 6.0


@dataclass(frozen=True)
class Window:
    """Figures of one window.

    Attributes:
        nodata: share of pixels without a measurement in either image.
        black: share of pixels in black areas, or without a measurement, in either image. An area is 3 px or more
            across: single black pixels of speckle are no lack of anything.
        optical_spread, sar_spread: standard deviation of grey values.
    """

    nodata: float
    black: float
    optical_spread: float
    sar_spread: float


@dataclass(frozen=True)
class Thresholds:
    """Which windows are kept: the paper's "screening conditions (e.g., the number of black dots)", in numbers.

    Attributes:
        max_black: largest share of black or nodata pixels.
        min_optical_spread, min_sar_spread: smallest standard deviation of grey values, of 255.
    """

    max_black: float = 0.02
    min_optical_spread: float = SMALLEST_SPREAD
    min_sar_spread: float = SMALLEST_SPREAD

    def reason(self, window: Window) -> str | None:
        """Why a window is refused; None when it is kept."""
        if window.nodata > self.max_black:
            return "nodata"
        if window.black > self.max_black:
            return "black"
        if window.optical_spread < self.min_optical_spread:
            return "optical_without_texture"
        if window.sar_spread < self.min_sar_spread:
            return "sar_without_texture"
        return None


class Screen:
    """Measures windows of a pair.

    Args:
        pair: the pair.
        tile: side of a window in pixels.
    """

    def __init__(self, pair: ImagePair, tile: int = TILE_SIZE) -> None:
        self.pair, self.tile = pair, tile
        self._grey = cv2.cvtColor(pair.optical, cv2.COLOR_RGB2GRAY)
        self._black, self._black_sar = _black_areas(self._grey), _black_areas(pair.sar)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the pair."""
        return self.pair.sar.shape[0], self.pair.sar.shape[1]

    def measure(self, optical: tuple[int, int], sar: tuple[int, int]) -> Window:
        """Figures of the window with its first pixel at ``optical`` (row, column), and at ``sar`` in the SAR image."""
        ours, theirs = self._slice(optical), self._slice(sar)
        grey, back = self._grey[ours], self.pair.sar[theirs]
        missing = np.zeros(grey.shape, np.bool_)
        if self.pair.valid is not None:
            missing = ~(self.pair.valid[ours] & self.pair.valid[theirs])
        black = missing | self._black[ours] | self._black_sar[theirs]
        return Window(float(missing.mean()), float(black.mean()), float(grey.std()), float(back.std()))

    def _slice(self, first: tuple[int, int]) -> tuple[slice, slice]:
        return slice(first[0], first[0] + self.tile), slice(first[1], first[1] + self.tile)


def _black_areas(image: NDArray[np.uint8]) -> NDArray[np.bool_]:
    black = cv2.compare(image, 0, cv2.CMP_EQ)
    return np.asarray(cv2.morphologyEx(black, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0, np.bool_)


def slide(shape: tuple[int, int], tile: int = TILE_SIZE, stride: int = 90) -> NDArray[np.int64]:
    """First pixels (N, 2) row, column of a window slid over an image, row by row, from its first pixel (section 3.1).

    Along an axis on which only one window fits it takes the middle, where small tiles are surest.
    """
    starts = []
    for length in shape:
        along = list(range(0, length - tile + 1, stride))
        starts.append([(length - tile) // 2] if len(along) == 1 else along)
    return np.array([(row, col) for row in starts[0] for col in starts[1]], np.int64).reshape(-1, 2)
