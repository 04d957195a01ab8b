"""Write a co-registered raster."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..i18n import tr
from .base import EngineAlgorithm

_METHODS = ["similarity", "affine", "homography", "poly1", "poly2", "poly3", "tps"]
_RESAMPLINGS = ["nearest", "bilinear", "cubic"]
_SIDES = ["sar", "optical"]


class Coregister(EngineAlgorithm):
    """``optosar:coregister``."""

    NAME, TITLE = "coregister", "Co-register"
    HELP = "Moves a raster onto its partner by the matches of “Match rasters”."

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters."""
        self.addParameter(QgsProcessingParameterRasterLayer("MOVING", tr("Raster to move")))
        self.addParameter(QgsProcessingParameterRasterLayer("REFERENCE", tr("Reference raster")))
        self.addParameter(QgsProcessingParameterFile("MATCHES", tr("Matches"), extension="json"))
        self.addParameter(
            QgsProcessingParameterEnum(
                "SIDE", tr("The raster to move is"), [tr("SAR"), tr("Optical")], defaultValue=0
            )
        )
        self.addParameter(QgsProcessingParameterEnum("METHOD", tr("Method"), _METHODS, defaultValue=1))
        self.addParameter(
            QgsProcessingParameterEnum("RESAMPLING", tr("Resampling"), _RESAMPLINGS, defaultValue=1)
        )
        self.addParameter(QgsProcessingParameterRasterDestination("OUTPUT", tr("Co-registered raster")))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run."""
        match = json.loads(
            Path(self.parameterAsFile(parameters, "MATCHES", context)).read_text(encoding="utf-8")
        )
        reference = self.parameterAsRasterLayer(parameters, "REFERENCE", context)
        params = {
            "match": match,
            "moving": _SIDES[self.parameterAsEnum(parameters, "SIDE", context)],
            "moving_path": self.file_of(
                self.parameterAsRasterLayer(parameters, "MOVING", context), tr("Raster to move")
            ),
            "reference_path": self.file_of(reference, tr("Reference raster")),
            "method": _METHODS[self.parameterAsEnum(parameters, "METHOD", context)],
            "resampling": _RESAMPLINGS[self.parameterAsEnum(parameters, "RESAMPLING", context)],
            "out": self.parameterAsOutputLayer(parameters, "OUTPUT", context),
        }
        result = self.ask("coregister", params, feedback)
        return {"OUTPUT": result.get("path", "")}
