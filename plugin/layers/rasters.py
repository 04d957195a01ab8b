"""Raster layers as scenes of the engine: file, bands, CRS, and what stands in the way of using them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCsException,
    QgsGeometry,
    QgsMultiBandColorRenderer,
    QgsPointXY,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRectangle,
    QgsSingleBandGrayRenderer,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QTransform

from ..i18n import tr
from .coordinates import crs_to_text, flipped, geometry_to_geojson, transformed


@dataclass(frozen=True)
class Problem:
    """What is wrong with a layer, what to do, and whether it can be used all the same."""

    text: str
    fatal: bool


def raster_path(layer: QgsRasterLayer) -> str:
    """The file, or GDAL dataset name, behind a layer."""
    parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
    if parts.get("layerName") or parts.get("vsiPrefix") or not parts.get("path"):
        return str(layer.source())
    return str(parts["path"])


def scene_crs(layer: QgsRasterLayer) -> QgsCoordinateReferenceSystem:
    """The CRS written in the file, which is the one the engine sees, whatever the layer was assigned.

    A file that has a CRS but no place in it counts as one without: its coordinates are pixels. So does one whose place
    is told by control points alone, which QGIS warps while it draws and the engine reads as it is.
    """
    provider = layer.dataProvider()
    if provider is None or _counts_pixels(layer) or _placed_by_points(layer):
        return QgsCoordinateReferenceSystem()
    return provider.crs()


def _counts_pixels(layer: QgsRasterLayer) -> bool:
    return bool(layer.extent() == QgsRectangle(0, -layer.height(), layer.width(), 0))


def _placed_by_points(layer: QgsRasterLayer) -> bool:
    path = raster_path(layer)
    try:
        changed = Path(path).stat().st_mtime_ns
    except OSError:
        changed = 0
    return _has_points_only(path, changed)


@lru_cache(maxsize=256)
def _has_points_only(path: str, _changed: int) -> bool:
    """Whether a file has ground control points and no transformation; asked again when it has changed."""
    try:
        dataset = gdal.OpenEx(path, gdal.OF_RASTER)
    except RuntimeError:
        return False
    return (
        dataset is not None
        and dataset.GetGCPCount() > 0
        and dataset.GetGeoTransform(can_return_null=True) is None
    )


def displayed_bands(layer: QgsRasterLayer) -> list[int] | None:
    """The bands on display, counted from 1; ``None`` leaves the choice to the engine."""
    renderer = layer.renderer()
    if isinstance(renderer, QgsMultiBandColorRenderer):
        bands = [renderer.redBand(), renderer.greenBand(), renderer.blueBand()]
        return bands if min(bands) > 0 else None
    if layer.bandCount() > 1:
        if isinstance(renderer, QgsSingleBandGrayRenderer):
            return [renderer.grayBand()]
        if isinstance(renderer, QgsSingleBandPseudoColorRenderer):
            return [renderer.band()]
    return None


def scene_params(layer: QgsRasterLayer, modality: str, radiometry: str = "auto") -> dict[str, Any]:
    """A layer as the engine is told of it.

    SAR shown as a colour composite has no single band on display: the engine's default (the first) is taken.
    """
    bands = displayed_bands(layer)
    if modality == "sar" and bands is not None and len(bands) > 1:
        bands = None
    return {
        "path": raster_path(layer),
        "radiometry": radiometry if modality == "sar" else "auto",
        "bands": bands,
    }


def problem_of(layer: QgsRasterLayer) -> Problem | None:
    """Why a raster layer cannot be used, or what to know before using it; ``None`` when all is well."""
    name = layer.name()
    if layer.providerType() != "gdal":
        text = tr("“{name}” is a {provider} layer. Save it as GeoTIFF (Export → Save As…) and use that.")
        return Problem(text.format(name=name, provider=layer.providerType()), fatal=True)
    path = raster_path(layer)
    if not path.startswith("/vsi") and ":" not in path[2:] and not Path(path).exists():
        text = tr("The file of “{name}” is missing: {path}. Restore it or repair the layer's source.")
        return Problem(text.format(name=name, path=path), fatal=True)
    if not layer.isValid():
        text = tr("“{name}” cannot be read. Open its properties to repair the source.")
        return Problem(text.format(name=name), fatal=True)
    if _placed_by_points(layer):
        text = tr(
            "“{name}” is placed by control points alone, as radar products are delivered. Warp it first "
            "(Raster ▸ Projections ▸ Warp) and use the result."
        )
        return Problem(text.format(name=name), fatal=True)
    if not scene_crs(layer).isValid():
        if not _counts_pixels(layer):
            text = tr(
                "“{name}” has coordinates, but its file does not say in which CRS. Write that into the file "
                "(Raster ▸ Projections ▸ Assign Projection)."
            )
            return Problem(text.format(name=name), fatal=True)
        text = tr("“{name}” is not georeferenced: it is matched in pixels, taken as 10 m each.")
        return Problem(text.format(name=name), fatal=False)
    if not _drawn_in_place(layer):
        text = tr(
            "“{name}” is drawn elsewhere than its file says: it was assigned another CRS. Set the layer's CRS back, "
            "or write the right one into the file (Raster ▸ Projections ▸ Assign Projection)."
        )
        return Problem(text.format(name=name), fatal=True)
    return None


def _drawn_in_place(layer: QgsRasterLayer) -> bool:
    """Whether QGIS draws a layer within a pixel of where its file puts it, whatever CRS it was assigned."""
    own, assigned = scene_crs(layer), layer.crs()
    if not assigned.isValid() or assigned == own:
        return True
    extent = layer.extent()
    pixel = max(extent.width() / layer.width(), extent.height() / layer.height())
    corners = (
        QgsPointXY(extent.xMinimum(), extent.yMinimum()),
        QgsPointXY(extent.xMaximum(), extent.yMaximum()),
    )
    try:
        moved = [transformed(QgsGeometry.fromPointXY(corner), assigned, own).asPoint() for corner in corners]
    except QgsCsException:
        return False
    return all(corner.distance(place) <= pixel for corner, place in zip(corners, moved))


def to_pixels(layer: QgsRasterLayer, geometry: QgsGeometry) -> QgsGeometry:
    """Layer coordinates to (column, row), the corner of the first pixel at 0, 0; north-up rasters only."""
    extent = layer.extent()
    scale_x = layer.width() / extent.width()
    scale_y = layer.height() / extent.height()
    copy = QgsGeometry(geometry)
    copy.transform(
        QTransform(scale_x, 0, 0, -scale_y, -extent.xMinimum() * scale_x, extent.yMaximum() * scale_y)
    )
    return copy


def region_params(
    layer: QgsRasterLayer, kind: str, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem
) -> dict[str, Any]:
    """A region drawn on the map as the engine is told of it: in the CRS of the scene, or in its pixels.

    Args:
        layer: the layer that is searched for.
        kind: ``"point"``, ``"rectangle"`` or ``"polygon"``.
        geometry: what was drawn.
        crs: CRS of ``geometry``.

    Raises:
        QgsCsException: the geometry cannot be brought into the layer's CRS.
    """
    target = scene_crs(layer)
    if target.isValid():
        geojson = geometry_to_geojson(transformed(geometry, crs, target))
        return {"kind": kind, "geometry": geojson, "crs": crs_to_text(target)}
    pixels = to_pixels(layer, transformed(geometry, crs, layer.crs()))
    return {"kind": kind, "geometry": geometry_to_geojson(pixels), "crs": None}


def measured_on(optical: QgsRasterLayer, sar: QgsRasterLayer) -> QgsRasterLayer:
    """Which of two layers to be matched an area is given for: the optical, unless only the SAR has a place."""
    return optical if scene_crs(optical).isValid() or not scene_crs(sar).isValid() else sar


def drawn(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> QgsGeometry:
    """A geometry of the engine as QGIS draws it: unchanged in a CRS, y up for pixels."""
    return geometry if crs.isValid() else flipped(geometry)


def contains(layer: QgsRasterLayer, point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether a point given in ``crs`` lies within the extent of the layer."""
    inside = transformed(QgsGeometry.fromPointXY(point), crs, layer.crs()).asPoint()
    return bool(layer.extent().contains(inside))


def raster_layers(ids: list[str]) -> list[QgsRasterLayer]:
    """The raster layers of the project among ``ids``, in that order; vanished ones are left out."""
    layers = (QgsProject.instance().mapLayer(layer_id) for layer_id in ids)
    return [layer for layer in layers if isinstance(layer, QgsRasterLayer)]
