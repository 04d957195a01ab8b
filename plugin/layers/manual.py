"""Points picked by hand, in the coordinates of a match result."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY

from .coordinates import crs_from_text, transform_between


def side_point(side: dict[str, Any], point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> list[float]:
    """A place on the map in the coordinates of one side of a match result.

    Args:
        side: ``optical`` or ``sar`` of the result; pixels counted downwards where it has no CRS.
        point: picked on the map.
        crs: of the map.

    Raises:
        QgsCsException: the point lies outside the area of a CRS.
    """
    side_crs = crs_from_text(side.get("crs"))
    if not side_crs.isValid():
        return [point.x(), -point.y()]
    own = transform_between(crs, side_crs).transform(point)
    return [own.x(), own.y()]
