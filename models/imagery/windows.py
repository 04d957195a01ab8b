"""Windows of a scene on any north-up grid, in the canonical radiometry.

One grid serves everything that follows: its pixel is the networks' ground sample distance (GSD), its axes are those
of a map. Pixels of a window are counted x = column, y = row, and the CENTRE of the first pixel is (0, 0).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.windows import Window

from ..errors import InputError
from .crs import Points, convert, is_metric, parse_crs, transform_points, true_to_scale, unwrapped, utm_of
from .overviews import read_averaged
from .radiometry import to_canonical
from .reading import opened, read_valid
from .resampling import lie_of, resample
from .scene import Scene

#: Stands for pixel coordinates where the warper insists on a CRS; nothing is ever projected with it.
_PLANE = CRS.from_epsg(3857)
_PROBES = 21


@dataclass(frozen=True)
class Grid:
    """A north-up pixel grid over a scene.

    Attributes:
        crs: None for the pixel grid of a scene without georeference (then y points down).
        transform: pixel corners (column, row) to map.
        width, height: in pixels.
    """

    crs: CRS | None
    transform: Affine
    width: int
    height: int

    @property
    def gsd(self) -> float:
        """Side of a pixel in CRS units."""
        return abs(float(self.transform.a))


@dataclass(frozen=True)
class Patch:
    """A window that has been read.

    Attributes:
        data: (C, H, W) float32 canonical values, 0 where not valid.
        valid: (H, W) bool, pixels that hold a measurement.
        transform: pixel corners (column, row) to map.
        crs: of ``transform``; None for pixel coordinates.
    """

    data: NDArray[np.float32]
    valid: NDArray[np.bool_]
    transform: Affine
    crs: CRS | None

    @property
    def gsd(self) -> float:
        """Side of a pixel in CRS units."""
        return math.sqrt(abs(float(self.transform.determinant)))

    def px_to_map(self, xy: Points) -> Points:
        """Map coordinates (N, 2) of pixels (N, 2); the centre of the first pixel is (0, 0)."""
        return _apply(self.transform, np.asarray(xy, np.float64) + 0.5)

    def map_to_px(self, xy: Points) -> Points:
        """Inverse of :meth:`px_to_map`."""
        return _apply(~self.transform, np.asarray(xy, np.float64)) - 0.5


def _apply(transform: Affine, points: Points) -> Points:
    a, b, c, d, e, f = tuple(transform)[:6]
    return np.asarray(points @ np.array([[a, d], [b, e]]) + (c, f), np.float64)


def metric_crs(crs: CRS, place: Points) -> CRS:
    """A CRS itself where it is projected and its metres are about those on the ground, else the UTM zone of a place.

    Args:
        crs: of a scene.
        place: (1, 2) x, y in it.

    Raises:
        InputError: the place has no longitude and latitude.
    """
    if is_metric(crs) and true_to_scale(crs, place):
        return crs
    longitude, latitude = convert(place, crs, CRS.from_epsg(4326))[0]
    return utm_of(float(longitude), float(latitude))


def working_grid(scene: Scene, gsd: float) -> Grid:
    """The grid a scene is tiled and matched on.

    A scene in a projected CRS of metres keeps its CRS and its north-west corner; any other georeferenced scene, and one
    in a projection that stretches the ground there by a third, goes to the UTM zone of its centre. A scene without
    georeference keeps its own pixels, taken to be ``gsd`` each.

    Args:
        scene: the scene.
        gsd: pixel size in CRS units.

    Raises:
        InputError: the scene's corners cannot be projected.
    """
    if scene.crs is None:
        return Grid(None, Affine.identity(), scene.width, scene.height)
    columns, rows = np.meshgrid(np.linspace(0, scene.width, _PROBES), np.linspace(0, scene.height, _PROBES))
    outline = _apply(scene.transform, np.column_stack([columns.ravel(), rows.ravel()]))
    crs = metric_crs(scene.crs, outline[[len(outline) // 2]])
    outline = convert(outline, scene.crs, crs)
    left, top = float(outline[:, 0].min()), float(outline[:, 1].max())
    # A hundredth of a pixel is rounding, not another column.
    width = max(math.ceil((float(outline[:, 0].max()) - left) / gsd - 0.01), 1)
    height = max(math.ceil((top - float(outline[:, 1].min())) / gsd - 0.01), 1)
    return Grid(crs, Affine(gsd, 0.0, left, 0.0, -gsd, top), width, height)


def read_patch(
    scene: Scene,
    grid_crs: CRS | None,
    transform: Affine,
    width: int,
    height: int,
    resampling: str = "bilinear",
) -> Patch:
    """Read a window of a scene on a given grid.

    Finer imagery is averaged down, coarser imagery is interpolated, and pixels without a measurement take no part in
    either. What lies outside the scene is not valid; that is no error.

    Args:
        scene: the scene.
        grid_crs: of ``transform``; None for a scene without georeference.
        transform: pixel corners of the window to map.
        width: of the window in pixels.
        height: of the window in pixels.
        resampling: a name of :class:`rasterio.enums.Resampling`.

    Raises:
        InputError: the scene has become unreadable, or only one of scene and grid has a CRS.
    """
    if (scene.crs is None) != (grid_crs is None):
        raise InputError(
            f"{scene.name} has no coordinate reference system, the place asked for has one."
            if scene.crs is None
            else f"{scene.name} has a coordinate reference system, the place asked for has none.",
            "Georeference the layer, or give the place in its own pixels.",
            code="no_crs",
        )
    bands = tuple(dict.fromkeys(scene.bands))
    values = np.zeros((len(bands), height, width), np.float32)
    usable = np.zeros((height, width), np.bool_)
    needed = _source_window(scene, grid_crs, transform, width, height)
    if needed is not None:
        window, factor, lattice = needed
        with opened(scene.path) as source:
            if factor == 1:
                data, valid = read_valid(source, bands, window)
            elif scene.averaged and window.height % factor == window.width % factor == 0:
                shape = window.height // factor, window.width // factor
                data, valid = read_valid(source, bands, window, shape)
            else:
                data, valid = read_averaged(source, bands, window, factor)
        if scene.implied_nodata is not None:
            valid &= scene.implied_nodata.measured(data)
        own = scene.transform * Affine.translation(window.col_off, window.row_off)
        same = grid_crs == scene.crs and factor == 1
        shift = _whole_shift(own, transform, width, height) if same else None
        if shift is not None:
            _paste(data, values, shift)
            _paste(valid[None], usable[None], shift)
        else:
            resample(
                np.where(valid, data, np.float32(np.nan)).astype(np.float32, copy=False),
                values,
                lie_of(lattice / factor, width, height),
                Resampling[resampling],
                np.nan,
                transform,
                src_transform=own * Affine.scale(factor),
                src_crs=scene.crs or _PLANE,
                dst_crs=grid_crs or _PLANE,
            )
            usable = np.isfinite(values).all(axis=0)
    canonical = to_canonical(values, usable, scene.modality, scene.radiometry, scene.floor)
    if len(bands) != len(scene.bands):
        canonical = canonical[[bands.index(band) for band in scene.bands]]
    return Patch(canonical, usable, transform, grid_crs)


def read_patch_at(
    scene: Scene, center_xy: tuple[float, float], crs: CRS | str | None, gsd: float, size: int
) -> Patch:
    """Read a square window around a place.

    Args:
        scene: the scene.
        center_xy: x, y in ``crs``; in pixels (corner origin, y down) for a scene without georeference.
        crs: CRS of the place and of the window; None for a scene without georeference.
        gsd: pixel size in CRS units; without georeference the scene's own pixels are used as they are.
        size: side of the window in pixels.

    Raises:
        InputError: as :func:`read_patch`.
    """
    frame = parse_crs(crs)
    return read_patch(scene, frame, centred_transform(center_xy, frame, gsd, size), size, size)


def centred_transform(center_xy: tuple[float, float], crs: CRS | None, gsd: float, size: int) -> Affine:
    """Transform of a square window of ``size`` pixels around a place; y points down where there is no CRS."""
    x, y = center_xy
    if crs is None:
        return Affine(1.0, 0.0, x - size / 2, 0.0, 1.0, y - size / 2)
    return Affine(gsd, 0.0, x - gsd * size / 2, 0.0, -gsd, y + gsd * size / 2)


def quarter_turns(turns: int, middle: float) -> Affine:
    """What a window's transform is multiplied by to show the scene turned anticlockwise about a pixel.

    Args:
        turns: number of quarter turns.
        middle: pixel position (corner origin), the same along both axes, of the place that stays.
    """
    return (
        Affine.translation(middle, middle)
        * Affine.rotation(90 * turns)
        * Affine.translation(-middle, -middle)
    )


def _whole_shift(own: Affine, wanted: Affine, width: int, height: int) -> tuple[int, int] | None:
    """Column and row of a window's first pixel in an image of the same pixels; None where pixels would be mixed."""
    step = ~own * wanted
    shift = round(step.c), round(step.f)
    corners = np.array([(0, 0), (width, 0), (0, height)], np.float64)
    # A thousandth of a pixel is rounding, also far from the origin of the map. A size that differs by less than that
    # adds up to whole pixels along the window.
    return shift if np.abs(_apply(step, corners) - corners - shift).max() < 1e-3 else None


def _paste(source: NDArray[Any], target: NDArray[Any], shift: tuple[int, int]) -> None:
    """Copy what an image (C, H, W) has of a window (C, h, w) whose first pixel lies at column, row ``shift`` in it."""
    inside, there = [], []
    for start, length, room in zip(shift[::-1], target.shape[1:], source.shape[1:]):
        low, high = max(start, 0), min(start + length, room)
        inside.append(slice(low, max(high, low)))
        there.append(slice(low - start, max(high, low) - start))
    target[:, there[0], there[1]] = source[:, inside[0], inside[1]]


def _source_window(
    scene: Scene, crs: CRS | None, transform: Affine, width: int, height: int
) -> tuple[Window, int, NDArray[np.float64]] | None:
    """The part of the file that a window needs, and the whole factor by which it may be averaged down when read.

    Where a lattice of places over the window lies in the file (rows, cols, 2) comes with them.
    """
    columns, rows = np.meshgrid(np.linspace(0, width, _PROBES), np.linspace(0, height, _PROBES))
    wanted = _apply(transform, np.column_stack([columns.ravel(), rows.ravel()]))
    middle, _ = scene.transform * (scene.width / 2, scene.height / 2)
    there = unwrapped(transform_points(wanted, crs, scene.crs), scene.crs, middle)
    pixels = _apply(~scene.transform, there)
    lattice = pixels.reshape(_PROBES, _PROBES, 2)
    pixels = pixels[np.isfinite(pixels).all(axis=1)]
    if len(pixels) == 0:
        return None
    # Side of a window pixel in pixels of the file, where the window is densest in the file.
    steps = np.concatenate(
        [
            np.linalg.norm(np.diff(lattice, axis=0), axis=2).ravel() * (_PROBES - 1) / height,
            np.linalg.norm(np.diff(lattice, axis=1), axis=2).ravel() * (_PROBES - 1) / width,
        ]
    )
    steps = steps[np.isfinite(steps)]
    ratio = float(steps.min()) if steps.size else 1.0
    margin = math.ceil(2 * float(steps.max() if steps.size else 1.0)) + 2
    low = np.floor(pixels.min(axis=0)).astype(np.int64) - margin
    high = np.ceil(pixels.max(axis=0)).astype(np.int64) + margin
    left, top = (int(v) for v in np.maximum(low, 0))
    right, bottom = (int(v) for v in np.minimum(high, [scene.width, scene.height]))
    # A thousandth is rounding: four times finer pixels are not averaged three by three in some windows.
    factor = max(int(ratio + 1e-3), 1)
    # Averages are those of the same pixels in every window.
    left, top = left // factor * factor, top // factor * factor
    right = min(-(-right // factor) * factor, scene.width)
    bottom = min(-(-bottom // factor) * factor, scene.height)
    if right <= left or bottom <= top:
        return None
    return Window(left, top, right - left, bottom - top), factor, lattice
