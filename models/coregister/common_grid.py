"""One grid on which the reference and the moving raster, read through a transformation, show the same ground."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from affine import Affine
from rasterio.crs import CRS

from ..errors import InputError
from ..imagery.crs import parse_crs
from ..imagery.scene import Scene
from ..imagery.windows import Grid
from ..matching.displacement.measure import Reader
from ..matching.displacement.scenes import scene_reader
from .accuracy import Fit
from .gcps import GcpSet, Points
from .grids import PLAIN, georeference, outline, through
from .mapping import Mapping, fit_mapping


def as_counted(scene: Scene, crs: str | None) -> Scene:
    """The scene in the coordinates that control points count it in.

    Control points from a file may count columns and rows though the raster has a georeference.

    Args:
        scene: the scene.
        crs: of the control points on its side; None where they count columns and minus rows.
    """
    if crs is not None or scene.crs is None:
        return scene
    return replace(scene, crs=None, transform=Affine.identity(), georeferenced=False)


def common_grid(fit: Fit, gcps: GcpSet, moving: Scene, reference: Scene) -> Grid:
    """A north-up grid over what two rasters share, with the coarser pixels of the two along each axis.

    Args:
        fit: an affine transformation from the reference to the moving raster.
        gcps: the control points it was fitted to; the grid is in their target CRS. Without one its map coordinates are
            column and minus row of the reference.
        moving: the raster to be moved.
        reference: the raster it is moved onto.

    Raises:
        InputError: they share no ground.
    """
    target = parse_crs(gcps.target_crs)
    forward = fit_mapping(fit.method, gcps.source_on_map()[fit.used], gcps.target[fit.used])
    of_reference, of_moving = _to_map(reference, target), _to_map(moving, target)
    rasters = (
        (reference, of_reference),
        (moving, lambda pixels: forward(of_moving(pixels))),
    )
    frames = [_frame(to_map(outline(scene.width, scene.height))) for scene, to_map in rasters]
    low, high = np.max([f[0] for f in frames], axis=0), np.min([f[1] for f in frames], axis=0)
    pixel = np.max([_pixel(to_map, scene) for scene, to_map in rasters], axis=0)
    # Whole pixels from the corner of the reference: where the pixels are its own, it is read as it is.
    corner = np.array([frames[0][0][0], frames[0][1][1]])
    first = np.floor((np.array([low[0], high[1]]) - corner) / pixel * (1, -1) + 1e-3)
    size = np.ceil((high - low) / pixel - 1e-3)
    if not (np.isfinite(size).all() and (size >= 1).all()):
        raise InputError(
            "The moved raster and the reference share no ground.",
            "Check that the control points belong to these two rasters.",
        )
    left, top = corner + first * pixel * (1, -1)
    transform = Affine(float(pixel[0]), 0.0, float(left), 0.0, -float(pixel[1]), float(top))
    return Grid(target, transform, int(size[0]), int(size[1]))


def readers(fit: Fit, grid: Grid, moving: Scene, reference: Scene) -> tuple[Reader, Reader]:
    """Readers of the reference and of the moving raster on one grid, the latter through the transformation."""
    corners = np.array([[0, 0], [grid.width, 0], [0, grid.height]], np.float64)
    origin, right, below = fit.to_source(through(grid.transform, corners))
    across, down = (right - origin) / grid.width, (below - origin) / grid.height
    moved = Affine(across[0], down[0], origin[0], across[1], down[1], origin[1])
    return _reader(reference, grid, grid.transform), _reader(moving, grid, moved)


def _reader(scene: Scene, grid: Grid, transform: Affine) -> Reader:
    if scene.crs is None:
        # Control points count rows of a picture upwards, its pixels are read downwards.
        return scene_reader(scene, Grid(None, ~PLAIN * transform, grid.width, grid.height))
    return scene_reader(scene, Grid(grid.crs or scene.crs, transform, grid.width, grid.height))


def _to_map(scene: Scene, target: CRS | None) -> Mapping:
    own, size = scene.transform if scene.crs else PLAIN, (scene.width, scene.height)
    return georeference(own, size, scene.crs, target)[0]


def _frame(points: Points) -> tuple[Points, Points]:
    """Lowest and highest coordinates of points that have a place."""
    known = points[np.isfinite(points).all(axis=1)]
    if len(known) == 0:
        return np.full(2, math.inf), np.full(2, -math.inf)
    return known.min(axis=0), known.max(axis=0)


def _pixel(to_map: Mapping, scene: Scene) -> Points:
    """(2,) width and height, along the axes of the map, of the pixel in the middle of a raster."""
    middle = np.array([scene.width, scene.height]) / 2
    origin, right, below = to_map(middle + np.array([[0, 0], [1, 0], [0, 1]]))
    return np.asarray(np.hypot(right - origin, below - origin))
