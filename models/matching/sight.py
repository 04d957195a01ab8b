"""How both images are seen again once it is known how they lie: optical windows, and SAR read as they see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..imagery.crs import Points, parse_crs
from ..imagery.scene import Scene
from ..imagery.windows import Patch, read_patch
from .blocks import Block
from .displacement.measure import Describe
from .geometry import Matrix, apply_matrix

#: Reads what a model says that an optical window shows: (window, optical to SAR coordinates) to the SAR window in the
#: same frame.
Through = Callable[[Patch, Matrix], Patch]

# px by which the windows in which matches are sharpened are wider than the blocks.
_SURROUNDINGS = 48


@dataclass(frozen=True)
class Sight:
    """How both images are seen again, once it is known how they lie.

    Attributes:
        windows: reads optical windows that hold the keypoints; a keypoint counts in the first one that does.
        through: reads the SAR image.
        describe: structure of both.
        count: how many windows there are.
        wanted: which SAR places (N, 2) are; None for all.
    """

    windows: Callable[[], Iterable[Patch]]
    through: Through
    describe: Describe
    count: int = 1
    wanted: Callable[[Points], NDArray[np.bool_]] | None = None


def blocks_of(
    scene: Scene, crs: CRS | None, transform: Affine, blocks: Sequence[Block]
) -> Callable[[], Iterator[Patch]]:
    """Reads the blocks of an optical window again, one by one, each so wide that its border sees its surroundings."""

    def read() -> Iterator[Patch]:
        for block in blocks:
            place = transform * Affine.translation(block.col - _SURROUNDINGS, block.row - _SURROUNDINGS)
            width, height = block.width + 2 * _SURROUNDINGS, block.height + 2 * _SURROUNDINGS
            yield read_patch(scene, crs, place, width, height)

    return read


def through_scene(scene: Scene, crs: str | None) -> Through:
    """Reads from a SAR scene whose side of a match has coordinates in ``crs``."""
    frame = parse_crs(crs)

    def read(optical: Patch, matrix: Matrix) -> Patch:
        height, width = optical.valid.shape
        return read_patch(scene, frame, _seen_through(optical, matrix), width, height)

    return read


def through_patch(sar: Patch) -> Through:
    """Resamples a SAR window that has been read already."""

    def read(optical: Patch, matrix: Matrix) -> Patch:
        transform = _seen_through(optical, matrix)
        # Corner to corner, but OpenCV counts from the centre of the first pixel.
        step = ~sar.transform * transform
        shift = Affine.translation(-0.5, -0.5) * step * Affine.translation(0.5, 0.5)
        matrix_px = np.array(tuple(shift)[:6], np.float64).reshape(2, 3)
        size, flags = optical.valid.shape[::-1], cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        values = np.stack([cv2.warpAffine(band, matrix_px, size, flags=flags) for band in sar.data])
        whole = cv2.warpAffine(sar.valid.astype(np.float32), matrix_px, size, flags=flags)
        return Patch(values.astype(np.float32), whole > 1 - 1e-3, transform, sar.crs)

    return read


def _seen_through(optical: Patch, matrix: Matrix) -> Affine:
    """Transform of the SAR window that a model lays over an optical one; exact in its middle for any model."""
    height, width = optical.valid.shape
    middle = np.array([width / 2, height / 2])
    corners = middle + np.array([[0.0, 0.0], [width / 2, 0.0], [0.0, height / 2]])
    a, b, c, d, e, f = tuple(optical.transform)[:6]
    centre, right, down = apply_matrix(matrix, corners @ np.array([[a, d], [b, e]]) + (c, f))
    x, y = (right - centre) / (width / 2), (down - centre) / (height / 2)
    origin = centre - x * middle[0] - y * middle[1]
    return Affine(x[0], y[0], origin[0], x[1], y[1], origin[1])
