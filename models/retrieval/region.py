"""Places on the map, and the tiles by which a place is searched."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from ..errors import InputError
from ..imagery.crs import Bounds, Points, bounds_in, convert, parse_crs
from .tiles import rectangle

KINDS = ("point", "rectangle", "polygon")
_TYPES = {"point": {"Point"}, "rectangle": {"Polygon"}, "polygon": {"Polygon", "MultiPolygon"}}
_MOST_PER_AXIS = 6
_SLACK = 1.25
# Share by which a part of the map is taken larger, and pieces into which the edges of a shape are cut at least.
_MARGIN, _PIECES = 0.05, 64


@dataclass(frozen=True)
class Region:
    """A place as clicked, dragged or selected.

    Attributes:
        kind: ``"point"``, ``"rectangle"`` or ``"polygon"``.
        geometry: GeoJSON Point, Polygon or (for ``"polygon"``) MultiPolygon.
        crs: of the geometry, ``EPSG:n`` or WKT; None for pixels (corner origin, y down) of an image without
            georeference.
    """

    kind: str
    geometry: dict[str, Any]
    crs: str | None = None

    @classmethod
    def point(cls, x: float, y: float, crs: str | None) -> Region:
        """A clicked place."""
        return cls("point", {"type": "Point", "coordinates": [x, y]}, crs)

    @classmethod
    def rectangle(cls, left: float, low: float, right: float, high: float, crs: str | None) -> Region:
        """A dragged box."""
        ring = [[left, low], [right, low], [right, high], [left, high], [left, low]]
        return cls("rectangle", {"type": "Polygon", "coordinates": [ring]}, crs)

    def shape(self) -> BaseGeometry:
        """The geometry, checked.

        Raises:
            InputError: it is none, is of another kind, is empty or not finite.
        """
        if self.kind not in KINDS:
            raise InputError(f"Unknown kind of region “{self.kind}”.", f"Choose one of {', '.join(KINDS)}.")
        try:
            found = shapely.geometry.shape(self.geometry)
            coordinates = shapely.get_coordinates(found)
        except (ShapelyError, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise InputError("The region is no GeoJSON geometry.", "Draw it again.") from error
        if (
            found.geom_type not in _TYPES[self.kind]
            or not len(coordinates)
            or not np.isfinite(coordinates).all()
        ):
            message = {
                "point": "The region is no usable point.",
                "rectangle": "The region is no usable rectangle.",
                "polygon": "The region is no usable polygon.",
            }[self.kind]
            raise InputError(message, "Draw it again.")
        return found if found.geom_type == "Point" or found.is_valid else shapely.make_valid(found)

    def shape_in(self, crs: CRS | None, near: Bounds | None = None) -> BaseGeometry:
        """The geometry in another CRS, in which its straight edges may be curved.

        Args:
            crs: where it is wanted; None for pixels.
            near: the part of that CRS in which it is wanted. Other parts may be left out, and need no place there: the
                whole world has none in a UTM zone.

        Raises:
            InputError: as :meth:`shape`; or it cannot be brought there; or only one of the two has a CRS.
        """
        own = parse_crs(self.crs)
        if (own is None) != (crs is None):
            raise InputError(
                "The region and the layer do not agree: one has a coordinate reference system, the other has none.",
                "Georeference the layer, or give the region in the layer's own pixels.",
                code="no_crs",
            )
        shape = self.shape()
        if own is None or crs is None or own == crs:
            return shape
        here = bounds_in(near, crs, own) if near else None
        if here is not None:
            # Generously: the box was taken from some points of its curved edges.
            margin = _MARGIN * max(here[2] - here[0], here[3] - here[1])
            shape = shape.intersection(shapely.box(*here).buffer(margin, join_style="mitre"))
        left, low, right, high = shape.bounds
        reach = max(right - left, high - low)
        if reach > 0:
            shape = shapely.segmentize(shape, reach / _PIECES)
        return shapely.transform(shape, lambda points: convert(points, own, crs))


@dataclass(frozen=True)
class QueryPlan:
    """Which tiles stand for a region.

    Attributes:
        center: x, y of the region's centre in the CRS of the plan.
        offsets: (Q, 2) from the region's centre to the tiles' centres, x and y in CRS units.
        side: of a tile in CRS units.
    """

    center: tuple[float, float]
    offsets: NDArray[np.float64]
    side: float

    @property
    def centers(self) -> Points:
        """(Q, 2) centres of the tiles."""
        return self.offsets + self.center

    def footprint(self, center: tuple[float, float] | None = None) -> Points:
        """Closed ring (5, 2) around all tiles, with the region's centre moved to ``center`` if given."""
        low, high = self.offsets.min(axis=0) - self.side / 2, self.offsets.max(axis=0) + self.side / 2
        extent = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
        return rectangle(center or self.center, extent)

    def turned(self, turns: int) -> QueryPlan:
        """The plan after quarter turns anticlockwise about the region's centre, on a map (y up)."""
        return replace(self, offsets=quarter_turned(self.offsets, turns))


def quarter_turned(offsets: NDArray[np.float64], turns: int) -> NDArray[np.float64]:
    """Offsets (N, 2) x, y (y up) after quarter turns anticlockwise, clockwise for a negative number."""
    cosine, sine = (1, 0, -1, 0)[turns % 4], (0, 1, 0, -1)[turns % 4]
    x, y = offsets.T
    return np.column_stack([cosine * x - sine * y, sine * x + cosine * y])


def plan_query(place: BaseGeometry, side: float) -> QueryPlan:
    """Lay tiles over a place.

    A point, or anything hardly larger than a tile, is searched by the one tile around it. Larger places are covered by
    tiles that overlap by half, at most 6 x 6 of them, which then lie farther apart. Of a polygon only the tiles count
    that share a good part of it.

    Args:
        place: in the CRS in which tiles are ``side`` units wide.
        side: of a tile.
    """
    left, low, right, high = place.bounds
    # The middle of a box; the centre of gravity of a shape unless that lies outside of it.
    inside = place.centroid if place.intersects(place.centroid) else place.representative_point()
    columns, rows = _spread(left, right, side), _spread(low, high, side)
    if len(columns) == len(rows) == 1:
        center = (float(inside.x), float(inside.y))
        return QueryPlan(center, np.zeros((1, 2)), side)
    centers = np.array([(x, y) for y in rows[::-1] for x in columns], np.float64)
    boxes = shapely.box(*(centers - side / 2).T, *(centers + side / 2).T)
    shared = shapely.area(shapely.intersection(boxes, place))
    centers = centers[shared >= shared.max() / 2]
    center = (float(inside.x), float(inside.y))
    return QueryPlan(center, centers - center, side)


def _spread(low: float, high: float, side: float) -> list[float]:
    """Centres of the tiles along one axis."""
    extent = high - low
    if extent <= _SLACK * side:
        return [(low + high) / 2]
    count = min(math.ceil((extent - side) / (side / 2)) + 1, _MOST_PER_AXIS)
    return [float(v) for v in np.linspace(low + side / 2, high - side / 2, count)]
