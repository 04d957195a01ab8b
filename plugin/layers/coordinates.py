"""Coordinates on their way between the map, the rasters and the engine.

The engine speaks GeoJSON in a CRS given as ``"EPSG:n"`` or WKT. Scenes without georeference have no CRS:
their coordinates are pixels with y down, while QGIS draws such rasters with y up, row 1 just below 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsUnitTypes,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QTransform

TILE_PX = 227
"""Side of a tile in pixels at the model's GSD; used for previews, the engine reports exact footprints."""

GSD = 10.0
"""The model's ground sample distance in metres."""

# Metres by which a scale is tried, and the share by which it may be off, as in the engine's working grid.
_STEP, _STRETCH = 100.0, 0.3


def crs_from_text(text: str | None) -> QgsCoordinateReferenceSystem:
    """The CRS the engine named; an invalid one for ``None``."""
    if not text:
        return QgsCoordinateReferenceSystem()
    if text.upper().startswith(("EPSG:", "ESRI:", "OGC:")):
        return QgsCoordinateReferenceSystem(text)
    return QgsCoordinateReferenceSystem.fromWkt(text)


def crs_to_text(crs: QgsCoordinateReferenceSystem) -> str | None:
    """What the engine is told: the EPSG code when there is one, else WKT, ``None`` for an invalid CRS."""
    if not crs.isValid():
        return None
    if crs.authid().upper().startswith("EPSG:"):
        return str(crs.authid())
    return str(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2018))


def transform_between(
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext | None = None,
) -> QgsCoordinateTransform:
    """The way from one CRS to the other; nothing is changed when either is unknown.

    Args:
        source: where coordinates come from.
        target: where they go.
        context: the project's when None, which outside the main thread is not to be asked.
    """
    if not source.isValid() or not target.isValid():
        return QgsCoordinateTransform()
    if context is None:
        context = QgsProject.instance().transformContext()
    return QgsCoordinateTransform(source, target, context)


def transformed(
    geometry: QgsGeometry,
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext | None = None,
) -> QgsGeometry:
    """A transformed copy, by :func:`transform_between`.

    Raises:
        QgsCsException: the geometry lies outside the area where the transformation is defined.
    """
    copy = QgsGeometry(geometry)
    copy.transform(transform_between(source, target, context))
    return copy


def flipped(geometry: QgsGeometry) -> QgsGeometry:
    """Negate y: between pixels counted downwards and QGIS's drawing of a raster without georeference."""
    copy = QgsGeometry(geometry)
    copy.transform(QTransform.fromScale(1.0, -1.0))
    return copy


def united(shapes: Iterable[QgsGeometry]) -> QgsGeometry:
    """Polygons as one; outlines that cross themselves are mended, features without geometry left out.

    Returns:
        The union; empty when nothing of the polygons can be used.
    """
    mended = [shape if shape.isGeosValid() else shape.makeValid() for shape in shapes if not shape.isEmpty()]
    # Mending can leave lines and points beside the polygons.
    areas = [part for shape in mended for part in shape.asGeometryCollection() if part.area() > 0]
    return QgsGeometry.unaryUnion(areas) if areas else QgsGeometry()


def geometry_from_geojson(geojson: dict[str, Any]) -> QgsGeometry:
    """A point or polygon of the engine.

    Raises:
        ValueError: another type of geometry.
    """
    kind = geojson.get("type")
    coordinates: Sequence[Any] = geojson.get("coordinates", [])
    if kind == "Point":
        return QgsGeometry.fromPointXY(QgsPointXY(*coordinates[:2]))
    if kind == "Polygon":
        return QgsGeometry.fromPolygonXY(_rings(coordinates))
    if kind == "MultiPolygon":
        return QgsGeometry.fromMultiPolygonXY([_rings(part) for part in coordinates])
    raise ValueError(f"geometry of type {kind}")


def _rings(coordinates: Sequence[Any]) -> list[list[QgsPointXY]]:
    return [[QgsPointXY(*vertex[:2]) for vertex in ring] for ring in coordinates]


def geometry_to_geojson(geometry: QgsGeometry) -> dict[str, Any]:
    """Points and polygons for the engine; several parts make a MultiPolygon.

    Raises:
        ValueError: another type of geometry.
    """
    kind = QgsWkbTypes.geometryType(geometry.wkbType())
    if kind == QgsWkbTypes.GeometryType.PointGeometry:
        point = geometry.asPoint()
        return {"type": "Point", "coordinates": [point.x(), point.y()]}
    if kind != QgsWkbTypes.GeometryType.PolygonGeometry:
        raise ValueError("a region is a point or a polygon")
    parts = geometry.asMultiPolygon() if geometry.isMultipart() else [geometry.asPolygon()]
    rings = [[[[p.x(), p.y()] for p in ring] for ring in part] for part in parts]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def working_crs(center: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> QgsCoordinateReferenceSystem:
    """The CRS of true metres in which tiles are square: ``crs`` itself, else the UTM zone of ``center``."""
    if not crs.isValid() or _has_true_metres(center, crs):
        return crs
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    lonlat = transform_between(crs, wgs84).transform(center)
    zone = min(max(int((lonlat.x() + 180) // 6) + 1, 1), 60)
    return QgsCoordinateReferenceSystem(f"EPSG:{(32600 if lonlat.y() >= 0 else 32700) + zone}")


def _has_true_metres(place: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether a CRS counts in metres that are about some on the ground, unlike those of Mercator in the north."""
    if crs.isGeographic() or crs.mapUnits() != QgsUnitTypes.DistanceUnit.DistanceMeters:
        return False
    ground = QgsDistanceArea()
    ground.setSourceCrs(crs, QgsProject.instance().transformContext())
    ground.setEllipsoid("EPSG:7030")
    ends = (QgsPointXY(place.x() + _STEP, place.y()), QgsPointXY(place.x(), place.y() + _STEP))
    try:
        return all(abs(ground.measureLine(place, end) / _STEP - 1) <= _STRETCH for end in ends)
    except QgsCsException:
        return True


def tile_square(
    center: QgsPointXY, crs: QgsCoordinateReferenceSystem, side_px: float = TILE_PX
) -> QgsGeometry:
    """The ground a tile around ``center`` covers, as a polygon in ``crs``.

    Args:
        center: in ``crs``; in pixels when the CRS is invalid.
        crs: CRS of the raster, in which the model's grid is laid out.
        side_px: side of the square in pixels at the model's GSD.
    """
    working = working_crs(center, crs)
    half = side_px / 2 * (GSD if crs.isValid() else 1.0)
    middle = transform_between(crs, working).transform(center)
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    ring = [QgsPointXY(middle.x() + dx, middle.y() + dy) for dx, dy in corners]
    return transformed(QgsGeometry.fromPolygonXY([ring]), working, crs)
