"""What is added on loading is gone after unloading, twice; and the plugin explains itself without an engine."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsNetworkAccessManager,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvasItem
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtNetwork import QNetworkProxy
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QToolBar, QWidget

import optosar
from optosar.plugin.desktop import Desktop
from optosar.plugin.dock.settings_page import SettingsPage
from optosar.plugin.engine.errors import EngineError
from optosar.plugin.help import help_file
from optosar.plugin.settings import proxy_url

_VECTORS = (("current", "Polygon"), ("other", "Polygon"), ("roads", "LineString"))


def settle():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def footprint(iface):
    """All that a plugin may leave behind in the window."""
    window = iface.window
    return {
        "docks": sorted(d.objectName() for d in window.findChildren(QDockWidget)),
        "toolbars": sorted(t.objectName() for t in window.findChildren(QToolBar)),
        "windows": sorted(d.objectName() for d in window.findChildren(QDialog)),
        "raster menu": [a.text() for a in iface.raster_menu.actions()],
        "help menu": [a.text() for a in iface.help_menu.actions()],
        "factories": len(iface.factories),
        "map items": len([i for i in iface.canvas.scene().items() if isinstance(i, QgsMapCanvasItem)]),
        "providers": sorted(p.id() for p in QgsApplication.processingRegistry().providers()),
        "listeners": QgsProject.instance().receivers(QgsProject.instance().readProject),
    }


def test_loading_and_unloading_twice_leaves_nothing(iface):
    before = footprint(iface)
    for _ in range(2):
        plugin = optosar.classFactory(iface)
        plugin.initGui()
        loaded = footprint(iface)
        assert loaded["docks"] == ["OptoSARDock"]
        assert loaded["toolbars"] == ["OptoSARToolbar"]
        assert loaded["raster menu"] == ["&OptoSAR"]
        assert "optosar" in loaded["providers"]
        iface.window.findChild(QDockWidget, "OptoSARDock").matches.enlarge.click()
        assert "OptoSARProofWindow" in footprint(iface)["windows"]
        plugin.unload()
        settle()
        assert footprint(iface) == before


def test_unloading_ends_the_engine_and_the_map_tool(iface, qtbot):
    desktop = Desktop(iface)
    desktop.client.start()
    qtbot.waitUntil(lambda: desktop.client.running, timeout=60_000)
    pid = desktop.client.pid
    desktop.pick.trigger()
    desktop.close()
    settle()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert iface.canvas.mapTool() is None


def test_only_the_algorithms_are_there_without_a_window():
    before = {p.id() for p in QgsApplication.processingRegistry().providers()}
    plugin = optosar.classFactory(None)
    plugin.initProcessing()
    after = {p.id() for p in QgsApplication.processingRegistry().providers()}
    assert after - before == {"optosar"}
    plugin.unload()
    assert {p.id() for p in QgsApplication.processingRegistry().providers()} == before


def test_everything_has_an_object_name(desktop, iface):
    for action in (*desktop._menu_entries(), desktop.help_menu, desktop.add_match):
        assert action.objectName().startswith("OptoSAR")
    assert iface.window.findChild(QWidget, "OptoSARPickRegion") is desktop.dock.search.pick


def test_a_missing_engine_is_explained_and_leads_to_the_settings(desktop, iface, monkeypatch):
    monkeypatch.setenv("OPTOSAR_ENGINE_PYTHON", "")
    QgsSettings().setValue("optosar/engine/python", "/nowhere/python")
    desktop.engine_state.look()
    assert desktop.dock.banner.isVisibleTo(desktop.dock)
    assert "/nowhere/python" in desktop.dock.banner.reason.text()
    desktop.dock.banner.button.click()
    assert iface.options_opened == ["OptoSAROptions"]


def test_work_without_an_engine_fails_with_a_way_out(desktop, iface, make_raster, qtbot, tmp_path):
    QgsSettings().setValue("optosar/engine/python", "/nowhere/python")
    desktop.jobs.run("Indexing", "index_info", {"index": str(tmp_path)}, lambda _: None)
    qtbot.waitUntil(lambda: not desktop.jobs.busy, timeout=10_000)
    assert any("Settings" in text for text in iface.messages())


def test_a_second_job_is_refused_and_said_so(desktop, iface, qtbot, tmp_path):
    ended = []
    desktop.jobs.failed.connect(lambda *_: ended.append("first"))
    desktop.jobs.run("Reading", "index_info", {"index": str(tmp_path)}, lambda _: None)
    desktop.jobs.run("Writing", "export_points", {}, lambda _: ended.append("second"))
    assert any("at work" in text for text in iface.messages())
    qtbot.waitUntil(lambda: not desktop.jobs.busy, timeout=10_000)
    assert ended == ["first"]


def test_the_place_searched_last_is_told_in_the_crs_of_the_project_and_goes_with_it(desktop, qtbot):
    project, field = QgsProject.instance(), desktop.dock.search.point
    utm, degrees = (QgsCoordinateReferenceSystem(name) for name in ("EPSG:32611", "EPSG:4326"))
    project.setCrs(utm)
    desktop.controller.searched_at.emit(QgsPointXY(500_000, 3_780_000), utm)
    assert field.text() == "500000.0, 3780000.0"
    project.setCrs(degrees)
    assert [round(float(part), 2) for part in field.text().split(",")] == [-117.0, 34.16]
    field.clear()
    qtbot.keyClicks(field, "-117, 34")
    project.setCrs(utm)
    assert field.text() == "-117, 34"
    desktop.controller.remark(["a.tif: It is dark."])
    project.clear()
    assert field.text() == ""
    told = []
    desktop.controller.noted.connect(lambda *said: told.append(said))
    desktop.controller.remark(["a.tif: It is dark."])
    assert len(told) == 1


def test_only_what_is_selected_in_the_current_layer_is_searched_for(desktop, iface, monkeypatch):
    searched, noted = [], []
    monkeypatch.setattr(desktop.controller, "search", lambda *args: searched.append(args))
    desktop.controller.noted.connect(lambda _level, text, hint: noted.append(f"{text} {hint}"))
    layers = {name: QgsVectorLayer(f"{kind}?crs=EPSG:32611", name, "memory") for name, kind in _VECTORS}
    square = QgsFeature()
    square.setGeometry(QgsGeometry.fromRect(QgsRectangle(0, 0, 10, 10)))
    for name in ("current", "other"):
        assert layers[name].dataProvider().addFeatures([QgsFeature(square)])[0]
    QgsProject.instance().addMapLayers(list(layers.values()))
    layers["other"].selectAll()
    said = [
        (None, "No polygon layer is chosen in the layer panel. Choose one there"),
        (layers["roads"], "No polygon layer is chosen in the layer panel. Choose one there"),
        (layers["current"], "No polygon is selected in “current”. Select some"),
    ]
    for iface.active, text in said:
        desktop.dock.search.feature.click()
        assert text in noted[-1]
    assert searched == []
    layers["current"].selectAll()
    desktop.dock.search.feature.click()
    assert [(kind, region.area()) for kind, region, _crs in searched] == [("polygon", 100)]


@pytest.mark.parametrize("code", ["cancelled", "engine_died"])
def test_an_index_whose_build_ended_early_is_shown_as_far_as_it_got(desktop, monkeypatch, tmp_path, code):
    asked = []
    monkeypatch.setattr(desktop.client, "request", lambda *request: asked.append(request) or len(asked))
    desktop.dock.index.folder.setFilePath(str(tmp_path))
    desktop.controller.index.update()
    (tmp_path / "manifest.json").write_text("{}")
    _method, _params, _done, failed, _progress = asked.pop()
    failed(EngineError(code, "It ended.", ""))
    method, params, done, *_ = asked.pop()
    assert (method, params) == ("index_info", {"index": str(tmp_path)})
    done({"tiles": 7, "scenes": [{"status": "partial"}]})
    assert "7 tiles" in desktop.dock.index.state.text()
    assert desktop.dock.index.update_button.isEnabled()


def test_an_engine_that_was_installed_is_used_at_once(desktop, iface, qtbot, tmp_path):
    """It replaces the one that runs, and the index that could not be read without it is read."""
    desktop.client.start()
    qtbot.waitUntil(lambda: desktop.client.pid > 0, timeout=10_000)
    before = desktop.client.pid
    (tmp_path / "manifest.json").write_text("{}")
    desktop.controller.choices = replace(desktop.controller.choices, index=str(tmp_path))
    told = []
    desktop.controller.index.changed.connect(lambda _info, text: told.append(text))
    desktop.installer.finished.emit(True, "The engine is installed.")
    assert told[0].startswith("Reading the index")
    qtbot.waitUntil(lambda: desktop.client.pid not in (0, before), timeout=20_000)
    qtbot.waitUntil(lambda: len(told) > 1, timeout=20_000)


def test_what_the_engine_notices_of_a_layer_is_told_once(
    desktop, iface, search_result, match_result, tmp_path
):
    swapped = "a.tif: It was given as optical but is grainy throughout, as SAR speckle is."
    search_result["warnings"] = [swapped]
    for number in (1, 2):
        desktop.controller._searched(tmp_path / f"run{number}", "a", {}, search_result)
    assert sum("grainy" in text for text in iface.messages()) == 1
    match_result["provenance"] = {
        **match_result.get("provenance", {}),
        "warnings": [swapped, "b.tif: It is dark."],
    }
    desktop.matching._matched(match_result)
    assert sum("grainy" in text for text in iface.messages()) == 1
    assert any("b.tif: It is dark." in text for text in iface.messages())
    desktop.controller.index._built(
        {"scenes": [{"name": "a.tif", "warnings": [swapped.removeprefix("a.tif: ")]}]}
    )
    assert sum("grainy" in text for text in iface.messages()) == 2


@pytest.fixture
def page(desktop, qtbot):
    made = SettingsPage(desktop.client, desktop.installer)
    qtbot.addWidget(made)
    return made


def test_settings_are_kept_when_accepted(page, tmp_path):
    page.interpreter.setFilePath("/opt/python")
    page.device.setCurrentText("cuda:1")
    page.cache.setFilePath(str(tmp_path))
    page.install.proxy.setText("http://proxy:3128")
    page.apply()
    settings = QgsSettings()
    assert settings.value("optosar/engine/python") == "/opt/python"
    assert settings.value("optosar/engine/device") == "cuda:1"
    assert settings.value("optosar/cache") == str(tmp_path)
    assert settings.value("optosar/install/proxy") == "http://proxy:3128"


def test_the_proxy_of_qgis_is_taken_with_its_password_which_is_not_shown(desktop, qtbot):
    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy()
    kinds = QNetworkProxy.ProxyType
    manager.setFallbackProxyAndExcludes(
        QNetworkProxy(kinds.HttpProxy, "proxy", 3128, "me", "p@ss:/é"), [], []
    )
    try:
        assert proxy_url() == "http://me:p%40ss:%2F%C3%A9@proxy:3128"
        page = SettingsPage(desktop.client, desktop.installer)
        qtbot.addWidget(page)
        assert page.install.proxy.placeholderText() == "http://proxy:3128"
        # pip would need a library for it that it does not bring.
        manager.setFallbackProxyAndExcludes(QNetworkProxy(kinds.Socks5Proxy, "proxy", 1080), [], [])
        assert proxy_url() == ""
    finally:
        manager.setFallbackProxyAndExcludes(before, [], [])


def test_the_engine_is_tested_from_the_page(page, qtbot):
    page.test.click()
    qtbot.waitUntil(page.test.isEnabled, timeout=120_000)
    assert page.result.title.text() == "The engine can be used"
    assert "torch" in page.result.reason.text()


def test_a_wrong_interpreter_is_told(page, qtbot, tmp_path):
    page.interpreter.setFilePath(str(tmp_path / "python"))
    page.test.click()
    qtbot.waitUntil(page.test.isEnabled, timeout=20_000)
    assert page.result.title.text() == "The engine cannot be used"
    assert "Install Engine" in page.result.hint.text()


def test_diagnostics_are_copied_with_the_engines_part(page, qtbot):
    page.copy.click()
    assert "OptoSAR" in QApplication.clipboard().text()
    qtbot.waitUntil(lambda: "torch" in QApplication.clipboard().text(), timeout=60_000)
    assert "QGIS" in QApplication.clipboard().text()


def test_what_was_copied_since_is_not_replaced_by_late_diagnostics(page, desktop, qtbot):
    answered = []
    page.copy.click()
    QApplication.clipboard().setText("mine")
    desktop.jobs.ask("diagnostics", {}, answered.append)
    qtbot.waitUntil(lambda: bool(answered), timeout=60_000)
    assert QApplication.clipboard().text() == "mine"


def test_the_help_is_bundled(desktop):
    assert help_file().is_file()
    assert "OptoSAR" in help_file().read_text(encoding="utf-8")
