"""What users are told: outcomes in the message bar, detail in the log tab."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsMessageLog
from qgis.PyQt.QtWidgets import QPushButton

from .i18n import tr

TAG = "OptoSAR"

_SECONDS = {Qgis.MessageLevel.Info: 6, Qgis.MessageLevel.Success: 8, Qgis.MessageLevel.Warning: 15}


def log(text: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
    """Write to the OptoSAR tab of the log panel, without opening anything."""
    QgsMessageLog.logMessage(text, TAG, level, notifyUser=False)


class Messages:
    """The message bar of the main window. Errors stay until closed; each message also goes to the log.

    Args:
        iface: QGIS's interface object.
    """

    def __init__(self, iface: Any) -> None:
        self._iface = iface

    def info(self, text: str) -> None:
        """Something happened as expected and leaves nothing to do."""
        self._push(text, "", Qgis.MessageLevel.Info)

    def success(self, text: str) -> None:
        """A result is there."""
        self._push(text, "", Qgis.MessageLevel.Success)

    def warning(self, text: str, hint: str = "") -> None:
        """Something needs attention but nothing failed."""
        self._push(text, hint, Qgis.MessageLevel.Warning)

    def error(self, text: str, hint: str = "") -> None:
        """Something failed; ``hint`` says what to do next."""
        self._push(text, hint, Qgis.MessageLevel.Critical)

    def _push(self, text: str, hint: str, level: Qgis.MessageLevel) -> None:
        full = f"{text} {hint}".strip()
        log(full, level)
        bar = self._iface.messageBar()
        item = bar.createMessage(TAG, full)
        if level == Qgis.MessageLevel.Critical:
            button = QPushButton(tr("Show Log"))
            button.setObjectName("OptoSARShowLog")
            button.clicked.connect(self._iface.openMessageLog)
            item.layout().addWidget(button)
        bar.pushWidget(item, level, _SECONDS.get(level, 0))
