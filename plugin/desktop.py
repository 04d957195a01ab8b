"""The plugin in QGIS's window: puts the parts together, and takes them away again."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QAction, QToolBar

from .actions import action, add_match_action, pick_action, swipe_action
from .compared import rasters_to_compare
from .controller import Controller
from .dock.dock import OptoSARDock
from .dock.settings_page import SettingsFactory
from .dock.wiring import Wiring
from .engine.client import EngineClient
from .engine.installer import Installer
from .engine_state import EngineState
from .help import open_help
from .i18n import tr
from .jobs import Jobs
from .maptool import PairTool, RegionTool
from .matching import Matching
from .messages import Messages
from .overlay import MapOverlay
from .project import ProjectMemory
from .runs import Runs
from .settings import cache_folder
from .swipe import SwipeTool
from .view import View

OPTIONS_PAGE = "OptoSAROptions"


class Desktop(QObject):
    """All that has a window.

    Attributes:
        dock: the panel.
        controller, matching: the work behind it.
        client: the engine's client.

    Args:
        iface: QGIS's interface object.
    """

    def __init__(self, iface: Any) -> None:
        super().__init__()
        self._iface = iface
        self.messages = Messages(iface)
        self.client = EngineClient(self)
        self.jobs = Jobs(self.client, self)
        self.runs = Runs(cache_folder)
        self.controller = Controller(self.jobs, self.runs, self._view, self)
        self.matching = Matching(self.controller, self)
        self._make_actions()
        self._make_tools()
        self.dock = OptoSARDock(self.pick, self.add_match, self.swipe, iface.mainWindow())
        self.wiring = Wiring(self.dock, self.controller, self.matching, self.overlay, iface)
        self.memory = ProjectMemory(self.dock, self.controller, self.matching, self.wiring)
        self.engine_state = EngineState(self.client, self.dock, self.controller, self.matching, self.messages)
        self.installer = Installer(self)
        self._factory = SettingsFactory(self.client, self.installer)
        self._connect()
        self._add()
        self.memory.read()

    def close(self) -> None:
        """Take everything away."""
        self.memory.close()
        self.jobs.forget()
        self.installer.cancel()
        self.engine_state.close()
        self.wiring.close()
        self.region_tool.dispose()
        self.pair_tool.dispose()
        self.swipe_tool.dispose()
        self.overlay.dispose()
        self._remove()
        self.client.stop()
        self.dock.deleteLater()
        self.deleteLater()

    # Parts

    def _make_actions(self) -> None:
        self.panel = action(
            self, "Panel", tr("Show &Panel"), "optosar", tr("Show or hide the OptoSAR panel"), True
        )
        self.pick = pick_action(self)
        self.add_match = add_match_action(self)
        self.swipe = swipe_action(self)
        self.options = action(self, "Options", tr("&Settings…"), "/mActionOptions.svg")
        self.help = action(self, "Help", tr("&Help"), "/mActionHelpContents.svg")
        self.help_menu = action(self, "HelpMenu", tr("OptoSAR"), "optosar")

    def _make_tools(self) -> None:
        canvas = self._iface.mapCanvas()
        self.overlay = MapOverlay(canvas)
        self.region_tool = RegionTool(canvas, self.controller.preview)
        self.region_tool.setAction(self.pick)
        self.pair_tool = PairTool(canvas)
        self.pair_tool.setAction(self.add_match)
        self.swipe_tool = SwipeTool(canvas)
        self.swipe_tool.setAction(self.swipe)

    def _connect(self) -> None:
        self.pick.triggered.connect(lambda on: self.region_tool.start() if on else self.region_tool.stop())
        self.add_match.triggered.connect(lambda on: self.pair_tool.start() if on else self.pair_tool.stop())
        self.swipe.triggered.connect(self._swipe)
        self.swipe_tool.shown.connect(self._say_how_to_swipe)
        self.region_tool.picked.connect(self._region_picked)
        self.pair_tool.picked.connect(self._pair_picked)
        self.pair_tool.asked.connect(self._say_which_point)
        self.panel.triggered.connect(self.dock.setUserVisible)
        self.dock.visibilityChanged.connect(self.panel.setChecked)
        self.options.triggered.connect(self.open_options)
        self.help.triggered.connect(open_help)
        self.help_menu.triggered.connect(open_help)
        self.dock.banner.acted.connect(self.open_options)
        self.controller.noted.connect(self._say)
        self.jobs.failed.connect(self.messages.error)
        self.jobs.refused.connect(self.messages.warning)
        self.installer.finished.connect(self._installed)

    def _add(self) -> None:
        iface = self._iface
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.toolbar: QToolBar = iface.addToolBar(tr("OptoSAR"))
        self.toolbar.setObjectName("OptoSARToolbar")
        for tool in (self.panel, self.pick):
            self.toolbar.addAction(tool)
        for entry in self._menu_entries():
            iface.addPluginToRasterMenu(tr("&OptoSAR"), entry)
        iface.pluginHelpMenu().addAction(self.help_menu)
        iface.registerOptionsWidgetFactory(self._factory)

    def _remove(self) -> None:
        iface = self._iface
        iface.unregisterOptionsWidgetFactory(self._factory)
        iface.pluginHelpMenu().removeAction(self.help_menu)
        for entry in self._menu_entries():
            iface.removePluginRasterMenu(tr("&OptoSAR"), entry)
        iface.mainWindow().removeToolBar(self.toolbar)
        self.toolbar.deleteLater()
        iface.removeDockWidget(self.dock)

    def _menu_entries(self) -> list[QAction]:
        return [self.panel, self.pick, self.options, self.help]

    # Reactions

    def open_options(self) -> None:
        """Show the settings page."""
        self._iface.showOptionsDialog(self._iface.mainWindow(), OPTIONS_PAGE)
        self.engine_state.look()

    def _view(self) -> View:
        canvas = self._iface.mapCanvas()
        return View(canvas.extent(), canvas.mapSettings().destinationCrs())

    def _region_picked(self, kind: str, geometry: QgsGeometry) -> None:
        self.controller.search(kind, geometry, self._view().crs)

    def _pair_picked(self, optical: QgsPointXY, sar: QgsPointXY) -> None:
        self.matching.add_match(optical, sar, self._view().crs)

    def _say_which_point(self, which: str) -> None:
        texts = {
            "optical": tr("Click the place in the optical layer. Esc leaves."),
            "sar": tr("Click the same place as the SAR layer shows it. Esc takes the first point back."),
            "": "",
        }
        self._iface.mainWindow().statusBar().showMessage(texts[which])

    def _swipe(self, on: bool) -> None:
        pair = rasters_to_compare(self.controller, self._iface.activeLayer()) if on else None
        if pair is not None:
            self.swipe_tool.compare(*pair)
            return
        self.swipe_tool.stop()
        self.swipe.setChecked(False)
        if on:
            hint = tr("Choose an optical layer and tick a SAR layer under Imagery.")
            self.messages.warning(tr("There are no two rasters to compare."), hint)

    def _say_how_to_swipe(self, on: bool) -> None:
        text = tr("Drag the line, or move it by the arrow keys. Esc leaves.")
        self._iface.mainWindow().statusBar().showMessage(text if on else "")

    def _installed(self, ok: bool, text: str) -> None:
        if ok:
            self.messages.success(text)
            # The one that runs belongs to the environment before, whose files are no longer there.
            self.client.renew()
        else:
            self.messages.warning(text.split("\n", maxsplit=1)[0])
        self.engine_state.look()
        if ok and self.controller.index.info is None:
            self.controller.index.refresh()

    def _say(self, level: str, text: str, hint: str) -> None:
        if level in {"info", "success"}:
            getattr(self.messages, level)(text)
        else:
            getattr(self.messages, level)(text, hint)
