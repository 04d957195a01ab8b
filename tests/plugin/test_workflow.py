"""The whole job through the panel, with a real engine process, real weights and a simulated scene of known truth."""

from __future__ import annotations

import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

import optosar
from optosar.plugin.choices import Choices, SearchChoices
from optosar.plugin.dock.matches_model import USE
from optosar.plugin.dock.settings_page import SettingsPage
from optosar.plugin.layers.tables import CANDIDATES, MATCHES, QUERY

SECONDS = 1000
LONG = 180 * SECONDS


@pytest.fixture
def scene(desktop, simulated_pair, tmp_path):
    """The simulated pair in the project, chosen in the panel, with an index folder still to be built."""
    optical = QgsRasterLayer(str(simulated_pair.optical), "Optical")
    sar = QgsRasterLayer(str(simulated_pair.sar), "SAR")
    QgsProject.instance().addMapLayers([optical, sar])
    QgsProject.instance().setCrs(optical.crs())
    canvas = desktop._iface.mapCanvas()
    canvas.setDestinationCrs(optical.crs())
    canvas.setExtent(optical.extent())
    desktop.dock.show_choices(
        Choices(
            optical=optical.id(),
            sar=(sar.id(),),
            index=str(tmp_path / "index"),
            search=SearchChoices(k=4, verify=1),
        )
    )
    desktop.dock.index.folder_changed.emit(str(tmp_path / "index"))
    return simulated_pair


@pytest.fixture(scope="module")
def built_index(tmp_path_factory):
    """Folder in which the first test that needs an index leaves it for the others."""
    return tmp_path_factory.mktemp("index") / "sar"


@pytest.fixture
def indexed(desktop, scene, built_index, qtbot):
    dock = desktop.dock
    dock.index.folder.setFilePath(str(built_index))
    if not (built_index / "manifest.json").exists():
        build(dock, qtbot)
    qtbot.waitUntil(lambda: desktop.controller.index.info is not None, timeout=LONG)
    return scene


def build(dock, qtbot):
    QTest.mouseClick(dock.index.build, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dock.index.update_button.isEnabled, timeout=LONG)


def idle(desktop, qtbot):
    qtbot.waitUntil(lambda: not desktop.jobs.busy and desktop.matching.edits.settled, timeout=LONG)


def click(desktop, x, y):
    canvas = desktop._iface.mapCanvas()
    at = canvas.getCoordinateTransform().transform(QgsPointXY(x, y))
    position = QPoint(round(at.x()), round(at.y()))
    QTest.mouseMove(canvas.viewport(), position)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, position)


def search_by_click(desktop, qtbot, x, y):
    desktop.pick.trigger()
    with qtbot.waitSignal(desktop.controller.search_changed, timeout=LONG):
        click(desktop, x, y)
    idle(desktop, qtbot)


def test_click_find_prove_export(desktop, indexed, qtbot, tmp_path):
    x, y = indexed.centre()
    search_by_click(desktop, qtbot, x + 300, y - 200)
    dock, record = desktop.dock, desktop.runs.record
    best = record.search["candidates"][0]
    assert QgsPointXY(*best["center"]).distance(QgsPointXY(x + 300, y - 200)) <= 1130
    assert best["verification"]["matches"] > 0
    assert dock.candidates.model.rowCount() == len(record.search["candidates"])
    assert desktop.runs.layers.layer(QUERY).featureCount() == 1
    assert desktop.runs.layers.layer(CANDIDATES).featureCount() == len(record.search["candidates"])
    assert (record.folder / "run.json").is_file()

    QTest.mouseClick(dock.candidates.match, Qt.MouseButton.LeftButton)
    idle(desktop, qtbot)
    match = desktop.runs.match
    assert match["model"] is not None
    assert desktop.runs.layers.layer(MATCHES).featureCount() == len(match["matches"])
    assert "RMSE" in dock.matches.accuracy.text()

    used = sum(m["use"] for m in match["matches"])
    table = dock.matches.table
    first = next(i for i in range(table.model().rowCount()) if used_in_row(table, i))
    table.setCurrentIndex(table.model().index(first, USE))
    with qtbot.waitSignal(desktop.matching.match_refitted, timeout=LONG):
        QTest.keyClick(table, Qt.Key.Key_Space)
    refitted = desktop.runs.match
    assert sum(m["use"] for m in refitted["matches"]) == used - 1
    assert refitted["accuracy"] != match["accuracy"]

    # Excluded and written out at once, before the engine has fitted again.
    second = next(i for i in range(table.model().rowCount()) if used_in_row(table, i))
    dropped, kept = dock.matches.model.match(second), dock.matches.model.match(second + 1)
    dock.matches.model.set_use([second], False)
    dock.export.points_file.setFilePath(str(tmp_path / "gcps.points"))
    with qtbot.waitSignal(desktop.matching.points_written, timeout=LONG):
        QTest.mouseClick(dock.export.export_points, Qt.MouseButton.LeftButton)
    lines = (tmp_path / "gcps.points").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#CRS: ")
    assert lines[1] == "mapX,mapY,sourceX,sourceY,enable,dX,dY,residual"
    places = [tuple(float(value) for value in line.split(",")[:2]) for line in lines[2:]]
    assert not any(place == pytest.approx(dropped["optical"], abs=0.01) for place in places)
    assert any(place == pytest.approx(kept["optical"], abs=0.01) for place in places)

    dock.export.raster_file.setFilePath(str(tmp_path / "moved.tif"))
    with qtbot.waitSignal(desktop.matching.raster_written, timeout=LONG) as written:
        QTest.mouseClick(dock.export.export_raster, Qt.MouseButton.LeftButton)
    assert gdal.Open(str(tmp_path / "moved.tif")).RasterXSize > 100
    assert written.args[1].isValid()
    assert "RMSE" in dock.export.result.text()
    # The result is a raster like any other: whoever wants to check it by another match ticks it.
    moved = QgsProject.instance().mapLayersByName("moved")[0]
    dock.show_choices(replace(dock.choices(), sar=(moved.id(),)))
    assert desktop.dock.imagery.sar_layers() == [moved]
    assert desktop.dock.footer.engine.text().startswith(("cpu", "cuda"))


def used_in_row(table, row):
    return table.model().index(row, USE).data(Qt.ItemDataRole.CheckStateRole) in {2, Qt.CheckState.Checked}


def test_a_dragged_rectangle_and_a_selected_polygon_are_searched(desktop, indexed, qtbot):
    x, y = indexed.centre()
    canvas = desktop._iface.mapCanvas()
    transform = canvas.getCoordinateTransform()
    start, end = (transform.transform(QgsPointXY(x + d, y - d)) for d in (-1700, 1700))
    start, end = (QPoint(round(p.x()), round(p.y())) for p in (start, end))
    desktop.pick.trigger()
    with qtbot.waitSignal(desktop.controller.search_changed, timeout=LONG):
        QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        QTest.mouseMove(canvas.viewport(), end)
        QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert desktop.runs.search["query"]["tiles"] > 1

    layer = QgsVectorLayer(f"Polygon?crs={indexed.crs}", "places", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x - 1500, y - 1500, x + 1500, y + 1500)))
    layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    layer.selectAll()
    desktop._iface.active = layer
    idle(desktop, qtbot)
    with qtbot.waitSignal(desktop.controller.search_changed, timeout=LONG):
        QTest.mouseClick(desktop.dock.search.feature, Qt.MouseButton.LeftButton)
    assert desktop.runs.record.request["region"]["kind"] == "polygon"


def test_a_typed_coordinate_is_searched(desktop, indexed, qtbot):
    x, y = indexed.centre()
    desktop.dock.search.verify.setValue(0)
    desktop.dock.search.point.setText(f"{x}, {y}")
    with qtbot.waitSignal(desktop.controller.search_changed, timeout=LONG):
        QTest.keyClick(desktop.dock.search.point, Qt.Key.Key_Return)
    assert [c["verification"] for c in desktop.runs.search["candidates"]] == 4 * [None]
    # An unverified candidate is matched on request.
    idle(desktop, qtbot)
    desktop.dock.candidates.select(2)
    QTest.mouseClick(desktop.dock.candidates.match, Qt.MouseButton.LeftButton)
    idle(desktop, qtbot)
    assert desktop.controller.candidate(2)["verification"] is not None
    assert desktop.controller.candidate(1)["verification"] is None


def test_the_whole_overlap_is_matched_and_points_are_added_by_hand(desktop, scene, qtbot):
    QTest.mouseClick(desktop.dock.matches.overlap, Qt.MouseButton.LeftButton)
    idle(desktop, qtbot)
    before = desktop.runs.match
    assert desktop.runs.layers.layer(CANDIDATES) is None
    x, y = scene.centre()
    desktop.add_match.trigger()
    with qtbot.waitSignal(desktop.matching.match_refitted, timeout=LONG):
        click(desktop, x, y)
        click(desktop, x + 40, y)
    after = desktop.runs.match
    assert len(after["matches"]) == len(before["matches"]) + 1
    added = after["matches"][-1]
    assert added["use"]
    assert not added["holdout"]
    unit = desktop._iface.mapCanvas().mapUnitsPerPixel()
    assert added["optical"] == pytest.approx([x, y], abs=unit)


def test_cancel_during_a_build_keeps_the_window_alive_and_the_build_resumes(desktop, scene, qtbot):
    dock = desktop.dock
    QTest.mouseClick(dock.index.build, Qt.MouseButton.LeftButton)
    assert not dock.imagery.isEnabled()
    qtbot.waitUntil(lambda: dock.footer.bar.maximum() > 0 and dock.footer.bar.value() > 0, timeout=LONG)
    QTest.mouseClick(dock.footer.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desktop.jobs.busy, timeout=2 * SECONDS)
    assert dock.imagery.isEnabled()
    build(dock, qtbot)
    assert desktop.controller.index.info["up_to_date"]


def test_the_plugin_survives_the_engine_being_killed_in_a_build(desktop, scene, qtbot, iface):
    dock = desktop.dock
    QTest.mouseClick(dock.index.build, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dock.footer.bar.maximum() > 0 and dock.footer.bar.value() > 0, timeout=LONG)
    os.kill(desktop.client.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not desktop.jobs.busy, timeout=5 * SECONDS)
    assert any("engine stopped" in text for text in iface.messages())
    build(dock, qtbot)
    assert desktop.controller.index.info["up_to_date"]


def test_closing_the_project_in_mid_run_leaves_nothing_behind(desktop, scene, qtbot):
    dock = desktop.dock
    QTest.mouseClick(dock.index.build, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desktop.client.running, timeout=LONG)
    QgsProject.instance().clear()
    assert not desktop.jobs.busy
    assert dock.choices() == Choices()
    assert desktop.runs.record is None
    assert dock.imagery.isEnabled()


def test_layers_deleted_in_mid_run_do_no_harm(desktop, indexed, qtbot):
    x, y = indexed.centre()
    desktop.pick.trigger()
    with qtbot.waitSignal(desktop.controller.search_changed, timeout=LONG):
        click(desktop, x, y)
        QgsProject.instance().removeAllMapLayers()
    assert desktop.runs.layers.layer(CANDIDATES) is not None


def test_the_run_is_there_again_when_the_project_is_opened(desktop, indexed, qtbot, tmp_path):
    x, y = indexed.centre()
    search_by_click(desktop, qtbot, x, y)
    count = desktop.dock.candidates.model.rowCount()
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "place.qgz"))
    project.clear()
    assert desktop.dock.candidates.model.rowCount() == 0
    assert project.read(str(tmp_path / "place.qgz"))
    assert desktop.dock.candidates.model.rowCount() == count
    assert desktop.runs.layers.layer(CANDIDATES) is not None
    assert desktop.dock.choices().sar


def test_a_project_saved_elsewhere_finds_its_index_and_its_run(desktop, indexed, qtbot, tmp_path):
    x, y = indexed.centre()
    search_by_click(desktop, qtbot, x, y)
    (tmp_path / "elsewhere").mkdir()
    project, chosen = QgsProject.instance(), desktop.dock.choices().index
    for path in (tmp_path / "place.qgz", tmp_path / "elsewhere" / "copy.qgz"):
        assert project.write(str(path))
    project.clear()
    assert project.read(str(tmp_path / "elsewhere" / "copy.qgz"))
    assert Path(desktop.dock.choices().index) == Path(chosen)
    assert desktop.runs.record is not None
    qtbot.waitUntil(lambda: desktop.controller.index.info is not None, timeout=LONG)


def test_a_run_whose_folder_is_away_is_not_forgotten(desktop, indexed, qtbot, tmp_path):
    x, y = indexed.centre()
    search_by_click(desktop, qtbot, x, y)
    folder, project = desktop.runs.record.folder, QgsProject.instance()
    assert project.write(str(tmp_path / "place.qgz"))
    project.clear()
    away = folder.rename(folder.with_name("away"))
    assert project.read(str(tmp_path / "place.qgz"))
    assert desktop.runs.record is None
    desktop.dock.search.count.setValue(7)
    assert project.write()
    project.clear()
    away.rename(folder)
    assert project.read(str(tmp_path / "place.qgz"))
    assert desktop.runs.record is not None


def test_an_answer_about_an_index_chosen_before_is_not_shown(desktop, indexed, qtbot, tmp_path):
    said = []
    desktop.controller.index.changed.connect(lambda info, _text: said.append(info))
    desktop.controller.index.refresh()
    desktop.dock.index.folder.setFilePath(str(tmp_path / "other"))
    desktop.jobs.ask("diagnostics", {}, lambda _: said.append("answered"))
    qtbot.waitUntil(lambda: "answered" in said, timeout=LONG)
    assert not any(isinstance(info, dict) for info in said)
    assert desktop.controller.index.info is None


def test_a_click_beside_the_layer_is_explained(desktop, indexed, qtbot, iface):
    x, y = indexed.centre()
    canvas = iface.mapCanvas()
    canvas.setExtent(QgsRectangle(x - 20_000, y - 20_000, x + 20_000, y + 20_000))
    desktop.pick.trigger()
    click(desktop, x - 15_000, y)
    assert any("outside" in text for text in iface.messages())
    assert not desktop.jobs.busy


def test_searching_without_an_index_says_what_to_do(desktop, scene, iface):
    x, y = scene.centre()
    desktop.pick.trigger()
    click(desktop, x, y)
    assert any("Build one" in text for text in iface.messages())


def test_the_other_direction_needs_an_index_of_optical_scenes(desktop, indexed, iface):
    x, y = indexed.centre()
    desktop.dock.search.direction.setCurrentIndex(1)
    desktop.pick.trigger()
    click(desktop, x, y)
    assert any("same kind" in text for text in iface.messages())


def test_a_file_that_vanished_is_named(desktop, scene, iface, make_raster):
    path = make_raster("gone.tif")
    layer = QgsRasterLayer(str(path), "Gone")
    QgsProject.instance().addMapLayer(layer)
    Path(path).unlink()
    choices = desktop.dock.choices()
    desktop.dock.show_choices(Choices(optical=choices.optical, sar=(layer.id(),), index=choices.index))
    desktop.controller.choices = desktop.dock.choices()
    QTest.mouseClick(desktop.dock.index.build, Qt.MouseButton.LeftButton)
    assert any("missing" in text for text in iface.messages())
    assert not desktop.jobs.busy


def test_weights_of_one_s_own_are_chosen_in_the_settings(desktop, scene, qtbot, iface, tmp_path):
    weights = Path(optosar.__file__).parent / "resources" / "weights"
    page = SettingsPage(desktop.client, desktop.installer)
    qtbot.addWidget(page)
    # One bears the name of weights that ship, as those that train export writes may.
    for widget, name, own in (
        (page.weights.encoder, "dfcnn", "mine"),
        (page.weights.matcher, "s2net", "s2net"),
    ):
        copied = shutil.copy(weights / f"{name}.safetensors", tmp_path / f"{own}.safetensors")
        widget.setFilePath(str(copied))
    page.apply()
    build(desktop.dock, qtbot)
    assert "Weights mine" in desktop.dock.index.state.text()
    search_by_click(desktop, qtbot, *scene.centre())
    assert desktop.runs.match["provenance"]["weights"] == "s2net"
    assert "mine" in desktop.dock.footer.engine.text()
    page.weights.encoder.setFilePath("")
    page.apply()
    click(desktop, *scene.centre())
    qtbot.waitUntil(
        lambda: any("did not come with OptoSAR" in text for text in iface.messages()), timeout=LONG
    )
    page.weights.encoder.setFilePath(str(tmp_path / "away.safetensors"))
    page.apply()
    QTest.mouseClick(desktop.dock.index.build, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("away.safetensors" in text for text in iface.messages()), timeout=LONG)
