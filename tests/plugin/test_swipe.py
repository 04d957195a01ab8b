"""Comparing two rasters on the map: what is painted on either side of the line, and how the line is moved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsContrastEnhancement,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVector,
)
from qgis.gui import QgsMapToolPan
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtXml import QDomDocument

from optosar.plugin.choices import Choices
from optosar.plugin.compared import rasters_to_compare

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NO_KEY, NO_BUTTON = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton


def flat(path: Path, colour: tuple[int, int, int], metres: float = 4000.0) -> QgsRasterLayer:
    """A layer of one colour, 4 km wide."""
    size = 100
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), size, size, 3, gdal.GDT_Byte)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32611)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.SetGeoTransform((350_000, metres / size, 0, 3_780_000, 0, -metres / size))
    for band, value in enumerate(colour):
        dataset.GetRasterBand(band + 1).WriteArray(np.full((size, size), value, np.uint8))
    dataset = None
    layer = QgsRasterLayer(str(path), path.stem)
    assert layer.isValid()
    layer.setContrastEnhancement(QgsContrastEnhancement.ContrastEnhancementAlgorithm.NoEnhancement)
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def layers(iface, tmp_path):
    """A red optical layer over a blue SAR layer, in the middle of the map."""
    optical = flat(tmp_path / "optical.tif", (200, 0, 0))
    sar = flat(tmp_path / "sar.tif", (0, 0, 200))
    return optical, sar


@pytest.fixture
def compared(desktop, iface, layers, qtbot):
    """The plugin while it compares the two."""
    canvas = iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32611"))
    # QGIS shows all of the first layers of a project, as soon as the map has them.
    qtbot.waitUntil(lambda: len(canvas.layers()) == 2)
    canvas.setExtent(QgsRectangle(350_500, 3_776_500, 353_500, 3_779_500))
    qtbot.wait(50)
    desktop.controller.choices = Choices(optical=layers[0].id(), sar=(layers[1].id(),))
    desktop.swipe.trigger()
    drawn(desktop, qtbot)
    return desktop


def drawn(desktop, qtbot):
    qtbot.waitUntil(lambda: len(desktop.swipe_tool.curtain.images) == 2, timeout=10_000)


def colours(desktop, qtbot, *shares):
    """Which of red and blue the map shows at shares of its width, half way down."""
    canvas = desktop.swipe_tool.canvas()
    pictures = []

    def seen():
        pictures.append(canvas.grab().toImage())
        # A window that is still being laid out is so by the grab at the latest, and both are drawn anew.
        return len(desktop.swipe_tool.curtain.images) == 2

    drawn(desktop, qtbot)
    qtbot.waitUntil(seen, timeout=10_000)
    picture = pictures[-1]
    names = []
    for share in shares:
        x, y = round(share * (picture.width() - 1)), picture.height() // 2
        colour = picture.pixelColor(x, y)
        names.append("red" if colour.red() > colour.blue() else "blue")
    return names


def test_one_raster_lies_on_each_side_of_the_line(compared, iface, qtbot):
    assert compared.swipe.isChecked()
    assert "Drag the line" in iface.window.statusBar().currentMessage()
    assert colours(compared, qtbot, 0.2, 0.45, 0.55, 0.8) == ["red", "red", "blue", "blue"]
    canvas = iface.mapCanvas()
    viewport, y = canvas.viewport(), canvas.height() // 2

    def move(share):
        place = QPoint(round(canvas.width() * share), y)
        QCoreApplication.sendEvent(
            viewport, QMouseEvent(QEvent.Type.MouseMove, place, NO_BUTTON, LEFT, NO_KEY)
        )

    move(0.8)
    assert compared.swipe_tool.curtain.share == 0.5
    QTest.mousePress(viewport, LEFT, NO_KEY, QPoint(canvas.width() // 3, y))
    assert compared.swipe_tool.curtain.share == pytest.approx(1 / 3, abs=0.01)
    move(0.25)
    assert compared.swipe_tool.curtain.share == pytest.approx(0.25, abs=0.01)
    assert colours(compared, qtbot, 0.2, 0.3, 0.8) == ["red", "blue", "blue"]
    QTest.mouseRelease(viewport, LEFT, NO_KEY, QPoint(canvas.width() // 4, y))
    move(0.8)
    assert compared.swipe_tool.curtain.share == pytest.approx(0.25, abs=0.01)


def test_keys_move_the_line_and_not_the_map(compared, iface, qtbot):
    canvas = iface.mapCanvas()
    centre = canvas.extent().center()
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert compared.swipe_tool.curtain.share == pytest.approx(0.4)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert compared.swipe_tool.curtain.share == pytest.approx(0.45)
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert colours(compared, qtbot, 0.1, 0.95) == ["red", "red"]
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert colours(compared, qtbot, 0.1, 0.95) == ["blue", "blue"]
    assert canvas.extent().center().distance(centre) < canvas.mapUnitsPerPixel()


@pytest.mark.parametrize("way", ["Esc", "right click", "action", "another tool"])
def test_the_map_is_itself_again_afterwards(compared, iface, qtbot, way):
    canvas, tool = iface.mapCanvas(), compared.swipe_tool
    pan = QgsMapToolPan(canvas)
    if way == "Esc":
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    elif way == "right click":
        QTest.mouseClick(canvas.viewport(), RIGHT, NO_KEY, QPoint(100, 100))
    elif way == "action":
        compared.swipe.trigger()
    else:
        canvas.setMapTool(pan)
    assert not tool.isActive()
    assert not compared.swipe.isChecked()
    assert tool.curtain.images == ()
    assert not tool.curtain.isVisible()
    assert iface.window.statusBar().currentMessage() == ""
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert tool.curtain.share == 0.5
    canvas.unsetMapTool(pan)


def test_another_view_is_drawn_anew(compared, iface, qtbot):
    canvas, curtain = iface.mapCanvas(), compared.swipe_tool.curtain
    before = curtain.images
    canvas.zoomByFactor(3)
    assert curtain.images == ()
    drawn(compared, qtbot)
    assert curtain.images[0] is not before[0]
    # The layers end within the view now; beyond them nothing else of the map shines through.
    picture = curtain.images[0]
    assert picture.pixelColor(2, picture.height() // 2) == canvas.canvasColor()
    assert colours(compared, qtbot, 0.4, 0.6) == ["red", "blue"]


def test_a_layer_that_goes_ends_the_comparison(compared, iface, layers, qtbot):
    QgsProject.instance().removeMapLayer(layers[1].id())
    qtbot.waitUntil(lambda: not compared.swipe_tool.isActive(), timeout=10_000)
    assert not compared.swipe.isChecked()


def test_without_two_rasters_it_says_what_to_do(desktop, iface):
    desktop.swipe.trigger()
    assert not desktop.swipe.isChecked()
    assert "There are no two rasters to compare. Choose an optical layer" in iface.messages()[-1]


def test_what_was_moved_is_compared_once_it_has_been(desktop, layers, match_result, tmp_path):
    optical, sar = layers
    match_result["optical"] = {**match_result["optical"], "path": str(tmp_path / "optical.tif")}
    match_result["sar"] = {**match_result["sar"], "path": str(tmp_path / "sar.tif")}
    desktop.runs.begin(tmp_path / "run", "scene", {}, None, match_result)
    assert rasters_to_compare(desktop.controller, None) == (optical, sar)
    flat(tmp_path / "moved.tif", (0, 0, 90))
    moved = desktop.runs.layers.add_raster(str(tmp_path / "moved.tif"), "moved", sar)
    desktop.runs.put_raster(str(tmp_path / "moved.tif"), "sar")
    # What is drawn like it is not it.
    copied = QDomDocument()
    moved.exportNamedStyle(copied)
    like = flat(tmp_path / "like.tif", (0, 90, 0))
    assert like.importNamedStyle(copied)[0]
    assert like not in desktop.runs.layers.rasters("sar")
    assert rasters_to_compare(desktop.controller, None) == (optical, moved)
    # The layer chosen in the tree is shown where it is one of them: before and after.
    assert rasters_to_compare(desktop.controller, sar) == (optical, sar)
    assert rasters_to_compare(desktop.controller, optical) == (optical, moved)
    desktop.runs.restore(str(tmp_path / "run"))
    assert rasters_to_compare(desktop.controller, None) == (optical, moved)
    desktop.controller.choices = Choices(moving="optical")
    assert rasters_to_compare(desktop.controller, None) == (sar, optical)
    desktop.runs.put_raster(str(tmp_path / "moved.tif"), "optical")
    assert rasters_to_compare(desktop.controller, None) == (sar, moved)


def test_a_map_that_is_moved_takes_the_pictures_along(compared, iface, qtbot):
    canvas, curtain = iface.mapCanvas(), compared.swipe_tool.curtain
    drawn(compared, qtbot)
    corner = curtain.pos()
    extent = canvas.extent()
    canvas.setExtent(extent + QgsVector(40 * canvas.mapUnitsPerPixel(), 0))
    curtain.updatePosition()
    assert len(curtain.images) == 2
    assert curtain.pos().x() - corner.x() == pytest.approx(-40, abs=1)
    # Drawn anew, they fill the map again.
    qtbot.waitUntil(lambda: abs(curtain.pos().x()) < 1, timeout=10_000)


def test_a_view_that_changes_while_it_is_drawn_ends_with_both_pictures(compared, iface, qtbot):
    """Of two pictures one may be ready, and gone, when the next two are begun."""
    tool = compared.swipe_tool
    for pause in (0, 1, 2, 3, 5, 8, 13, 21, 34):
        before = tool.curtain.images
        iface.mapCanvas().refresh()
        tool.compare(*(QgsProject.instance().mapLayersByName(name)[0] for name in ("optical", "sar")))
        qtbot.wait(pause)
        tool.compare(*(QgsProject.instance().mapLayersByName(name)[0] for name in ("optical", "sar")))
        qtbot.waitUntil(
            lambda old=before: bool(tool.curtain.images) and tool.curtain.images[0] is not old[0],
            timeout=10_000,
        )
        shown = [image.pixelColor(image.width() // 2, image.height() // 2) for image in tool.curtain.images]
        assert [colour.name() for colour in shown] == ["#c80000", "#0000c8"]
