"""The panel shows results and reports choices; results here are made up, the workflow tests use the engine."""

from __future__ import annotations

import time

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsDataProvider, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
)

from optosar.plugin.choices import Choices, SearchChoices
from optosar.plugin.dock.candidates_model import INLIERS, RANK, VERDICT
from optosar.plugin.dock.index_box import describe_index
from optosar.plugin.dock.matches_model import KIND, RESIDUAL, USE
from optosar.plugin.dock.search_box import parse_point

pytestmark = pytest.mark.usefixtures("qgis_new_project")

WIDTH = 360


@pytest.fixture
def layers(make_raster):
    made = [
        QgsRasterLayer(str(make_raster("optical.tif", bands=3)), "Optical"),
        QgsRasterLayer(str(make_raster("sar_a.tif")), "SAR A"),
        QgsRasterLayer(str(make_raster("sar_b.tif")), "SAR B"),
    ]
    QgsProject.instance().addMapLayers(made)
    return made


def test_it_fits_a_narrow_panel(dock, search_result, match_result, tmp_path):
    dock.candidates.show_search(search_result)
    dock.matches.show_match(match_result)
    dock.export.show_match(match_result, tmp_path)
    dock.index.set_folder("/a/very/long/path/" * 8)
    dock.show_missing_engine("No Python with the engine's libraries was found.")
    scrollbar = 16
    for section in dock.sections:
        assert section.minimumSizeHint().width() <= WIDTH - scrollbar - 12, section.objectName()
    assert dock.widget().minimumSizeHint().width() <= WIDTH


def test_choices_are_reported_and_shown_again(dock, layers):
    optical, sar_a, sar_b = layers
    choices = Choices(
        optical=optical.id(),
        sar=(sar_b.id(),),
        radiometry="db",
        index="/data/index",
        search=SearchChoices("sar", 7, 2, within_view=True, rotations=True),
        model="homography",
        threshold=2.5,
        moving="optical",
    )
    dock.show_choices(choices)
    assert dock.choices() == choices
    assert sar_a.id() not in dock.choices().sar


def test_sar_layers_are_ticked_by_keyboard(dock, layers, qtbot):
    view = dock.imagery.sar
    row = next(i for i in range(view.model().rowCount()) if view.model().index(i, 0).data() == "SAR A")
    view.setCurrentIndex(view.model().index(row, 0))
    with qtbot.waitSignal(dock.imagery.changed):
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert [layer.name() for layer in dock.imagery.sar_layers()] == ["SAR A"]


def test_a_deleted_layer_leaves_the_choices(dock, layers, qtbot):
    optical, sar_a, sar_b = layers
    dock.show_choices(Choices(optical=optical.id(), sar=(sar_a.id(), sar_b.id())))
    with qtbot.waitSignal(dock.imagery.changed):
        QgsProject.instance().removeMapLayers([sar_a.id(), optical.id()])
    assert dock.choices().sar == (sar_b.id(),)
    assert dock.choices().optical == ""


def test_a_layer_without_georeference_is_pointed_out(dock, make_raster, qtbot):
    plain = QgsRasterLayer(str(make_raster("plain.tif", epsg=None)), "Plain")
    QgsProject.instance().addMapLayer(plain)
    with qtbot.waitSignal(dock.imagery.changed):
        dock.show_choices(Choices(optical=plain.id()))
    assert "not georeferenced" in dock.imagery.warnings.text()
    assert dock.imagery.warnings.isVisibleTo(dock)


def test_what_is_wrong_with_a_layer_is_no_longer_told_once_it_is_mended(dock, layers, make_raster, qtbot):
    optical, told = layers[0], dock.imagery.warnings
    dock.imagery.optical.setLayer(optical)
    optical.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    qtbot.waitUntil(lambda: "drawn elsewhere" in told.text(), timeout=1000)
    optical.setName("Renamed")
    qtbot.waitUntil(lambda: "Renamed" in told.text(), timeout=1000)
    optical.setCrs(QgsCoordinateReferenceSystem("EPSG:32611"))
    qtbot.waitUntil(lambda: not told.text(), timeout=1000)
    plain, options = str(make_raster("plain.tif", epsg=None)), QgsDataProvider.ProviderOptions()
    optical.setDataSource(plain, "Optical", "gdal", options)
    qtbot.waitUntil(lambda: "not georeferenced" in told.text(), timeout=1000)


def test_the_index_is_described_in_words():
    info = {
        "modality": "sar",
        "tiles": 3481,
        "weights_name": "dfcnn",
        "weights_sha256": "0123456789abcdef",
        "scenes": [
            {"status": "current"},
            {"status": "current"},
            {"status": "changed"},
            {"status": "missing"},
        ],
    }
    text = describe_index(info)
    assert "3481 tiles of 4 SAR scenes" in text
    assert "2 current, 1 changed since, 1 missing" in text
    assert "dfcnn 01234567" in text
    assert text.endswith("Searched exactly")
    info["search"] = {"kind": "ivf_pq", "cells": 4096, "probes": 256, "recall_at_10": 0.97}
    assert describe_index(info).endswith("Searched by IVF-PQ, 4096 cells, recall@10 0.97 measured")


@pytest.mark.parametrize("saved", [True, False])
def test_a_folder_s_name_alone_is_one_beside_the_project_or_at_home(
    dock, tmp_path, qtbot, monkeypatch, saved
):
    home, project = tmp_path / "home", tmp_path / "work" / "place.qgz"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    if saved:
        QgsProject.instance().setFileName(str(project))
    field, expected = dock.index.folder, (project.parent if saved else home) / "index"
    field.lineEdit().setFocus()
    qtbot.keyClicks(field.lineEdit(), "index")
    # What is being typed is left alone, and counts already as what it will be.
    assert (field.filePath(), dock.choices().index) == ("index", str(expected))
    QTest.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    assert field.filePath() == dock.choices().index == str(expected)
    field.setFilePath("~/other")
    # Not every system gives a button that is pressed the keyboard.
    dock.index.build.click()
    assert field.filePath() == str(home / "other")
    field.setFilePath("")
    assert dock.choices().index == ""


@pytest.mark.parametrize("text", ["412000, 5820000.5", "412000 5820000.5", " 412000;5820000.5 "])
def test_coordinates_are_read_as_typed(text):
    point = parse_point(text)
    assert (point.x(), point.y()) == (412_000, 5_820_000.5)


def test_nonsense_is_no_coordinate(dock, qtbot):
    assert parse_point("here") is None
    assert parse_point("1, 2, 3") is None
    dock.search.point.setText("here")
    with qtbot.waitSignal(dock.search.bad_point):
        QTest.keyClick(dock.search.point, Qt.Key.Key_Return)


def test_candidates_tell_rank_score_inliers_and_verdict(dock, search_result, tmp_path):
    picture = QPixmap(227, 227)
    picture.save(str(tmp_path / "1.png"))
    search_result["candidates"][0]["thumbnail"] = str(tmp_path / "1.png")
    dock.candidates.show_search(search_result)
    model = dock.candidates.model
    words = [model.index(row, VERDICT).data() for row in range(5)]
    assert words == ["Accepted", "No match"] + 3 * ["Not verified"]
    assert [model.index(row, INLIERS).data() for row in range(3)] == ["38", "5", "–"]
    assert not model.index(0, RANK).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert dock.candidates.verdict.title.text() == "Accepted"
    assert dock.candidates.current_rank() == 1


def test_enter_and_buttons_act_on_the_current_candidate(dock, search_result, qtbot):
    box = dock.candidates
    box.show_search(search_result)
    box.select(3)
    with qtbot.waitSignal(box.zoom_requested) as zoomed:
        QTest.keyClick(box.table, Qt.Key.Key_Return)
    assert zoomed.args == [3]
    with qtbot.waitSignal(box.match_requested) as matched:
        QTest.mouseClick(box.match, Qt.MouseButton.LeftButton)
    assert matched.args == [3]


def test_a_double_click_shows_the_candidate(dock, search_result, qtbot):
    box = dock.candidates
    box.show_search(search_result)
    dock.show_section(box)
    at = box.table.visualRect(box.model.index(1, VERDICT)).center()
    with qtbot.waitSignal(box.zoom_requested) as zoomed:
        QTest.mouseClick(box.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(box.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert zoomed.args == [2]


def test_a_search_without_answer_says_what_to_do(dock, search_result):
    search_result["candidates"] = []
    dock.candidates.show_search(search_result)
    assert "add scenes" in dock.candidates.query_text.text()
    assert not dock.candidates.match.isEnabled()


def test_a_refusal_is_shown_with_reason_and_next_step(dock, match_result):
    match_result["verdict"] = {
        "accepted": False,
        "title": "No reliable match",
        "reason": "Only 5 of 40 matches agree.",
        "hint": "Try the next candidate.",
        "figures": {},
    }
    dock.matches.show_match(match_result)
    banner = dock.matches.verdict
    assert banner.title.text() == "No reliable match"
    assert banner.hint.text() == "Try the next candidate."
    assert "Only 5 of 40" in banner.accessibleName()


def test_matches_are_sorted_by_residual_and_tell_their_kind(dock, match_result):
    dock.matches.show_match(match_result)
    model = dock.matches.table.model()
    residuals = [float(model.index(row, RESIDUAL).data()) for row in range(model.rowCount())]
    assert residuals == sorted(residuals)
    kinds = {model.index(row, KIND).data() for row in range(model.rowCount())}
    assert kinds == {"Fit", "Check", "Outlier"}


def test_thousands_of_matches_are_sorted_at_once_and_the_selection_follows(dock, match_result):
    matches = [{**match_result["matches"][0], "id": i, "residual": (i * 7919) % 10007} for i in range(10_000)]
    start = time.perf_counter()
    dock.matches.show_match({**match_result, "matches": matches})
    dock.matches.table.selectRow(0)
    best = dock.matches.model.match(0)["id"]
    dock.matches.table.sortByColumn(RESIDUAL, Qt.SortOrder.DescendingOrder)
    assert time.perf_counter() - start < 2
    assert [dock.matches.model.match(row)["id"] for row in dock.matches.selected_rows()] == [best]
    assert dock.matches.selected_rows() == [9_999]


def test_space_unticks_a_match(dock, match_result, qtbot):
    dock.matches.show_match(match_result)
    table = dock.matches.table
    table.setCurrentIndex(table.model().index(0, USE))
    with qtbot.waitSignal(dock.matches.use_changed) as changed:
        QTest.keyClick(table, Qt.Key.Key_Space)
    flags = changed.args[0]
    smallest = min(match_result["matches"], key=lambda m: m["residual"])["id"]
    assert [i for i, used in enumerate(flags) if used != match_result["matches"][i]["use"]] == [smallest]


def test_several_matches_are_excluded_at_once(dock, match_result, qtbot):
    dock.matches.show_match(match_result)
    dock.matches.table.selectAll()
    with qtbot.waitSignal(dock.matches.use_changed) as changed:
        dock.matches.drop_selected.click()
    assert changed.args[0] == [False] * 40


def test_a_refit_keeps_the_selection(dock, match_result, qtbot):
    dock.matches.show_match(match_result)
    with qtbot.waitSignal(dock.matches.highlighted) as highlighted:
        dock.matches.table.selectRow(5)
    before = dock.matches.selected_rows()
    assert highlighted.args == [[dock.matches.model.match(5)["id"]]]
    dock.matches.show_match({**match_result, "accuracy": {**match_result["accuracy"], "rmse": 1.0}})
    assert dock.matches.selected_rows() == before
    assert "RMSE 1.00\N{NO-BREAK SPACE}m" in dock.matches.accuracy.text()


def test_accuracy_of_held_out_points_is_shown_apart(dock, match_result):
    dock.matches.show_match(match_result)
    text = dock.matches.accuracy.text().replace("\N{NO-BREAK SPACE}", " ")
    assert "Held out, 5 of 9 matches: RMSE 7.20 m, CE90 11.30 m" in text
    assert "Shift +30.0, -20.0 m" in text


def test_files_are_proposed_that_do_not_exist_yet(dock, match_result, tmp_path):
    (tmp_path / "a_coregistered.tif").touch()
    dock.export.show_match(match_result, tmp_path)
    assert dock.export.raster_file.filePath().endswith("a_coregistered_2.tif")
    assert dock.export.points_file.filePath().endswith("a.tif.points")
    dock.export.format.setCurrentIndex(dock.export.format.findData("gpkg"))
    assert dock.export.points_file.filePath().endswith("a_gcps.gpkg")


def test_a_name_that_was_typed_is_not_replaced(dock, match_result, tmp_path):
    box = dock.export
    box.show_match(match_result, tmp_path)
    box.raster_file.setFilePath(str(tmp_path / "mine.tif"))
    box.points_file.setFilePath(str(tmp_path / "mine.points"))
    box.suggest()
    box.format.setCurrentIndex(box.format.findData("csv"))
    assert box.raster_file.filePath() == str(tmp_path / "mine.tif")
    assert box.points_file.filePath() == str(tmp_path / "mine.csv")
    other = {**match_result, "sar": {**match_result["sar"], "path": "/data/b.tif"}}
    box.show_match(other, tmp_path)
    assert box.raster_file.filePath() == str(tmp_path / "b_coregistered.tif")


def test_a_name_alone_is_written_in_the_proposed_folder(dock, match_result, tmp_path, qtbot):
    box = dock.export
    box.show_match(match_result, tmp_path)
    box.points_file.setFilePath("mine.points")
    with qtbot.waitSignal(box.points_requested) as points:
        box.export_points.click()
    assert points.args == ["points", str(tmp_path / "mine.points")]
    box.raster_file.setFilePath(str(tmp_path / "deep" / "mine.tif"))
    with qtbot.waitSignal(box.raster_requested) as raster:
        box.export_raster.click()
    assert raster.args[2] == str(tmp_path / "deep" / "mine.tif")


def test_without_a_name_nothing_can_be_exported(dock, match_result, tmp_path):
    box = dock.export
    box.show_match(match_result, tmp_path)
    assert box.export_points.isEnabled()
    box.points_file.setFilePath("")
    assert not box.export_points.isEnabled()
    assert box.export_raster.isEnabled()
    box.points_file.setFilePath("mine.points")
    assert box.export_points.isEnabled()


def test_a_displacement_field_is_told_in_words(dock, match_result, tmp_path):
    dock.export.show_match(match_result, tmp_path)
    field = {"places": 400, "measured": 0.85, "followed": 0.9, "before_rmse": 41.5, "before_ce90": 70.25}
    field |= {"after_rmse": 9.0, "after_ce90": 14.0, "after_rmse_px": 0.9, "uncertainty": 3.0}
    result = {
        "path": str(tmp_path / "moved.tif"),
        "units": "m",
        **match_result["accuracy"],
        "n_set_aside": None,
        "displacement": field,
    }
    dock.export.show_result(result)
    lines = dock.export.result.text().replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert "Held out, 5 matches: RMSE 7.20 m, CE90 11.30 m" in lines
    assert lines[-3:] == [
        "Field: measured at 85 % of 400 places, followed at 90 %",
        "Before the field: RMSE 41.50 m, CE90 70.25 m",
        "After it, at places held out of it: RMSE 9.00 m, CE90 14.00 m",
    ]
    dock.export.show_result({**result, "displacement": None})
    assert "Field" not in dock.export.result.text()


def test_nothing_can_be_exported_without_a_model(dock, match_result, tmp_path):
    match_result["model"] = None
    dock.export.show_match(match_result, tmp_path)
    assert not dock.export.export_raster.isEnabled()


def test_while_busy_only_cancel_can_be_pressed(dock):
    dock.footer.show_job("Searching")
    dock.set_busy(True)
    pressable = [
        button.objectName()
        for button in dock.widget().findChildren(QAbstractButton)
        if button.isEnabled() and button.isVisibleTo(dock)
    ]
    assert pressable == ["OptoSARCancel"]
    assert not dock.search.pick.isEnabled()
    dock.set_busy(False)
    assert dock.index.build.isEnabled()


def test_cancelling_is_acknowledged_at_once(dock, qtbot):
    dock.footer.show_job("Searching")
    dock.footer.show_progress(0.4, "Encoding")
    with qtbot.waitSignal(dock.footer.cancelled):
        dock.footer.cancel.click()
    assert not dock.footer.cancel.isEnabled()
    assert dock.footer.cancel.text() == "Cancelling…"


def test_a_missing_engine_is_explained(dock, qtbot):
    dock.show_missing_engine("No Python with the engine's libraries was found.")
    assert dock.banner.isVisibleTo(dock)
    with qtbot.waitSignal(dock.banner.acted):
        QTest.mouseClick(dock.banner.button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    dock.show_missing_engine("")
    assert not dock.banner.isVisibleTo(dock)
