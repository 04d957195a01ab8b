"""Which window of two scenes is matched."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from shapely.geometry.base import BaseGeometry

from ..errors import InputError
from ..imagery.crs import Bounds, Points, transform_points
from ..imagery.scene import Scene
from ..imagery.windows import Grid, working_grid

Window = tuple["CRS | None", Affine, int, int]

_SMALLEST = 32
# Pixels across the overlap that are enough, and by what factor both scenes must be finer than the training for others.
_ENOUGH, _FINER = 1024, 1.5
_PROBES = 21


class Area(Protocol):
    """A part of the map; :class:`~..retrieval.region.Region` is one."""

    @property
    def kind(self) -> str:
        """``point``, ``rectangle`` or ``polygon``."""

    def shape_in(self, crs: CRS | None, near: Bounds | None = None) -> BaseGeometry:
        """The geometry in a CRS; only the part near some bounds there is needed, if given."""


def overlap_window(optical: Scene, sar: Scene, area: Area | None, gsd: float, point_px: int) -> Window:
    """The overlap of two georeferenced scenes on the optical scene's working grid.

    Args:
        optical: the optical scene.
        sar: the SAR scene.
        area: restricts the overlap to its bounds.
        gsd: pixel size of the grid.
        point_px: side of the window that an area of kind ``point`` stands for.

    Returns:
        CRS, transform, width and height of the window.

    Raises:
        InputError: nothing overlaps, or too little to be matched.
    """
    grid, other = working_grid(optical, gsd), working_grid(sar, gsd)
    bounds = _shared(_bounds(grid), _outline(other, grid.crs))
    if bounds is None:
        raise InputError(
            "The two layers do not overlap.",
            "Check that each layer has its true CRS, or remove the georeference of one to search the whole of it.",
            code="no_overlap",
        )
    if area is not None:
        bounds = _in_area(bounds, area, grid.crs, gsd * point_px)
        if bounds is None:
            raise InputError(
                "The area lies outside the overlap of the two layers.",
                "Choose an area that both layers show.",
            )
    return (grid.crs, *_snapped(grid, bounds))


def suitable_gsd(optical: Scene, sar: Scene, area: Area | None, trained: float) -> float:
    """Pixel size at which two georeferenced scenes are matched.

    That of the training; where the overlap would be small in such pixels and both scenes are finer, so that it is
    1024 px wide, but no finer than the coarser one of them. The network sees metre-class imagery too, and small pixels
    place it more accurately. A point stands for a window of the trained size.

    Args:
        optical: the optical scene.
        sar: the SAR scene.
        area: part of the overlap.
        trained: pixel size that the weights were trained at.

    Raises:
        InputError: as :func:`overlap_window`, but at the size of the finest pixels.
    """
    finest = max(_pixel_size(optical), _pixel_size(sar))
    if finest > trained / _FINER or (area is not None and area.kind == "point"):
        return trained
    _, _, width, height = overlap_window(optical, sar, area, finest, 0)
    return float(np.clip(finest * math.sqrt(width * height) / _ENOUGH, finest, trained))


def _pixel_size(scene: Scene) -> float:
    """Side of a scene's pixel at its centre, in units of its working grid."""
    crs = working_grid(scene, 1.0).crs
    middle = np.array([scene.width, scene.height]) / 2
    corners = middle + np.array([(0, 0), (1, 0), (0, 1)])
    a, b, c, d, e, f = tuple(scene.transform)[:6]
    places = transform_points(corners @ np.array([[a, d], [b, e]]) + (c, f), scene.crs, crs)
    return math.sqrt(abs(float(np.linalg.det(places[1:] - places[0]))))


def pixel_window(scene: Scene, area: Area | None, gsd: float, point_px: int) -> Window:
    """The whole of one scene, or the part of it in an area, on its own working grid.

    Raises:
        InputError: the area lies elsewhere or is too small.
    """
    grid = working_grid(scene, gsd)
    bounds: Bounds | None = _bounds(grid)
    if area is not None:
        bounds = _in_area(_bounds(grid), area, grid.crs, grid.gsd * point_px)
        if bounds is None:
            raise InputError(f"The area lies outside {scene.name}.", "Choose an area inside the layer.")
    return (grid.crs, *_snapped(grid, bounds or _bounds(grid)))


def area_shape(area: Area | None, crs: CRS | None) -> BaseGeometry | None:
    """The polygon of an area in a CRS; None where its bounds say it all.

    Raises:
        InputError: the geometry is damaged or has no place in the CRS.
    """
    return None if area is None or area.kind != "polygon" else area.shape_in(crs)


def within(
    points: Points,
    transform: Affine,
    core: tuple[float, float, float, float],
    shape: BaseGeometry | None,
) -> NDArray[np.bool_]:
    """Which points (N, 2) lie in a part of a window and in an area.

    Args:
        points: x, y in the window's CRS.
        transform: of the window.
        core: left, top, right and bottom of the part in its pixels.
        shape: the area in the same CRS; None for everywhere.
    """
    a, b, c, d, e, f = tuple(~transform)[:6]
    pixels = points @ np.array([[a, d], [b, e]]) + (c, f)
    left, top, right, bottom = core
    inner = (pixels >= (left, top)).all(axis=1) & (pixels < (right, bottom)).all(axis=1)
    return np.asarray(inner & inside(points, shape))


def inside(points: Points, shape: BaseGeometry | None) -> NDArray[np.bool_]:
    """Which points (N, 2) lie in an area in the same CRS; all where it is None."""
    if shape is None:
        return np.ones(len(points), np.bool_)
    return np.asarray(shapely.intersects_xy(shape, points[:, 0], points[:, 1]), dtype=np.bool_)


def _in_area(bounds: Bounds, area: Area, crs: CRS | None, point_size: float) -> Bounds | None:
    """What bounds share with those of an area; a point stands for a square around it."""
    if area.kind == "point":
        center, half = area.shape_in(crs), point_size / 2
        return _shared(bounds, (center.x - half, center.y - half, center.x + half, center.y + half))
    shape = area.shape_in(crs, bounds)
    return None if shape.is_empty else _shared(bounds, shape.bounds)


def _bounds(grid: Grid) -> Bounds:
    x0, y0 = grid.transform * (0, 0)
    x1, y1 = grid.transform * (grid.width, grid.height)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _outline(grid: Grid, crs: CRS | None) -> Bounds:
    """Bounds of a grid in another CRS; where it has no place in part, those of the rest."""
    columns, rows = np.meshgrid(np.linspace(0, grid.width, _PROBES), np.linspace(0, grid.height, _PROBES))
    a, b, c, d, e, f = tuple(grid.transform)[:6]
    points = np.column_stack([columns.ravel(), rows.ravel()]) @ np.array([[a, d], [b, e]]) + (c, f)
    moved = transform_points(points, grid.crs, crs)
    moved = moved[np.isfinite(moved).all(axis=1)]
    if not len(moved):
        return math.inf, math.inf, -math.inf, -math.inf
    (left, bottom), (right, top) = moved.min(axis=0), moved.max(axis=0)
    return float(left), float(bottom), float(right), float(top)


def _shared(one: Bounds, other: Bounds) -> Bounds | None:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if right > left and top > bottom else None


def _snapped(grid: Grid, bounds: Bounds) -> tuple[Affine, int, int]:
    """Whole pixels of the grid that cover the bounds."""
    inverse = ~grid.transform
    columns, rows = zip(inverse * (bounds[0], bounds[1]), inverse * (bounds[2], bounds[3]))
    col, row = math.floor(min(columns) + 0.01), math.floor(min(rows) + 0.01)
    width, height = math.ceil(max(columns) - 0.01) - col, math.ceil(max(rows) - 0.01) - row
    if min(width, height) < _SMALLEST:
        raise InputError(
            f"Only {width} x {height} pixels of {grid.gsd:g} units can be matched.",
            f"At least {_SMALLEST} x {_SMALLEST} are needed: choose a larger area, or a smaller pixel size.",
            code="too_small",
        )
    return grid.transform * Affine.translation(col, row), width, height
