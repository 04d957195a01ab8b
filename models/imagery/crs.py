"""Coordinate reference systems: names, the metric frame of a place, and moving points between frames.

Coordinates are always x (easting, longitude) before y (northing, latitude), whatever order an authority defines.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from rasterio._err import CPLE_BaseError
from rasterio.crs import CRS
from rasterio.errors import CRSError, RasterioError
from rasterio.warp import transform as _transform
from rasterio.warp import transform_bounds as _transform_bounds

from ..errors import InputError

Points = NDArray[np.float64]
#: Left, low, right, high.
Bounds = tuple[float, float, float, float]

# Metres by which a scale is tried, the earth's radius, and the share by which metres on the ground may differ.
# The networks know scales that differ by a third; up to that, pixels as they are serve better than resampled ones.
_STEP, _EARTH, _STRETCH = 100.0, 6_371_000.0, 0.3


def crs_name(crs: CRS | None) -> str | None:
    """``EPSG:n`` where that is the very same CRS, else its WKT; None for no CRS."""
    if not crs:
        return None
    code = crs.to_epsg()
    return f"EPSG:{code}" if code and _is_same(CRS.from_epsg(code), crs) else str(crs.to_wkt())


def _is_same(known: CRS, crs: CRS) -> bool:
    """Whether a CRS is the one whose code was found for it.

    The search for codes is content with the likest projection: it passes over datum shifts, which move places by
    hundreds of metres.
    """
    return bool(known == crs) or known.to_dict() == crs.to_dict()


def parse_crs(name: str | CRS | None) -> CRS | None:
    """The CRS of an authority code or WKT; None for an empty name.

    Raises:
        InputError: there is no such CRS.
    """
    if name is None or isinstance(name, CRS):
        return name or None
    if not name.strip():
        return None
    try:
        return CRS.from_user_input(name)
    except (CRSError, ValueError) as error:
        raise InputError(
            f"“{name[:60]}” is not a known coordinate reference system.", "Give it as EPSG:n or as WKT."
        ) from error


def is_metric(crs: CRS) -> bool:
    """Whether the CRS is projected and counts in metres."""
    if not crs.is_projected:
        return False
    try:
        return bool(math.isclose(crs.linear_units_factor[1], 1.0, rel_tol=1e-9))
    except CRSError:
        return False


def true_to_scale(crs: CRS, place: Points) -> bool:
    """Whether a metre of the CRS is about one on the ground; in Mercator it is half of one at 60 degrees north.

    Args:
        crs: projected, counting in metres.
        place: (1, 2) x, y in it.
    """
    steps = np.array([[0.0, 0.0], [_STEP, 0.0], [0.0, _STEP]])
    degrees = transform_points(place + steps, crs, CRS.from_epsg(4326))
    if not np.isfinite(degrees).all():
        return True
    north = np.radians(degrees[1:, 1] - degrees[0, 1])
    east = np.radians(np.mod(degrees[1:, 0] - degrees[0, 0] + 180, 360) - 180)
    lengths = _EARTH * np.hypot(north, east * math.cos(math.radians(degrees[0, 1])))
    return bool(np.allclose(lengths, _STEP, rtol=_STRETCH))


def utm_of(longitude: float, latitude: float) -> CRS:
    """The UTM zone of a place given in degrees, or the polar stereographic zone beyond UTM's reach."""
    if latitude >= 84.0:
        return CRS.from_epsg(32661)
    if latitude < -80.0:
        return CRS.from_epsg(32761)
    zone = int((longitude + 180.0) // 6.0) % 60 + 1
    return CRS.from_epsg((32600 if latitude >= 0 else 32700) + zone)


def transform_points(points: Points, source: CRS | None, target: CRS | None) -> Points:
    """Bring (N, 2) x, y from one CRS to another.

    Returns:
        (N, 2); infinite where a point has no place in the target. The same array where nothing is to be done.
    """
    if not source or not target or source == target or len(points) == 0:
        return points
    try:
        x, y = _transform(source, target, points[:, 0], points[:, 1])
    except (CPLE_BaseError, RasterioError):
        if len(points) == 1:
            return np.full((1, 2), np.inf)
        # One impossible point fails the whole call: the others are still wanted.
        return np.concatenate([transform_points(point[None], source, target) for point in points])
    return np.column_stack([x, y]).astype(np.float64)


def convert(points: Points, source: CRS | None, target: CRS | None) -> Points:
    """Like :func:`transform_points`, for points that must all arrive.

    Raises:
        InputError: a point has no place in the target CRS.
    """
    moved = transform_points(points, source, target)
    if not np.isfinite(moved).all():
        raise InputError(
            "Coordinates lie outside the area in which the other coordinate reference system is defined.",
            "Check that each layer has its true CRS.",
        )
    return moved


def unwrapped(points: Points, crs: CRS | None, middle: float | NDArray[np.float64]) -> Points:
    """Longitudes counted on beyond 180 degrees where a raster does so.

    Args:
        points: (N, 2) x, y in ``crs``; infinite ones stay so.
        crs: only geographic ones go round.
        middle: longitude that none may be farther from than half way round; one for all or (N,).
    """
    if crs is None or not crs.is_geographic:
        return points
    x = points[:, 0]
    turns = np.round((middle - np.where(np.isfinite(x), x, middle)) / 360)
    return np.column_stack([x + 360 * turns, points[:, 1]])


def bounds_in(bounds: Bounds, source: CRS, target: CRS) -> Bounds | None:
    """The box in another CRS that holds a box, its curved edges included.

    Args:
        bounds: left, low, right, high.
        source: their CRS.
        target: that of the box.

    Returns:
        None where there is no such box: a part of it has no place there, or it lies across the end of the world.
    """
    try:
        found = _transform_bounds(source, target, *bounds, densify_pts=21)
    except (CPLE_BaseError, RasterioError):
        return None
    left, low, right, high = (float(value) for value in found)
    usable = all(math.isfinite(value) for value in found) and left < right and low < high
    return (left, low, right, high) if usable else None
