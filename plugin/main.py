"""The plugin as QGIS knows it: what is added on loading is taken away on unloading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from .i18n import install_translator

_HELP = Path(__file__).parent.parent / "resources" / "help"


class OptoSARPlugin:
    """Registers the Processing provider and, where there is a window, the desktop.

    Args:
        iface: QGIS's interface object; ``None`` in ``qgis_process``.
    """

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._translator: QTranslator | None = install_translator()
        self._provider: Any = None
        self.desktop: Any = None

    def initProcessing(self) -> None:
        """Register the algorithms; all that ``qgis_process`` needs."""
        from .processing.provider import OptoSARProvider

        self._provider = OptoSARProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:
        """Add panel, menu, toolbar, help, settings page and algorithms."""
        from .desktop import Desktop

        self.initProcessing()
        self.desktop = Desktop(self._iface)

    def unload(self) -> None:
        """Take away everything, the engine's process included."""
        if self.desktop is not None:
            self.desktop.close()
            self.desktop = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
