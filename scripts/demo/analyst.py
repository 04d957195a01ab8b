"""What the analyst does, step by step, and what is expected of each step."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

from qgis.core import QgsProject, QgsRectangle
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QListView, QPushButton, QTableView
from qgis.utils import iface, plugins

from . import robot
from .checks import control_points, likeness, model_error, place_in, raster_extent, require
from .driver import Driver, Steps, Wait, pause

# A candidate must share ground with the query's tile; its keypoints must then find the place within five pixels.
_TILE_PX, _LOCATED_PX, _GSD = 227, 5.0, 10.0
_WINDOW = tuple(int(side) for side in os.environ.get("OPTOSAR_DEMO_WINDOW", "1600x1000").split("x"))
_PANEL_WIDTH = 440
# Qt does not keep the owners of connected methods alive.
_running: list[Driver] = []


def start() -> None:
    """Begin when QGIS has come up; returns at once."""
    driver = Driver(Path(os.environ["OPTOSAR_DEMO_OUT"]))
    driver.log("QGIS runs the demo")
    sample = Path(os.environ["OPTOSAR_DEMO_SAMPLE"])
    _running.append(driver)
    QTimer.singleShot(1000, lambda: driver.run(whole_job(driver, sample)))


def whole_job(driver: Driver, sample: Path) -> Steps:
    """The main job: look at the scenes, index, search, verify, match, export, compare."""
    yield from _open(driver)
    yield from _index(driver)
    yield from _search(driver, sample)
    yield from _edit(driver)
    yield from _match_overlap(driver, sample)
    yield from _export(driver, sample)
    yield from _compare(driver, sample)


def _idle() -> bool:
    """Whether no job is running: the footer then hides its cancel button."""
    return not robot.find("Cancel").isVisible()


def _drawn() -> bool:
    canvas = iface.mapCanvas()
    return not canvas.isDrawing() and not canvas.isFrozen()


def _job(what: str, seconds: float) -> Wait:
    return Wait(_idle, what, seconds)


def _zoom(extent: tuple[float, float, float, float]) -> Steps:
    iface.mapCanvas().setExtent(QgsRectangle(*extent))
    iface.mapCanvas().refresh()
    yield pause(0.3)
    yield Wait(_drawn, "the map to be drawn", 60)


def _record() -> dict[str, Any]:
    """What the latest run left on disk: request, search, match."""
    desktop = plugins["optosar"].desktop
    folder = Path(desktop.runs.record.folder)
    content: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return content


def _open(driver: Driver) -> Steps:
    project = QgsProject.instance()
    yield Wait(
        lambda: len(project.mapLayers()) >= 3 and iface.mainWindow().isVisible(), "the sample project", 90
    )
    require("optosar" in plugins, "The plugin was not loaded.")
    iface.mainWindow().move(0, 0)
    iface.mainWindow().resize(*_WINDOW)
    dock = robot.find("Dock")
    if not dock.isVisible():
        iface.mainWindow().findChild(QAction, "OptoSARPanelAction").trigger()
    yield Wait(dock.isVisible, "the panel")
    # What the job does not need leaves its place to the map and the panel.
    iface.mainWindow().findChild(QDockWidget, "Browser").close()
    iface.mainWindow().resizeDocks([dock], [_PANEL_WIDTH], Qt.Orientation.Horizontal)
    driver.log(f"QGIS is up with {len(project.mapLayers())} layers; the panel is open")
    yield from _zoom(raster_extent(Path(project.homePath()) / "optical.tif"))
    robot.choose("OpticalLayer", "Optical")
    robot.tick(robot.find("SarLayers", QListView), {"SAR", "SAR, elsewhere"})
    yield pause(0.5)
    driver.picture("imagery")


def _index(driver: Driver) -> Steps:
    folder = driver.out / "index"
    robot.type_into(robot.find("IndexFolder", QgsFileWidget).lineEdit(), str(folder))
    yield pause(0.3)
    robot.click("IndexBuild")
    yield Wait(lambda: not _idle(), "indexing to begin", 60)
    yield Wait(lambda: _idle() or robot.find("Progress").value() > 300, "progress of indexing", 900)
    driver.picture("indexing")
    yield _job("the index", 1800)
    yield pause(0.5)
    state = robot.text("IndexState")
    driver.log(f"Index: {state}")
    require((folder / "manifest.json").is_file(), "There is no index after building one.")
    robot.click("IndexTiles")
    yield pause(0.5)
    yield Wait(_drawn, "the map to be drawn", 60)
    driver.picture("index")
    _toggle_layer("tiles")
    driver.summary["index"] = {"state": state, "device": robot.text("EngineState")}


def _toggle_layer(part: str) -> None:
    """Untick the topmost layer whose name contains ``part``, so that it does not cover what follows."""
    for node in QgsProject.instance().layerTreeRoot().findLayers():
        if part in node.name().lower():
            node.setItemVisibilityChecked(False)
            return


def _search(driver: Driver, sample: Path) -> Steps:
    x, y = place_in(sample / "optical.tif", 0.52, 0.47)
    robot.click("PickRegion")
    yield pause(0.3)
    robot.click_map(x, y)
    yield Wait(
        lambda: not _idle() or bool(robot.find("CandidateTable", QTableView).model().rowCount()),
        "the search",
        60,
    )
    yield _job("the candidates", 600)
    yield pause(1.0)
    yield Wait(_drawn, "the map to be drawn", 60)
    search = _record()["search"]
    best = search["candidates"][0]
    verification = best["verification"] or {}
    away_px = math.dist(best["center"], (x, y)) / _GSD
    located = verification.get("located_center")
    located_px = math.dist(located, (x, y)) / _GSD if located else None
    driver.summary["search"] = {
        "clicked": [round(x, 1), round(y, 1)],
        "candidates": len(search["candidates"]),
        "best_scene": best["scene"],
        "best_score": round(best["score"], 3),
        "best_off_px": round(away_px, 1),
        "inliers": verification.get("inliers"),
        "located_off_px": None if located_px is None else round(located_px, 2),
        "verdict": robot.text("SearchVerdictTitle"),
        "reason": robot.text("SearchVerdictReason"),
        "timing_s": {key: round(value, 2) for key, value in search["timing"].items()},
    }
    driver.log(f"Search: {driver.summary['search']}")
    robot.leave_map_tool()
    require(not robot.find("PickRegion", QPushButton).isChecked(), "Esc did not leave the region tool.")
    robot.reveal(robot.find("CandidateTable"))
    yield pause(0.5)
    driver.picture("candidates")
    require(
        bool((search["verdict"] or {}).get("accepted")), "The place that is in the index was not accepted."
    )
    require(away_px <= _TILE_PX, f"The best candidate is {away_px:.0f} px off.")
    require(located_px is not None and located_px <= _LOCATED_PX, f"The keypoints are {located_px} px off.")


def _edit(driver: Driver) -> Steps:
    table = robot.find("CandidateTable", QTableView)
    robot.click_cell(table, robot.cell(table, 0), double=True)
    # The candidate flashes a few times.
    yield pause(3.0)
    yield Wait(_drawn, "the map to be drawn", 60)
    matches = robot.find("MatchTable", QTableView)
    robot.reveal(matches)
    yield pause(0.3)
    driver.picture("matches")
    before = robot.text("Accuracy")
    require(bool(before), "No accuracy is shown for an accepted match.")
    robot.click_cell(matches, robot.cell(matches, 0, 2))
    robot.click("DropSelected")
    yield Wait(lambda: robot.text("Accuracy") != before, "the model to follow the edit", 30)
    after = robot.text("Accuracy")
    robot.click_cell(matches, robot.cell(matches, 0, 2))
    robot.click("UseSelected")
    yield pause(1.0)
    driver.summary["editing"] = {"before": before, "after_excluding_one": after}
    driver.log(f"Editing: {before!r} became {after!r}")


def _match_overlap(driver: Driver, sample: Path) -> Steps:
    robot.tick(robot.find("SarLayers", QListView), {"SAR, misaligned"})
    yield pause(0.5)
    robot.click("MatchOverlap")
    yield Wait(lambda: not _idle(), "matching to begin", 60)
    yield _job("the match of the whole overlap", 900)
    yield pause(1.0)
    yield from _zoom(raster_extent(sample / "optical.tif"))
    match = _record()["match"]
    require(match["model"] is not None, "No model was found for the misaligned copy.")
    error_px = model_error(match["model"], sample) / _GSD
    driver.summary["overlap"] = {
        "matches": len(match["matches"]),
        "inliers": sum(bool(item["inlier"]) for item in match["matches"]),
        "model": {key: match["model"][key] for key in ("kind", "rotation_deg", "scale", "shift")},
        "accuracy": match["accuracy"],
        "verdict": robot.text("MatchVerdictTitle"),
        "off_truth_px": round(error_px, 2),
    }
    driver.log(f"Overlap: {driver.summary['overlap']}")
    robot.reveal(robot.find("MatchTable"))
    yield pause(0.5)
    driver.picture("overlap")
    require(bool(match["verdict"]["accepted"]), f"The overlap was not accepted: {match['verdict']['reason']}")
    require(error_px <= _LOCATED_PX, f"The model is {error_px:.1f} px off the truth.")


def _export(driver: Driver, sample: Path) -> Steps:
    folder = driver.out / "export"
    folder.mkdir(exist_ok=True)
    points, raster = folder / "sar_misaligned.tif.points", folder / "sar_registered.tif"
    robot.choose("MovingSide", "sar")
    robot.choose("PointsFormat", "points")
    robot.type_into(robot.find("PointsFile", QgsFileWidget).lineEdit(), str(points))
    robot.click("ExportPoints")
    yield Wait(points.is_file, "the control points", 60)
    yield _job("the control points", 60)
    robot.choose("WarpMethod", "affine")
    robot.type_into(robot.find("RasterFile", QgsFileWidget).lineEdit(), str(raster))
    robot.click("ExportRaster")
    yield Wait(raster.is_file, "the co-registered raster", 600)
    yield _job("the co-registered raster", 60)
    yield pause(1.0)
    yield Wait(_drawn, "the map to be drawn", 60)
    robot.reveal(robot.find("ExportResult"))
    yield pause(0.5)
    driver.picture("export")
    before = likeness(sample / "sar_misaligned.tif", sample / "sar.tif")
    after = likeness(raster, sample / "sar.tif")
    driver.summary["export"] = {
        "control_points": control_points(points),
        "points": str(points),
        "raster": str(raster),
        "shown": robot.text("ExportResult"),
        "correlation_with_true_sar_before": round(before, 3),
        "correlation_with_true_sar_after": round(after, 3),
    }
    driver.log(f"Export: {driver.summary['export']}")
    require(after > max(before, 0.5), "The co-registered raster does not lie on the true SAR scene.")
    shown = [layer.name() for layer in QgsProject.instance().mapLayers().values() if layer.isValid()]
    require(any("registered" in name for name in shown), "The co-registered raster is not on the map.")


def _compare(driver: Driver, sample: Path) -> Steps:
    """The optical scene and the SAR scene that now lies on it, left and right of a line."""
    west, south, east, north = raster_extent(sample / "optical.tif")
    half = (east - west) / 8
    # A motorway crosses the line there.
    x, y = (west + east) / 2, (south + north) / 2 + 0.6 * half
    yield from _zoom((x - half, y - half, x + half, y + half))
    curtain = plugins["optosar"].desktop.swipe_tool.curtain
    robot.click("Swipe")
    yield Wait(lambda: len(curtain.images) == 2, "both rasters to be drawn", 60)
    robot.drag_over_map(0.5, 0.4)
    yield pause(0.5)
    driver.picture("swipe")
    require(abs(curtain.share - 0.4) < 0.01, "The line did not follow the mouse.")
    robot.leave_map_tool()
    require(not curtain.isVisible(), "The comparison did not end.")
