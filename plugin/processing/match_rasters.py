"""Match an optical and a SAR raster."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

from ..i18n import tr
from .base import EngineAlgorithm

_MODELS = ["similarity", "affine", "homography"]


class MatchRasters(EngineAlgorithm):
    """``optosar:matchrasters``."""

    NAME, TITLE = "matchrasters", "Match rasters"
    HELP = "Finds keypoint matches between an optical and a SAR raster where they overlap, with a verdict."

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters."""
        self.addParameter(QgsProcessingParameterRasterLayer("OPTICAL", tr("Optical raster")))
        self.addParameter(QgsProcessingParameterRasterLayer("SAR", tr("SAR raster")))
        self.addParameter(QgsProcessingParameterNumber("K", tr("Keypoints"), defaultValue=2048, minValue=64))
        self.addParameter(QgsProcessingParameterEnum("MODEL", tr("Model"), _MODELS, defaultValue=1))
        self.addParameter(QgsProcessingParameterFileDestination("OUTPUT", tr("Matches"), "JSON (*.json)"))
        self.addOutput(QgsProcessingOutputBoolean("ACCEPTED", tr("Accepted")))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run."""
        optical = self.file_of(
            self.parameterAsRasterLayer(parameters, "OPTICAL", context), tr("Optical raster")
        )
        sar = self.file_of(self.parameterAsRasterLayer(parameters, "SAR", context), tr("SAR raster"))
        options = {
            "k": self.parameterAsInt(parameters, "K", context),
            "model": _MODELS[self.parameterAsEnum(parameters, "MODEL", context)],
        }
        params = {"optical": {"path": optical}, "sar": {"path": sar}, "options": options}
        result = self.ask("match", params, feedback)
        out = Path(self.parameterAsFileOutput(parameters, "OUTPUT", context))
        out.write_text(json.dumps(result, indent=1), encoding="utf-8")
        return {"OUTPUT": str(out), "ACCEPTED": bool(result.get("verdict", {}).get("accepted"))}
