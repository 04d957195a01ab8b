"""The plugin's actions, under the names scripts and shortcuts find them by."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction

from .dock.widgets import icon
from .i18n import tr


def action(
    parent: QObject, object_name: str, text: str, icon_name: str = "", tip: str = "", checkable: bool = False
) -> QAction:
    """Make an action.

    Args:
        parent: owns it.
        object_name: without the common prefix.
        text: in title case, with its mnemonic.
        icon_name: of a bundled icon, or of one of QGIS's.
        tip: shown when the mouse rests on it.
        checkable: whether it is on or off.
    """
    result = QAction(text, parent)
    if icon_name:
        result.setIcon(icon(icon_name))
    result.setObjectName(f"OptoSAR{object_name}Action")
    result.setToolTip(tip or text.replace("&", ""))
    result.setCheckable(checkable)
    return result


def pick_action(parent: QObject) -> QAction:
    """Picks a query region."""
    tip = tr("Pick a query region: click for a tile, drag for a rectangle; Esc leaves")
    return action(parent, "PickRegion", tr("Pick Re&gion"), "region", tip, checkable=True)


def add_match_action(parent: QObject) -> QAction:
    """Adds a match by hand."""
    tip = tr("Add a match by hand: click the place in the optical layer, then in the SAR layer; Esc leaves")
    return action(parent, "AddMatch", tr("Add &by Hand"), "add_match", tip, checkable=True)


def swipe_action(parent: QObject) -> QAction:
    """Compares the two rasters on the map."""
    tip = tr(
        "Compare both rasters on the map, left and right of a line: drag it, or use the arrow keys; Esc leaves"
    )
    return action(parent, "Swipe", tr("Compare &by Swiping"), "swipe", tip, checkable=True)
