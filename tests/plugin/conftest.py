"""Small rasters and engine results of known content for the tests of the plugin."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsProject, QgsSettings
from qgis.gui import QgsLayerTreeMapCanvasBridge, QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMainWindow, QMenu, QToolBar, QWidget

from optosar.plugin.actions import add_match_action, pick_action, swipe_action
from optosar.plugin.desktop import Desktop
from optosar.plugin.dock.dock import OptoSARDock

gdal.UseExceptions()

CRS = "EPSG:32611"
ORIGIN = (350_000.0, 3_780_000.0)
GSD = 10.0
PANEL_WIDTH = 360


def write_raster(path: Path, size: int = 300, bands: int = 1, epsg: int | None = 32611) -> Path:
    """A georeferenced (or, with ``epsg=None``, plain) GeoTIFF of smooth noise, 10 m a pixel."""
    random = np.random.default_rng(bands)
    data = (random.random((bands, size, size)) * 255).astype(np.uint8)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), size, size, bands, gdal.GDT_Byte)
    if epsg is not None:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        dataset.SetProjection(reference.ExportToWkt())
        dataset.SetGeoTransform((ORIGIN[0], GSD, 0, ORIGIN[1], 0, -GSD))
    for band in range(bands):
        dataset.GetRasterBand(band + 1).WriteArray(data[band])
    dataset.FlushCache()
    return path


@pytest.fixture(scope="session")
def translations(repository):
    """The script that keeps translations up to date."""
    spec = importlib.util.spec_from_file_location("translations", repository / "scripts" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def make_raster(tmp_path: Path) -> Callable[..., Path]:
    """Write a raster under a name: ``make_raster("a.tif", bands=3)``."""
    return lambda name, **kwargs: write_raster(tmp_path / name, **kwargs)


def square(x: float, y: float, side: float = 2270.0) -> dict[str, Any]:
    """A closed square around (x, y) as GeoJSON."""
    h = side / 2
    ring = [[x - h, y - h], [x + h, y - h], [x + h, y + h], [x - h, y + h], [x - h, y - h]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def search_result() -> dict[str, Any]:
    """Five candidates; the first accepted, the second rejected, the others not verified."""
    x, y = ORIGIN[0] + 1500, ORIGIN[1] - 1500
    candidates = []
    for rank in range(1, 6):
        verification = None
        if rank <= 2:
            verification = {
                "accepted": rank == 1,
                "reason": "38 matches agree." if rank == 1 else "Only 5 of 40 matches agree.",
                "inliers": 38 if rank == 1 else 5,
                "matches": 60,
                "rmse_px": 1.2,
                "located_center": [x + 12, y - 7],
                "match": None,
            }
        center = [x + 900 * (rank - 1), y]
        candidates.append(
            {
                "rank": rank,
                "id": f"s0:{rank}",
                "scene": "sar.tif",
                "scene_path": "/data/sar.tif",
                "score": 0.9 - 0.07 * rank,
                "votes": 1,
                "crs": CRS,
                "center": center,
                "footprint": square(*center),
                "thumbnail": None,
                "verification": verification,
            }
        )
    query = {"crs": CRS, "center": [x, y], "footprint": square(x, y), "tiles": 1, "thumbnail": None}
    return {
        "query": query,
        "candidates": candidates,
        "verdict": {
            "accepted": True,
            "title": "Accepted",
            "reason": "38 matches agree.",
            "hint": "",
            "figures": {},
        },
        "device": "cpu fp32",
        "timing": {"encode_s": 0.1, "search_s": 0.01, "verify_s": 0.5},
    }


@pytest.fixture
def match_result() -> dict[str, Any]:
    """Forty matches displaced by (30, -20) m: thirty in the fit, five held out, five outliers."""
    random = np.random.default_rng(7)
    matches = []
    for i in range(40):
        x, y = ORIGIN[0] + 1000 + 1000 * random.random(), ORIGIN[1] - 1000 - 1000 * random.random()
        outlier, holdout = i >= 35, 30 <= i < 35
        dx, dy = (400.0, 300.0) if outlier else (30.0 + random.normal() * 5, -20.0 + random.normal() * 5)
        residual = float(np.hypot(dx - 30, dy + 20))
        optical, sar = [x, y], [x + dx, y + dy]
        matches.append(
            {
                "id": i,
                "optical": optical,
                "sar": sar,
                "optical_px": [(p - o) / s for p, o, s in zip(optical, ORIGIN, (GSD, -GSD))],
                "sar_px": [(p - o) / s for p, o, s in zip(sar, ORIGIN, (GSD, -GSD))],
                "score": 0.9 - 0.01 * i,
                "residual": residual,
                "inlier": not outlier,
                "use": not outlier,
                "holdout": holdout,
            }
        )
    side = {"path": "/data/a.tif", "crs": CRS, "georeferenced": True, "width": 300, "height": 300}
    return {
        "crs": CRS,
        "units": "m",
        "gsd": GSD,
        "optical": side,
        "sar": side,
        "matches": matches,
        "keypoints": {"optical": [m["optical"] for m in matches], "sar": [m["sar"] for m in matches]},
        "model": {
            "kind": "affine",
            "matrix": [[1, 0, 30], [0, 1, -20], [0, 0, 1]],
            "rotation_deg": 0.0,
            "scale": 1.0,
            "shift": [30.0, -20.0],
        },
        "accuracy": {
            "n_fit": 30,
            "n_holdout": 5,
            "n_set_aside": 9,
            "rmse": 6.8,
            "rmse_px": 0.68,
            "ce90": 10.1,
            "holdout_rmse": 7.2,
            "holdout_ce90": 11.3,
        },
        "verdict": {
            "accepted": True,
            "title": "Accepted",
            "reason": "35 of 40 matches agree within 3 px.",
            "hint": "Export control points or the co-registered raster.",
            "figures": {"inliers": 35},
        },
        "provenance": {
            "weights": "s2net",
            "weights_sha256": "ab" * 32,
            "device": "cpu fp32",
            "options": {"k": 2048},
        },
        "timing": {},
    }


class Interface:
    """What the plugin uses of QGIS's interface, on real widgets in a window of its own."""

    def __init__(self) -> None:
        self.window = QMainWindow()
        self.window.statusBar()
        self.canvas = QgsMapCanvas()
        self.window.setCentralWidget(self.canvas)
        # As in QGIS the bar lies over the map and does not push it down.
        self.bar = QgsMessageBar(self.canvas)
        self.raster_menu = self.window.menuBar().addMenu("Raster")
        self.help_menu = self.window.menuBar().addMenu("Help")
        self.factories: list[Any] = []
        self.options_opened: list[str] = []
        self.active: Any = None
        root = QgsProject.instance().layerTreeRoot()
        # Owned by the canvas, so that it does not outlive it.
        self.bridge = QgsLayerTreeMapCanvasBridge(root, self.canvas, self.canvas)

    def mainWindow(self) -> QMainWindow:
        return self.window

    def mapCanvas(self) -> QgsMapCanvas:
        return self.canvas

    def messageBar(self) -> QgsMessageBar:
        return self.bar

    def activeLayer(self) -> Any:
        return self.active

    def addDockWidget(self, area: Any, dock: QDockWidget) -> None:
        self.window.addDockWidget(area, dock)

    def removeDockWidget(self, dock: QDockWidget) -> None:
        self.window.removeDockWidget(dock)

    def addToolBar(self, title: str) -> QToolBar:
        return self.window.addToolBar(title)

    def addPluginToRasterMenu(self, name: str, action: QAction) -> None:
        menus = [entry.menu() for entry in self.raster_menu.actions() if entry.text() == name]
        (menus[0] if menus else self.raster_menu.addMenu(name)).addAction(action)

    def removePluginRasterMenu(self, name: str, action: QAction) -> None:
        for entry in self.raster_menu.actions():
            if entry.text() == name:
                entry.menu().removeAction(action)
                if not entry.menu().actions():
                    self.raster_menu.removeAction(entry)

    def pluginHelpMenu(self) -> QMenu:
        return self.help_menu

    def registerOptionsWidgetFactory(self, factory: Any) -> None:
        self.factories.append(factory)

    def unregisterOptionsWidgetFactory(self, factory: Any) -> None:
        self.factories.remove(factory)

    def showOptionsDialog(self, parent: QWidget, page: str) -> None:
        self.options_opened.append(page)

    def openMessageLog(self) -> None:
        self.log_opened = True

    def messages(self) -> list[str]:
        """Texts in the message bar, the latest last."""
        return [item.text() for item in self.bar.items()]


@pytest.fixture
def iface(qgis_app, qgis_new_project, qtbot, tmp_path, monkeypatch):
    """QGIS's interface with a shown window of 1400 x 900 and settings of its own."""
    QgsSettings().remove("optosar")
    monkeypatch.setenv("OPTOSAR_ENGINE_PYTHON", sys.executable)
    QgsSettings().setValue("optosar/cache", str(tmp_path / "cache"))
    interface = Interface()
    interface.window.resize(1400, 900)
    interface.window.show()
    qtbot.waitExposed(interface.window)
    yield interface
    QgsProject.instance().clear()
    QgsSettings().remove("optosar")
    interface.window.close()
    interface.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desktop(iface):
    """The plugin's desktop in that window; taken away at the end."""
    made = Desktop(iface)
    yield made
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dock(qgis_app, qtbot):
    """The panel alone, in a window as narrow as a panel may get, all sections open."""
    actions = QObject()
    dock = OptoSARDock(pick_action(actions), add_match_action(actions), swipe_action(actions))
    dock.actions_owner = actions
    qtbot.addWidget(dock)
    dock.resize(PANEL_WIDTH, 900)
    dock.show()
    for section in dock.sections:
        section.setCollapsed(False)
    return dock
