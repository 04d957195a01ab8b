"""Given to QGIS as ``--code``: installs the plugin from a zip, looks at it, unloads it, and writes what it saw."""

import json
import os
import traceback
from pathlib import Path

import pyplugin_installer
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QToolBar
from qgis.utils import iface, plugins, unloadPlugin

out = Path(os.environ["OPTOSAR_TEST_OUT"])
(out / "log.txt").write_text("QGIS runs the script\n")


def ours():
    """Object names of the plugin's docks, toolbars and actions in the main window."""
    found = []
    for kind in (QDockWidget, QToolBar, QAction):
        found += [child.objectName() for child in iface.mainWindow().findChildren(kind)]
    return sorted(name for name in found if name.startswith("OptoSAR"))


def provider():
    return QgsApplication.processingRegistry().providerById("optosar")


def examine(result):
    pyplugin_installer.instance().installFromZipFile(os.environ["OPTOSAR_TEST_ZIP"])
    import optosar

    result["installed_in"] = str(Path(optosar.__file__).parent)
    result["loaded"] = "optosar" in plugins
    result["panel"] = "OptoSARDock" in ours()
    result["algorithms"] = len(provider().algorithms()) if provider() else 0


def finish(result):
    result["left_behind"] = ours() + (["provider"] if provider() else [])
    (out / "result.json").write_text(json.dumps(result))
    QTimer.singleShot(0, iface.actionExit().trigger)
    QTimer.singleShot(10_000, lambda: os._exit(3))


def start():
    result = {"failure": None, "left_behind": []}
    try:
        examine(result)
        unloadPlugin("optosar")
    except Exception:  # noqa: BLE001
        result["failure"] = traceback.format_exc()
    # Widgets are deleted when the event loop comes round.
    QTimer.singleShot(1500, lambda: finish(result))


QTimer.singleShot(1500, start)
