"""What all algorithms share: names, groups, and how an error of the engine becomes one of Processing."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRasterLayer,
)

from ..engine.blocking import BlockingEngine
from ..engine.environment import find_interpreter
from ..engine.errors import EngineError
from ..i18n import tr


class EngineAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that asks the engine."""

    NAME = ""
    TITLE = ""
    HELP = ""

    def name(self) -> str:
        """Id of the algorithm."""
        return self.NAME

    def displayName(self) -> str:
        """Name shown."""
        return tr(self.TITLE)

    def shortHelpString(self) -> str:
        """Help beside the dialog."""
        return tr(self.HELP)

    def createInstance(self) -> EngineAlgorithm:
        """A fresh copy, as Processing wants one for each run."""
        return type(self)()

    def canExecute(self) -> tuple[bool, str]:
        """Whether the engine is there; if not, what to do."""
        if find_interpreter():
            return True, ""
        return False, tr("The engine is not installed: open Settings → Options… → OptoSAR.")

    def ask(self, method: str, params: dict[str, Any], feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Ask an engine of its own and wait; a cancelled request gives an empty answer.

        Raises:
            QgsProcessingException: with the engine's message and hint.
        """
        try:
            with BlockingEngine() as engine:
                return engine.call(method, params, feedback)
        except EngineError as error:
            if error.code == "cancelled":
                return {}
            raise QgsProcessingException(f"{error.message} {error.hint}".strip()) from error

    def file_of(self, layer: QgsRasterLayer | None, what: str) -> str:
        """The file behind a raster layer.

        Raises:
            QgsProcessingException: there is none.
        """
        if layer is None or layer.providerType() != "gdal":
            raise QgsProcessingException(tr("{what}: choose a raster that is a file.").format(what=what))
        return str(layer.source().split("|")[0])
