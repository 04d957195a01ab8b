"""Build or update an index."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
)

from ..i18n import tr
from .base import EngineAlgorithm

_RADIOMETRIES = ["auto", "byte", "amplitude", "intensity", "db"]
_MODALITIES = ["sar", "optical"]


class BuildIndex(EngineAlgorithm):
    """``optosar:buildindex``."""

    NAME, TITLE = "buildindex", "Build index"
    HELP = "Encodes rasters into an index folder. An interrupted build goes on; changed rasters are encoded anew."

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters."""
        self.addParameter(
            QgsProcessingParameterMultipleLayers("SCENES", tr("Rasters to index"), QgsProcessing.TypeRaster)
        )
        self.addParameter(
            QgsProcessingParameterEnum("MODALITY", tr("They are"), [tr("SAR"), tr("Optical")], defaultValue=0)
        )
        self.addParameter(
            QgsProcessingParameterEnum("RADIOMETRY", tr("SAR values"), _RADIOMETRIES, defaultValue=0)
        )
        self.addParameter(
            QgsProcessingParameterNumber("STRIDE", tr("Stride in pixels"), defaultValue=90, minValue=16)
        )
        self.addParameter(QgsProcessingParameterFolderDestination("INDEX", tr("Index folder")))
        self.addOutput(QgsProcessingOutputNumber("TILES", tr("Tiles")))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run."""
        layers = self.parameterAsLayerList(parameters, "SCENES", context)
        radiometry = _RADIOMETRIES[self.parameterAsEnum(parameters, "RADIOMETRY", context)]
        folder = self.parameterAsString(parameters, "INDEX", context)
        scenes = [
            {"path": self.file_of(layer, tr("Rasters to index")), "radiometry": radiometry}
            for layer in layers
        ]
        params = {
            "index": folder,
            "scenes": scenes,
            "modality": _MODALITIES[self.parameterAsEnum(parameters, "MODALITY", context)],
            "stride": self.parameterAsInt(parameters, "STRIDE", context),
        }
        result = self.ask("index_build", params, feedback)
        return {"INDEX": folder, "TILES": result.get("tiles", 0)}
