"""The four tables of a run: what a search and a match look like as features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

from .coordinates import crs_from_text, geometry_from_geojson, transform_between, transformed
from .rasters import drawn

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
        fields = QgsFields()
        for column in self.columns:
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
    search: dict[str, Any], kind: str, scene: str, target: QgsCoordinateReferenceSystem
) -> list[QgsFeature]:
    """The query region as the engine used it."""
    query = search["query"]
    crs = crs_from_text(query.get("crs"))
    outline = transformed(drawn(geometry_from_geojson(query["footprint"]), crs), crs, target)
    return [_feature(QUERY, outline, [kind, scene, int(query.get("tiles") or 1)])]


def candidate_features(search: dict[str, Any], target: QgsCoordinateReferenceSystem) -> list[QgsFeature]:
    """The retrieved tiles, best first."""
    features = []
    for candidate in search["candidates"]:
        crs = crs_from_text(candidate.get("crs"))
        outline = transformed(drawn(geometry_from_geojson(candidate["footprint"]), crs), crs, target)
        check = candidate.get("verification") or {}
        values = [
            int(candidate["rank"]),
            str(candidate.get("id", "")),
            str(candidate.get("scene", "")),
            float(candidate["score"]),
            float(candidate.get("votes") or 0),
            int(check["inliers"]) if "inliers" in check else None,
            verdict_word(candidate.get("verification")),
            str(check.get("reason") or ""),
        ]
        features.append(_feature(CANDIDATES, outline, values))
    return features


def match_line(match: dict[str, Any], result: dict[str, Any]) -> QgsGeometry:
    """Optical to SAR, in the result's CRS; without one, each end in the pixels of its own raster."""
    suffix = "" if result.get("crs") else "_px"
    ends = match["optical" + suffix], match["sar" + suffix]
    line = QgsGeometry.fromPolylineXY([QgsPointXY(*end[:2]) for end in ends])
    return drawn(line, crs_from_text(result.get("crs")))


def match_features(result: dict[str, Any], target: QgsCoordinateReferenceSystem) -> list[QgsFeature]:
    """One line a match, the worst residuals last so that they are drawn on top."""
    to_target = transform_between(crs_from_text(result.get("crs")), target)
    gsd = float(result.get("gsd") or 1.0)
    features = []
    for match in sorted(result["matches"], key=lambda m: m.get("residual") or 0.0):
        line = match_line(match, result)
        line.transform(to_target)
        residual = match.get("residual")
        values = [
            int(match["id"]),
            match_kind(match),
            int(bool(match.get("use"))),
            match.get("score"),
            residual,
            None if residual is None else residual / gsd,
        ]
        features.append(_feature(MATCHES, line, values))
    return features


def keypoint_features(result: dict[str, Any], target: QgsCoordinateReferenceSystem) -> list[QgsFeature]:
    """The keypoints of both scenes, thinned evenly above :data:`MAX_KEYPOINTS`."""
    crs = crs_from_text(result.get("crs"))
    to_target = transform_between(crs, target)
    keypoints = result.get("keypoints") or {}
    total = sum(len(points) for points in keypoints.values())
    step = max(-(-total // MAX_KEYPOINTS), 1)
    features = []
    for modality, points in keypoints.items():
        for x, y in _every(points, step):
            geometry = drawn(QgsGeometry.fromPointXY(QgsPointXY(x, y)), crs)
            geometry.transform(to_target)
            features.append(_feature(KEYPOINTS, geometry, [modality]))
    return features


def _every(points: Sequence[Sequence[float]], step: int) -> Iterator[tuple[float, float]]:
    for point in points[::step]:
        yield float(point[0]), float(point[1])


def _feature(table: Table, geometry: QgsGeometry, values: list[Any]) -> QgsFeature:
    feature = QgsFeature(table.fields())
    feature.setGeometry(geometry)
    feature.setAttributes(values)
    return feature
