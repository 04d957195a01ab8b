"""The region tool and the tool for manual matches, driven by mouse and keyboard on a real canvas."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.gui import QgsMapToolPan, QgsRubberBand, QgsVertexMarker
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction

from optosar.plugin.layers.coordinates import tile_square
from optosar.plugin.maptool import PairTool, RegionTool

UTM = QgsCoordinateReferenceSystem("EPSG:32611")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def canvas(qgis_canvas, qtbot):
    # The canvas of the test session sits in a tiny hidden window: clicks need a visible one of known size.
    window = qgis_canvas.window()
    window.resize(640, 480)
    window.show()
    qtbot.waitExposed(window)
    qgis_canvas.resize(600, 400)
    qgis_canvas.setDestinationCrs(UTM)
    qgis_canvas.setRotation(0)
    qgis_canvas.setExtent(QgsRectangle(350_000, 3_770_000, 360_000, 3_777_000))
    qtbot.wait(50)
    return qgis_canvas


@pytest.fixture
def tool(canvas):
    tool = RegionTool(canvas, lambda point: tile_square(point, UTM))
    yield tool
    tool.dispose()


def bands(canvas):
    return [item for item in canvas.scene().items() if isinstance(item, QgsRubberBand)]


def move(canvas, position):
    QTest.mouseMove(canvas.viewport(), position)


def test_a_click_takes_the_place(canvas, tool, qtbot):
    tool.start()
    position = QPoint(200, 150)
    with qtbot.waitSignal(tool.picked) as picked:
        QTest.mouseClick(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, position)
    kind, geometry = picked.args
    assert kind == "point"
    expected = canvas.getCoordinateTransform().toMapCoordinates(position)
    assert geometry.asPoint().distance(expected) < 1e-6


def test_a_drag_takes_a_rectangle(canvas, tool, qtbot):
    tool.start()
    start, end = QPoint(100, 100), QPoint(300, 250)
    with qtbot.waitSignal(tool.picked) as picked:
        QTest.mousePress(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
        move(canvas, QPoint(200, 200))
        move(canvas, end)
        QTest.mouseRelease(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, end)
    kind, geometry = picked.args
    assert kind == "rectangle"
    unit = canvas.mapUnitsPerPixel()
    assert geometry.area() == pytest.approx(200 * unit * 150 * unit, rel=1e-6)


def test_on_a_turned_map_the_rectangle_is_the_one_on_the_screen(canvas, tool, qtbot):
    canvas.setRotation(30)
    tool.start()
    with qtbot.waitSignal(tool.picked) as picked:
        QTest.mousePress(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(100, 100))
        QTest.mouseRelease(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(300, 200))
    geometry = picked.args[1]
    unit = canvas.mapUnitsPerPixel()
    assert geometry.area() == pytest.approx(200 * unit * 100 * unit, rel=1e-6)
    assert geometry.boundingBox().area() > 1.3 * geometry.area()


def test_hovering_previews_the_tile(canvas, tool):
    tool.start()
    move(canvas, QPoint(200, 200))
    outline = bands(canvas)[0].asGeometry()
    assert outline.boundingBox().width() == pytest.approx(2270, rel=1e-3)


def test_escape_gives_up_the_drag_then_the_tool(canvas, tool, qtbot):
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    tool.start()
    QTest.mousePress(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(100, 100))
    with qtbot.assertNotEmitted(tool.picked):
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(300, 300))
    assert canvas.mapTool() is tool
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is pan


def test_the_right_button_restores_the_tool_before(canvas, tool):
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    tool.start()
    QTest.mouseClick(
        canvas.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, QPoint(9, 9)
    )
    assert canvas.mapTool() is pan


def test_the_action_shows_whether_the_tool_is_active(canvas, tool):
    action = QAction("Pick")
    action.setCheckable(True)
    tool.setAction(action)
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    tool.start()
    assert action.isChecked()
    canvas.setMapTool(pan)
    assert not action.isChecked()


def test_disposing_leaves_nothing_on_the_map(canvas):
    before = len(canvas.scene().items())
    region, pair = RegionTool(canvas, lambda _: None), PairTool(canvas)
    region.start()
    pair.start()
    region.dispose()
    pair.dispose()
    assert len(canvas.scene().items()) == before
    assert canvas.mapTool() not in {region, pair}


def test_a_pair_is_two_clicks(canvas, qtbot):
    tool = PairTool(canvas)
    asked = []
    tool.asked.connect(asked.append)
    tool.start()
    QTest.mouseClick(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(100, 100))
    move(canvas, QPoint(150, 130))
    line = bands(canvas)[0].asGeometry()
    assert QgsWkbTypes.geometryType(line.wkbType()) == QgsWkbTypes.GeometryType.LineGeometry
    with qtbot.waitSignal(tool.picked) as picked:
        QTest.mouseClick(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(150, 130))
    optical, sar = picked.args
    unit = canvas.mapUnitsPerPixel()
    assert sar.x() - optical.x() == pytest.approx(50 * unit, rel=1e-6)
    assert optical.y() - sar.y() == pytest.approx(30 * unit, rel=1e-6)
    assert asked == ["optical", "sar", "optical"]
    tool.dispose()
    assert asked[-1] == ""


def test_escape_takes_back_the_first_point_of_a_pair(canvas, qtbot):
    tool = PairTool(canvas)
    tool.start()
    QTest.mouseClick(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(100, 100))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is tool
    with qtbot.assertNotEmitted(tool.picked):
        QTest.mouseClick(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(150, 130))
    tool.dispose()


@pytest.mark.parametrize("event", ["crs", "project", "left"])
def test_the_first_point_of_a_pair_does_not_outlive_its_map(canvas, qtbot, event):
    tool, asked = PairTool(canvas), []
    tool.start()
    QTest.mouseClick(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(100, 100))
    tool.asked.connect(asked.append)
    if event == "crs":
        canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    elif event == "project":
        QgsProject.instance().clear()
    else:
        canvas.setMapTool(QgsMapToolPan(canvas))
        tool.start()
    assert asked[-1] == "optical"
    assert not any(item.isVisible() for item in canvas.scene().items() if isinstance(item, QgsVertexMarker))
    with qtbot.assertNotEmitted(tool.picked):
        QTest.mouseClick(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(150, 130))
    with qtbot.waitSignal(tool.picked):
        QTest.mouseClick(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(170, 150))
    tool.dispose()


def test_preview_is_metric_where_the_map_is_geographic():
    geographic = QgsCoordinateReferenceSystem("EPSG:4326")
    square: QgsGeometry = tile_square(QgsPointXY(13.0, 52.0), geographic)
    assert square.boundingBox().width() > square.boundingBox().height()
