"""What is drawn on the map for the moment only: the current candidate and the selected matches."""

from __future__ import annotations

import contextlib

from qgis.core import QgsCoordinateReferenceSystem, QgsCsException, QgsGeometry, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtGui import QColor

from .layers.coordinates import transformed

_LINE = QgsWkbTypes.GeometryType.LineGeometry
_MARGIN = 1.3


class MapOverlay:
    """Rubber bands over the map and the moves of its view.

    Args:
        canvas: the map.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._outline = self._band(QColor(255, 0, 255), 3)
        self._lines = self._band(QColor(255, 0, 255), 4)
        self._drawn: dict[QgsRubberBand, tuple[list[QgsGeometry], QgsCoordinateReferenceSystem]] = {}
        # A band keeps map coordinates, which mean another place in another CRS.
        canvas.destinationCrsChanged.connect(self._draw)

    def outline(self, geometry: QgsGeometry | None, crs: QgsCoordinateReferenceSystem) -> None:
        """Outline a polygon, or nothing."""
        self._put(self._outline, [] if geometry is None else [geometry.convertToType(_LINE)], crs)

    def lines(self, geometries: list[QgsGeometry], crs: QgsCoordinateReferenceSystem) -> None:
        """Emphasise match lines in place of those before."""
        self._put(self._lines, geometries, crs)

    def zoom(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem, flash: bool = True) -> None:
        """Show a geometry in the middle of the view and flash it."""
        box = QgsRectangle(self._on_canvas(geometry, crs).boundingBox())
        if box.isEmpty():
            center, width = box.center(), self._canvas.extent().width() / 4
            box = QgsRectangle(center.x() - width, center.y() - width, center.x() + width, center.y() + width)
        box.scale(_MARGIN)
        self._canvas.setExtent(box)
        self._canvas.refresh()
        if flash:
            self._canvas.flashGeometries([geometry], crs)

    def clear(self) -> None:
        """Take everything away."""
        self._drawn.clear()
        self._draw()

    def dispose(self) -> None:
        """Leave the canvas for good; the overlay must not be used afterwards."""
        self._canvas.destinationCrsChanged.disconnect(self._draw)
        for band in (self._outline, self._lines):
            self._canvas.scene().removeItem(band)

    def _band(self, color: QColor, width: int) -> QgsRubberBand:
        band = QgsRubberBand(self._canvas, _LINE)
        band.setColor(color)
        band.setSecondaryStrokeColor(QColor(255, 255, 255))
        band.setWidth(width)
        return band

    def _put(
        self, band: QgsRubberBand, geometries: list[QgsGeometry], crs: QgsCoordinateReferenceSystem
    ) -> None:
        self._drawn[band] = geometries, crs
        self._draw()

    def _draw(self) -> None:
        for band in (self._outline, self._lines):
            band.reset(_LINE)
            geometries, crs = self._drawn.get(band, ([], QgsCoordinateReferenceSystem()))
            # Outside the area of the canvas's CRS there is nowhere to draw them.
            with contextlib.suppress(QgsCsException):
                for geometry in [self._on_canvas(geometry, crs) for geometry in geometries]:
                    band.addGeometry(geometry, None)

    def _on_canvas(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> QgsGeometry:
        return transformed(geometry, crs, self._canvas.mapSettings().destinationCrs())
