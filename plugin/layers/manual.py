"""Matches set by hand, in the coordinates of a match result."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY
from qgis.PyQt.QtGui import QTransform

from .coordinates import crs_from_text, transform_between


def manual_match(
    result: dict[str, Any], optical: QgsPointXY, sar: QgsPointXY, crs: QgsCoordinateReferenceSystem
) -> dict[str, Any]:
    """A match between two points picked on the map.

    Args:
        result: the match result it is to join; not changed.
        optical: place in the optical scene, in ``crs``.
        sar: the same place as the SAR scene shows it, in ``crs``.
        crs: of the map.

    Returns:
        A match as results list them: used, never a check point.

    Raises:
        QgsCsException: a point lies outside the area of a CRS.
    """
    ids = [int(match["id"]) for match in result["matches"]]
    match: dict[str, Any] = {"id": max(ids, default=-1) + 1}
    for side, point in (("optical", optical), ("sar", sar)):
        match[side], match[f"{side}_px"] = _both(result[side], point, crs)
    return {**match, "score": 1.0, "residual": None, "inlier": True, "use": True, "holdout": False}


def _both(
    side: dict[str, Any], point: QgsPointXY, crs: QgsCoordinateReferenceSystem
) -> tuple[list[float], list[float]]:
    """A point in the coordinates of a side and in the pixels of its file."""
    side_crs = crs_from_text(side.get("crs"))
    if not side_crs.isValid():
        pixel = [point.x(), -point.y()]
        return pixel, list(pixel)
    a, b, c, d, e, f = side["transform"]
    to_pixels = QTransform(a, d, b, e, c, f).inverted()[0]
    own = transform_between(crs, side_crs).transform(point)
    in_file = transform_between(side_crs, crs_from_text(side.get("scene_crs"))).transform(own)
    return [own.x(), own.y()], list(to_pixels.map(in_file.x(), in_file.y()))
