"""The pixels of a co-registered raster: those of the reference, or the moving raster's own size of pixel."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..errors import InputError
from ..imagery.crs import transform_points, unwrapped
from ..imagery.reading import opened
from .mapping import Mapping

Points = NDArray[np.float64]

#: Column and row to the coordinates of a raster without georeference: column and minus row, as in the Georeferencer.
PLAIN = Affine(1.0, 0.0, 0.0, 0.0, -1.0, 0.0)
_EDGE_POINTS = 33
# A result this many times larger than the moving raster comes from a transformation that runs away at the
# edges.
_LARGEST_GROWTH = 25


@dataclass(frozen=True)
class TargetGrid:
    """Grid of the result.

    Attributes:
        crs: None where the reference has no georeference; its coordinates are then column and minus row.
        transform: pixel corner coordinates to coordinates of the grid.
        width, height: size in pixels.
    """

    crs: CRS | None
    transform: Affine
    width: int
    height: int

    def to_map(self, pixels: Points) -> Points:
        """(N, 2) coordinates of (N, 2) column, row."""
        return through(self.transform, pixels)


def through(transform: Affine, points: Points) -> Points:
    """(N, 2) points by an affine transformation."""
    a, b, c, d, e, f = tuple(transform)[:6]
    return np.asarray(points @ np.array([[a, d], [b, e]]) + (c, f))


def georeference(
    transform: Affine, size: tuple[int, int], own: CRS | None, target: CRS | None
) -> tuple[Mapping, Mapping]:
    """Column, row (corner origin) of a raster to its place in another CRS, and back.

    Args:
        transform: pixel corners to the raster's own CRS; :data:`PLAIN` where it has none.
        size: width and height of the raster.
        own: the raster's CRS.
        target: the other one. Where either is None, coordinates stay what ``transform`` makes them.
    """

    def to_map(pixels: Points) -> Points:
        return transform_points(through(transform, pixels), own, target)

    middle, _ = transform * (size[0] / 2, size[1] / 2)

    def from_map(points: Points) -> Points:
        return through(~transform, unwrapped(transform_points(points, target, own), own, middle))

    return to_map, from_map


def outline(width: int, height: int) -> Points:
    """(N, 2) column, row of points along the four edges of a raster, corner origin."""
    along = np.linspace(0.0, 1.0, _EDGE_POINTS)
    zero, one = np.zeros_like(along), np.ones_like(along)
    sides = [(along, zero), (along, one), (zero, along), (one, along)]
    return np.asarray(np.vstack([np.column_stack(side) for side in sides]) * (width, height), np.float64)


def reference_grid(path: Path, resolution: float | None = None) -> TargetGrid:
    """The grid of a reference raster.

    Args:
        path: the reference.
        resolution: another pixel size in units of its CRS; the upper left corner stays, the extent is
            covered.

    Raises:
        InputError: the reference cannot be read.
    """
    with opened(path) as file:
        crs, transform = file.crs, file.transform
        width, height = file.width, file.height
    if crs is None or transform.is_identity:
        crs, transform = None, PLAIN
    if resolution is None:
        return TargetGrid(crs, transform, width, height)
    _check_resolution(resolution)
    across, down = math.hypot(transform.a, transform.d), math.hypot(transform.b, transform.e)
    scaled = transform * Affine.scale(resolution / across, resolution / down)
    return TargetGrid(
        crs,
        scaled,
        math.ceil(width * across / resolution - 1e-6),
        math.ceil(height * down / resolution - 1e-6),
    )


def footprint_grid(
    forward: Mapping, moving_size: tuple[int, int], to_map: Mapping, crs: CRS | None, resolution: float | None
) -> TargetGrid:
    """A north-up grid around the moved raster.

    Args:
        forward: takes places where the moving raster puts them to where they are in the reference, both in ``crs``.
        moving_size: width and height of the moving raster.
        to_map: takes column, row of the moving raster to where its georeference puts them, in ``crs``.
        crs: of the grid.
        resolution: pixel size in units of the CRS; None keeps the size the moving raster's pixels have there.

    Raises:
        InputError: the transformation runs away at the edges, or the resolution is none.
    """
    width, height = moving_size
    corners = forward(to_map(outline(width, height)))
    runaway = InputError(
        "The transformation runs away towards the edges of the raster.",
        "Use the reference’s grid, a simpler method, or control points from all over the raster.",
    )
    if not np.isfinite(corners).all():
        raise runaway
    middle = np.array([[width / 2, height / 2], [width / 2 + 1, height / 2], [width / 2, height / 2 + 1]])
    origin, right, below = forward(to_map(middle))
    pixel_area = abs(float(np.linalg.det(np.array([right - origin, below - origin]))))
    extent = float(np.prod(np.ptp(corners, axis=0)))
    if not 0 < extent <= _LARGEST_GROWTH * pixel_area * width * height:
        raise runaway
    resolution = math.sqrt(pixel_area) if resolution is None else resolution
    _check_resolution(resolution)
    low = np.floor(corners.min(axis=0) / resolution) * resolution
    high = np.ceil(corners.max(axis=0) / resolution) * resolution
    columns, rows = (int(value) for value in np.rint((high - low) / resolution))
    transform = Affine(resolution, 0.0, float(low[0]), 0.0, -resolution, float(high[1]))
    return TargetGrid(crs, transform, columns, rows)


def _check_resolution(resolution: float) -> None:
    if not (math.isfinite(resolution) and resolution > 0):
        raise InputError(f"{resolution} is no pixel size.", "Give a positive number in units of the CRS.")
