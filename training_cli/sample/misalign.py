"""A copy of a scene whose georeference is wrong by a known similarity: something to co-register, with the answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.warp import Resampling, reproject


@dataclass(frozen=True)
class Misalignment:
    """How far off the copy is.

    Attributes:
        shift: (east, north) of the scene's centre, map units.
        rotation_deg: anticlockwise about the scene's centre.
        scale: factor about the scene's centre.
    """

    shift: tuple[float, float] = (240.0, -160.0)
    rotation_deg: float = 1.5
    scale: float = 1.01

    def matrix(self, centre: tuple[float, float]) -> NDArray[np.float64]:
        """(3, 3) from true map coordinates to the coordinates at which the copy shows the place."""
        to_origin = Affine.translation(-centre[0], -centre[1])
        back = Affine.translation(centre[0] + self.shift[0], centre[1] + self.shift[1])
        whole = back * Affine.rotation(self.rotation_deg) * Affine.scale(self.scale) * to_origin
        return np.array(whole).reshape(3, 3)


def misalign(
    bands: NDArray[np.uint8], crs: str, transform: Affine, error: Misalignment
) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Resample a scene as if its georeference were wrong.

    Args:
        bands: (C, H, W), 0 where there is no data.
        crs: of ``transform``.
        transform: pixel to map, used for the copy as well.
        error: how far off the copy is.

    Returns:
        (C, H, W) on the same grid, 0 where the scene does not reach, and the (3, 3) matrix from true to shown
        map coordinates.
    """
    height, width = bands.shape[-2:]
    matrix = error.matrix(transform * (width / 2, height / 2))
    wrong = Affine(*matrix[0], *matrix[1]) * transform
    out = np.zeros_like(bands)
    reproject(
        bands,
        out,
        src_transform=wrong,
        src_crs=crs,
        dst_transform=transform,
        dst_crs=crs,
        resampling=Resampling.cubic,
        src_nodata=0,
        dst_nodata=0,
    )
    return out, matrix
