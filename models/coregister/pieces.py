"""Cutting a target grid into pieces small enough for GDAL to warp each of them through a simple transformation.

GDAL knows polynomials and splines of its own, but neither a homography nor a correction that comes after a
change of CRS. So the exact transformation is evaluated on a lattice over each piece, and the piece is
divided until an affine or a cubic polynomial through the lattice is exact to a small part of a pixel. That
serves all methods alike, and the check points judge exactly the transformation that the raster went
through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.control import GroundControlPoint

from ..imagery.resampling import Lie, lie_of

Points = NDArray[np.float64]

_LATTICE = 9
_AFFINE_TOLERANCE = 0.002
_CUBIC_TOLERANCE = 0.05
_SMALLEST = 16
_LARGEST_WINDOW = 32_000_000


@dataclass(frozen=True)
class Piece:
    """A rectangle of the target with the window of the moving raster that it shows.

    Attributes:
        col, row, width, height: the rectangle, in target pixels.
        window: first column, first row, width and height of the window.
        transform: window pixels to piece pixels, where the piece is warped by an affine transformation.
        gcps: otherwise control points from window pixels to piece pixels, for a polynomial of order 3.
        inside: whether the moving raster covers all of it.
        lie: how the rectangle lies in the moving raster.
    """

    col: int
    row: int
    width: int
    height: int
    window: tuple[int, int, int, int]
    transform: Affine | None
    gcps: list[GroundControlPoint] | None
    inside: bool
    lie: Lie


def cut_piece(
    col: int,
    row: int,
    width: int,
    height: int,
    locate: Callable[[Points], Points],
    moving_size: tuple[int, int],
    reach: int,
) -> Iterator[Piece]:
    """Divide a rectangle of the target until every part is warped simply; parts that show nothing are left out.

    Args:
        col: first column of the rectangle, in target pixels.
        row: its first row.
        width: its columns.
        height: its rows.
        locate: takes (N, 2) target column, row to those of the moving raster (corner origin); not finite
            where there are none.
        moving_size: width and height of the moving raster.
        reach: pixels of the moving raster that the resampling looks at on each side of a place.
    """
    across, down = np.meshgrid(np.linspace(0, width, _LATTICE), np.linspace(0, height, _LATTICE))
    lattice: Points = np.column_stack([across.ravel(), down.ravel()])
    places = locate(lattice + np.array([col, row]))
    known = np.isfinite(places).all(axis=1)
    divisible = max(width, height) > _SMALLEST
    if not known.all():
        if known.any() and divisible:
            yield from _quarters(col, row, width, height, locate, moving_size, reach)
        return
    window = _window(places, width, height, moving_size, reach)
    if window is None:
        return
    if window[2] * window[3] > _LARGEST_WINDOW and divisible:
        yield from _quarters(col, row, width, height, locate, moving_size, reach)
        return
    inside = places - window[:2]
    covered = bool(((places >= 1) & (places <= np.array(moving_size) - 1)).all())
    lie = lie_of(places.reshape(_LATTICE, _LATTICE, 2), width, height)
    plane, miss = _fit(lattice, inside, (width, height), 1)
    if miss <= _AFFINE_TOLERANCE and abs(np.linalg.det(plane[1:])) > 1e-9:
        # Rows of the plane: constant, x, y, in units of the rectangle's half-size around its middle.
        half = np.array([width / 2, height / 2])
        linear = (plane[1:] / half[:, None]).T
        offset = plane[0] - linear @ half
        back = Affine(linear[0, 0], linear[0, 1], offset[0], linear[1, 0], linear[1, 1], offset[1])
        yield Piece(col, row, width, height, window, ~back, None, covered, lie)
        return
    if _fit(lattice, inside, (width, height), 3)[1] > _CUBIC_TOLERANCE and divisible:
        yield from _quarters(col, row, width, height, locate, moving_size, reach)
        return
    gcps = [
        GroundControlPoint(row=place[1], col=place[0], x=at[0], y=at[1])
        for at, place in zip(lattice.tolist(), inside.tolist())
    ]
    yield Piece(col, row, width, height, window, None, gcps, covered, lie)


def _quarters(
    col: int,
    row: int,
    width: int,
    height: int,
    locate: Callable[[Points], Points],
    moving_size: tuple[int, int],
    reach: int,
) -> Iterator[Piece]:
    left, top = max(width // 2, 1), max(height // 2, 1)
    for x, w in ((0, left), (left, width - left)):
        for y, h in ((0, top), (top, height - top)):
            if w > 0 and h > 0:
                yield from cut_piece(col + x, row + y, w, h, locate, moving_size, reach)


def _window(
    places: Points, width: int, height: int, moving_size: tuple[int, int], reach: int
) -> tuple[int, int, int, int] | None:
    """The part of the moving raster around ``places`` with room for the resampling; None outside of it."""
    low, high = places.min(axis=0), places.max(axis=0)
    # The transformation may bulge between lattice points; where pixels shrink, the kernel widens with them.
    shrink = np.maximum((high - low) / (width, height), 1.0)
    room = np.ceil(reach * shrink + (high - low) / _LATTICE / 4 + 2)
    first = np.maximum(np.floor(low - room), 0).astype(np.int64)
    last = np.minimum(np.ceil(high + room), moving_size).astype(np.int64)
    if (last <= first).any():
        return None
    return int(first[0]), int(first[1]), int(last[0] - first[0]), int(last[1] - first[1])


def _fit(
    lattice: Points, places: Points, size: tuple[int, int], order: int
) -> tuple[NDArray[np.float64], float]:
    """Polynomial through the lattice, and its largest miss in pixels of the moving raster."""
    x, y = (lattice / (np.array(size) / 2) - 1.0).T
    terms = np.column_stack([x ** (n - m) * y**m for n in range(order + 1) for m in range(n + 1)])
    coefficients = np.linalg.lstsq(terms, places, rcond=None)[0]
    return coefficients, float(np.abs(terms @ coefficients - places).max())
