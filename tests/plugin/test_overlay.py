"""What is drawn on the map for the moment stays where it belongs."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY
from qgis.gui import QgsRubberBand

from optosar.plugin.layers.coordinates import transformed
from optosar.plugin.overlay import MapOverlay

UTM = QgsCoordinateReferenceSystem("EPSG:32611")


@pytest.fixture
def overlay(iface):
    iface.canvas.setDestinationCrs(UTM)
    made = MapOverlay(iface.canvas)
    yield made
    made.dispose()


def bands(canvas):
    items = [item for item in canvas.scene().items() if isinstance(item, QgsRubberBand)]
    return [item.asGeometry() for item in items if not item.asGeometry().isEmpty()]


def test_outline_and_lines_follow_the_crs_of_the_map(overlay, iface):
    square = QgsGeometry.fromPointXY(QgsPointXY(380_000, 3_770_000)).buffer(1000, 1).boundingBox()
    line = QgsGeometry.fromPolylineXY([QgsPointXY(380_100, 3_770_100), QgsPointXY(380_500, 3_770_300)])
    overlay.outline(QgsGeometry.fromRect(square), UTM)
    overlay.lines([line], UTM)
    for name in ("EPSG:3857", "EPSG:4326", "EPSG:32611"):
        crs = QgsCoordinateReferenceSystem(name)
        iface.canvas.setDestinationCrs(crs)
        found = sorted(bands(iface.canvas), key=lambda geometry: geometry.length())
        wanted = transformed(line, UTM, crs).boundingBox().center()
        assert found[0].boundingBox().center().distance(wanted) < 1e-6 * abs(wanted.x())
        outline = transformed(QgsGeometry.fromRect(square), UTM, crs).boundingBox()
        assert found[1].boundingBox().center().distance(outline.center()) < 1e-6 * abs(outline.center().x())
    overlay.clear()
    iface.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    assert bands(iface.canvas) == []
