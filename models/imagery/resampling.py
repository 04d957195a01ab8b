"""Resampling by GDAL, told what it would else guess from every piece by itself.

GDAL takes how much finer an image is from the sizes of what is asked for and of what that needs of the image. Where the
image ends within a piece, or lies turned in it, that is another number than it is elsewhere: a piece comes out blurred
or grainy beside its neighbour. And it takes places along a row to lie on a straight line as long as that is right to an
eighth of a pixel; what it is wrong by lies on the same side all along.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.warp import reproject

# Pixels of the image by which places along a row may be off a straight line.
_STRAIGHT = 0.01
# Narrower strips take longer than what they gain.
_NARROWEST = 16
# What is so near to a whole number is one, as GDAL has it: whole pixels are then averaged evenly.
_WHOLE = 0.05


@dataclass(frozen=True)
class Lie:
    """How the pixels of a grid lie in an image.

    Attributes:
        scale: columns and rows of the image that a pixel of the grid is wide and high there, at least 1 each.
        straight: pixels of a row of the grid that lie on a straight line there.
    """

    scale: tuple[float, float]
    straight: float


def lie_of(places: NDArray[np.float64], width: int, height: int) -> Lie:
    """How a grid lies in an image.

    Args:
        places: (rows, cols, 2) column, row in the image of places spread evenly over the grid, from edge to edge; not
            finite where there are none.
        width: of the grid in pixels.
        height: of the grid in pixels.
    """
    rows, cols = places.shape[:2]
    known = np.where(np.isfinite(places), places, np.nan)
    across = np.diff(known, axis=1)[:-1] * ((cols - 1) / width)
    down = np.diff(known, axis=0)[:, :-1] * ((rows - 1) / height)
    sides = np.hypot(across, down).reshape(-1, 2)
    sides = sides[np.isfinite(sides).all(axis=1)]
    columns, lines = (float(side) for side in np.median(sides, axis=0)) if len(sides) else (1.0, 1.0)
    bends = np.abs(np.diff(known, n=2, axis=1)).sum(axis=2) * ((cols - 1) / width) ** 2
    bend = float(bends[np.isfinite(bends)].max(initial=0.0))
    # The middle of a chord lies an eighth of the second derivative times the square of its length off the curve.
    straight = math.sqrt(8 * _STRAIGHT / bend) if bend > 0 else math.inf
    return Lie((_nearly_whole(columns), _nearly_whole(lines)), straight)


def resample(
    data: NDArray[Any],
    target: NDArray[Any],
    lie: Lie,
    method: Resampling,
    nodata: float | None,
    dst_transform: Affine,
    **places: Any,
) -> None:
    """Resample an image.

    Args:
        data: (C, h, w) values of the image.
        target: (C, H, W) of the grid, filled; ``nodata`` or 0 where the image has nothing.
        lie: of the grid in the image.
        method: of resampling.
        nodata: value that takes no part.
        dst_transform: of the grid.
        places: how image and grid are placed otherwise, see :func:`rasterio.warp.reproject`.
    """
    width = target.shape[2]
    strips = max(math.ceil(width / max(lie.straight, _NARROWEST)), 1)
    edges = [round(number * width / strips) for number in range(strips + 1)]
    for first, last in zip(edges, edges[1:]):
        part = np.zeros((*target.shape[:2], last - first), target.dtype)
        reproject(
            data,
            part,
            dst_transform=dst_transform * Affine.translation(first, 0),
            src_nodata=nodata,
            dst_nodata=nodata,
            resampling=method,
            XSCALE=1 / lie.scale[0],
            YSCALE=1 / lie.scale[1],
            **places,
        )
        target[:, :, first:last] = part


def _nearly_whole(scale: float) -> float:
    whole = round(scale)
    return max(float(whole) if abs(scale - whole) < _WHOLE else scale, 1.0)
