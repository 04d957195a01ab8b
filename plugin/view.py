"""The part of the map on display."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsRasterLayer, QgsRectangle

from .layers.coordinates import crs_to_text, geometry_to_geojson
from .layers.rasters import region_params, scene_crs


@dataclass(frozen=True)
class View:
    """The part of the map on display."""

    extent: QgsRectangle
    crs: QgsCoordinateReferenceSystem

    def region_on(self, layer: QgsRasterLayer) -> dict[str, Any] | None:
        """As a region of the engine for a layer: in the CRS of the map, else as the layer counts.

        Raises:
            QgsCsException: the view has no place in the CRS that the layer is drawn in.
        """
        if scene_crs(layer).isValid() and self.crs.isValid():
            return self.region()
        return region_params(layer, "rectangle", QgsGeometry.fromRect(self.extent), self.crs)

    def region(self) -> dict[str, Any] | None:
        """As a region of the engine; ``None`` where the map has no CRS."""
        name = crs_to_text(self.crs)
        if name is None or self.extent.isEmpty():
            return None
        outline = QgsGeometry.fromRect(self.extent)
        return {"kind": "rectangle", "geometry": geometry_to_geojson(outline), "crs": name}
