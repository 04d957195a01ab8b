"""The part of the map on display."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsRectangle

from .layers.coordinates import crs_to_text, geometry_to_geojson


@dataclass(frozen=True)
class View:
    """The part of the map on display."""

    extent: QgsRectangle
    crs: QgsCoordinateReferenceSystem

    def region(self) -> dict[str, Any] | None:
        """As a region of the engine; ``None`` where the map has no CRS."""
        name = crs_to_text(self.crs)
        if name is None or self.extent.isEmpty():
            return None
        outline = QgsGeometry.fromRect(self.extent)
        return {"kind": "rectangle", "geometry": geometry_to_geojson(outline), "crs": name}
