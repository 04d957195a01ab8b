"""The four tables of a run: what a search and a match look like as features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

from ..phrases import said
from .coordinates import crs_from_text, geometry_from_geojson, transform_between, transformed
from .rasters import drawn

SIDES = ("optical", "sar")

Context = Optional[QgsCoordinateTransformContext]
"""How coordinates are transformed; the project's choices when None, which only the main thread may ask."""

MAX_KEYPOINTS = 20_000
"""More keypoints than this are thinned evenly for display; the matches are never thinned."""


@dataclass(frozen=True)
class Table:
    """Name, geometry type and columns ("name:type", type one of int, real, text) of a layer."""

    name: str
    geometry: QgsWkbTypes.Type
    columns: tuple[str, ...]

    def fields(self) -> QgsFields:
        """The columns for QGIS."""
        return _fields(self.columns)


@cache
def _fields(columns: tuple[str, ...]) -> QgsFields:
    fields = QgsFields()
    for column in columns:
        name, kind = column.split(":")
        fields.append(_field(name, kind))
    return fields


QUERY = Table("query_region", QgsWkbTypes.Type.Polygon, ("kind:text", "scene:text", "tiles:int"))
CANDIDATES = Table(
    "candidates",
    QgsWkbTypes.Type.Polygon,
    (
        "rank:int",
        "tile_id:text",
        "scene:text",
        "score:real",
        "votes:real",
        "inliers:int",
        "verdict:text",
        "reason:text",
    ),
)
MATCHES = Table(
    "matches",
    QgsWkbTypes.Type.LineString,
    ("match_id:int", "kind:text", "used:int", "score:real", "residual:real", "residual_px:real"),
)
KEYPOINTS = Table("keypoints", QgsWkbTypes.Type.Point, ("modality:text",))

TABLES = (QUERY, CANDIDATES, MATCHES, KEYPOINTS)


def _field(name: str, kind: str) -> QgsField:
    names = {"int": "Int", "real": "Double", "text": "QString"}
    if Qgis.QGIS_VERSION_INT >= 33800:
        return QgsField(name, getattr(QMetaType.Type, names[kind]))
    return QgsField(name, {"int": QVariant.Int, "real": QVariant.Double, "text": QVariant.String}[kind])


def match_kind(match: dict[str, Any]) -> str:
    """The part a match plays: ``"check"`` (held out), ``"fit"``, ``"outlier"``, or ``"excluded"`` by hand."""
    if not match.get("use"):
        return "excluded" if match.get("inlier") else "outlier"
    return "check" if match.get("holdout") else "fit"


def verdict_word(verification: dict[str, Any] | None) -> str:
    """``"accepted"``, ``"rejected"`` or ``"unverified"``."""
    if not verification:
        return "unverified"
    return "accepted" if verification.get("accepted") else "rejected"


def query_features(
    search: dict[str, Any],
    kind: str,
    scene: str,
    target: QgsCoordinateReferenceSystem,
    context: Context = None,
) -> list[QgsFeature]:
    """The query region as the engine used it."""
    query = search["query"]
    crs = crs_from_text(query.get("crs"))
    outline = transformed(drawn(geometry_from_geojson(query["footprint"]), crs), crs, target, context)
    return [_feature(QUERY, outline, [kind, scene, int(query.get("tiles") or 1)])]


def found_crs(search: dict[str, Any]) -> QgsCoordinateReferenceSystem:
    """The CRS in which what a search found is drawn: that of the query, or of the first candidate for one on no map."""
    crs, candidates = crs_from_text(search["query"].get("crs")), search["candidates"]
    return crs if crs.isValid() or not candidates else crs_from_text(candidates[0].get("crs"))


def candidate_features(
    search: dict[str, Any], target: QgsCoordinateReferenceSystem, context: Context = None
) -> list[QgsFeature]:
    """The retrieved tiles, best first."""
    features = []
    for candidate in search["candidates"]:
        crs = crs_from_text(candidate.get("crs"))
        footprint = drawn(geometry_from_geojson(candidate["footprint"]), crs)
        outline = transformed(footprint, crs, target, context)
        check = candidate.get("verification") or {}
        values = [
            int(candidate["rank"]),
            str(candidate.get("id", "")),
            str(candidate.get("scene", "")),
            float(candidate["score"]),
            float(candidate.get("votes") or 0),
            int(check["inliers"]) if "inliers" in check else None,
            verdict_word(candidate.get("verification")),
            said(str(check.get("reason") or "")),
        ]
        features.append(_feature(CANDIDATES, outline, values))
    return features


class Placement:
    """Where the keypoints of a match result lie on the map.

    A side with a CRS lies where its coordinates say. When only one side is on a map, the other is carried there by the
    model, so that lines show what the model leaves over; without a model it cannot be shown. When neither is,
    both are drawn as QGIS draws rasters without georeference.

    Args:
        result: a match result.
        target: CRS of the layer.
        context: of the transformations; the project's when None.
    """

    def __init__(
        self, result: dict[str, Any], target: QgsCoordinateReferenceSystem, context: Context = None
    ) -> None:
        crs = {side: crs_from_text((result.get(side) or {}).get("crs")) for side in SIDES}
        self._on_map = {side: crs[side].isValid() for side in SIDES}
        self._to_target = {side: transform_between(crs[side], target, context) for side in SIDES}
        self._mixed = self._on_map["optical"] != self._on_map["sar"]
        self._carry: NDArray[np.float64] | None = None
        if self._mixed and result.get("model"):
            matrix = np.array(result["model"]["matrix"], dtype=np.float64)
            self._carry = np.linalg.inv(matrix) if self._on_map["optical"] else matrix

    def point(self, side: str, xy: Sequence[float]) -> QgsPointXY | None:
        """The place of a point given in the coordinates of ``side``; ``None`` when it has none on the map."""
        x, y = float(xy[0]), float(xy[1])
        if not self._mixed and not self._on_map[side]:
            return QgsPointXY(x, -y)
        if not self._on_map[side]:
            if self._carry is None:
                return None
            x, y, w = self._carry @ (x, y, 1.0)
            x, y, side = x / w, y / w, "optical" if side == "sar" else "sar"
        return self._to_target[side].transform(QgsPointXY(x, y))

    def line(self, match: dict[str, Any]) -> QgsGeometry:
        """From the optical to the SAR end; of no length where one end cannot be shown."""
        ends = [self.point(side, match[side]) for side in SIDES]
        known = [end for end in ends if end is not None]
        return QgsGeometry.fromPolylineXY([known[0], known[-1]])


def match_features(
    result: dict[str, Any], target: QgsCoordinateReferenceSystem, context: Context = None
) -> list[QgsFeature]:
    """One line a match, the worst residuals last so that they are drawn on top."""
    placement = Placement(result, target, context)
    gsd = float(result.get("gsd") or 1.0)
    features = []
    for match in sorted(result["matches"], key=lambda m: m.get("residual") or 0.0):
        residual = match.get("residual")
        values = [
            int(match["id"]),
            match_kind(match),
            int(bool(match.get("use"))),
            match.get("score"),
            residual,
            None if residual is None else residual / gsd,
        ]
        features.append(_feature(MATCHES, placement.line(match), values))
    return features


def keypoint_features(
    result: dict[str, Any], target: QgsCoordinateReferenceSystem, context: Context = None
) -> list[QgsFeature]:
    """The keypoints of both scenes, thinned evenly above :data:`MAX_KEYPOINTS`."""
    placement = Placement(result, target, context)
    keypoints = result.get("keypoints") or {}
    total = sum(len(points) for points in keypoints.values())
    step = max(-(-total // MAX_KEYPOINTS), 1)
    features = []
    for side, points in keypoints.items():
        for xy in points[::step]:
            point = placement.point(side, xy)
            if point is not None:
                features.append(_feature(KEYPOINTS, QgsGeometry.fromPointXY(point), [side]))
    return features


def _feature(table: Table, geometry: QgsGeometry, values: list[Any]) -> QgsFeature:
    feature = QgsFeature(table.fields())
    feature.setGeometry(geometry)
    feature.setAttributes(values)
    return feature
